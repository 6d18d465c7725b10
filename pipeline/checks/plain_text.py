"""The words of a document in one string, and where everything stands in it.

Rules look for what they look for in :attr:`PlainText.text` and are led back to the transcription by
:meth:`PlainText.span`, so that no rule has to walk the tree. The same walk gathers the leaves of
which :mod:`pipeline.checks.proof` makes a text with signs in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, assert_never

from pipeline.model import document as model
from pipeline.model.document import Span

# Normalizing refuses control characters, so these cannot stand in a transcription.
MARKER = "\x01"
PAGE = "\x02"
ASIDE = "\x03"
END = "\x1e\n\n"
_MARKS = frozenset({MARKER, PAGE})


class Stretch(NamedTuple):
    """A node and the stretch of the plain text that it covers.

    ``home`` is the id of the note it stands in, or of the document. ``division`` is 0 in the
    document itself and counts its attachments. ``inside`` is the type of what holds it.
    """

    start: int
    end: int
    node: model.Node
    home: str
    division: int
    inside: type


class PlacedMark(NamedTuple):
    """A marker or page break, which has no words: it stands before the character ``at``."""

    at: int
    node: model.NoteMarker | model.PageBreak | model.UnplacedNote
    home: str
    in_words: bool


@dataclass(frozen=True)
class PlainText:
    """The words of a document and then of its notes, a line a passage.

    ``passages`` hold words themselves, ``containers`` hold passages, ``annotated`` stand inside
    passages; each rises by place. ``leaves`` are what a proof shows, with their places, and
    :data:`END` after each of the ``filled`` passages, those that are not empty.
    """

    id: str
    text: str
    passages: tuple[Stretch, ...]
    containers: tuple[Stretch, ...]
    annotated: tuple[Stretch, ...]
    marks: tuple[PlacedMark, ...]
    pieces: tuple[tuple[int, Span], ...]
    leaves: tuple[tuple[str, Span], ...]
    filled: tuple[Stretch, ...]

    def words(self, stretch: Stretch) -> str:
        """Give the words of ``stretch`` as printed."""
        return self.text[stretch.start : stretch.end]

    def span(self, start: int, end: int) -> Span:
        """Lead a stretch of the text back to the transcription; NOWHERE where that is unknown."""
        if start >= end:
            place = self._place(start)
            return place, place
        return self._place(start), self._place(end - 1) + 1

    def span_of(self, stretch: Stretch) -> Span:
        """Lead the words of ``stretch`` back to the transcription."""
        return self.span(stretch.start, stretch.end)

    def passage_at(self, place: int) -> Stretch:
        """Give the passage that holds the character ``place``."""
        return self.passages[max(bisect_right(self._passage_starts, place) - 1, 0)]

    @cached_property
    def main(self) -> tuple[Stretch, ...]:
        """The passages of the document itself, without its attachments and notes."""
        return tuple(p for p in self.text_passages if p.division == 0)

    @cached_property
    def text_passages(self) -> tuple[Stretch, ...]:
        """The passages of the document and its attachments, without the notes."""
        return tuple(p for p in self.passages if p.home == self.id)

    @cached_property
    def text_end(self) -> int:
        """Where the words of the document end and those of its notes begin."""
        return self.text_passages[-1].end if self.text_passages else 0

    @cached_property
    def note_passages(self) -> dict[str, list[Stretch]]:
        """The passages of each note by its id."""
        found: dict[str, list[Stretch]] = {}
        for passage in self.passages:
            if passage.home != self.id:
                found.setdefault(passage.home, []).append(passage)
        return found

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [start for start, _ in self.pieces]

    def _place(self, offset: int) -> int:
        place = bisect_right(self._piece_starts, offset) - 1
        if place < 0:
            return self.pieces[0][1][0] if self.pieces else 0
        start, span = self.pieces[place]
        return min(span[0] + offset - start, span[1])


def plain_text_of(document: model.Document) -> PlainText:
    """Give the words of ``document`` and then of its notes."""
    builder = _PlainTextBuilder(document.id)
    builder.blocks(document.blocks, model.Document)
    builder.division = 0
    for note in document.notes:
        builder.home = note.id
        builder.blocks(note.blocks, model.Note)
    return PlainText(
        document.id, "".join(builder.parts), tuple(builder.passages),
        tuple(sorted(builder.containers, key=lambda one: (one.start, -one.end))),
        tuple(builder.annotated), tuple(builder.marks), tuple(builder.pieces),
        tuple(builder.leaves), tuple(builder.filled),
    )  # fmt: skip


def is_struck_out(node: model.Node) -> bool:
    """Tell whether the words of ``node`` are no longer part of the text."""
    return isinstance(node, model.Alteration) and node.kind is not model.AlterationKind.ADDED


class _PlainTextBuilder:
    def __init__(self, home: str) -> None:
        self.home = home
        self.division = 0
        self.divisions = 0
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, Span]] = []
        self.passages: list[Stretch] = []
        self.containers: list[Stretch] = []
        self.annotated: list[Stretch] = []
        self.marks: list[PlacedMark] = []
        self.leaves: list[tuple[str, Span]] = []
        self.filled: list[Stretch] = []
        self.is_struck = False

    def blocks(self, blocks: Iterable[model.StructuralNode], inside: type) -> None:
        for block in blocks:
            if isinstance(block, model.PageBreak | model.UnplacedNote):
                self.marks.append(PlacedMark(self.length, block, self.home, in_words=False))
            elif isinstance(block, model.TextBlock):
                self.passage(block, inside, block.content)
            elif isinstance(block, model.ListItem):
                self.item(block)
            else:
                self.container(block, inside)

    def container(self, block: model.StructuralNode, inside: type) -> None:
        start, outer = self.length, self.division
        if isinstance(block, model.Attachment):
            self.divisions += 1
            self.division = self.divisions
        own = self.division
        runs, parts = model.runs_and_parts(block)
        for run in runs:
            self.passage(block, inside, run)
        self.blocks(parts, type(block))
        self.division = outer
        end = max(self.length - 1, start)
        self.containers.append(Stretch(start, end, block, self.home, own, inside))

    def item(self, item: model.ListItem) -> None:
        start = self.length
        self.inlines(item.label)
        if item.label and item.content:
            self.write(" ")
        self.inlines(item.content)
        self.end_passage(start, item, model.List, is_empty=not (item.label or item.content))
        self.blocks(item.blocks, model.ListItem)

    def passage(self, node: model.Node, inside: type, content: Sequence[model.Inline]) -> None:
        start = self.length
        self.inlines(content)
        self.end_passage(start, node, inside, is_empty=not content)

    def end_passage(self, start: int, node: model.Node, inside: type, *, is_empty: bool) -> None:
        self.passages.append(Stretch(start, self.length, node, self.home, self.division, inside))
        self.write("\n")
        if not is_empty:
            self.filled.append(self.passages[-1])
            end = self.leaves[-1][1][1]
            self.leaves.append((END, (end, end)))

    def inlines(self, content: Iterable[model.Inline]) -> None:
        for node in content:
            if isinstance(node, model.Text):  # by far the most
                self.piece(node.text, node.text, node.span)
            elif isinstance(node, model.NoteMarker | model.PageBreak):
                self.marks.append(PlacedMark(self.length, node, self.home, in_words=True))
                self.leaf(MARKER if isinstance(node, model.NoteMarker) else PAGE, node.span)
            elif isinstance(node, model.LineBreak):
                self.piece(*("", "") if node.joined else (" ", "\n"), node.span)
            elif isinstance(node, model.Lacuna | model.HandShift):
                self.piece("", ASIDE, node.span)
            elif isinstance(node, model.Annotated):
                start = self.length
                self.annotation(node)
                self.annotated.append(
                    Stretch(start, self.length, node, self.home, self.division, type(node))
                )
            else:
                assert_never(node)

    def annotation(self, node: model.Annotated) -> None:
        """Lay out words with, in a proof, a sign around those that are no part of the sentence."""
        is_struck = is_struck_out(node)
        if not is_struck and not isinstance(node, model.Remark | model.Figure):
            self.inlines(node.content)
            return
        start, end = model.span_of(node)
        self.leaf(ASIDE, (start, start + 1))
        outer, self.is_struck = self.is_struck, self.is_struck or is_struck
        self.inlines(node.content)
        self.is_struck = outer
        self.leaf(ASIDE, (max(end - 1, start), end))

    def piece(self, text: str, shown: str, span: Span) -> None:
        if span != model.NOWHERE:
            self.pieces.append((self.length, span))
        self.write(text)
        self.leaf(shown, span)

    def leaf(self, shown: str, span: Span) -> None:
        """Add to the proof, which shows of words struck out only the marks among them."""
        if not self.is_struck or shown in _MARKS:
            self.leaves.append((shown, span))

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
