"""The text of a DOCX, its notes and links, as Word shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.verify.archive import Element
from pipeline.verify.docx.contents import CHARACTERS, W
from pipeline.verify.docx.parts import Parts
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

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_DESCRIBED = f"{_DRAWING}wordprocessingDrawing}}docPr"
_BLIP = f"{_DRAWING}main}}blip"
_EMBED = R_ID.removesuffix("id") + "embed"
PAGE_STYLE = "SourcePage"
LABEL_STYLE = "FootnoteReference"
COMMA_STYLE = "FootnoteReferenceApart"
ITEM_LABEL_STYLE = "ItemLabel"

# By the property of a run, and its value where that decides.
_LOOKS = {
    (W + "i", ""): "italic",
    (W + "b", ""): "bold",
    (W + "smallCaps", ""): "small-caps",
    (W + "u", ""): "underlined",
    (W + "strike", ""): "del",
    (W + "vertAlign", "superscript"): "superscript",
    (W + "vertAlign", "subscript"): "subscript",
    (W + "spacing", ""): "letter-spaced",
    (W + "shd", ""): "damage",
}
_OFF = frozenset({"0", "false", "off", "none"})
_SILENT = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "proofErr",
        "lastRenderedPageBreak", "bookmarkEnd",
    )
)  # fmt: skip


def read(parts: Parts, ids: Collection[str]) -> Iterator[Reading]:
    """Read the documents with these ``ids``, each from its bookmark's start to its end."""
    document: _DocxDocument | None = None
    end = ""
    for element in parts.body:
        name = element.get(W + "name", "")
        if element.tag == W + "bookmarkStart" and name in ids:
            document, end = _DocxDocument(parts, name), element.get(W + "id", "")
        elif element.tag == W + "bookmarkEnd" and element.get(W + "id") == end:
            if document is not None:
                yield document.finish()
            document, end = None, ""
        elif document is not None:
            document.flow.block(element)
    if document is not None:
        yield document.finish()


class _DocxDocument:
    """The body and the notes of one document while they are read.

    ``labels`` are what the markers show, by the number of the footnote; ``order`` is that of the
    markers and grows while notes with markers in them are read; ``bookmarks`` lead from a name to
    the footnote whose marker it stands at.
    """

    def __init__(self, parts: Parts, name: str) -> None:
        self.parts = parts
        self.name = name
        self.labels: dict[str, str] = {}
        self.order: list[str] = []
        self.bookmarks: dict[str, str] = {}
        self.flow = _RunReader(self, "document")
        self.flow.writer.anchor(name)

    def finish(self) -> Reading:
        body = self.flow.writer.finish()
        notes = [self.note(number, self.labels[number]) for number in self.order]
        return Reading(self.name, body, tuple(notes))

    def note(self, number: str, label: str) -> NoteReading:
        flow = _RunReader(self, "footnotes")
        flow.before_note = True
        for block in self.parts.footnotes.get(number, ()):
            flow.block(block)
        if flow.label not in ("", label):
            label = f"{label}, but {flow.label} in the note"
        return NoteReading(number, label, flow.writer.finish())


class _RunReader:
    """Reads blocks and runs into one passage.

    A footnote begins with its own number or mark and a space, which are layout; while these are
    awaited, ``before_note`` is true.
    """

    def __init__(self, document: _DocxDocument, part: str) -> None:
        self.document = document
        self.addresses = document.parts.addresses[part]
        self.writer = PassageWriter()
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
        style = run_style(element)
        text = "".join(element.itertext(W + "t", with_tail=False))
        reference = element.find(W + "footnoteReference")
        if reference is not None:
            self.reference(reference, text)
        elif style == COMMA_STYLE and text == ",":
            return  # between two markers
        elif style == PAGE_STYLE:
            number = text[1:-2]
            self.writer.page(number if text == f"[{number}] " else f"shown as “{text}”")
        elif self.before_note:
            self.number_of_note(element, style, text)
        else:
            self.pieces(element, style)

    def pieces(self, run: Element, style: str) -> None:
        looks = _looks_of(run)
        for look in looks:
            self.writer.open_look(look)
        for element in pieces_of(run, style):
            self.piece(element)
        for _ in looks:
            self.writer.close_look()

    def piece(self, element: Element) -> None:
        tag = element.tag
        if tag == W + "t":
            self.writer.text(element.text or "")
        elif tag == W + "br":
            self.writer.separate(LINE)
        elif tag == W + "drawing":
            self.picture(element)
        elif tag in CHARACTERS:
            self.writer.text(CHARACTERS[tag])
        elif tag not in _SILENT:
            self.writer.text("".join(element.itertext()))

    def picture(self, drawing: Element) -> None:
        said = "".join(one.get("descr", "") for one in drawing.iter(_DESCRIBED))
        for blip in drawing.iter(_BLIP):
            name = self.addresses.get(blip.get(_EMBED, ""), "")
            self.writer.text(picture_token(said, digest_of(self.document.parts.read(name))))

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
            labels[number] = text or self.document.parts.numbers.get(number, "")
            self.document.order.append(number)
        self.document.bookmarks.setdefault(self.bookmark, number)


def _looks_of(run: Element) -> list[str]:
    """Name how a run looks by its own properties."""
    properties = run.find(W + "rPr")
    looks = []
    for one in () if properties is None else properties:
        value = one.get(W + "val", "on")
        look = _LOOKS.get((str(one.tag), value)) or _LOOKS.get((str(one.tag), ""))
        if look and value not in _OFF:
            looks.append(look)
    return looks


def _noted(field: Element) -> str:
    """Give the bookmark of the note that a field refers to, if it does."""
    kind, _, rest = field.get(W + "instr", "").strip(" ").partition(" ")
    return rest.split(" ")[0] if kind == "NOTEREF" else ""


def run_style(run: Element) -> str:
    """Give the style of characters that a run has."""
    style = run.find(f"{W}rPr/{W}rStyle")
    return "" if style is None else style.get(W + "val", "")


def pieces_of(run: Element, style: str) -> list[Element]:
    """Give what a run of a ``style`` holds; the tab behind the label of an item is layout."""
    pieces = list(run)
    if style == ITEM_LABEL_STYLE and pieces and pieces[-1].tag == W + "tab":
        pieces.pop()
    return pieces
