"""Read the markup of a document back: what EPUB and HTML have in common.

Text counts as it stands in the file: the style sheet keeps every space (``pre-wrap``) in the
elements that hold text. A class or role tells what is no text of the transcription: a page mark,
a note's marker and its way back. Elements are those of the namespace of XHTML.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from pipeline.verify.archive import Element
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.reading import (
    BLOCK,
    CELL,
    LINE,
    ROW,
    MarkKind,
    NoteReading,
    PassageWriter,
    Reading,
    digest_of,
    picture_token,
)

X = "{http://www.w3.org/1999/xhtml}"

_HEADINGS = {f"{X}h{level}": level for level in range(1, 7)}
_TEXT_BLOCKS = frozenset((*_HEADINGS, *(X + n for n in ("p", "li", "caption"))))
_FRAMES = frozenset(X + n for n in ("div", "section", "blockquote", "ul", "ol", "header", "footer"))
_WHITE = " \t\r\n"
# By the name of an element, or of a class.
_LOOKS = {
    X + "em": "italic",
    X + "strong": "bold",
    X + "u": "underlined",
    X + "sup": "superscript",
    X + "sub": "subscript",
    X + "del": "del",
    "smallcaps": "small-caps",
    "letter-spaced": "letter-spaced",
    "damage": "damage",
}


class LinkResolver(Protocol):
    """The files of an output, and where the links in them lead.

    ``listed`` are the ids that the output's own page list leads to.
    """

    listed: set[str]

    def target(self, file: str, href: str) -> str:
        """Give the id that ``href`` leads to from ``file``, or say that it does not arrive."""
        ...

    def read(self, file: str, src: str) -> bytes:
        """Give the bytes of what ``file`` shows; none where it is not there."""
        ...


def documents(
    book: LinkResolver, file: str, root: Element, ids: Collection[str]
) -> Iterator[Reading]:
    """Reduce each document ``ids`` inside ``root`` to its reading."""
    for element in root.iter(X + "section", X + "div"):
        if element.get("id") in ids and "document" in _classes(element):
            yield _MarkupDocument(book, file, element).finish()


def entries(nav: Element, leads: LinkResolver, file: str) -> Iterator[ContentsEntry]:
    """Read a list of links in ``file``: an entry for each of its items, as deep as it stands."""
    for item in nav.iter(X + "li"):
        links = [leads.target(file, a.get("href", "")) for a in item.iterchildren(X + "a")]
        words = text_of(item)
        for inner in item.iterchildren(X + "ol"):
            words = words.removesuffix(inner.tail or "").removesuffix(text_of(inner))
        depth = sum(1 for _ in item.iterancestors(X + "ol"))
        yield ContentsEntry(links[0] if len(links) == 1 else "nothing", words, depth)


def title_page(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the lines of the title page in ``root``, if it has one, as facts."""
    for section in root.iter(X + "section"):
        if "title-page" in _classes(section):
            yield from (("the title page", text_of(line)) for line in section)


def text_of(element: Element) -> str:
    """Give the text of an element."""
    return "".join(str(text) for text in element.itertext())


class _MarkupDocument:
    """The body and the notes of one document while they are read.

    ``labels`` and ``markers`` are what the markers show and their ids, by the id of the note;
    ``unread`` are the marked notes that have not been read, in the order of the markers.
    """

    def __init__(self, book: LinkResolver, file: str, element: Element) -> None:
        self.book = book
        self.file = file
        self.element = element
        self.labels: dict[str, str] = {}
        self.unread: list[str] = []
        self.markers: dict[str, str] = {}
        self.notes: dict[str, Element] = {
            note.get("id", ""): note
            for note in element.iter(X + "aside", X + "div")
            if "footnote" in _classes(note)
        }

    def finish(self) -> Reading:
        name = self.element.get("id", "")
        flow = _ElementReader(self)
        flow.anchor(name)
        flow.frame(self.element)
        notes = list(self.marked_notes())
        for note in self.notes:
            if note not in self.labels:
                flow.writer.note(MarkKind.NOTE, note)
                self.labels[note] = ""
                self.unread.append(note)
                notes += self.marked_notes()
        return Reading(name, flow.writer.finish(), tuple(notes))

    def marked_notes(self) -> Iterator[NoteReading]:
        while self.unread:  # grows while notes with markers in them are read
            name = self.unread.pop(0)
            yield self.note(name, self.labels[name])

    def note(self, name: str, label: str) -> NoteReading:
        flow = _ElementReader(self)
        flow.in_note = name
        flow.anchor(name)
        if name in self.notes:
            flow.frame(self.notes[name])
        if flow.label != label:
            label = f"{label}, but {flow.label} in the note"
        return NoteReading(name, label, flow.writer.finish())


class _ElementReader:
    """Reads elements into one passage."""

    def __init__(self, document: _MarkupDocument) -> None:
        self.document = document
        self.writer = PassageWriter()
        self.in_note = ""
        self.label = ""

    def anchor(self, name: str) -> None:
        book = self.document.book
        own = self.document.element.get("id")
        if name == own or name in self.document.notes or name in book.listed:
            self.writer.anchor(name)

    def frame(self, element: Element) -> None:
        """Read an element whose own white space is layout."""
        self.layout(element.text)
        for child in element:
            self.block(child)
            self.layout(child.tail)

    def layout(self, text: str | None) -> None:
        if text and text.strip(_WHITE):
            self.writer.text(text)

    def block(self, element: Element) -> None:
        if element.tag == X + "table":
            self.table(element)
        elif element.tag in _TEXT_BLOCKS:
            self.text_block(element)
        elif element.tag in _FRAMES:
            if "footnotes" not in _classes(element):
                self.identified(element)
                self.frame(element)
        else:
            self.inline(element)

    def text_block(self, element: Element) -> None:
        level = _HEADINGS.get(str(element.tag))
        self.writer.separate(BLOCK)
        if level is not None:
            self.writer.open_heading(level)
        self.identified(element)
        self.inlines(element)
        if level is not None:
            self.writer.close_heading()
        self.writer.separate(BLOCK)

    def identified(self, element: Element) -> None:
        name = element.get("id")
        if name:
            self.anchor(name)

    def table(self, element: Element) -> None:
        self.writer.separate(BLOCK)
        self.identified(element)
        for caption in element.iterchildren(X + "caption"):
            self.block(caption)
        for row in element.iter(X + "tr"):
            self.writer.separate(ROW)
            for index, cell in enumerate(row.iterchildren(X + "td", X + "th")):
                if index:
                    self.writer.separate(CELL)
                self.inlines(cell)
        self.writer.separate(BLOCK)

    def inlines(self, element: Element) -> None:
        self.writer.text(element.text or "")
        for child in element:
            if child.tag in _FRAMES or child.tag in _TEXT_BLOCKS:
                self.block(child)
            else:
                self.inline(child)
            self.writer.text(child.tail or "")

    def inline(self, element: Element) -> None:
        classes = _classes(element)
        if element.tag == X + "br":
            self.writer.separate(LINE)
        elif element.tag == X + "img":
            digest = digest_of(self.document.book.read(self.document.file, element.get("src", "")))
            self.writer.text(picture_token(element.get("alt", ""), digest))
        elif "page-break" in classes:
            self.page(element)
        elif "note-marker" in classes or "note-again" in classes:
            self.marker(element)
        elif element.get("role") == "doc-backlink":
            self.way_back(element)
        elif element.tag == X + "a" and "href" in element.attrib and _OTHERWISE.isdisjoint(classes):
            self.writer.open_link(self.target(element))
            self.identified(element)
            self.inlines(element)
            self.writer.close_link()
        else:
            self.identified(element)
            looks = [
                look for name, look in _LOOKS.items() if name == element.tag or name in classes
            ]
            for look in looks:
                self.writer.open_look(look)
            self.inlines(element)
            for _ in looks:
                self.writer.close_look()

    def target(self, element: Element) -> str:
        return self.document.book.target(self.document.file, element.get("href", ""))

    def page(self, element: Element) -> None:
        self.identified(element)
        number = element.get("aria-label", "")
        shown = text_of(element)
        if shown != f"[{number}] ":
            number = f"{number}, shown as “{shown}”"
        self.writer.page(number)

    def marker(self, element: Element) -> None:
        note = self.target(element)
        label = text_of(element)
        document = self.document
        if note not in document.labels:
            document.labels[note] = label
            document.unread.append(note)
            document.markers[note] = element.get("id", "")
            self.writer.note(MarkKind.NOTE, note)
        else:
            same = document.labels[note] == label
            self.writer.note(MarkKind.SECOND_MARKER, note if same else f"{note}, shown as {label}")

    def way_back(self, element: Element) -> None:
        """Read the label of a note, which leads back to its marker."""
        target = self.target(element)
        if target == self.document.markers.get(self.in_note) and not self.label:
            self.label = text_of(element)
            return
        self.writer.open_link(target)
        self.inlines(element)
        self.writer.close_link()


# Links that are compared otherwise: those of names, and those to pictures of pages.
_OTHERWISE = frozenset({"named", "page-picture"})


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split(" ")
