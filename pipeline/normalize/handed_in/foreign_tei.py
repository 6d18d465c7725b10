"""TEI of others, as far as a transcription can say what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    HandedInError,
    HandedInText,
    LineEnd,
    Look,
    MarkedRuns,
    NoteCall,
    PageStart,
    Remarks,
    TypedBlock,
    TypedBlocks,
    TypedParagraph,
    TypedRow,
    TypedRun,
    TypedRuns,
)
from pipeline.normalize.handed_in.tei_names import (
    ASIDE,
    BLOCKS,
    HOLDERS,
    OTHER,
    local_name,
    texts_of,
)
from pipeline.normalize.handed_in.words import words_of

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

TEI = "{http://www.tei-c.org/ns/1.0}"
_MARKS = {
    "del": "deleted", "add": "added", "subst": "replaced", "unclear": "unclear",
    "supplied": "supplied", "damage": "damaged", "ex": "expanded", "surplus": "surplus",
    "foreign": "language",
}  # fmt: skip
_POINTS = frozenset({"gap", "space", "handShift"})
_READINGS = {"sic": "corr", "abbr": "expan", "orig": "reg"}
_TWO = 2
_MARGINS = frozenset({"margin", "left", "right", "marginleft", "marginright"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOOKS = (
    ("sup", Look.RAISED), ("sub", Look.LOWERED), ("italic", Look.ITALIC), ("bold", Look.BOLD),
    ("small", Look.SMALL_CAPITALS), ("sc", Look.SMALL_CAPITALS), ("underline", Look.UNDERLINED),
)  # fmt: skip
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
    words = words_of("".join(texts_of(text, reader.listed)))
    return HandedInText(blocks, tuple(reader.notes), reader.remarks, words)


@dataclass
class _TeiReader:
    """Reads blocks; notes are gathered at the first place that leads to them.

    Notes that stand apart, to be pointed at, are in ``listed`` by their id.
    """

    text: Element
    notes: list[TypedBlocks] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
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
        waiting: list[TypedRun] = []
        parts: list[str | Element] = [element.text or ""]
        for child in element:
            parts += [child, child.tail or ""]
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
        return name in HOLDERS or name in ASIDE or name in BLOCKS

    def block(self, element: Element) -> Iterator[TypedBlock]:
        name = local_name(element)
        if name in ASIDE:
            if name == "fw":
                self.remarks.add("running heads were left out", _place(element))
            return
        if name == "table":
            yield from self.table(element)
        elif name == "figure":
            yield from self.figure(element)
        elif name == "lg" and all(local_name(one) == "l" for one in element):
            runs: list[TypedRun] = []
            for line in element:
                runs += [LineEnd(_place(line)), *self.runs(line)] if runs else self.runs(line)
            yield from self.paragraph(runs, element)
        elif name in HOLDERS or any(self.is_block(child) for child in element):
            yield from self.blocks(element)
        elif name == "item":
            depth = sum(1 for one in element.iterancestors(TEI + "list"))
            yield TypedParagraph(_place(element), self.runs(element), "•", depth)
        else:
            yield from self.paragraph(self.runs(element), element)

    def figure(self, figure: Element) -> Iterator[TypedBlock]:
        """Write a picture as its mark: what it shows, and its caption."""
        place = _place(figure)
        self.remarks.add("files of pictures were left out, to be named in their marks", place)
        shows = _plain(" ".join("".join(one.itertext()) for one in figure.iter(TEI + "figDesc")))
        lines = [self.runs(one) for one in figure if local_name(one) in ("head", "p", "ab")]
        caption = tuple(run for line in lines for run in (*line, " "))
        described = f"[figure: {shows or 'a picture'}{' | ' if caption else ''}"
        yield TypedParagraph(place, (MarkedRuns("figure", described, caption, is_apart=True),))

    def paragraph(
        self, runs: TypedRuns | list[TypedRun], element: Element
    ) -> Iterator[TypedParagraph]:
        if any(not isinstance(run, str) or run.strip() for run in runs):
            yield TypedParagraph(_place(element), tuple(runs))

    def table(self, table: Element) -> Iterator[TypedBlock]:
        self.tables += 1
        for head in table.iterchildren(TEI + "head"):
            yield from self.paragraph(self.runs(head), head)
        for number, row in enumerate(table.iterchildren(TEI + "row"), 1):
            cells = tuple(self.runs(cell) for cell in row.iterchildren(TEI + "cell"))
            yield TypedRow(f"table {self.tables}, row {number}", cells)

    def runs(self, element: Element) -> TypedRuns:
        runs: list[TypedRun] = [element.text or ""]
        for child in element:
            runs += [*self.run(child), child.tail or ""]
        return tuple(run for run in runs if run != "")

    def run(self, element: Element) -> Iterator[TypedRun]:
        name = local_name(element)
        if name in ASIDE or name in OTHER:
            return
        if name in _MARKS or name in _POINTS:
            yield self.mark(element, name)
            return
        if name not in _PLAIN and name not in HOLDERS:
            self.remarks.add(f"of {name} only the words were kept", _place(element))
        target = element.get("target", "").removeprefix("#")
        if name == "note" and element.get("place", "") in _MARGINS:
            side = element.get("place", "").removeprefix("margin")
            runs = tuple(self.run_of_blocks(element))
            yield MarkedRuns("note", f"[margin{f' {side}' if side else ''}: ", runs, is_apart=True)
        elif name == "note":
            if element not in self.listed.values():
                yield self.note(element)
        elif name in ("ref", "ptr") and target in self.listed:
            if target not in self.called:
                self.called[target] = self.note(self.listed[target]).note
            yield NoteCall(self.called[target])
        elif name == "lb":
            yield "" if element.get("break") == "no" else LineEnd()
        elif name == "pb" and element.get("n"):
            yield from (" ", PageStart(element.get("n", "").strip("[]")), " ")
        elif name in ("hi", "emph"):
            runs, look = self.runs(element), _look(element)
            yield from [EmphasizedRuns(look, runs)] if look else runs
        elif name == "choice":
            yield from self.choice(element)
        elif name in _READINGS:
            yield MarkedRuns(name, f"[{name}: ", self.runs(element))
        else:
            yield from self.runs(element)

    def run_of_blocks(self, element: Element) -> Iterator[TypedRun]:
        """Give what is in a remark in one line."""
        for number, block in enumerate(self.blocks(element)):
            yield " " if number else ""
            yield from block.runs if isinstance(block, TypedParagraph) else chain(*block.cells)

    def mark(self, element: Element, name: str) -> TypedRun:
        """Write what TEI says of words as the mark of docs/transcribing.md."""
        runs = self.runs(element)
        said = {key: _plain(value) for key, value in element.attrib.items() if _plain(value)}
        reason, place = said.get("reason", ""), said.get("place", "")
        match name:
            case "gap" | "space":
                return MarkedRuns(name, _lacuna(name, said), ())
            case "handShift":
                hand = said.get("scribe") or said.get("new", "").removeprefix("#") or "another"
                return MarkedRuns(name, f"[hand: {hand}", ())
            case "add" if place in ("above", "below"):
                return MarkedRuns(name, f"[added {place}: ", runs)
            case "damage" if said.get("agent"):
                return MarkedRuns(name, f"[damaged by {said['agent']}: ", runs)
            case "foreign" if said.get(_LANG):
                return MarkedRuns(name, f"[language {said[_LANG]}: ", runs)
            case "foreign":
                return EmphasizedRuns(Look.ITALIC, runs)
            case "supplied" if reason:
                self.remarks.add("reasons of supplied words were left out", _place(element))
        return MarkedRuns(name, f"[{_MARKS[name]}: ", runs)

    def choice(self, choice: Element) -> Iterator[TypedRun]:
        """Write two readings of the same words: what is printed, and that of an editor."""
        parts = {local_name(child): child for child in choice}
        for printed, read in _READINGS.items():
            if printed in parts and read in parts and len(choice) == _TWO:
                reading = _plain("".join(parts[read].itertext()))
                runs = self.runs(parts[printed])
                yield MarkedRuns("choice", f"[{printed}: ", runs, f" | {reading}]")
                return
        for child in choice:
            yield from self.run(child)

    def note(self, element: Element) -> NoteCall:
        number = len(self.notes)
        self.notes.append(())
        self.notes[number] = tuple(self.blocks(element))
        return NoteCall(number)


def _plain(text: str) -> str:
    """Give what can stand within the signs of a mark."""
    return " ".join(re.sub(r"[\[\]|:,]", " ", text).split())


def _lacuna(name: str, said: Mapping[str, str]) -> str:
    """Begin the mark of words that are not there, as ``[gap, torn: 3 words``."""
    count = said.get("quantity") or said.get("extent", "")
    extent = " ".join(filter(None, (count, said.get("unit", ""))))
    reason = f", {said['reason']}" if name == "gap" and "reason" in said else ""
    return f"[{'blank' if name == 'space' else name}{reason}{f': {extent}' if extent else ''}"


def _look(element: Element) -> Look | None:
    rend = f"{element.get('rend', '')} {element.get('rendition', '')}".lower()
    if not rend.strip():
        return Look.ITALIC
    return next((look for word, look in _LOOKS if word in rend), None)


def _place(element: Element) -> str:
    return f"line {element.sourceline} ({local_name(element)})"
