"""TEI to Document, for TEI that follows the project's schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NoReturn
from urllib.parse import unquote

from lxml import etree

from pipeline.model import document as model
from pipeline.model.ledger import Ledger
from pipeline.model.page_images import is_address
from pipeline.system.xml import DoctypeError, parse_xml
from pipeline.tei import marks
from pipeline.tei.calendars import calendar_name
from pipeline.tei.names import TEI, XML_ID, XML_LANG, Element

BLOCK_NAMES = frozenset({"p", "list", "table", "quote", "closer", "opener", "head", "postscript"})
_OTHER_LEDGER = "the ledger is {} than the TEI; encode the transcription again"


class MalformedTeiError(Exception):
    """The file is no TEI that this project writes; the message names element and line."""


def parse(data: bytes) -> Element:
    """Parse TEI from a file that may come from a stranger.

    Raises MalformedTeiError where it is no XML or has a DOCTYPE.
    """
    try:
        return parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise MalformedTeiError(error.msg) from error
    except DoctypeError as error:
        line = data.count(b"\n", 0, max(0, data.find(b"<!DOCTYPE"))) + 1
        raise MalformedTeiError(f"{error} (line {line})") from error


def read(data: bytes, ledger: Ledger | None = None) -> model.Document:
    """Read one document; with its ``ledger`` every leaf knows its place in the transcription.

    Raises MalformedTeiError where the file does not follow the schema or is not the one that
    ``ledger`` belongs to.
    """
    return read_root(parse(data), ledger)


def read_root(
    root: Element, ledger: Ledger | None = None, *, by_line: bool = False
) -> model.Document:
    """Read one document as :func:`read` does.

    With ``by_line`` every leaf knows its line instead: its span is empty, and begins behind as many
    characters as there are line ends before the element that it stands in or follows.
    """
    divisions = root.findall(f"{TEI}text/*/{TEI}div")
    if [division.get("type") for division in divisions] != ["document"]:
        raise MalformedTeiError("one div[@type='document'] in the body is expected, and no other")
    return read_division(divisions[0], ledger, by_line=by_line)


def read_division(
    division: Element, ledger: Ledger | None, *, by_line: bool = False
) -> model.Document:
    """Read one ``div[@type='document']``."""
    reader = _Reader(ledger, by_line=by_line)
    blocks = tuple(reader.blocks(division))
    reader.finish()
    notes = sorted(reader.notes, key=lambda note: int(note.id.rpartition("fn")[2]))
    listed = tuple(
        note if note.printed else replace(note, label=str(place))
        for place, note in enumerate(notes, 1)
    )
    kind = model.DocumentKind(division.get("subtype"))
    return model.Document(
        division.get(XML_ID) or "", division.get("n"), kind, blocks, listed, division.get(XML_LANG)
    )


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


class _Reader:
    def __init__(self, ledger: Ledger | None, *, by_line: bool) -> None:
        self.spans: Iterator[model.Span] | None = iter(ledger.spans) if ledger else None
        self.by_line = by_line
        self.likely = dict(ledger.likely) if ledger else {}
        self.notes: list[model.Note] = []

    def span(self, element: Element) -> model.Span:
        if self.spans is None:
            before = (element.sourceline or 1) - 1 if self.by_line else 0
            return before, before
        found = next(self.spans, None)
        if found is None:
            raise MalformedTeiError(_OTHER_LEDGER.format("shorter"))
        return found

    def finish(self) -> None:
        if self.spans is not None and next(self.spans, None) is not None:
            raise MalformedTeiError(_OTHER_LEDGER.format("longer"))

    def blocks(self, parent: Element) -> Iterator[model.Block]:
        for element in parent:
            is_part = element.get("type") == "part"
            yield from self.blocks(element) if is_part else [self.block(element)]

    def block(self, element: Element) -> model.Block:
        match _name(element):
            case "note" if element.get("type") == "source":
                return model.SourceNote(self.inlines(element))
            case "note":
                span, note = self.span(element), self.note(element)
                return model.UnplacedNote(note, span, self.likely.get(note, ()))
            case "head" | "dateline" as name:
                kind = model.Heading if name == "head" else model.Dateline
                return kind(self.inlines(element))
            case "p":
                style = model.ParagraphStyle(element.get("rend", model.ParagraphStyle.BODY.value))
                return model.Paragraph(self.inlines(element), style)
            case "figure":
                return model.Paragraph((self.figure(element),))
            case "pb":
                return self.page_break(element)
            case "opener":
                return model.Opener(tuple(map(self.opener_part, element)))
            case "closer":
                return model.Closer(tuple(map(self.closer_part, element)))
            case "list":
                return self.list(element)
            case "table":
                return self.table(element)
            case "quote" | "postscript" as name:
                holder = model.Quotation if name == "quote" else model.Postscript
                return holder(tuple(self.blocks(element)))
            case "div":
                return model.Attachment(tuple(self.blocks(element)))
            case _:
                _refuse(element)

    def page_break(self, element: Element) -> model.PageBreak:
        facs = element.get("facs") or ""
        facs = facs if is_address(facs) else unquote(facs)
        return model.PageBreak(element.get("n") or "", self.span(element), facs=facs)

    def opener_part(self, element: Element) -> model.OpenerPart:
        match _name(element):
            case "dateline":
                return model.Dateline(self.inlines(element))
            case "salute":
                return model.Salutation(self.inlines(element), element.get("rend") == "run-in")
            case "seg":
                return model.OpenerLine(self.inlines(element))
            case "pb":
                return self.page_break(element)
            case _:
                _refuse(element)

    def closer_part(self, element: Element) -> model.CloserPart:
        match _name(element):
            case "dateline":
                return model.Dateline(self.inlines(element))
            case "salute":
                return model.Valediction(self.inlines(element))
            case "signed":
                return model.Signature(self.inlines(element))
            case "seg" if element.get("type") == "valediction":
                return model.Valediction(self.inlines(element), formula=False)
            case "seg":
                return model.CloserLine(self.inlines(element))
            case "pb":
                return self.page_break(element)
            case _:
                _refuse(element)

    def list(self, element: Element) -> model.Block:
        heads: list[tuple[model.Inline, ...]] = []
        items: list[model.ListItem | model.PageBreak] = []
        label: tuple[model.Inline, ...] = ()
        for child in element:
            match _name(child):
                case "head":
                    heads.append(self.inlines(child))
                case "label":
                    label = self.inlines(child)
                case "item":
                    items.append(self.item(child, label))
                    label = ()
                case "pb":
                    items.append(self.page_break(child))
                case _:
                    _refuse(child)
        return model.List(model.ListKind(element.get("type")), tuple(items), tuple(heads))

    def item(self, element: Element, label: tuple[model.Inline, ...]) -> model.ListItem:
        elements, lead = list(element), element.text
        if elements and _name(elements[0]) == "label":
            if lead:
                _refuse(elements[0])
            inner = elements.pop(0)
            label, lead = self.inlines(inner), inner.tail
        first = next((i for i, e in enumerate(elements) if _name(e) in BLOCK_NAMES), len(elements))
        content = self.run(element, lead, elements[:first])
        return model.ListItem(content, label, tuple(map(self.block, elements[first:])))

    def table(self, element: Element) -> model.Block:
        head: tuple[model.Inline, ...] = ()
        rows: list[model.Row | model.PageBreak] = []
        for child in element:
            match _name(child):
                case "head":
                    head = self.inlines(child)
                case "row":
                    cells = tuple(model.Cell(self.inlines(cell)) for cell in child)
                    role = model.RowRole(child.get("role", model.RowRole.DATA.value))
                    rows.append(model.Row(cells, role))
                case "pb":
                    rows.append(self.page_break(child))
                case _:
                    _refuse(child)
        return model.Table(tuple(rows), head)

    def inlines(self, element: Element) -> tuple[model.Inline, ...]:
        return self.run(element, element.text, element)

    def run(
        self, element: Element, lead: str | None, elements: Iterable[Element]
    ) -> tuple[model.Inline, ...]:
        found: list[model.Inline] = []
        if lead:
            found.append(model.Text(lead, self.span(element)))
        for child in elements:
            found.append(self.inline(child))
            if child.tail:
                found.append(model.Text(child.tail, self.span(child)))
        return tuple(found)

    def inline(self, element: Element) -> model.Inline:
        name = _name(element)
        if name in marks.STRETCHES or (name == "note" and marks.is_remark(element)):
            return marks.read_stretch(name, element, self.inlines(element))
        match name:
            case "note":
                span = self.span(element)
                return model.NoteMarker(self.note(element), span)
            case "ref" if element.get("type") == "note":
                return model.NoteMarker((element.get("target") or "#")[1:], self.span(element))
            case "pb":
                return self.page_break(element)
            case "lb":
                joined, rend = element.get("break") == "no", element.get("rend", "")
                indent = int(rend.removeprefix(model.INDENT) or 0)
                return model.LineBreak(self.span(element), joined, indent)
            case "choice":
                kind = marks.CHOICES[_name(element[0])]
                return model.EditorialChoice(kind, self.inlines(element[0]), element[1].text or "")
            case "sic" | "abbr" | "orig":
                return model.EditorialChoice(marks.CHOICES[name], self.inlines(element))
            case "gap" | "space" | "handShift":
                return marks.read_point(name, element, self.span(element))
            case "figure":
                return self.figure(element)
            case "ref":
                return model.Reference(element.get("target") or "", self.inlines(element))
            case "date":
                get, calendars = element.get, element.get("calendar", "").split()
                return model.Date(
                    self.inlines(element), get("when"), get("from"), get("to"), get("notBefore"),
                    get("notAfter"), get("cert"), tuple(map(calendar_name, calendars)),
                )  # fmt: skip
            case "placeName":
                return model.Place(self.inlines(element), element.get("corresp") or "")
            case "persName" | "orgName":
                key = element.get("corresp") or ""
                return model.PersonName(key, self.inlines(element), name == "orgName")
            case "gloss":
                return model.Term(element.get("target") or "", self.inlines(element))
            case _:
                _refuse(element)

    def figure(self, element: Element) -> model.Figure:
        parts = {_name(child): child for child in element}
        caption = self.inlines(parts["head"]) if "head" in parts else ()
        image = parts["graphic"].get("url") if "graphic" in parts else ""
        return model.Figure(caption, element.findtext(TEI + "figDesc") or "", image or "")

    def note(self, element: Element) -> str:
        note_id, label = element.get(XML_ID) or "", element.get("n")
        blocks = tuple(self.blocks(element))
        self.notes.append(model.Note(note_id, label or "", blocks, label is not None))
        return note_id


def _refuse(element: Element) -> NoReturn:
    raise MalformedTeiError(f"line {element.sourceline}: {_name(element)} is not expected here")
