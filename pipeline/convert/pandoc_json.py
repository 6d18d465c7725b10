"""Documents to pandoc's document: what each part becomes, for all formats alike.

What pandoc has no node for is a ``Div`` or ``Span`` with a class; the classes are the names of
the model's parts, and each format says what they look like. Every page break is a ``Span`` of
class ``page-break``, each note a ``Note`` inside a ``Span`` of class ``note`` that carries its
id and label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from pipeline.book import Role, Section
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pandoc_inlines import Dialect, InlineWriter
from pipeline.model import document as model

__all__ = ["BlockWriter", "Dialect", "book_blocks", "targets"]


def targets(documents: Iterable[model.Document]) -> frozenset[str]:
    """Give the ids that a reference can lead to: of documents, notes and pages."""
    found: set[str] = set()
    for document in documents:
        found.add(document.id)
        found.update(note.id for note in document.notes)
        roots: tuple[model.Node, ...] = (document, *document.notes)
        for root in roots:
            found.update(node.id for node in model.walk(root) if isinstance(node, model.PageBreak))
    return frozenset(found)


def book_blocks(sections: Sequence[Section], dialect: Dialect) -> Nodes:
    """Give one ``Div`` of class ``document`` for each of ``sections``.

    One that is no document of the edition has its role as a class besides.
    """
    known = targets(section.text for section in sections)
    pages: set[str] = set()
    return [
        BlockWriter(section.text, dialect, known, pages).document(section.role)
        for section in sections
    ]


class BlockWriter:
    """Writes one document; ``pages`` are the page ids that the book already has.

    A format that knows no classes says in a class of its own how its parts look.
    """

    def __init__(
        self,
        document: model.Document,
        dialect: Dialect,
        known: frozenset[str],
        pages: set[str],
    ) -> None:
        self.source = document
        self.inline = InlineWriter(document, dialect, known, pages, self.blocks)
        self.level = 1

    def document(self, role: Role) -> PandocNode:
        """Write the whole document."""
        blocks = self.blocks(self.source.blocks)
        if self.inline.dialect.notes_at_end and self.inline.placed:
            blocks.append(self.notes_at_end())
        attributes = [("kind", self.source.kind.value), *self.language()]
        classes = ("document",) if role is Role.DOCUMENT else ("document", role.value)
        return ast.div(blocks, *classes, identifier=self.source.id, attributes=attributes)

    def language(self) -> list[tuple[str, str]]:
        """Give the attributes for a language that is not the one of the edition."""
        if self.source.language is None:
            return [("dir", "rtl")] if self.inline.direction == "rtl" else []
        return ast.spoken(self.source.language)

    def notes_at_end(self) -> PandocNode:
        """Write the notes whose markers have been written."""
        written: Nodes = []
        for note_id in self.inline.placed:  # grows while notes with markers in them are written
            note = self.inline.notes[note_id]
            blocks, label = self.inline.note_blocks(note), [("label", note.label)]
            written.append(ast.div(blocks, "footnote", identifier=note_id, attributes=label))
        return ast.div(written, "footnotes")

    def blocks(self, blocks: Sequence[model.Block]) -> Nodes:
        """Write ``blocks``; a salutation may run on in the paragraph after it."""
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
        """Write one block."""
        match block:
            case model.Paragraph():
                return [self.paragraph(block, [])]
            case model.SourceNote():
                return [self.line("source-note", block.content)]
            case model.Heading():
                return [self.heading(block)]
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
                return [self.division(block.blocks, "quotation")]
            case model.Postscript():
                return [self.division(block.blocks, "postscript")]
            case model.PageBreak():
                return [self.page_between(block)]
            case model.UnplacedNote():
                return [self.styled(self.inline.marker(block.note), "unplaced-note")]
            case model.Attachment():
                return [self.attachment(block)]
            case _:
                assert_never(block)

    def styled(self, content: Nodes, name: str) -> PandocNode:
        """Write a paragraph that is the part ``name``."""
        return ast.div([ast.para(content)], name)

    def line(self, name: str, content: Iterable[model.Inline]) -> PandocNode:
        """Write a line that is the part ``name``."""
        return self.styled(self.inline.inlines(content), name)

    def division(self, blocks: Sequence[model.Block], name: str) -> PandocNode:
        """Write blocks that together are the part ``name``."""
        return ast.div(self.blocks(blocks), name)

    def heading(self, block: model.Heading) -> PandocNode:
        """Write a heading, a level deeper in each attachment."""
        return ast.header(min(self.level, 6), self.inline.inlines(block.content))

    def paragraph(self, block: model.Paragraph, start: Nodes) -> PandocNode:
        """Write a paragraph that begins with ``start``."""
        paragraph = ast.para(start + self.inline.inlines(block.content))
        style = self.style_of(block)
        return (
            paragraph if style is model.ParagraphStyle.BODY else ast.div([paragraph], style.value)
        )

    def style_of(self, block: model.Paragraph) -> model.ParagraphStyle:
        """Give the style of a paragraph: a picture alone is centred, verse begins at the margin."""
        if block.style is model.ParagraphStyle.BODY and any(
            isinstance(one, model.LineBreak) and one.indent for one in block.content
        ):
            return model.ParagraphStyle.FLUSH_LEFT
        first, *others = block.content or (None,)
        is_shown = isinstance(first, model.Figure) and first.image in self.inline.dialect.pictures
        return model.ParagraphStyle.CENTER if is_shown and not others else block.style

    def dateline(self, block: model.Dateline) -> PandocNode:
        """Write a dateline."""
        self.inline.in_dateline = True
        line = self.line("dateline", block.content)
        self.inline.in_dateline = False
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
            run_in = [self.inline.named(last.content, "salutation")]
        opener = [ast.div([self.part(part) for part in parts], "opener")] if parts else []
        return opener, run_in

    def part(self, part: model.OpenerPart | model.CloserPart) -> PandocNode:
        """Write a line of an opening or a closing."""
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

    def attachment(self, block: model.Attachment) -> PandocNode:
        """Write what is attached to the document."""
        self.level += 1
        blocks = self.blocks(block.blocks)
        self.level -= 1
        return ast.div(blocks, "attachment")

    def list_block(self, block: model.List) -> PandocNode:
        """Write a list below its heads; a page begins with the item that follows its mark."""
        heads = [self.line("list-head", head) for head in block.heads]
        items: list[Nodes] = []
        pages: Nodes = []
        for item in block.items:
            if isinstance(item, model.PageBreak):
                pages.append(self.inline.page_break(item))
            else:
                items.append(self.item(item, pages))
                pages = []
        after = [self.styled(pages, "page")] if pages else []
        listed = self.listed(items) if items else []
        return ast.div([*heads, *listed, *after], "list", block.kind.value)

    def listed(self, items: list[Nodes]) -> Nodes:
        """Make a list of items."""
        return [ast.bullet_list(items)]

    def item(self, item: model.ListItem, start: Nodes) -> Nodes:
        """Write an item that begins with ``start``."""
        label = [self.inline.named(item.label, "item-label")] if item.label else []
        content = start + label + self.inline.inlines(item.content)
        return [ast.plain(content), *self.blocks(item.blocks)]

    def table(self, block: model.Table) -> PandocNode:
        """Write a table; a page begins with the row that follows its mark."""
        head: list[list[Nodes]] = []
        body: list[list[Nodes]] = []
        pages: Nodes = []
        caption = self.inline.inlines(block.head)
        for row in block.rows:
            if isinstance(row, model.PageBreak):
                pages.append(self.inline.page_break(row))
                continue
            heading = row.role is model.RowRole.LABEL and not body
            (head if heading else body).append(self.row(row, pages, heading=heading))
            pages = []
        after = [self.styled(pages, "page")] if pages else []
        return ast.div([*self.grid(block, caption, head, body), *after], "table")

    def grid(
        self, _: model.Table, caption: Nodes, head: list[list[Nodes]], body: list[list[Nodes]]
    ) -> Nodes:
        """Make a table of rows of cells."""
        return [ast.table(caption, head, body)]

    def row(self, row: model.Row, start: Nodes, *, heading: bool) -> list[Nodes]:
        """Write the cells of a row that begins with ``start``."""
        cells: list[Nodes] = []
        for place, cell in enumerate(row.cells):
            content = start + self.inline.inlines(cell.content)
            cells.append(self.cell(content, place, heading=heading))
            start = []
        return cells

    def cell(self, content: Nodes, _: int, *, heading: bool) -> Nodes:  # noqa: ARG002 - a format may ask
        """Write a cell of the column at a place."""
        return [ast.plain(content)] if content else []

    def page_between(self, page: model.PageBreak) -> PandocNode:
        """Write the mark of a page between two blocks."""
        return self.styled([self.inline.page_break(page)], "page")
