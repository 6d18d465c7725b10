"""A published volume in memory: sound once, then with one fault at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from faults.transcription import (
    Fault,
    MarkerAt,
    NoteAt,
    Place,
    ReferenceAt,
    Transcription,
)
from pipeline import checks, edition
from pipeline.checks.references.target import owner_of
from pipeline.encode import pages, references
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.model import document as model
from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.source import Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault brought: new findings, which of them stand right, and what lies outside."""

    right: frozenset[str]
    elsewhere: frozenset[str]
    outside: tuple[str, ...]


class Lines:
    """The lines of a text, for ways from places to offsets and back."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def line(self, offset: int) -> int:
        """Give the line, from 1, of an offset."""
        return min(bisect_right(self.starts, offset), len(self.lines))

    def offset(self, place: Location) -> int:
        """Give the offset that a place begins at."""
        return self.starts[place.line - 1] + place.column - 1

    def hold(self, place: Location) -> bool:
        """Tell whether a place lies in the text, its end not before its start."""
        ends = (place.line, place.column), (place.end_line, place.end_column)
        return ends[0] <= ends[1] and all(
            0 < line <= len(self.lines) and 0 < column <= len(self.lines[line - 1]) + 1
            for line, column in ends
        )


class Volume:
    """The documents of a folder, each taken through all stages once."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._edition, _ = edition.load(folder)
        self._setting = EditionContext.of(self._edition)
        self._order = [path.stem for path in self._edition.order]
        self._authorities = self._edition.authorities
        self._encoded = {
            p.stem: run_stages(TranscriptionFile.read(p), self._setting)
            for p in self._edition.order
        }
        self._index = self._index_of(self._encoded)
        self._texts = {name: one.source.raw_text() for name, one in self._encoded.items()}
        chosen = self._setting.encoding.profile.pages
        self._pages = {name: pages.find_pages(text, chosen) for name, text in self._texts.items()}
        self._known: dict[str, frozenset[tuple[str, int]]] = {}
        self.sound = {name: tuple(self._found(name, self._encoded, self._index))
                      for name in self._order}  # fmt: skip
        for name, found in self.sound.items():
            lines = Lines(self._texts[name])
            self._known[name] = frozenset((one.code, lines.offset(one.location)) for one in found)

    def _index_of(self, encoded: dict[str, EncodedDocument]) -> checks.EditionIndex:
        return checks.EditionIndex.of(
            (one.facts for one in encoded.values() if one.facts is not None),
            self._edition.metadata.id, encoded, self._authorities,
        )  # fmt: skip

    @staticmethod
    def _found(
        name: str, encoded: dict[str, EncodedDocument], index: checks.EditionIndex
    ) -> Iterator[Diagnostic]:
        one = encoded[name]
        yield from one.diagnostics
        if one.view is not None:
            yield from checks.check_in_edition(one.view, index)

    def transcriptions(self) -> Iterator[Transcription]:
        """Yield each document that could be read, as a fault finds it."""
        for place, name in enumerate(self._order):
            if self._encoded[name].facts is not None:
                yield self._transcription(place, name)

    def _transcription(self, place: int, name: str) -> Transcription:
        one, facts = self._encoded[name], self._index.documents[name]
        text = self._texts[name]
        at = one.source.raw_offset
        notes = _notes(facts, one.source, text)
        numbers = [int(n[1:]) for n in self._order if n[0] == "d" and n[1:].isdecimal()]
        following = self._order[place + 1] if place + 1 < len(self._order) else None
        return Transcription(
            name, text, (at(facts.span[0]), at(facts.span[1])),
            tuple(_markers(facts, one.source, text)) if notes else (), notes,
            tuple(
                ReferenceAt(at(r.span[0]), at(r.span[1]), r.target,
                            owner_of(r.target, self._index) or "")
                for r in facts.references
            ),
            (at(facts.date_span[0]), at(facts.date_span[1])) if facts.date else None,
            tuple(_rows(one)),
            self._index.is_dated and not facts.is_editorial_note,
            self._index.is_numbered and facts.number is not None,
            (following, self._texts[following]) if following else None,
            self._next_page(place), max(numbers, default=0),
        )  # fmt: skip

    def _next_page(self, place: int) -> Place | None:
        for name in self._order[place + 1 :]:
            one = self._encoded[name]
            if one.facts and one.facts.pages:
                span = one.facts.pages[0].span
                return Place(name, one.source.raw_offset(span[0]), one.source.raw_offset(span[1]))
        return None

    def seed(self, name: str, fault: Fault, codes: tuple[str, ...], folder: Path) -> Outcome:
        """Put ``fault`` into the document ``name`` and see what is said that was not before."""
        changed = {name: fault.apply(self._texts[name])}
        if fault.added:
            changed[fault.added[0]] = fault.added[1]
        order = [one for one in self._order if one != fault.removed]
        if fault.added:
            order.insert(order.index(name) + 1, fault.added[0])
        encoded = self._take(order, changed, folder)
        index = self._index_of(encoded)
        right: set[str] = set()
        elsewhere: set[str] = set()
        outside: list[str] = []
        looked_at = {name, *changed, *(place.document for place in fault.places)}
        for document in sorted(looked_at):
            text = changed.get(document) or self._texts[document]
            lines = Lines(text)
            wanted = _wanted(document, fault, lines, name)
            if document == name:
                wanted |= _taken_for_markers(encoded[name], fault)
            for one in self._found(document, encoded, index):
                if not lines.hold(one.location):
                    outside.append(f"{document}: {one.code} {one.location}")
                elif one.code in codes and self._is_new(
                    one, document, fault if document == name else None, lines
                ):
                    (right if one.location.line in wanted else elsewhere).add(one.code)
        return Outcome(frozenset(right), frozenset(elsewhere), tuple(outside))

    def _take(
        self, order: list[str], changed: dict[str, str], folder: Path
    ) -> dict[str, EncodedDocument]:
        """Take what has changed through the stages; the pages of the volume may be others now."""
        paths = {name: folder / f"{name}.txt" for name in changed}
        for name, path in paths.items():
            path.write_bytes(changed[name].encode("utf-8", "surrogatepass"))
        texts = ((name, changed.get(name) or self._texts[name]) for name in order)
        chosen = self._setting.encoding.profile.pages
        starts = (
            (name, text, pages.find_pages(text, chosen) if name in changed else self._pages[name])
            for name, text in texts
        )
        encoding = replace(self._setting.encoding, document_ids=tuple(order))
        encoding = replace(encoding, pages=references.PageIndex.of(starts))
        setting = replace(self._setting, encoding=encoding)
        taken = {
            name: run_stages(TranscriptionFile.read(path), setting) for name, path in paths.items()
        }
        return {name: taken.get(name) or self._encoded[name] for name in order}

    def _is_new(self, one: Diagnostic, document: str, fault: Fault | None, lines: Lines) -> bool:
        offset = lines.offset(one.location)
        before = fault.old(offset) if fault else offset
        return before is None or (one.code, before) not in self._known.get(document, frozenset())


def _taken_for_markers(one: EncodedDocument, fault: Fault) -> set[int]:
    """The lines of what is now read as the markers of the notes that a fault concerns."""
    if one.facts is None:
        return set()
    ids = {note.id for place, note in enumerate(one.facts.notes) if place in fault.notes}
    spans = [m.span for m in one.facts.markers if m.note in ids and m.placed]
    return {one.source.location(span).line for span in spans}


def _rows(one: EncodedDocument) -> Iterator[tuple[int, int]]:
    """Yield where the rows of regular tables stand in the raw text."""
    for node in model.walk(one.document) if one.document and "\t\t" in one.source.text else ():
        rows = node.rows if isinstance(node, model.Table) else ()
        spans = [model.span_of(row) for row in rows if isinstance(row, model.Row)]
        lengths = {len(row.cells) for row in rows if isinstance(row, model.Row)}
        if len(spans) >= 3 and len(lengths) == 1:
            for start, end in spans:
                yield one.source.raw_offset(start), one.source.raw_offset(end)


def _wanted(document: str, fault: Fault, lines: Lines, name: str) -> set[int]:
    """The lines of a document where the right finding may stand."""
    if fault.added and document == fault.added[0]:
        return {1}
    found: set[int] = set()
    for place in fault.places:
        if place.document == document:
            start, end = place.start, place.end
            if document == name:
                start, end = fault.new(start), fault.new(end, is_end=True)
            found |= set(range(lines.line(start), lines.line(max(start, end)) + 1))
    return found


def _notes(facts: checks.DocumentFacts, source: Source, text: str) -> tuple[NoteAt, ...]:
    """The notes of the list; none at all where one of them has no place or no number."""
    starts = []
    for note in facts.notes:
        begin = source.raw_offset(note.span[0])
        start = text.rfind("\n", 0, begin) + 1
        label = text[start:begin].strip(" ").removesuffix(".")
        if note.span[0] < 0 or not label.isdecimal():
            return ()
        starts.append((start, text.index(label, start), label, begin))
    if not starts:
        return ()
    ends = [start for start, *_ in starts[1:]] + [len(text.rstrip("\n"))]
    return tuple(
        NoteAt(*one, len(text[:end].rstrip("\n"))) for one, end in zip(starts, ends, strict=True)
    )


def _markers(facts: checks.DocumentFacts, source: Source, text: str) -> Iterator[MarkerAt]:
    """The markers in the order of the text, without those of notes that have two."""
    order = {note.id: place for place, note in enumerate(facts.notes)}
    named = [marker.note for marker in facts.markers]
    for marker in sorted(facts.markers, key=lambda one: one.span):
        if marker.placed and named.count(marker.note) == 1 and marker.note in order:
            start, end = (source.raw_offset(offset) for offset in marker.span)
            label = text[start:end].strip(" \n")
            if label:
                start = text.index(label, start)
                yield MarkerAt(start, start + len(label), label, order[marker.note])
