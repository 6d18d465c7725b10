"""Runs of text to pandoc's inlines, each with the style that Word knows it by."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.convert import ast, signs
from pipeline.convert.ast import Nodes
from pipeline.convert.docx import raw
from pipeline.convert.docx.styles import CHARACTERS, DIRECT_LOOKS
from pipeline.convert.pandoc_inlines import Dialect, InlineWriter, WriteBlocks
from pipeline.model import document as model

DIALECT = Dialect(page_mark="[{number}] ")


class StyledInlines(InlineWriter):
    """Writes the inlines of one section; ``labels`` are those of its notes, as they are placed.

    Of styles within one another the outer one counts: what is in a link looks like a link.
    """

    def __init__(
        self,
        document: model.Document,
        dialect: Dialect,
        known: frozenset[str],
        pages: set[str],
        write_blocks: WriteBlocks,
    ) -> None:
        super().__init__(document, dialect, known, pages, write_blocks)
        self.labels: list[str] = []
        self.is_styled = False

    def look(self, *classes: str) -> ast.Attributes:
        """Give pandoc's attribute for the style of the last class."""
        style = CHARACTERS.get(classes[-1])
        return [] if style is None else [("custom-style", style)]

    def named(self, content: Iterable[model.Inline], *classes: str) -> ast.PandocNode:
        """Write ``content`` in the style of the last class."""
        look = () if self.is_styled else self.look(*classes)
        return ast.span(self._unstyled(content), attributes=look)

    def linked(self, content: Iterable[model.Inline], target: str) -> ast.PandocNode:
        """Write ``content`` as a link, to which pandoc gives its style."""
        return ast.link(self._unstyled(content), target)

    def _marked(self, inline: model.Editorial) -> ast.PandocNode:
        """Write marked words; a look without a node of pandoc holds whatever styles are in it."""
        marked = super()._marked(inline)
        name = signs.name_of(inline)
        if name not in DIRECT_LOOKS:
            return marked
        return ast.span([raw.look_start(name), marked, raw.LOOK_END])

    def _unstyled(self, content: Iterable[model.Inline]) -> Nodes:
        outer, self.is_styled = self.is_styled, True
        written = self.inlines(content)
        self.is_styled = outer
        return written

    def marker_again(self, note_id: str, label: str) -> Nodes:
        """Refer to the note with a field, so that Word keeps its number right."""
        shown = ast.span([ast.string(label)], attributes=self.look("note-again"))
        return [raw.reference_start(note_id), shown, raw.REFERENCE_END]

    def note_blocks(self, note: model.Note) -> Nodes:
        """Write what is in ``note``, whose first paragraph pandoc begins with its number."""
        self.labels.append(note.label)
        outer = self.is_styled, self.in_dateline
        self.is_styled = self.in_dateline = False
        blocks = super().note_blocks(note)
        self.is_styled, self.in_dateline = outer
        return blocks if blocks and blocks[0]["t"] == "Para" else [ast.para([]), *blocks]
