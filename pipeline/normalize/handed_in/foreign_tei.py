"""TEI of others, as far as a transcription can say what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from pipeline.normalize.handed_in import tei_marks
from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    HandedInError,
    HandedInText,
    LineEnd,
    MarkedRuns,
    NoteCall,
    PageStart,
    TypedBlock,
    TypedBlocks,
    TypedParagraph,
    TypedRow,
    TypedRun,
    TypedRuns,
)
from pipeline.normalize.handed_in.left_out import LeftOut, line_of
from pipeline.normalize.handed_in.tei_marks import look_of, plain, with_pages
from pipeline.normalize.handed_in.tei_names import (
    ASIDE,
    BLOCKS,
    HOLDERS,
    READINGS,
    goes_on,
    local_name,
    page_number,
    texts_of,
    words_in,
)
from pipeline.normalize.handed_in.words import words_of

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

TEI = "{http://www.tei-c.org/ns/1.0}"
_CAPTION = frozenset({"head", "p", "ab"})
_PICTURE = frozenset({"figDesc", "graphic", "media"})
_MARGINS = frozenset({"margin", "left", "right", "marginleft", "marginright"})
# What means nothing but itself in a transcription; of all others the words stay, and it is said.
_PLAIN = frozenset({
    "p", "ab", "l", "head", "item", "label", "cell", "dateline", "salute", "signed", "byline",
    "date", "time", "persName", "placeName", "orgName", "name", "rs", "ref", "ptr", "choice", "seg",
    "title", "term", "gloss", "num", "measure", "lb", "pb", "note", "hi", "emph", "row",
    "table", "speaker", "bibl", "docDate", "docAuthor", "titlePart", "abbr", "sic", "orig", "s",
    "w", "pc", "c", "anchor", "milestone", "cb", "address", "addrLine", "trailer",
})  # fmt: skip


def read(root: Element) -> HandedInText:
    """Read a document; raises HandedInError where it has no text."""
    text = root if root.tag == TEI + "text" else root.find(TEI + "text")
    if text is None:
        raise HandedInError("has no text", "give a TEI file with a text")
    reader = _TeiReader(text)
    blocks = tuple(reader.blocks(text))
    for other in () if text is root else root:
        if other is not text and local_name(other) != "teiHeader" and words_of(words_in(other)):
            reader.left_out.aside(other)
    for element in text.iterfind(".//*[@facs]"):
        reader.left_out.picture(element)
    words = words_of("".join(texts_of(text, reader.left_out.elements)))
    return HandedInText(blocks, tuple(reader.notes), reader.left_out.remarks, words)


@dataclass
class _TeiReader:
    """Reads blocks; notes are gathered at the first place that leads to them.

    Notes that stand apart, to be pointed at, are in ``listed`` by their id.
    """

    text: Element
    notes: list[TypedBlocks] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    tables: int = 0
    called: dict[str, int] = field(default_factory=dict)
    listed: dict[str, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        pointed = {
            one.get("target", "")[1:]
            for one in self.text.iter(TEI + "ref", TEI + "ptr")
            if one.get("target", "").startswith("#")
        }
        for note in self.text.iter(TEI + "note"):
            name = note.get("{http://www.w3.org/XML/1998/namespace}id", "")
            if name in pointed:
                self.listed[name] = note

    def blocks(self, element: Element) -> Iterator[TypedBlock]:
        """Yield the blocks in an element that holds some, and the words that stand between."""
        parts: list[str | Element] = [element.text or ""]
        for child in element:
            parts += [child, child.tail or ""]
        yield from self.blocks_of(parts, element)

    def blocks_of(self, parts: Sequence[str | Element], element: Element) -> Iterator[TypedBlock]:
        waiting: list[TypedRun] = []
        for part in parts:
            if isinstance(part, str):
                waiting += [part] if part.strip() or waiting else []
            elif self.is_block(part):
                yield from self.paragraph(waiting, element)
                waiting = []
                yield from self.block(part)
            else:
                waiting += self.run(part)
        yield from self.paragraph(waiting, element)

    def is_block(self, element: Element) -> bool:
        name = local_name(element)
        if name in ("quote", "q"):
            return any(local_name(one) in ("p", "l", "lg") for one in element)
        return name in HOLDERS or name in BLOCKS

    def block(self, element: Element) -> Iterator[TypedBlock]:
        name = local_name(element)
        if name == "table":
            yield from self.table(element)
        elif name == "figure":
            yield from self.figure(element)
        elif name == "lg" and all(local_name(one) == "l" for one in element):
            runs: list[TypedRun] = []
            for line in element:
                runs += [LineEnd(line_of(line)), *self.runs(line)] if runs else self.runs(line)
            yield from self.paragraph(runs, element)
        elif name in HOLDERS or any(self.is_block(child) for child in element):
            yield from self.blocks(element)
        elif name == "item":
            depth = sum(1 for one in element.iterancestors(TEI + "list"))
            yield TypedParagraph(line_of(element), self.runs(element), "•", depth)
        else:
            yield from self.paragraph(self.runs(element), element)

    def figure(self, figure: Element) -> Iterator[TypedBlock]:
        """Write a picture as its mark: what it shows, and its caption."""
        place = line_of(figure)
        self.left_out.remarks.add(
            "files of pictures were left out, to be named in their marks", place
        )
        shows = " ".join(self.left_out.in_sign(one) for one in figure.iter(TEI + "figDesc"))
        lines = [self.runs(one) for one in figure if local_name(one) in _CAPTION]
        caption = tuple(run for line in lines for run in (*line, " "))
        described = f"[figure: {shows or 'a picture'}{' | ' if caption else ''}"
        yield TypedParagraph(place, (MarkedRuns("figure", described, caption, is_apart=True),))
        others = [one for one in figure if local_name(one) not in _CAPTION | _PICTURE]
        yield from self.blocks_of(others, figure)

    def paragraph(self, runs: Sequence[TypedRun], element: Element) -> Iterator[TypedParagraph]:
        if any(not isinstance(run, str) or run.strip() for run in runs):
            yield TypedParagraph(line_of(element), tuple(runs))

    def table(self, table: Element) -> Iterator[TypedBlock]:
        """Read a table, with the pages that begin between its rows."""
        self.tables += 1
        for head in table.iterchildren(TEI + "head"):
            yield from self.paragraph(self.runs(head), head)
        yield from with_pages(list(self.rows(table)), f"table {self.tables}")

    def rows(self, table: Element) -> Iterator[TypedBlock]:
        """Yield the rows; what stands between them ends the last cell, a page is by itself."""
        cells: list[list[TypedRun]] | None = None
        number = 0
        for child in table:
            name = local_name(child)
            if name in ("row", "pb") or self.is_block(child):
                yield from _row(cells, f"table {self.tables}, row {number}")
                cells = None
            if name == "row":
                number += 1
                cells = self.cells(child)
            elif name == "head":
                continue
            elif self.is_block(child):
                yield from self.block(child)
            elif cells:
                cells[-1] += self.run(child)
            else:
                runs = [run for run in self.run(child) if not isinstance(run, LineEnd)]
                yield from self.paragraph(runs, child)
        yield from _row(cells, f"table {self.tables}, row {number}")

    def cells(self, row: Element) -> list[list[TypedRun]]:
        """Read the cells, each with what stands behind it."""
        cells: list[list[TypedRun]] = []
        before: list[TypedRun] = []
        for child in row:
            if local_name(child) == "cell":
                cells.append([*before, *self.runs(child)])
                before = []
            else:
                (cells[-1] if cells else before).extend(self.run(child))
        return [*cells, before] if before else cells

    def runs(self, element: Element) -> TypedRuns:
        runs: list[TypedRun] = [element.text or ""]
        for child in element:
            runs += [*self.run(child), child.tail or ""]
        return tuple(run for run in runs if run != "")

    def run(self, element: Element) -> Iterator[TypedRun]:
        name = local_name(element)
        if name in ASIDE:
            self.left_out.aside(element)
            return
        if name in tei_marks.MARKS or name in tei_marks.POINTS:
            yield self.mark(element, name)
            return
        if name not in _PLAIN and name not in HOLDERS:
            self.left_out.remarks.add(f"of {name} only the words were kept", line_of(element))
        target = element.get("target", "").removeprefix("#")
        if name == "note" and element.get("place", "") in _MARGINS:
            side = element.get("place", "").removeprefix("margin")
            runs = tuple(self.run_of_blocks(element))
            yield MarkedRuns("note", f"[margin{f' {side}' if side else ''}: ", runs, is_apart=True)
        elif name == "note":
            if element not in self.listed.values():
                yield self.note(element)
        elif name in ("ref", "ptr") and target in self.listed:
            self.left_out.label(element)
            if target not in self.called:
                self.called[target] = self.note(self.listed[target]).note
            yield NoteCall(self.called[target])
        elif name in ("lb", "cb"):
            yield "" if goes_on(element) else LineEnd() if name == "lb" else " "
        elif name == "pb":
            yield from self.page(element)
        elif name in ("hi", "emph"):
            runs, look = self.runs(element), look_of(element)
            yield from [EmphasizedRuns(look, runs)] if look else runs
        elif name in ("choice", "app"):
            yield from self.choice(element)
        elif name in READINGS:
            yield MarkedRuns(name, f"[{name}: ", self.runs(element))
        else:
            yield from self.runs(element)

    def page(self, element: Element) -> TypedRuns:
        """Write where a page begins, in the midst of a word where it goes on there."""
        edge = "" if element.get("break") == "no" else " "
        number = page_number(element)
        if not number:
            self.left_out.remarks.add(
                "page breaks without a number were left out", line_of(element)
            )
        return (edge, PageStart(number), edge) if number else (edge,)

    def run_of_blocks(self, element: Element) -> Iterator[TypedRun]:
        """Give what is in a remark in one line."""
        for number, block in enumerate(self.blocks(element)):
            yield " " if number else ""
            yield from block.runs if isinstance(block, TypedParagraph) else chain(*block.cells)

    def mark(self, element: Element, name: str) -> TypedRun:
        said = {key: plain(value) for key, value in element.attrib.items() if plain(value)}
        if name == "supplied" and "reason" in said:
            self.left_out.remarks.add("reasons of supplied words were left out", line_of(element))
        return tei_marks.mark(name, said, self.runs(element))

    def choice(self, choice: Element) -> Iterator[TypedRun]:
        """Write readings of the same words: what is printed, and that of an editor; tell others."""
        first = {local_name(child): child for child in reversed(choice)}
        for printed, read in READINGS.items():
            if printed in first and read in first:
                self.left_out.readings(choice, first[printed], first[read])
                reading, runs = self.left_out.in_sign(first[read]), self.runs(first[printed])
                yield MarkedRuns("choice", f"[{printed}: ", runs, f" | {reading}]")
                return
        of_editors = frozenset(READINGS.values())
        taken = next((one for one in choice if local_name(one) not in of_editors), None)
        taken = next(iter(choice), None) if taken is None else taken
        if taken is not None:
            self.left_out.readings(choice, taken)
            yield from self.run(taken)

    def note(self, element: Element) -> NoteCall:
        number = len(self.notes)
        self.notes.append(())
        self.notes[number] = tuple(self.blocks(element))
        return NoteCall(number)


def _row(cells: list[list[TypedRun]] | None, place: str) -> Iterator[TypedRow]:
    if cells is not None:
        yield TypedRow(place, tuple(tuple(run for run in cell if run != "") for cell in cells))
