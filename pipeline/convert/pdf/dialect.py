"""pandoc's document in Typst's terms: text as string literals, parts as calls of the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.book import INDEXES, Role
from pipeline.book.outputs import Paper
from pipeline.book.titles import is_number_line
from pipeline.book.words import BookWords
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf import room, section_links
from pipeline.convert.pdf.fitting import USUAL
from pipeline.convert.pdf.heads import Head
from pipeline.convert.pdf.inlines import InlineSetter
from pipeline.convert.pdf.named import NamedPlaces
from pipeline.convert.pdf.nodes import apart, inside, is_headed, office_apart, text_of
from pipeline.convert.pdf.room import CONTAINERS, ParagraphLines, Room
from pipeline.convert.pdf.source import call, literal, raw_block
from pipeline.convert.pdf.stated import spoken_arguments
from pipeline.convert.pdf.tables import column, head_once, parts


def set_in_typst(
    front: Nodes, main: Nodes, heads: Mapping[str, Head], paper: Paper, words: BookWords
) -> Nodes:
    """Turn the sections of a book into blocks whose text pandoc hands on to Typst untouched.

    ``heads`` are those of the sections by their ids; the sections ``front`` stand before the body.
    ``words`` are those of the book.
    """
    blocks = _BlockSetter(heads, paper, words, section_links.headed([*front, *main])).blocks
    return [*blocks(front), raw_block("#show: main-matter"), *blocks(main)]


class _BlockSetter(InlineSetter):
    """Walks the blocks."""

    def __init__(
        self, heads: Mapping[str, Head], paper: Paper, words: BookWords, headed: frozenset[str]
    ) -> None:
        super().__init__(NamedPlaces(heads, words), headed)
        self.heads, self.paper, self.continued = heads, paper, words.continued
        self.document = ""
        self.top = 0
        self.level = 0
        self.keeping = True
        self.in_flow = True
        self.in_columns = False

    def blocks(self, nodes: Nodes) -> Nodes:
        written: Nodes = []
        place = 0
        while place < len(nodes):
            leaders = room.leading(nodes, place) if self.keeping else 0
            whole = room.whole(nodes, place + leaders, leaders, self.paper) if self.keeping else 0
            end = place + (leaders + whole or 1)
            taken = nodes[place:end]
            if leaders:
                written += self.led(taken[:leaders], taken[leaders:], nodes[end : end + 1])
            elif whole:
                given = "together", literal(room.kind(taken[0]))
                written += self.unparted(taken, room.together(taken, self.paper), *given)
            else:
                written += self.block(taken[0])
            place = end
        return written

    def led(self, leaders: Nodes, whole: Nodes, following: Nodes) -> Nodes:
        """Set what leads into text with the text, or with room for the first of its lines."""
        taken = [*leaders, *whole]
        below = None if whole or not following else room.first_notes(following[0], self.paper)
        given = [
            literal(room.kind(leaders[0])),
            literal(
                room.space_below(leaders[-1], following) if not whole else room.kind(taken[-1])
            ),
            f"lines: {0 if whole else room.lines_below(following, self.paper)}",
        ]
        if not inside(taken, "Note"):
            ahead = [] if below is None else [f"ahead: {below.written()}"]
            return self.unparted(taken, None, "leading", *given, *ahead)
        return self.unparted(taken, room.together(taken, self.paper, below), "leading", *given)

    def unparted(self, nodes: Nodes, asked: Room | None, *given: str) -> Nodes:
        """Set blocks that stand on one page, by a call of the template."""
        self.rooms = [asked]
        return [call(*given), *self.unkept(nodes), raw_block("]")]

    def unkept(self, nodes: Nodes) -> Nodes:
        """Set blocks that are kept together already, or stand in a note."""
        outside, self.keeping = self.keeping, False
        written = self.blocks(nodes)
        self.keeping = outside
        return written

    def contained(self, nodes: Nodes) -> Nodes:
        """Set blocks inside one that no page can be turned in."""
        outside, self.in_flow = self.in_flow, False
        written = self.blocks(nodes)
        self.in_flow = outside
        return written

    def note_blocks(self, nodes: Nodes) -> Nodes:
        """Set the blocks of a note, with the page marks that wait at its end."""
        outside, self.in_flow = self.in_flow, False
        written = [*self.unkept(nodes), *self.marks()]
        self.in_flow = outside
        return written

    def block(self, node: PandocNode) -> Nodes:
        content: Any = node.get("c")
        match node["t"]:
            case "Plain":
                return [ast.plain(self.text(content))]
            case "Para":
                return self.paragraph(content)
            case "Header":
                return [self.header(*content)]
            case "Div":
                return self.division(*content)
            case "BulletList":
                return [ast.bullet_list([self.contained(apart(item)) for item in content])]
            case "Table":
                return [*self.marks(), *self.fitted(node)]
            case "RawBlock":
                return [node]
        raise TypeError(f"no way to set a block of pandoc's type {node['t']}")

    def paragraph(self, content: Nodes) -> Nodes:
        if not self.keeping:
            return [ast.para(self.text(content))]
        lines = ParagraphLines.of(content, self.paper)
        self.rooms = lines.asked()
        paragraph = ast.para(self.text(room.asking(content, lines)))
        loose = lines.loose_ends()
        return [call("line-by-line", *loose), paragraph, raw_block("]")] if loose else [paragraph]

    def text(self, nodes: Nodes) -> Nodes:
        pages, self.pages = self.pages, []
        return [*pages, *self.inlines(nodes)]

    def marks(self) -> Nodes:
        """Give the waiting page marks a place of their own."""
        pages, self.pages = self.pages, []
        return [call("loose-marks"), ast.para(pages), raw_block("]")] if pages else []

    def header(self, level: int, _: object, content: Nodes) -> PandocNode:
        if not text_of(content).strip(" \u00a0\u00ad"):
            return ast.para(self.text(content))  # PDF/UA-1 7.4: a heading has a text
        # PDF/UA-1 7.4.2: the first heading is of level 1, and no level is left out.
        self.level = min(self.top + level, self.level + 1)
        identifier, self.document = self.document, ""
        number = self.heads[identifier].number if identifier else None
        self.in_heading = True
        content = self.text(_number_apart(content, number))
        self.in_heading = False
        return {"t": "Header", "c": [self.level, ast.attr(identifier), content]}

    def division(self, attr: Any, blocks: Nodes) -> Nodes:  # noqa: ANN401 - pandoc's Attr
        identifier, classes, attributes = attr
        kind = classes[0]
        if kind == "page":
            self.pages += self.inlines(blocks[0]["c"])
            return []
        if kind in CONTAINERS:
            return self.blocks(blocks)
        if kind == "document":
            return self.section(identifier, blocks, dict(attributes).get("lang", ""))
        if kind == "signature":
            blocks = office_apart(blocks)
        named = [literal(name) for name in classes]
        inside = self.blocks if kind == "attachment" else self.contained
        in_columns = kind == "list" and self.in_columns
        self.in_columns = self.in_columns and not in_columns  # the outermost alone
        named += ["nested: true"] if kind == "list" and self.in_index and not in_columns else []
        written = [call("division", *named), *inside(blocks), raw_block("]")]
        if not in_columns:
            return written
        return [call("in-columns"), *self.named.with_pages(written), raw_block("]")]

    def section(self, identifier: str, blocks: Nodes, language: str) -> Nodes:
        head = self.heads[identifier]
        self.document, self.top, self.language = identifier, head.level - 1, language
        self.named.begin(identifier)
        self.in_columns = self.in_index = head.role in INDEXES
        self.says_addresses = head.role in (Role.FRONT, Role.BACK)
        label = []
        if not is_headed(blocks):
            self.document = ""
            label = [raw_block(f"#metadata(none)#label({literal(identifier)})")]
        return [
            call("section", literal(head.role.value), head.running(), *spoken_arguments(language)),
            *label,
            *self.blocks(blocks),
            *self.marks(),
            raw_block("]"),
        ]

    def fitted(self, node: PandocNode) -> Nodes:
        written: Nodes = []
        for part, fit in parts(node, self.paper, self.continued, in_flow=self.in_flow):
            is_parted = part is not node
            ahead = room.first_notes(part, self.paper) if self.keeping and is_parted else None
            if self.keeping and not fit.turned:
                self.rooms = room.asked_in_rows(part, self.paper)
            table = head_once(self.table(part["c"], fit.shares))
            given = [*fit.options(), *([f"ahead: {ahead.written()}"] if ahead else [])]
            is_usual = fit == USUAL
            written += table if is_usual else [call("wide-table", *given), *table, raw_block("]")]
        return written

    def table(self, content: Any, shares: Sequence[float]) -> PandocNode:  # noqa: ANN401 - as above
        attr, (_, caption), columns, (_, head), bodies, _ = content
        rows = [row for body in bodies for row in body[3]]
        columns = [
            column(rows, place, shares[place] if shares else None) for place in range(len(columns))
        ]
        return {
            "t": "Table",
            "c": [
                attr,
                [None, self.blocks(caption)],
                columns,
                [ast.attr(), self.rows(head)],
                [[ast.attr(), 0, [], self.rows(rows)]],
                [ast.attr(), []],
            ],
        }

    def rows(self, rows: Any) -> list[object]:  # noqa: ANN401 - pandoc's Rows
        return [
            [attr, [[*cell[:4], self.blocks(apart(cell[4]))] for cell in cells]]
            for attr, cells in rows
        ]


def _number_apart(content: Nodes, number: str | None) -> Nodes:
    """Mark the first line of a heading as its number, where it holds nothing else."""
    breaks = [place for place, node in enumerate(content) if node["t"] == "LineBreak"]
    if number is None or not breaks:
        return content
    line, rest = content[: breaks[0]], content[breaks[0] :]
    if not is_number_line(text_of(line), number):
        return content
    return [ast.span(line, "heading-number"), *rest]
