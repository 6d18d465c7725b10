"""Pandoc's document (pandoc-types 1.23) to what a file says: notes and emphasis are real there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from pipeline.model.numerals import roman
from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    HandedInText,
    LineEnd,
    Look,
    MarkedRuns,
    NoteCall,
    Remarks,
    TypedBlock,
    TypedBlocks,
    TypedParagraph,
    TypedRow,
    TypedRun,
    TypedRuns,
)

_JsonNode: TypeAlias = dict[str, Any]

_LOOKS = {
    "Emph": Look.ITALIC,
    "Strong": Look.BOLD,
    "SmallCaps": Look.SMALL_CAPITALS,
    "Underline": Look.UNDERLINED,
    "Superscript": Look.RAISED,
    "Subscript": Look.LOWERED,
    "Strikeout": Look.STRUCK,
}
# What a description within the signs of a mark cannot hold.
_UNFIT = re.compile(r"[\[\]|]")
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
NOTE_CLASS = "handed-in-note"
"""The class of a span or block of HTML that we found to be a note; its ``id`` says which."""


def read(data: bytes) -> HandedInText:
    """Read pandoc's JSON."""
    document = json.loads(data)
    reader = _PandocReader()
    blocks = tuple(reader.blocks(document["blocks"], "block"))
    title = document["meta"].get("title")
    if title and title["t"] == "MetaInlines":
        blocks = (TypedParagraph("title", reader.inlines(title["c"], "title")), *blocks)
    reader.resolve()
    return HandedInText(blocks, tuple(reader.notes), reader.remarks)


class _PandocReader:
    """Reads blocks and gathers the notes on the way, in the order of their places.

    ``found`` are notes that the file has as blocks, by the name that their places call them by.
    """

    def __init__(self) -> None:
        self.notes: list[TypedBlocks] = []
        self.remarks = Remarks()
        self.depth = 0
        self.tables = 0
        self.called: dict[str, int] = {}
        self.found: dict[str, TypedBlocks] = {}

    def resolve(self) -> None:
        """Give the notes that were called by name their text."""
        for name, number in self.called.items():
            self.notes[number] = self.found.get(name, ())

    def blocks(self, nodes: Sequence[_JsonNode], place: str) -> Iterator[TypedBlock]:
        for number, node in enumerate(nodes, 1):
            yield from self.block(node, f"{place} {number}")

    def block(self, node: _JsonNode, place: str) -> Iterator[TypedBlock]:
        match node:
            case {"t": "Para" | "Plain", "c": inlines} | {"t": "Header", "c": [_, _, inlines]}:
                yield from self.paragraph(inlines, place)
            case {"t": "LineBlock", "c": lines}:
                yield from self.paragraph(_with_breaks(lines), place)
            case {"t": "BlockQuote", "c": blocks}:
                self.remarks.add("passages set off as quoted became paragraphs", place)
                yield from self.blocks(blocks, f"{place}, block")
            case {"t": "BulletList", "c": items}:
                yield from self.items(items, ["•"] * len(items), place)
            case {"t": "OrderedList", "c": [settings, items]}:
                yield from self.items(items, _labels(settings, len(items)), place)
            case {"t": "DefinitionList", "c": entries}:
                for term, texts in entries:
                    yield from self.paragraph(term, place)
                    for blocks in texts:
                        yield from self.blocks(blocks, f"{place}, block")
            case {"t": "Table", "c": content}:
                yield from self.table(content, place)
            case {"t": "Div", "c": [[name, classes, _], blocks]} if NOTE_CLASS in classes:
                self.found[name] = tuple(self.blocks(blocks, f"note {name}, block"))
            case {"t": "Div", "c": [_, blocks]}:
                yield from self.blocks(blocks, f"{place}, block")
            case {"t": "Figure", "c": [_, caption, blocks]}:
                yield from self.figure(caption[1], blocks, place)
            case {"t": "CodeBlock", "c": [_, text]}:
                yield TypedParagraph(place, _lines(text))
            case {"t": "RawBlock", "c": [form, _]}:
                self.remarks.add(f"blocks written in {form} were left out", place)
            case {"t": "HorizontalRule"}:
                self.remarks.add("rules between paragraphs were left out", place)
            case _:
                self.remarks.add(f"blocks of the kind {node['t']} were left out", place)

    def figure(
        self, caption: Sequence[_JsonNode], blocks: Sequence[_JsonNode], place: str
    ) -> Iterator[TypedBlock]:
        """Read pictures with their caption; that of one picture becomes part of its mark."""
        inner = list(self.blocks(blocks, f"{place}, block"))
        words = list(self.blocks(caption, f"{place}, caption"))
        match inner, words:
            case [TypedParagraph(runs=(MarkedRuns(name, before, (), after),))], [
                TypedParagraph(runs=runs, sign="")
            ]:
                yield TypedParagraph(place, (MarkedRuns(name, f"{before} | ", runs, after),))
            case _:
                yield from (*inner, *words)

    def image(self, inlines: Sequence[_JsonNode], place: str) -> Iterator[TypedRun]:
        """Read a picture, of which a transcription has the description."""
        self.remarks.add("files of pictures were left out, to be named in their marks", place)
        words = self.inlines(inlines, place)
        description = "".join(run for run in words if isinstance(run, str)).strip()
        if len(words) > sum(isinstance(run, str) for run in words) or _UNFIT.search(description):
            yield from words
        elif description:
            yield MarkedRuns("picture", f"[figure: {description}", ())

    def paragraph(self, inlines: Sequence[_JsonNode], place: str) -> Iterator[TypedParagraph]:
        runs = self.inlines(inlines, place)
        if any(not isinstance(run, str) or run.strip() for run in runs):
            yield TypedParagraph(place, runs)

    def items(
        self, items: Sequence[Sequence[_JsonNode]], signs: Sequence[str], place: str
    ) -> Iterator[TypedBlock]:
        self.depth += 1
        for number, (item, sign) in enumerate(zip(items, signs, strict=True), 1):
            waiting = sign
            for block in self.blocks(item, f"{place}, item {number}, block"):
                if waiting and isinstance(block, TypedParagraph) and not block.sign:
                    yield TypedParagraph(block.place, block.runs, waiting, self.depth)
                    waiting = ""
                else:
                    yield block
        self.depth -= 1

    def table(self, content: Sequence[Any], place: str) -> Iterator[TypedBlock]:
        _, caption, columns, head, bodies, foot = content
        self.tables += 1
        yield from self.blocks(caption[1], f"{place}, caption")
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        for number, (_, cells) in enumerate(rows, 1):
            where = f"table {self.tables}, row {number}"
            read = [run for cell in cells for run in self.cell(cell, where)]
            if len(columns) == 1:
                self.remarks.add("tables of one column became paragraphs", place)
                yield TypedParagraph(where, read[0] if read else ())
            elif any(read):
                yield TypedRow(where, tuple(read))

    def cell(self, cell: Sequence[Any], place: str) -> Iterator[TypedRuns]:
        """Read a cell; one that reaches over several columns is followed by empty ones."""
        _, _, rows, columns, blocks = cell
        if rows > 1 or columns > 1:
            self.remarks.add("cells that reach over others became single ones", place)
        runs: list[TypedRun] = []
        for block in self.blocks(blocks, f"{place}, block"):
            parts = [block.runs] if isinstance(block, TypedParagraph) else list(block.cells)
            sign = f"{block.sign} " if isinstance(block, TypedParagraph) and block.sign else ""
            for part in parts:
                runs += [" ", sign, *part] if runs else [sign, *part]
        yield tuple(run for run in runs if run != "")
        yield from [()] * (columns - 1)

    def inlines(self, nodes: Sequence[_JsonNode], place: str) -> TypedRuns:
        return tuple(run for node in nodes for run in self.inline(node, place))

    def inline(self, node: _JsonNode, place: str) -> Iterator[TypedRun]:
        match node:
            case {"t": "Str", "c": text} | {"t": "Code", "c": [_, text]}:
                yield text
            case {"t": "Space" | "SoftBreak"}:
                yield " "
            case {"t": "LineBreak"}:
                yield LineEnd()
            case {"t": kind, "c": inlines} if kind in _LOOKS:
                yield EmphasizedRuns(_LOOKS[kind], self.inlines(inlines, place))
            case {"t": "Quoted", "c": [kind, inlines]}:
                yield _QUOTES[kind["t"]][0]
                yield from self.inlines(inlines, place)
                yield _QUOTES[kind["t"]][1]
            case {"t": "Note", "c": blocks}:
                number = len(self.notes)
                self.notes.append(())
                self.notes[number] = tuple(self.blocks(blocks, f"note {number + 1}, block"))
                yield NoteCall(number)
            case {"t": "Span", "c": [[name, classes, _], _]} if NOTE_CLASS in classes:
                if name not in self.called:
                    self.called[name] = len(self.notes)
                    self.notes.append(())
                yield NoteCall(self.called[name])
            case {"t": "Span", "c": [_, inlines]} | {"t": "Cite", "c": [_, inlines]}:
                yield from self.inlines(inlines, place)
            case {"t": "Link", "c": [_, inlines, [target, _]]}:
                if not target.startswith("#"):
                    self.remarks.add("addresses of links were left out", place)
                yield from self.inlines(inlines, place)
            case {"t": "Image", "c": [_, inlines, _]}:
                yield from self.image(inlines, place)
            case {"t": "Math", "c": [_, text]}:
                self.remarks.add("formulas are written in TeX", place)
                yield text
            case {"t": "RawInline", "c": [form, _]}:
                self.remarks.add(f"words written in {form} were left out", place)
            case _:
                self.remarks.add(f"words of the kind {node['t']} were left out", place)


def _with_breaks(lines: Sequence[Sequence[_JsonNode]]) -> list[_JsonNode]:
    broken: list[_JsonNode] = []
    for line in lines:
        broken += [{"t": "LineBreak"}, *line] if broken else line
    return broken


def _lines(text: str) -> TypedRuns:
    runs: list[TypedRun] = []
    for line in text.split("\n"):
        runs += [LineEnd(), line] if runs else [line]
    return tuple(runs)


def _labels(settings: Sequence[Any], count: int) -> list[str]:
    """Write the labels of a list as pandoc says that the file shows them."""
    start, style, delimiter = settings[0], settings[1]["t"], settings[2]["t"]
    before, after = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}.get(delimiter, ("", "."))
    numbers = range(start, start + count)
    return [f"{before}{_numeral(number, style)}{after}" for number in numbers]


def _numeral(number: int, style: str) -> str:
    match style:
        case "LowerAlpha" | "UpperAlpha":
            label = _letters(number)
        case "LowerRoman" | "UpperRoman":
            label = roman(number)
        case _:
            return str(number)
    return label.upper() if style.startswith("Upper") else label


def _letters(number: int) -> str:
    label = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        label = chr(ord("a") + place) + label
    return label
