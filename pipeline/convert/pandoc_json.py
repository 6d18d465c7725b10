"""Documents to pandoc's document: what each part becomes, for all formats alike.

What pandoc has no node for is a ``Div`` or ``Span`` with a class; the classes are the names of
the model's parts, and each format says what they look like. Every page break is a ``Span`` of
class ``page-break``, each note a ``Note`` inside a ``Span`` of class ``note`` that carries its
id and label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from pipeline import document as model
from pipeline.convert import ast
from pipeline.convert.ast import Node, Nodes
from pipeline.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Dialect:
    """In what a format differs from the others.

    ``notes_at_end``: notes follow their document as ``Div`` s of class ``footnote``, and a
    marker is a link to one; otherwise a note is a ``Note`` at its first marker.
    ``page_mark``: what is shown for a page break, with ``{number}`` in it.
    """

    notes_at_end: bool = False
    page_mark: str = ""


def targets(documents: Iterable[model.Document]) -> frozenset[str]:
    """Give the ids that a reference can lead to: of documents, notes and pages."""
    found: set[str] = set()
    for document in documents:
        found.add(document.id)
        found.update(note.id for note in document.notes)
        roots: tuple[model.Node, ...] = (document, *document.notes)
        for root in roots:
            found.update(
                "pg_" + node.number
                for node in model.walk(root)
                if isinstance(node, model.PageBreak)
            )
    return frozenset(found)


def book_blocks(documents: Sequence[model.Document], dialect: Dialect) -> Nodes:
    """Give one ``Div`` of class ``document`` for each of ``documents``."""
    known = targets(documents)
    pages: set[str] = set()
    return [_Writer(document, dialect, known, pages).document() for document in documents]


def title_page(metadata: Metadata) -> Node:
    """Give the ``Div`` of class ``title-page``: series, title, editors, imprint, rights."""
    imprint = ", ".join(
        part for part in (metadata.place, metadata.publisher, metadata.date) if part
    )
    lines = (
        ("book-series", metadata.series),
        ("book-title", metadata.title),
        ("book-editors", "; ".join(metadata.editors)),
        ("book-imprint", imprint),
        ("book-rights", metadata.rights),
    )
    blocks = [ast.div([ast.para([ast.string(text)])], name) for name, text in lines if text]
    return ast.div(blocks, "title-page")


class _Writer:
    """Writes one document; ``pages`` are the page ids that the book already has."""

    def __init__(
        self,
        document: model.Document,
        dialect: Dialect,
        known: frozenset[str],
        pages: set[str],
    ) -> None:
        self.source = document
        self.dialect = dialect
        self.known = known
        self.pages = pages
        self.notes = {note.id: note for note in document.notes}
        self.placed: list[str] = []
        self.waiting: list[str] = []
        self.in_note = False
        self.in_dateline = False
        self.level = 1

    def document(self) -> Node:
        blocks = self.blocks(self.source.blocks)
        if self.dialect.notes_at_end and self.placed:
            blocks.append(self.notes_at_end())
        attributes = [("kind", self.source.kind.value)]
        return ast.div(blocks, "document", identifier=self.source.id, attributes=attributes)

    # --- blocks ----------------------------------------------------------------------

    def blocks(self, blocks: Sequence[model.Block]) -> Nodes:
        written: Nodes = []
        run_in: Nodes = []
        for place, block in enumerate(blocks):
            follower = blocks[place + 1] if place + 1 < len(blocks) else None
            if isinstance(block, model.Opener):
                parts, run_in = self.opener(block, follower)
                written += parts
            elif isinstance(block, model.Paragraph):
                written.append(self.paragraph(block, run_in))
                run_in = []
            else:
                written += self.block(block)
        return written

    def block(self, block: model.Block) -> Nodes:
        match block:
            case model.Paragraph():
                return [self.paragraph(block, [])]
            case model.SourceNote():
                return [self.line("source-note", block.content)]
            case model.Heading():
                return [ast.header(min(self.level, 6), self.inlines(block.content))]
            case model.Dateline():
                return [self.dateline(block)]
            case model.Opener():
                return self.opener(block, None)[0]
            case model.Closer():
                return [ast.div([self.part(part) for part in block.parts], "closer")]
            case model.List():
                return [self.list_block(block)]
            case model.Table():
                return [self.table(block)]
            case model.Quotation():
                return [ast.div(self.blocks(block.blocks), "quotation")]
            case model.Postscript():
                return [ast.div(self.blocks(block.blocks), "postscript")]
            case model.PageBreak():
                return [self.page_between(block)]
            case model.UnplacedNote():
                return [ast.div([ast.para(self.marker(block.note))], "unplaced-note")]
            case model.Attachment():
                return [self.attachment(block)]
            case _:
                assert_never(block)

    def line(self, name: str, content: Iterable[model.Inline]) -> Node:
        return ast.div([ast.para(self.inlines(content))], name)

    def paragraph(self, block: model.Paragraph, start: Nodes) -> Node:
        paragraph = ast.para(start + self.inlines(block.content))
        if block.style is model.ParagraphStyle.BODY:
            return paragraph
        return ast.div([paragraph], block.style.value)

    def dateline(self, block: model.Dateline) -> Node:
        self.in_dateline = True
        line = self.line("dateline", block.content)
        self.in_dateline = False
        return line

    def opener(self, block: model.Opener, follower: model.Block | None) -> tuple[Nodes, Nodes]:
        """Give the opening, and what of it runs on in the paragraph that follows."""
        parts, run_in = block.parts, Nodes()
        last = parts[-1] if parts else None
        if (
            isinstance(last, model.Salutation)
            and last.run_in
            and isinstance(follower, model.Paragraph)
        ):
            parts = parts[:-1]
            run_in = [ast.span(self.inlines(last.content), "salutation")]
        opener = [ast.div([self.part(part) for part in parts], "opener")] if parts else []
        return opener, run_in

    def part(self, part: model.OpenerPart | model.CloserPart) -> Node:
        match part:
            case model.Dateline():
                return self.dateline(part)
            case model.PageBreak():
                return self.page_between(part)
            case model.Salutation():
                return self.line("salutation", part.content)
            case model.OpenerLine():
                return self.line("opener-line", part.content)
            case model.Valediction():
                return self.line("valediction", part.content)
            case model.Signature():
                return self.line("signature", part.content)
            case model.CloserLine():
                return self.line("closer-line", part.content)
            case _:
                assert_never(part)

    def attachment(self, block: model.Attachment) -> Node:
        self.level += 1
        blocks = self.blocks(block.blocks)
        self.level -= 1
        return ast.div(blocks, "attachment")

    def list_block(self, block: model.List) -> Node:
        heads = [self.line("list-head", head) for head in block.heads]
        items: list[Nodes] = []
        pages: Nodes = []
        for item in block.items:
            if isinstance(item, model.PageBreak):
                pages.append(self.page_break(item))
            else:
                items.append(self.item(item, pages))
                pages = []
        after = [ast.div([ast.para(pages)], "page")] if pages else []
        listed = [ast.bullet_list(items)] if items else []
        return ast.div([*heads, *listed, *after], "list", block.kind.value)

    def item(self, item: model.Item, start: Nodes) -> Nodes:
        label = [ast.span(self.inlines(item.label), "item-label")] if item.label else []
        content = start + label + self.inlines(item.content)
        return [ast.plain(content), *self.blocks(item.blocks)]

    def table(self, block: model.Table) -> Node:
        head: list[list[Nodes]] = []
        body: list[list[Nodes]] = []
        pages: Nodes = []
        caption = self.inlines(block.head)
        for row in block.rows:
            if isinstance(row, model.PageBreak):
                pages.append(self.page_break(row))
                continue
            heading = row.role is model.RowRole.LABEL and not body
            (head if heading else body).append(self.row(row, pages))
            pages = []
        table = ast.table(caption, head, body)
        if pages:
            return ast.div([table, ast.div([ast.para(pages)], "page")], "table")
        return ast.div([table], "table")

    def row(self, row: model.Row, start: Nodes) -> list[Nodes]:
        cells: list[Nodes] = []
        for cell in row.cells:
            content = start + self.inlines(cell.content)
            cells.append([ast.plain(content)] if content else [])
            start = []
        return cells

    # --- notes and pages -------------------------------------------------------------

    def marker(self, note_id: str) -> Nodes:
        label = self.notes[note_id].label
        if note_id in self.placed:
            return [self.marker_link(note_id, label, "note-again")]
        self.placed.append(note_id)
        if self.dialect.notes_at_end:
            return [self.marker_link(note_id, label, "note-marker")]
        if self.in_note:
            # Writers lose a note inside a note: it follows the outer one instead.
            self.waiting.append(note_id)
            return [self.marker_link(note_id, label, "note-again")]
        written = [self.note(note_id)]
        while self.waiting:
            written.append(self.note(self.waiting.pop(0)))
        return written

    def marker_link(self, note_id: str, label: str, name: str) -> Node:
        return ast.link([ast.string(label)], "#" + note_id, name)

    def note(self, note_id: str) -> Node:
        note = self.notes[note_id]
        node = ast.note(self.note_blocks(note))
        return ast.span([node], "note", identifier=note_id, attributes=[("label", note.label)])

    def note_blocks(self, note: model.Note) -> Nodes:
        outer, self.in_note = self.in_note, True
        blocks = self.blocks(note.blocks)
        self.in_note = outer
        return blocks

    def notes_at_end(self) -> Node:
        written: Nodes = []
        for note_id in self.placed:  # grows while notes with markers in them are written
            note = self.notes[note_id]
            attributes = [("label", note.label)]
            written.append(
                ast.div(
                    self.note_blocks(note), "footnote", identifier=note_id, attributes=attributes
                )
            )
        return ast.div(written, "footnotes")

    def page_break(self, page: model.PageBreak) -> Node:
        identifier = "pg_" + page.number
        if identifier in self.pages:  # integrity reports the second page of a number
            identifier = ""
        self.pages.add(identifier)
        mark = self.dialect.page_mark.format(number=page.number)
        return ast.span(
            [ast.string(mark)] if mark else [], "page-break", identifier=identifier,
            attributes=[("number", page.number)],
        )  # fmt: skip

    def page_between(self, page: model.PageBreak) -> Node:
        return ast.div([ast.para([self.page_break(page)])], "page")

    # --- inlines ---------------------------------------------------------------------

    def inlines(self, inlines: Iterable[model.Inline]) -> Nodes:
        return [node for inline in inlines for node in self.inline(inline)]

    def inline(self, inline: model.Inline) -> Nodes:
        match inline:
            case model.Text():
                return [ast.string(inline.text)]
            case model.LineBreak():
                return [ast.line_break()]
            case model.PageBreak():
                return [self.page_break(inline)]
            case model.NoteMarker():
                return self.marker(inline.note)
            case model.Correction():
                return [_correction(inline)]
            case model.Reference():
                return self.reference(inline)
            case model.Date():
                return [ast.span(self.inlines(inline.content), "date")]
            case model.Place():
                small_caps = ("small-caps",) if self.in_dateline else ()
                return [ast.span(self.inlines(inline.content), "place", *small_caps)]
            case model.PersonName():
                return [ast.span(self.inlines(inline.content), "person")]
            case model.Term():
                return [ast.span(self.inlines(inline.content), "term")]
            case _:
                assert_never(inline)

    def reference(self, reference: model.Reference) -> Nodes:
        """Link to what the book holds; what it does not hold is text.

        A link cannot hold another, so a marker inside a reference stands between two links.
        """
        if reference.target[1:] not in self.known or not reference.target.startswith("#"):
            return [ast.span(self.inlines(reference.content), "absent")]
        written: Nodes = []
        for holds_links, run in _runs(reference.content):
            nodes = self.inlines(run)
            written += nodes if holds_links else [ast.link(nodes, reference.target, "reference")]
        return written


def _runs(
    inlines: Iterable[model.Inline],
) -> Iterator[tuple[bool, list[model.Inline]]]:
    """Part ``inlines`` into runs with and without links of their own."""
    run: list[model.Inline] = []
    for inline in inlines:
        if any(isinstance(n, model.NoteMarker | model.Reference) for n in model.walk(inline)):
            if run:
                yield False, run
            yield True, [inline]
            run = []
        else:
            run.append(inline)
    if run:
        yield False, run


def _correction(correction: model.Correction) -> Node:
    """Show the printed reading and behind it, in brackets, the one the editor accepts."""
    printed = ast.span([ast.string(correction.printed)], "printed")
    reading = ast.span([ast.string(f" [{correction.reading}]")], "reading")
    return ast.span([printed, reading], "correction")
