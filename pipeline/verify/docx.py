"""Read a DOCX back by its XML and compare it with the book it was made from.

What Word shows is what counts: the text of runs, footnotes where their references stand,
bookmarks, links to bookmarks, and the entries of the table of contents. A character style tells
what is no text of the transcription: the mark of a printed page, the label of a note.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha1

from pipeline.book import Book
from pipeline.errors import ConversionError
from pipeline.verify import docx_about, docx_contents
from pipeline.verify.archive import Archive, Element
from pipeline.verify.docx_contents import CHARACTERS
from pipeline.verify.expected import Addresses, Sight, expect
from pipeline.verify.reading import BLOCK, CELL, LINE, ROW, MarkKind, Note, Reading, Writer
from pipeline.verify.rules import Discrepancy, judge

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

PAGE_STYLE = "SourcePage"
LABEL_STYLE = "FootnoteReference"
ITEM_LABEL_STYLE = "ItemLabel"

LONGEST_BOOKMARK = 40

_SIGHT = Sight(notes_in_notes=False, headings=False)

_TRUE = frozenset({"1", "true", "on"})
_SILENT = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "proofErr",
        "lastRenderedPageBreak", "bookmarkEnd",
    )
)  # fmt: skip


def check(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, a DOCX, with ``book``; ConversionError where it cannot be read."""
    addresses = Addresses.of(book.texts)
    expected = [expect(document, addresses, _SIGHT) for document in book.texts]
    archive = Archive(data)
    body = _body(archive)
    long_names = _long_names(addresses.names)
    ids = {document.id for document in book.texts}
    found = list(_Book(archive, ids, body, long_names).read())
    return (
        *judge(expected, found, addresses.checked),
        *docx_contents.check(book, archive, body),
        *docx_about.check(book, archive, body),
    )


def _body(archive: Archive) -> Element:
    body = archive.xml("word/document.xml").find(W + "body")
    if body is None:
        raise ConversionError("word/document.xml in the output has no body")
    return body


class _Book:
    """What the parts of one DOCX say about each other."""

    def __init__(
        self, archive: Archive, ids: Collection[str], body: Element, long_names: dict[str, str]
    ) -> None:
        _name_in_full(body, long_names)
        self.ids = ids
        self.body = body
        self.numbers = dict(_numbers(body))
        self.footnotes: dict[str, Element] = {}
        if "word/footnotes.xml" in archive.names:
            notes = archive.xml("word/footnotes.xml")
            _name_in_full(notes, long_names)
            self.footnotes = {note.get(W + "id", ""): note for note in notes}
        self.addresses: dict[str, dict[str, str]] = {
            part: _addresses(archive, part) for part in ("document", "footnotes")
        }

    def read(self) -> Iterator[Reading]:
        document: _Document | None = None
        end = ""
        for element in self.body:
            name = element.get(W + "name", "")
            if element.tag == W + "bookmarkStart" and name in self.ids:
                document, end = _Document(self, name), element.get(W + "id", "")
            elif element.tag == W + "bookmarkEnd" and element.get(W + "id") == end:
                if document is not None:
                    yield document.finish()
                document, end = None, ""
            elif document is not None:
                document.flow.block(element)
        if document is not None:
            yield document.finish()


def _long_names(names: Iterable[str]) -> dict[str, str]:
    """Give the bookmarks of ``names`` that cannot be one.

    Word allows 40 characters and wants a letter first; pandoc takes a hash of any other name.
    """
    return {
        "X" + sha1(name.encode(), usedforsecurity=False).hexdigest()[1:]: name
        for name in names
        if len(name) > LONGEST_BOOKMARK or not name[:1].isalpha()
    }


def _name_in_full(root: Element, long_names: dict[str, str]) -> None:
    for element in root.iter(W + "bookmarkStart", W + "hyperlink", W + "fldSimple"):
        for attribute in (W + "name", W + "anchor", W + "instr"):
            words = element.get(attribute, "").split(" ")
            if not long_names.keys().isdisjoint(words):
                element.set(attribute, " ".join(long_names.get(word, word) for word in words))


def _numbers(body: Element) -> Iterator[tuple[str, str]]:
    """Number the footnotes as Word does: one after another, anew where a section says so.

    A footnote with a mark of its own takes no number.
    """
    section: list[str] = []
    count = 0
    for block in body:
        section += [
            reference.get(W + "id", "")
            for reference in block.iter(W + "footnoteReference")
            if reference.get(W + "customMarkFollows") not in _TRUE
        ]
        ends = block if block.tag == W + "sectPr" else block.find(f"{W}pPr/{W}sectPr")
        if ends is None:
            continue
        restart = ends.find(f"{W}footnotePr/{W}numRestart")
        if restart is not None and restart.get(W + "val") == "eachSect":
            count = 0
        for number in section:
            count += 1
            yield number, str(count)
        section = []


def _addresses(archive: Archive, part: str) -> dict[str, str]:
    name = f"word/_rels/{part}.xml.rels"
    if name not in archive.names:
        return {}
    return {r.get("Id", ""): r.get("Target", "") for r in archive.xml(name)}


class _Document:
    """The body and the notes of one document while they are read.

    ``labels`` are what the markers show, by the number of the footnote; ``order`` is that of the
    markers and grows while notes with markers in them are read; ``bookmarks`` lead from a name to
    the footnote whose marker it stands at.
    """

    def __init__(self, book: _Book, name: str) -> None:
        self.book = book
        self.name = name
        self.labels: dict[str, str] = {}
        self.order: list[str] = []
        self.bookmarks: dict[str, str] = {}
        self.flow = _Flow(self, "document")
        self.flow.writer.anchor(name)

    def finish(self) -> Reading:
        body = self.flow.writer.finish()
        notes = [self.note(number, self.labels[number]) for number in self.order]
        return Reading(self.name, body, tuple(notes))

    def note(self, number: str, label: str) -> Note:
        flow = _Flow(self, "footnotes")
        flow.before_note = True
        for block in self.book.footnotes.get(number, ()):
            flow.block(block)
        if flow.label not in ("", label):
            label = f"{label}, but {flow.label} in the note"
        return Note(number, label, flow.writer.finish())


class _Flow:
    """Reads blocks and runs into one passage.

    A footnote begins with its own number or mark and a space, which are layout; while these are
    awaited, ``before_note`` is true.
    """

    def __init__(self, document: _Document, part: str) -> None:
        self.document = document
        self.addresses = document.book.addresses[part]
        self.writer = Writer()
        self.in_cell = False
        self.before_note = False
        self.label = ""
        self.bookmark = ""

    def block(self, element: Element) -> None:
        if element.tag == W + "p":
            self.separate()
            for child in element:
                self.inline(child)
            self.separate()
        elif element.tag == W + "tbl":
            self.table(element)
        else:
            self.inline(element)

    def separate(self) -> None:
        if not self.in_cell:
            self.writer.separate(BLOCK)

    def table(self, element: Element) -> None:
        self.writer.separate(BLOCK)
        for row in element.iterchildren(W + "tr"):
            self.writer.separate(ROW)
            for index, cell in enumerate(row.iterchildren(W + "tc")):
                if index:
                    self.writer.separate(CELL)
                self.cell(cell)
        self.writer.separate(BLOCK)

    def cell(self, element: Element) -> None:
        self.in_cell = True
        for index, block in enumerate(element.iterchildren(W + "p", W + "tbl")):
            if index:
                self.writer.separate(BLOCK)
            self.block(block)
        self.in_cell = False

    def inline(self, element: Element) -> None:
        tag = element.tag
        if tag == W + "r":
            self.run(element)
        elif tag == W + "bookmarkStart":
            self.bookmark = element.get(W + "name", "")
            self.writer.anchor(self.bookmark)
        elif tag == W + "hyperlink":
            self.link(element)
        elif tag == W + "fldSimple" and _noted(element):
            self.second_marker(element, _noted(element))
        elif tag not in _SILENT:
            for child in element:
                self.inline(child)

    def link(self, element: Element) -> None:
        target = element.get(W + "anchor") or self.addresses.get(element.get(R_ID, ""), "")
        self.writer.open_link(target)
        for child in element:
            self.inline(child)
        self.writer.close_link()

    def second_marker(self, element: Element, name: str) -> None:
        number = self.document.bookmarks.get(name, name)
        label = "".join(element.itertext(W + "t", with_tail=False))
        if self.document.labels.get(number) != label:
            number = f"{name}, shown as {label}"
        self.writer.note(MarkKind.SECOND_MARKER, number)

    def run(self, element: Element) -> None:
        style = _style(element)
        text = "".join(element.itertext(W + "t", with_tail=False))
        reference = element.find(W + "footnoteReference")
        if reference is not None:
            self.reference(reference, text)
        elif style == PAGE_STYLE:
            number = text[1:-2]
            self.writer.page(number if text == f"[{number}] " else f"shown as “{text}”")
        elif self.before_note:
            self.number_of_note(element, style, text)
        else:
            self.pieces(element, style)

    def pieces(self, run: Element, style: str) -> None:
        pieces = list(run)
        if style == ITEM_LABEL_STYLE and pieces and pieces[-1].tag == W + "tab":
            pieces.pop()
        for element in pieces:
            tag = element.tag
            if tag == W + "t":
                self.writer.text(element.text or "")
            elif tag == W + "br":
                self.writer.separate(LINE)
            elif tag in CHARACTERS:
                self.writer.text(CHARACTERS[tag])
            elif tag not in _SILENT:
                self.writer.text("".join(element.itertext()))

    def number_of_note(self, run: Element, style: str, text: str) -> None:
        if style == LABEL_STYLE:
            self.label += text
            return
        self.before_note = False
        if text != " ":
            self.pieces(run, style)

    def reference(self, element: Element, text: str) -> None:
        number = element.get(W + "id", "")
        labels = self.document.labels
        self.writer.note(MarkKind.SECOND_MARKER if number in labels else MarkKind.NOTE, number)
        if number not in labels:
            labels[number] = text or self.document.book.numbers.get(number, "")
            self.document.order.append(number)
        self.document.bookmarks.setdefault(self.bookmark, number)


def _noted(field: Element) -> str:
    """Give the bookmark of the note that a field refers to, if it does."""
    kind, _, rest = field.get(W + "instr", "").strip(" ").partition(" ")
    return rest.split(" ")[0] if kind == "NOTEREF" else ""


def _style(run: Element) -> str:
    style = run.find(f"{W}rPr/{W}rStyle")
    return "" if style is None else style.get(W + "val", "")
