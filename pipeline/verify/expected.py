"""A document of the transcription, reduced to what its outputs must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from pipeline.model import document as model
from pipeline.model.tables import read_table
from pipeline.verify.origins import Origins
from pipeline.verify.reading import (
    BLOCK,
    CELL,
    LINE,
    ROW,
    SOFT_HYPHEN,
    MarkKind,
    NoteReading,
    PassageWriter,
    Reading,
    picture_token,
    without_notes_in_notes,
)
from pipeline.verify.sight import DEEPEST_HEADING, EVERYTHING, Addresses, FormatCapabilities


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected reading, with the places in the transcription of its body and of each note."""

    reading: Reading
    body: Origins
    notes: tuple[Origins, ...]

    @property
    def span(self) -> model.Span:
        """Where the whole document stands in the transcription."""
        return self.body.span(0, len(self.reading.body.text))


_LINES = frozenset({"underlined", "damage", "del"})
_SIGNS: dict[str, tuple[str, str]] = read_table(__file__, "signs.toml")


def expect(
    document: model.Document, addresses: Addresses, sight: FormatCapabilities = EVERYTHING
) -> Expected:
    """Reduce ``document`` to what a format that shows ``sight`` must hold."""
    notes: dict[str, NoteReading] = {}
    origins: dict[str, Origins] = {}
    known = {note.id: note for note in document.notes}
    seen: set[str] = set()
    body = _Walk(addresses, seen, sight)
    body.writer.anchor(document.id)
    body.blocks(document.blocks)
    order = body.met
    for unmarked in (*document.notes, None):
        while order:  # and on through the notes whose markers stand in notes
            note = known[order.pop(0)]
            walk = _Walk(addresses, seen, sight)
            walk.writer.anchor(note.id)
            walk.blocks(note.blocks)
            notes[note.id] = NoteReading(note.id, note.label, walk.writer.finish())
            origins[note.id] = walk.origins()
            order += walk.met
        if unmarked is not None and unmarked.id not in seen:
            body.writer.join()  # nothing leads to it, so an output without it has lost it
            texts = (node.span for node in model.walk(unmarked) if isinstance(node, model.Text))
            body.marker(unmarked.id, next(texts, model.NOWHERE))
    reading = Reading(document.id, body.writer.finish(), tuple(notes.values()))
    if not sight.notes_in_notes:
        reading = without_notes_in_notes(reading)
    return Expected(reading, body.origins(), tuple(origins[note.id] for note in reading.notes))


class _Walk:
    """Writes the passage of one body or note and remembers where its text came from."""

    def __init__(self, addresses: Addresses, seen: set[str], sight: FormatCapabilities) -> None:
        self.writer = PassageWriter()
        self.seen = seen
        self.addresses = addresses
        self.sight = sight
        self.run_in = False
        self.level = 1
        self.in_name = False
        self.raised = False
        self.lines: list[str] = []
        self.met: list[str] = []
        self._places: list[int] = []
        self._spans: list[model.Span] = []

    def origins(self) -> Origins:
        return Origins(tuple(self._places), tuple(self._spans))

    def blocks(self, blocks: Iterable[model.Block]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: model.Block) -> None:
        run_in, self.run_in = self.run_in, False
        match block:
            case model.PageBreak():
                self.page(block)
            case model.Paragraph() if run_in:
                self.writer.join()
                self.line_content(block.content)
            case model.Opener() | model.Closer():
                self.parts(block.parts)
            case model.Quotation() | model.Postscript():
                self.blocks(block.blocks)
            case model.Attachment():
                self.level += 1
                self.blocks(block.blocks)
                self.level -= 1
            case model.Heading():
                self.heading(block)
            case model.List():
                self.list(block)
            case model.Table():
                self.table(block)
            case model.UnplacedNote():
                self.writer.separate(BLOCK)
                self.marker(block.note, block.span)
                self.writer.separate(BLOCK)
            case model.SourceNote() | model.Dateline() | model.Paragraph():
                self.line(block.content)
            case _:
                assert_never(block)

    def parts(self, parts: Iterable[model.OpenerPart | model.CloserPart]) -> None:
        for part in parts:
            if isinstance(part, model.PageBreak):
                self.page(part)
            else:
                self.in_name = self.sight.office_apart and isinstance(part, model.Signature)
                self.line(part.content)
                self.in_name = False
            self.run_in = isinstance(part, model.Salutation) and part.run_in

    def line(self, content: Iterable[model.Inline]) -> None:
        self.writer.separate(BLOCK)
        self.line_content(content)

    def line_content(self, content: Iterable[model.Inline]) -> None:
        self.inlines(content)
        self.writer.separate(BLOCK)

    def heading(self, block: model.Heading) -> None:
        if self.sight.headings:
            self.writer.open_heading(min(self.level, DEEPEST_HEADING))
        self.line(block.content)
        if self.sight.headings:
            self.writer.close_heading()

    def list(self, block: model.List) -> None:
        for head in block.heads:
            self.line(head)
        for item in block.items:
            if isinstance(item, model.PageBreak):
                self.page(item)
            else:
                self.line((*item.label, *item.content))
                self.blocks(item.blocks)

    def table(self, block: model.Table) -> None:
        self.line(block.head)
        for row in block.rows:
            if isinstance(row, model.PageBreak):
                self.page(row)
                continue
            self.writer.separate(ROW)
            for index, cell in enumerate(row.cells):
                if index:
                    self.writer.separate(CELL)
                self.inlines(cell.content)
        self.writer.separate(BLOCK)

    def inlines(self, content: Iterable[model.Inline]) -> None:
        for inline in content:
            self.inline(inline)

    def inline(self, inline: model.Inline) -> None:
        match inline:
            case model.Text():
                self.text(inline.text, inline.span)
            case model.Lacuna():
                self.text("[…]" if inline.kind is model.LacunaKind.GAP else "[ ]", inline.span)
            case model.HandShift():
                self.text(f"[{inline.hand or '…'}:] ", inline.span)
            case model.LineBreak():
                if self.in_name:
                    self.writer.separate(BLOCK)
                    self.in_name = False
                elif self.sight.line_ends:
                    self.writer.separate(LINE)
                    self._from(inline.span, 1)
                self.text(inline.blanks, inline.span)
            case model.PageBreak():
                self.page(inline)
            case model.NoteMarker():
                self.marker(inline.note, inline.span)
            case model.Reference():
                self.reference(inline)
            case model.Highlight():
                self.looking(inline.rendition.value, inline.content)
            case (
                model.Date() | model.Place() | model.PersonName() | model.Term()
                | model.Foreign() | model.Substitution()
            ):  # fmt: skip
                self.inlines(inline.content)
            case model.Alteration() | model.Condition() if inline.kind.value in _LINES:
                self.looking(inline.kind.value, inline.content)
            case model.Condition() | model.Alteration() | model.Remark():
                before, behind = _SIGNS[inline.kind.value]
                self.signed(before, inline, behind)
            case model.EditorialChoice():
                said = "sic" if inline.kind is model.ChoiceKind.CORRECTION else ""
                reading = inline.reading or said
                self.signed("", inline, f" [{reading}]" if reading else "")
            case model.Figure() if inline.image in self.sight.pictures:
                said = inline.description or "Fig."
                point = model.span_of(inline)[0]
                self.text(picture_token(said, self.sight.pictures[inline.image]), (point, point))
                if inline.content and self.sight.line_ends:
                    self.writer.separate(LINE)
                    self._from((point, point), 1)
                self.inlines(inline.content)
            case model.Figure():
                shown = f" – {inline.description}" if inline.description else ""
                self.signed("[Fig. ", inline, f"{shown}]")
            case _:
                assert_never(inline)

    def looking(self, look: str, content: Iterable[model.Inline]) -> None:
        """Expect words that look otherwise, where the format can show it."""
        is_raised = look in {"superscript", "subscript"}
        if look not in self.sight.looks or (is_raised and self.raised):
            self.inlines(content)
            return
        if look in _LINES and not self.sight.lined_twice:
            self.lines.append(look)
            self.inlines(content)
            self.lines.pop()
            return
        outer = self.raised
        self.raised = outer or (is_raised and not self.sight.raised_twice)
        self.writer.open_look(look)
        self.inlines(content)
        self.writer.close_look()
        self.raised = outer

    def signed(self, before: str, inline: model.Editorial, behind: str) -> None:
        """Expect words between the signs of a mark."""
        start, end = model.span_of(inline)
        self.text(before, (start, start))
        self.inlines(inline.content)
        self.text(behind, (end, end))

    def text(self, text: str, span: model.Span) -> None:
        if not self.sight.soft_hyphens:
            text = text.replace(SOFT_HYPHEN, "")
        lines = [one for one in self.lines if one == "del"] or self.lines
        for line in lines[:1]:
            self.writer.open_look(line)
        self.writer.text(text)
        for _ in lines[:1]:
            self.writer.close_look()
        self._from(span, len(text))

    def reference(self, reference: model.Reference) -> None:
        """Expect a link only where its target is in the edition or is an address of the web."""
        target = reference.target.removeprefix("#")
        is_web = target.startswith(("http:", "https:", "mailto:"))
        if not (is_web or target in self.addresses.names):
            self.inlines(reference.content)
            return
        self.writer.open_link(target)
        self.inlines(reference.content)
        self.writer.close_link()

    def page(self, page: model.PageBreak) -> None:
        name = f"pg_{page.number.strip('[]')}"
        if name not in self.addresses.ambiguous:
            self.writer.anchor(name)
        self.writer.page(page.number)
        self._from(page.span, 0)

    def marker(self, note: str, span: model.Span) -> None:
        kind = MarkKind.SECOND_MARKER if note in self.seen else MarkKind.NOTE
        if kind is MarkKind.NOTE:
            self.seen.add(note)
            self.met.append(note)
        self.writer.note(kind, note)
        self._from(span, 0)

    def _from(self, span: model.Span, length: int) -> None:
        self._places.append(self.writer.length - length)
        self._spans.append(span)
