"""The text of one section to pandoc's blocks, each with the style that Word knows it by."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.book import Section
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.docx import heading, raw, styles, table
from pipeline.convert.docx.inlines import DIALECT, StyledInlines
from pipeline.convert.pandoc_json import BlockWriter, Dialect
from pipeline.model import document as model


def box(blocks: Nodes, style: str) -> PandocNode:
    """Set ``blocks`` in a paragraph style."""
    return ast.div(blocks, attributes=[("custom-style", style)])


class StyledBlocks(BlockWriter):
    """Writes one section; ``width`` is that of a line in twentieths of a point."""

    inline: StyledInlines

    def __init__(
        self, section: Section, known: frozenset[str], pages: set[str], width: int,
        dialect: Dialect = DIALECT,
    ) -> None:  # fmt: skip
        super().__init__(section.text, dialect, known, pages)
        self.inline = StyledInlines(section.text, dialect, known, pages, self.note)
        self.section = section
        self.figures: frozenset[int] = frozenset()
        self.is_wide = False
        self.width = width
        self.level = section.level
        self.is_headed = False
        self.is_first = True
        self.inside = 0
        self.depth = 0
        self.item_style = ""

    def whole(self) -> PandocNode:
        """Write the section; text without a style of its own is in that of the body."""
        return ast.div(
            self.blocks(self.source.blocks), identifier=self.source.id,
            attributes=[("custom-style", "Body Text"), *self.language()],
        )  # fmt: skip

    def blocks(self, blocks: Sequence[model.Block]) -> Nodes:
        """Write ``blocks``; a paragraph parts a table from the next, or from what ends after it."""
        written = super().blocks(blocks)
        for node, follower in zip(written, [*written[1:], None], strict=True):
            # LibreOffice 7.4 forgets the style of what follows a table in a note.
            alone = follower is None or _begins_with_table(follower) or self.inline.in_note
            if alone and _ends_with_table(node):
                node["c"][1].append(box([ast.para([])], "After Table"))
        return written

    def note(self, blocks: Sequence[model.Block]) -> Nodes:
        """Write what is in a note; pandoc knows the style of its paragraphs."""
        outer, self.depth, self.is_first = (self.depth, self.is_first), 0, False
        written = self._inside(blocks)
        self.depth, self.is_first = outer
        return written

    def _inside(self, blocks: Sequence[model.Block]) -> Nodes:
        self.inside += 1
        written = self.blocks(blocks)
        self.inside -= 1
        return written

    def styled(self, content: Nodes, name: str) -> PandocNode:
        """Write a paragraph of a part that has a style of its own."""
        return box([ast.para(content)], self._style(name))

    def _style(self, name: str) -> str:
        return styles.paragraph(name, in_note=self.inline.in_note)

    def division(self, blocks: Sequence[model.Block], name: str) -> PandocNode:
        """Write blocks that share a style."""
        return box(self._inside(blocks), self._style(name))

    def paragraph(self, block: model.Paragraph, start: Nodes) -> PandocNode:
        """Write a paragraph; one below a heading or a table has a style of its own."""
        is_first, self.is_first = self.is_first and not self.inside, False
        content = start + self.inline.inlines(block.content)
        style = self.style_of(block)
        if style is not model.ParagraphStyle.BODY:
            return self.styled(content, style.value)
        return self.styled(content, "first-paragraph") if is_first else ast.para(content)

    def heading(self, block: model.Heading) -> PandocNode:
        """Write the first heading as that of the section, others for a level below it."""
        self.is_first = True
        if self.is_headed:
            level = max(self.level, self.section.level + 1)
            content = self.inline.inlines(block.content)
            return box([ast.para(content)], styles.numbered("Inner Heading", level))
        self.is_headed = True
        content = []
        for name, inlines in heading.part(self.source, block, self.width).pieces:
            content += [self.inline.named(inlines, name)] if name else self.inline.inlines(inlines)
        return ast.header(min(self.section.level, styles.DEEPEST_HEADING), content)

    def list_block(self, block: model.List) -> PandocNode:
        """Write a list; the styles of its items have marks and indents."""
        self.is_first = False
        outer, self.depth = self.item_style, self.depth + 1
        entry = styles.ENTRIES.get(self.section.role, "") if self.depth == 1 else ""
        marked = block.kind is model.ListKind.BULLETED
        own = styles.listed("List Bullet" if marked else "List Line", self.depth)
        self.item_style = "Footnote List" if self.inline.in_note else entry or own
        written = super().list_block(block)
        self.item_style, self.depth = outer, self.depth - 1
        return written

    def listed(self, items: list[Nodes]) -> Nodes:
        """Write items one below the other."""
        return [node for item in items for node in item]

    def item(self, item: model.ListItem, start: Nodes) -> Nodes:
        """Write an item, the blocks in it below its first line."""
        label: Nodes = []
        if item.label:
            label = [self.inline.named(item.label, "item-label"), raw.LABEL_END]
        content = start + label + self.inline.inlines(item.content)
        written = [box([ast.para(content)], self.item_style)]
        below = "Footnote List" if self.inline.in_note else ""
        below = below or styles.listed("List Continue", self.depth)
        return [*written, box(self._inside(item.blocks), below)] if item.blocks else written

    def grid(
        self, block: model.Table, caption: Nodes, head: list[list[Nodes]], body: list[list[Nodes]]
    ) -> Nodes:
        """Write the rows of a table, below its caption."""
        written = [self.styled(caption, "table-caption")] if caption else []
        if head or body:
            self.is_first = True
            written.append(ast.table([], head, body, table.shares(block)))
        return written

    def table(self, block: model.Table) -> PandocNode:
        """Write a table, columns of figures and tables of many columns in styles of their own."""
        self.figures, self.is_wide = table.columns_of_figures(block), table.is_wide(block)
        return super().table(block)

    def row(self, row: model.Row, start: Nodes, *, heading: bool) -> list[Nodes]:
        """Write a row, which has at least one cell."""
        return super().row(row, start, heading=heading) or [self.cell(start, 0, heading=heading)]

    def cell(self, content: Nodes, place: int, *, heading: bool) -> Nodes:
        """Write a cell, which has a paragraph even where it is empty."""
        is_figure = place in self.figures
        kinds = filter(None, ("small" * self.is_wide, "figures" * is_figure, "heading" * heading))
        return [self.styled(content, f"table-{'-'.join(kinds) or 'text'}")]


def _ends_with_table(node: PandocNode) -> bool:
    if node["t"] != "Div" or "table" not in node["c"][0][1]:
        return False
    blocks: Nodes = node["c"][1]
    return bool(blocks) and bool(blocks[-1]["t"] == "Table")


def _begins_with_table(node: PandocNode) -> bool:
    if node["t"] == "Div":
        blocks = node["c"][1]
        return not blocks or _begins_with_table(blocks[0])
    return bool(node["t"] == "Table")
