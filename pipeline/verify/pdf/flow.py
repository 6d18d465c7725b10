"""The text of a PDF by the elements of its structure tree, with its notes and links."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeGuard

from pipeline.verify.pdf.contents import NEAR
from pipeline.verify.pdf.file import Destination
from pipeline.verify.pdf.pages import PageStarts
from pipeline.verify.pdf.places import LinkTargets
from pipeline.verify.pdf.tree import HEADINGS, Child, Content, LinkAnnotation, Tag, TaggedPdf
from pipeline.verify.reading import (
    BLOCK,
    CELL,
    ROW,
    SOFT_HYPHEN,
    Mark,
    MarkKind,
    NoteReading,
    Passage,
    PassageWriter,
    picture_token,
)

_BLOCKS = HEADINGS | {"P", "L", "LI", "BlockQuote", "Caption", "Div", "Sect"}
_RAISED = frozenset({"superscript", "subscript"})
_LINES = frozenset({"underlined", "del"})
_PARTS_OF_TABLES = frozenset({"THead", "TBody", "TFoot"})
_BULLETS = "•–‣"


def read(book: TaggedPdf, places: LinkTargets, pages: PageStarts, continued: str) -> Passage:
    """Read the whole book into one passage; note in ``places`` and ``pages`` what stands where.

    ``continued`` stands above each part of a table but the first.
    """
    flow = _TagReader(book, places, pages, continued)
    flow.children(book.root)
    return flow.writer.finish()


class _TagReader:
    """Reads elements of the tree into one passage: the whole book, or a note."""

    def __init__(
        self,
        book: TaggedPdf,
        places: LinkTargets,
        pages: PageStarts,
        continued: str,
        *,
        note: bool = False,
    ) -> None:
        self.book = book
        self.places = places
        self.pages = pages
        self.continued = continued
        self.writer = PassageWriter()
        self.in_cell = False
        self.in_note = note
        self.raised = False
        self.lines: frozenset[str] = frozenset()
        self.before_label = note
        self.label = ""
        self.way_back: str | Destination = ""

    def children(self, tag: Tag) -> None:
        rest = deque(tag.children)
        while rest:
            child = rest.popleft()
            if isinstance(child, Content):
                self.content(child)
            elif isinstance(child, Tag) and child.name == "Table":
                parts = [child]
                while rest and self.goes_on(following := rest[0], child):
                    parts.append(following)
                    rest.popleft()
                self.table(parts)
            elif isinstance(child, Tag):
                self.tag(child, tag.name, rest[0] if rest else None)

    def content(self, content: Content) -> None:
        if content.page >= self.book.first_page:
            looks = list(self.book.drawn.looks_of(content.piece, content.page, self.lines))
            for look in looks:
                self.writer.open_look(look)
            self.writer.text(content.piece.text.replace(SOFT_HYPHEN, ""))
            for _ in looks:
                self.writer.close_look()
            if not self.in_note:
                self.pages.text(self.writer.length, content.page)

    def tag(self, tag: Tag, parent: str, following: Child | None) -> None:
        match tag.name:
            case "Lbl" if parent == "LI":
                if _text(tag).strip(_BULLETS):
                    self.children(tag)
            case "Lbl":
                self.marker(tag, following)
            case "Figure" if tag.said:
                self.writer.text(picture_token(tag.said, ""))
            case "Note" | "TOC":
                pass
            case "Link":
                self.link(tag)
            case name if name in _BLOCKS:
                self.separate()
                if name in HEADINGS:
                    self.heading(tag)
                else:
                    self.children(tag)
                self.separate()
            case _:
                self.looking(tag)

    def looking(self, tag: Tag) -> None:
        """Read words that may look otherwise; inside raised words the tree only says how far.

        Lines that the tree tells of are read at the words that they are drawn at.
        """
        outer = self.raised, self.lines
        self.lines |= _LINES.intersection(tag.looks)
        looks = [
            look
            for look in tag.looks
            if look not in _LINES and not (look in _RAISED and self.raised)
        ]
        self.raised = self.raised or not _RAISED.isdisjoint(looks)
        for look in looks:
            self.writer.open_look(look)
        self.children(tag)
        for _ in looks:
            self.writer.close_look()
        self.raised, self.lines = outer

    def separate(self) -> None:
        if not self.in_cell:
            self.writer.separate(BLOCK)

    def heading(self, tag: Tag) -> None:
        """Read a heading, and note which named places lead to it."""
        first = next(tag.inside(Content), None)
        if first is not None and first.piece.place is not None:
            for name, height in self.book.names_on(first.page):
                if 0 <= height - first.piece.place[1] <= NEAR:
                    self.writer.anchor(name)
        self.writer.open_heading(int(tag.name[1:]))
        self.children(tag)
        self.writer.close_heading()

    def goes_on(self, following: Child, table: Tag) -> TypeGuard[Tag]:
        """Tell whether what follows a table is a part of it, which has a link back as caption."""
        if not isinstance(following, Tag) or following.name != "Table":
            return False
        captions = list(following.named("Caption"))
        if list(map(_text, captions)) != [self.continued]:
            return False
        pages = {content.page for content in table.inside(Content)}
        return any(
            isinstance(link.target, tuple) and link.target[0] in pages
            for link in captions[0].inside(LinkAnnotation)
        )

    def table(self, parts: Sequence[Tag]) -> None:
        self.writer.separate(BLOCK)
        for caption in parts[0].named("Caption"):
            self.tag(caption, "Table", None)
        for cells in self.rows(parts):
            self.writer.separate(ROW)
            for index, cell in enumerate(cells):
                if index:
                    self.writer.separate(CELL)
                self.in_cell = True
                self.children(cell)
                self.in_cell = False
        self.writer.separate(BLOCK)

    def rows(self, parts: Sequence[Tag]) -> Iterator[list[Tag]]:
        """Give the cells of each row of a table; a part behind the first says the first again."""
        first, *others = (list(_rows_in(part)) for part in parts)
        for cells, *more in zip_longest(first, *others, fillvalue=[]):
            row = list(cells)
            for again in more:
                is_same = cells and again and self.says(again[0]) == self.says(self.once(cells[0]))
                row += again[1:] if is_same else again
            yield row

    def says(self, cell: Tag) -> tuple[str, list[Mark]]:
        """Read a cell by itself; of looks, which a template may add to, only what is struck out."""
        reader = _TagReader(self.book, self.places, PageStarts(), self.continued)
        reader.in_cell = True
        reader.children(cell)
        read = reader.writer.finish()
        kept = (
            mark for mark in read.marks if mark.kind is not MarkKind.LOOK or mark.value == "del"
        )
        return read.text, list(kept)

    def once(self, cell: Tag) -> Tag:
        """Take out what a book has but once: notes, their markers, and marks of pages."""
        kept = (
            self.once(child) if isinstance(child, Tag) else child
            for child in cell.children
            if not isinstance(child, Tag)
            or not (child.name in ("Lbl", "Note") or self.page_marked(child))
        )
        return replace(cell, children=list(kept))

    def page_marked(self, tag: Tag) -> str:
        """Give the name of the page whose mark an element is, if it is one."""
        name = f"pg_{_text(tag).strip('[]')}"
        return name if tag.is_page_mark and name in self.places.known else ""

    def link(self, tag: Tag) -> None:
        annotations = [child for child in tag.children if isinstance(child, LinkAnnotation)]
        if any(annotation.page < self.book.first_page for annotation in annotations):
            return
        if name := self.page_marked(tag):
            self.places.name(annotations[0].target, name)
            if name not in self.places.ambiguous:
                self.writer.anchor(name)
            self.writer.page(_text(tag))
            return
        targets = list(dict.fromkeys(annotation.target for annotation in annotations))
        target = targets[0] if len(targets) == 1 else f"{len(targets)} targets"
        if isinstance(target, tuple) and target[1] == 0:  # no text begins at the edge of a page
            self.pages.folio(_text(tag), target[0])
            return
        value = self.places.target(target)
        self.pages.link(value)
        self.writer.open_link(value)
        self.children(tag)
        self.writer.close_link()

    def marker(self, tag: Tag, following: Child | None) -> None:
        annotation = next(
            (a for a in tag.inside(LinkAnnotation) if isinstance(a.target, tuple)), None
        )
        if annotation is None:
            self.children(tag)
        elif self.before_label:
            self.before_label = False
            self.label = _text(tag)
            self.way_back = annotation.target
        elif isinstance(following, Tag) and following.name == "Note":
            self.note(following, _text(tag), annotation)
        else:
            self.writer.note(
                MarkKind.SECOND_MARKER, self.places.target(annotation.target, _text(tag))
            )

    def note(self, tag: Tag, label: str, annotation: LinkAnnotation) -> None:
        number = f"note {len(self.places.notes) + 1}"
        self.writer.note(MarkKind.NOTE, number)
        self.places.notes[number] = NoteReading(number, label, Passage(""))
        pages = [content.page for content in tag.inside(Content)] or [annotation.page]
        self.pages.note(number, annotation.page, range(pages[0], max(pages) + 1))
        flow = _TagReader(self.book, self.places, self.pages, self.continued, note=True)
        flow.children(tag)
        if flow.label != label:
            label = f"{label}, but {flow.label} in the note"
        self.places.notes[number] = NoteReading(number, label, flow.writer.finish())
        for place in (annotation.target, flow.way_back):
            if isinstance(place, tuple):
                self.places.name(place, number)


def _rows_in(table: Tag) -> Iterator[list[Tag]]:
    """Give the cells of each row; what stands in no row or cell is one by itself."""
    for child in table.children:
        if isinstance(child, Tag) and child.name in _PARTS_OF_TABLES:
            yield from _rows_in(child)
        elif isinstance(child, Tag) and child.name == "TR":
            yield [one if isinstance(one, Tag) else Tag("TD", [one]) for one in child.children]
        elif not isinstance(child, Tag) or child.name != "Caption":
            yield [Tag("TD", [child])]


def _text(tag: Tag) -> str:
    return "".join(content.piece.text for content in tag.inside(Content)).replace(SOFT_HYPHEN, "")
