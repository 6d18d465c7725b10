"""Runs of text to pandoc's inlines: references, names, page breaks, and notes at their markers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeAlias, assert_never

from pipeline.convert import ast, signs
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.model import document as model
from pipeline.model.languages import TO_LEFT, direction
from pipeline.model.page_images import is_address

WriteBlocks: TypeAlias = Callable[[Sequence[model.Block]], Nodes]


@dataclass(frozen=True, slots=True)
class Dialect:
    """In what a format differs from the others.

    ``notes_at_end``: notes follow their document as ``Div`` s of class ``footnote``, and a
    marker is a link to one; otherwise a note is a ``Note`` at its first marker, and one whose
    markers all stand in notes follows the note in the text that leads to it.
    ``keys``: names have those of their entries. ``page_mark``: what is shown for a page break,
    with ``{number}`` in it. ``pictures`` gives what is written for the file that a figure names.
    ``direction`` is the way the edition runs.
    """

    notes_at_end: bool = False
    keys: bool = False
    page_mark: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    direction: str = "ltr"


class InlineWriter:
    """Writes the inlines of one document, and with each first marker its note.

    ``known`` are the ids that a reference can lead to, ``pages`` the page ids that the book
    already has, ``write_blocks`` writes what is in a note. ``placed`` are the notes whose first
    marker has been written, in that order.
    """

    def __init__(
        self,
        document: model.Document,
        dialect: Dialect,
        known: frozenset[str],
        pages: set[str],
        write_blocks: WriteBlocks,
    ) -> None:
        self.dialect = dialect
        spoken = document.language
        self.direction = dialect.direction if spoken is None else direction(spoken)
        self.known = known
        self.pages = pages
        self.write_blocks = write_blocks
        self.notes = {note.id: note for note in document.notes}
        self.followers = followers(document)
        self.placed: list[str] = []
        self.in_note = False
        self.in_dateline = False
        self.beside: tuple[str, ...] = ()

    def inlines(self, inlines: Iterable[model.Inline]) -> Nodes:
        """Write ``inlines``; a marker right after another one is ``beside`` it."""
        written: Nodes = []
        before: model.Inline | None = None
        for inline in inlines:
            both = (before, inline)
            is_beside = all(isinstance(one, model.NoteMarker) for one in both)
            self.beside = ("beside",) if is_beside else ()
            written += self._inline(inline)
            before = inline
        return written

    def _inline(self, inline: model.Inline) -> Nodes:
        match inline:
            case model.Text():
                return self._words(inline.text)
            case model.LineBreak():
                line_break = ast.line_break()
                if inline.joined:
                    return [ast.span([line_break], "joined")]
                return [line_break, *([ast.string(inline.blanks)] if inline.indent else [])]
            case model.PageBreak():
                return [self.page_break(inline)]
            case model.NoteMarker():
                return self.marker(inline.note)
            case model.Lacuna() | model.HandShift():
                name = inline.kind.value if isinstance(inline, model.Lacuna) else "hand-shift"
                return [ast.span([ast.string(signs.sign_of(inline))], "sign", name)]
            case model.Reference():
                return self._reference(inline)
            case model.Date():
                return [self.named(inline.content, "date")]
            case model.Place():
                small_caps = ("small-caps",) if self.in_dateline else ()
                return [self._keyed(inline, "place", *small_caps)]
            case model.PersonName() | model.Term():
                return [self._keyed(inline, "term" if isinstance(inline, model.Term) else "person")]
            case (
                model.Highlight() | model.Foreign() | model.Condition() | model.Alteration()
                | model.Substitution() | model.EditorialChoice() | model.Remark() | model.Figure()
            ):  # fmt: skip
                return [self._marked(inline)]
            case _:
                assert_never(inline)

    def _words(self, text: str) -> Nodes:
        """Write words; of those that run to the left in a text that does not it is said."""
        if self.direction == "rtl":
            return [ast.string(text)]
        first, *rest = TO_LEFT.split(text)
        written = [ast.string(first)] if first or not rest else []
        for words, behind in zip(rest[::2], rest[1::2], strict=True):
            written.append(ast.span([ast.string(words)], attributes=[("dir", "rtl")]))
            written += [ast.string(behind)] if behind else []
        return written

    def _marked(self, inline: model.Editorial) -> PandocNode:
        """Write words that a transcriber's mark stands at, with the signs for it."""
        if isinstance(inline, model.Figure) and inline.image in self.dialect.pictures:
            return self._picture(inline, self.dialect.pictures[inline.image])
        before, behind = signs.signs_of(inline)
        content = self.inlines(inline.content)
        if before:
            content.insert(0, ast.span([ast.string(before)], "sign"))
        if behind:
            content.append(self._sign(inline, behind))
        node = signs.node_of(inline)
        if node:
            return ast.emphasis(node, content)
        language = ast.spoken(inline.language) if isinstance(inline, model.Foreign) else []
        name = signs.name_of(inline)
        return ast.span(content, name, attributes=[*language, *self.look(name)])

    def _picture(self, figure: model.Figure, source: str) -> PandocNode:
        """Write a picture, its caption in the line below."""
        content = [ast.image(figure.description or signs.PICTURE, source)]
        if figure.content:
            content += [ast.line_break(), *self.inlines(figure.content)]
        return ast.span(content, "figure", attributes=self.look("figure"))

    def _sign(self, inline: model.Editorial, behind: str) -> PandocNode:
        if isinstance(inline, model.EditorialChoice) and inline.reading:
            return ast.span([ast.string(behind)], "reading", attributes=self.look("reading"))
        return ast.span([ast.string(behind)], "sign")

    def _reference(self, reference: model.Reference) -> Nodes:
        """Link to what the book holds and to addresses of the web; the rest is text.

        A link cannot hold another, so a marker inside a reference stands between two links, and
        a name with a marker in it is no name there.
        """
        target = reference.target
        if not (target.startswith(model.WEB) or (target[:1] == "#" and target[1:] in self.known)):
            return [self.named(reference.content, "absent")]
        written: Nodes = []
        for holds_links, run in _runs(reference.content):
            written += self.inlines(run) if holds_links else [self.linked(run, target)]
        return written

    def named(self, content: Iterable[model.Inline], *classes: str) -> PandocNode:
        """Write ``content`` as a ``Span``."""
        return ast.span(self.inlines(content), *classes, attributes=self.look(*classes))

    def _keyed(
        self, inline: model.PersonName | model.Place | model.Term, *classes: str
    ) -> PandocNode:
        """Write a name, where the format wants it with the key of its entry."""
        written = self.named(inline.content, *classes)
        if self.dialect.keys and inline.key:
            written["c"][0][2].append(["key", inline.key.removeprefix("#")])
        return written

    def linked(self, content: Iterable[model.Inline], target: str) -> PandocNode:
        """Write ``content``, in which there is no link yet, as a ``Link``."""
        return ast.link(self.inlines(content), target, "reference")

    def look(self, *_classes: str) -> ast.Attributes:
        """Give the attributes by which a format without classes knows how a class looks."""
        return ()

    def marker(self, note_id: str) -> Nodes:
        """Write a marker of a note; where notes stand at their first marker, the note with it."""
        label = self.notes[note_id].label
        # Writers lose a note inside a note.
        lost = self.in_note and not self.dialect.notes_at_end
        if lost or note_id in self.placed:
            return self.marker_again(note_id, label)
        if self.dialect.notes_at_end:
            self.placed.append(note_id)
            return [self._marker_link(note_id, label, "note-marker")]
        family = [note_id, *self.followers.get(note_id, ())]
        self.placed += family
        written: Nodes = []
        for name in family:
            written.append(self._note(name))
            self.beside = ("beside",)
        return written

    def marker_again(self, note_id: str, label: str) -> Nodes:
        """Write a marker that is not the first of its note, or stands in a note."""
        return [self._marker_link(note_id, label, "note-again")]

    def _marker_link(self, note_id: str, label: str, name: str) -> PandocNode:
        return ast.link([ast.string(label)], "#" + note_id, name, *self.beside)

    def _note(self, note_id: str) -> PandocNode:
        note = self.notes[note_id]
        beside = self.beside
        node = ast.note(self.note_blocks(note))
        return ast.span(
            [node], "note", *beside, identifier=note_id, attributes=[("label", note.label)]
        )

    def note_blocks(self, note: model.Note) -> Nodes:
        """Write what is in ``note``."""
        outer, self.in_note = self.in_note, True
        blocks = self.write_blocks(note.blocks)
        self.in_note = outer
        return blocks

    def page_break(self, page: model.PageBreak) -> PandocNode:
        """Write a page mark; the first of a number carries its id."""
        identifier = page.id
        if identifier in self.pages:  # P102 reports the second page of a number
            identifier = ""
        self.pages.add(identifier)
        mark = self.dialect.page_mark.format(number=page.number)
        picture = [("picture", page.facs)] if is_address(page.facs) else []
        return ast.span(
            [ast.string(mark)] if mark else [], "page-break", identifier=identifier,
            attributes=[("number", page.number), *picture, *self.look("page-break")],
        )  # fmt: skip


def followers(document: model.Document) -> dict[str, list[str]]:
    """Give for each note with a marker in the text the notes that only it leads to, in order.

    Where no note leads to another there is none to name.
    """
    if not any(True for note in document.notes for _ in _marked(note)):
        return {}
    notes = {note.id: note for note in document.notes}
    followers: dict[str, list[str]] = {name: [] for name in _marked(document)}
    first = {name: name for name in followers}
    order = list(followers)
    for name in order:  # grows: a note can lead to further ones
        for inner in _marked(notes[name]):
            if inner not in first:
                first[inner] = first[name]
                followers[first[name]].append(inner)
                order.append(inner)
    return followers


def _runs(inlines: Iterable[model.Inline]) -> Iterator[tuple[bool, list[model.Inline]]]:
    """Part ``inlines`` into runs with and without links of their own."""
    for holds_links, run in groupby(_opened(inlines), _holds_links):
        parts = list(run)
        yield from ((True, [one]) for one in parts) if holds_links else [(False, parts)]


def _opened(inlines: Iterable[model.Inline]) -> Iterator[model.Inline]:
    """Give ``inlines`` with those opened that hold links, so that links stand by themselves."""
    for inline in inlines:
        if not _holds_links(inline):
            yield inline
        elif isinstance(inline, model.Editorial):
            yield from _parted(inline)
        elif isinstance(inline, model.Date | model.Place | model.PersonName | model.Term):
            yield from _opened(inline.content)
        else:
            yield inline


def _parted(marked: model.Editorial) -> Iterator[model.Inline]:
    """Give the parts of marked words, each marked, with the links among them by themselves."""
    parts = list(_runs(marked.content))
    for place, (holds_links, run) in enumerate(parts):
        if holds_links or (isinstance(marked, model.EditorialChoice) and place < len(parts) - 1):
            yield from run
        else:
            yield replace(marked, content=tuple(run))


def _holds_links(inline: model.Inline) -> bool:
    return any(isinstance(n, model.NoteMarker | model.Reference) for n in model.walk(inline))


def _marked(root: model.Document | model.Note) -> Iterator[str]:
    for node in model.walk(root):
        if isinstance(node, model.NoteMarker | model.UnplacedNote):
            yield node.note
