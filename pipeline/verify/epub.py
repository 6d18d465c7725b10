"""Read an EPUB back by its XHTML and compare it with the documents it was made from.

Text counts as it stands in the file: the book's style sheet keeps every space (``pre-wrap``) in
the elements that hold text. A class or role tells what is no text of the transcription: a page
mark, a note's marker and its way back. A document or page can be arrived at only if the book's
own contents and page list lead there too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pipeline import document as model
from pipeline.errors import ConversionError
from pipeline.verify.archive import Archive, Element
from pipeline.verify.expected import Addresses, expect
from pipeline.verify.reading import BLOCK, CELL, LINE, ROW, MarkKind, Note, Reading, Writer
from pipeline.verify.rules import Discrepancy, judge

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"

_TEXT_BLOCKS = frozenset(X + n for n in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption"))
_FRAMES = frozenset(X + n for n in ("div", "section", "blockquote", "ul", "ol", "header", "footer"))
_WHITE = " \t\r\n"


def check(documents: Sequence[model.Document], data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, an EPUB, with ``documents``; ConversionError where it cannot be read."""
    addresses = Addresses.of(documents)
    expected = [expect(document, addresses) for document in documents]
    found = read(data, {document.id for document in documents})
    return judge(expected, found, addresses.checked)


def read(data: bytes, ids: Collection[str]) -> list[Reading]:
    """Reduce an EPUB to its documents, in the order of its spine."""
    book = _Book(Archive(data))
    return [
        _Document(book, file, element).finish()
        for file in book.spine
        for element in book.files[file].iter(X + "section", X + "div")
        if element.get("id") in ids and "document" in _classes(element)
    ]


class _Book:
    """The files of an EPUB, and where their links lead."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        container = archive.xml("META-INF/container.xml")
        rootfile = next(container.iter(CONTAINER + "rootfile"), None)
        package_name = "" if rootfile is None else rootfile.get("full-path", "")
        package = archive.xml(package_name)
        items = {item.get("id", ""): item for item in package.iter(OPF + "item")}
        names = {
            key: normpath(join(dirname(package_name), unquote(item.get("href", ""))))
            for key, item in items.items()
        }
        try:
            self.spine = [names[ref.get("idref", "")] for ref in package.iter(OPF + "itemref")]
        except KeyError as error:
            raise ConversionError(f"the EPUB's spine names no file {error}") from error
        self.files = {name: archive.xml(name) for name in self.spine}
        self.ids: dict[str, set[str]] = {
            name: {str(value) for value in root.xpath("//@id")} for name, root in self.files.items()
        }
        self.listed: set[str] = set()
        for key, item in items.items():
            if "nav" in item.get("properties", "").split(" "):
                self.listed |= set(self._listed(names[key]))

    def _listed(self, name: str) -> Iterator[str]:
        """Give what the contents and the page list lead to, where they say so truly."""
        root = self.files[name] if name in self.files else self.archive.xml(name)
        for nav in root.iter(X + "nav"):
            kind = nav.get(EPUB_TYPE)
            for link in nav.iter(X + "a"):
                target = self.target(name, link.get("href", ""))
                if kind == "toc" or (kind == "page-list" and target == f"pg_{_text(link)}"):
                    yield target

    def target(self, file: str, href: str) -> str:
        """Give the id that ``href`` leads to from ``file``, or say that it does not arrive."""
        if href.startswith(("http:", "https:")):
            return href
        path, _, fragment = href.partition("#")
        name = normpath(join(dirname(file), unquote(path))) if path else file
        if name not in self.files or (fragment and fragment not in self.ids[name]):
            return f"{href}, which is not in the book"
        if fragment:
            return fragment
        first = self.files[name].find(f"{X}body/*[@id]")
        return name if first is None else first.get("id", "")


class _Document:
    """The body and the notes of one document while they are read.

    ``labels`` and ``markers`` are what the markers show and their ids, by the id of the note;
    ``unread`` are the marked notes that have not been read, in the order of the markers.
    """

    def __init__(self, book: _Book, file: str, element: Element) -> None:
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
        flow = _Flow(self)
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

    def marked_notes(self) -> Iterator[Note]:
        while self.unread:  # grows while notes with markers in them are read
            name = self.unread.pop(0)
            yield self.note(name, self.labels[name])

    def note(self, name: str, label: str) -> Note:
        flow = _Flow(self)
        flow.in_note = name
        flow.anchor(name)
        if name in self.notes:
            flow.frame(self.notes[name])
        if flow.label != label:
            label = f"{label}, but {flow.label} in the note"
        return Note(name, label, flow.writer.finish())


class _Flow:
    """Reads elements into one passage."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.writer = Writer()
        self.in_note = ""
        self.label = ""

    def anchor(self, name: str) -> None:
        book = self.document.book
        if name in self.document.notes or name in book.listed:
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
            self.writer.separate(BLOCK)
            self.identified(element)
            self.inlines(element)
            self.writer.separate(BLOCK)
        elif element.tag in _FRAMES:
            if "footnotes" not in _classes(element):
                self.identified(element)
                self.frame(element)
        else:
            self.inline(element)

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
        elif "page-break" in classes:
            self.page(element)
        elif "note-marker" in classes or "note-again" in classes:
            self.marker(element)
        elif element.get("role") == "doc-backlink":
            self.way_back(element)
        elif element.tag == X + "a" and "href" in element.attrib:
            self.writer.open_link(self.target(element))
            self.identified(element)
            self.inlines(element)
            self.writer.close_link()
        else:
            self.identified(element)
            self.inlines(element)

    def target(self, element: Element) -> str:
        return self.document.book.target(self.document.file, element.get("href", ""))

    def page(self, element: Element) -> None:
        self.identified(element)
        number = element.get("aria-label", "")
        shown = _text(element)
        if shown != f"[{number}] ":
            number = f"{number}, shown as “{shown}”"
        self.writer.page(number)

    def marker(self, element: Element) -> None:
        note = self.target(element)
        label = _text(element)
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
            self.label = _text(element)
            return
        self.writer.open_link(target)
        self.inlines(element)
        self.writer.close_link()


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split(" ")


def _text(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())
