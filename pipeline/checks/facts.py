"""What one document brings to its edition: ids, notes, markers, pages, references.

Facts are small and can be sent between processes, so that documents are read in parallel and
their edition is put together from the facts alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from itertools import islice

from pipeline.checks.plain_text import PlacedMark, PlainText
from pipeline.model import document as model
from pipeline.model.document import Span
from pipeline.model.tables import read_table

_LONGEST = 60
_DAY = len("1945-07-17")
# Shorter texts ("[Not printed.]") are rightly the same in several documents.
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note of the list: ``label`` as its marker is printed, ``span`` of its text."""

    id: str
    label: str
    span: Span
    is_empty: bool


@dataclass(frozen=True, slots=True)
class MarkerFacts:
    """A place that shows the marker of ``note``; ``placed`` is False where the text shows none."""

    note: str
    span: Span
    placed: bool = True


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page break; its number is without the brackets of one that the page does not show.

    ``facs`` is the picture of the page, if one is named.
    """

    number: str
    span: Span
    facs: str


@dataclass(frozen=True, slots=True)
class ReferenceFacts:
    """A cross-reference; ``home`` is the id of the note it stands in, or the document's id."""

    target: str
    text: str
    span: Span
    home: str

    @property
    def excerpt(self) -> str:
        """The reference as printed, no longer than a message bears."""
        return f"“{self.text if len(self.text) <= _LONGEST else self.text[:_LONGEST] + '…'}”"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of one document, each kind in the order of the text.

    ``date`` is the day, month or year of its dateline; ``digest`` is shared by documents with
    the same text and empty for short ones; ``keys`` lead to the authority files. ``language`` is a
    tag where the document has a language of its own, ``reads_as`` that of its words.
    """

    id: str
    number: str | None
    span: Span
    notes: tuple[NoteFacts, ...]
    markers: tuple[MarkerFacts, ...]
    pages: tuple[PageFacts, ...]
    references: tuple[ReferenceFacts, ...]
    is_editorial_note: bool
    date: str
    date_span: Span
    digest: str
    keys: frozenset[str]
    begins_with_break: bool
    language: str
    reads_as: str


def facts_of(document: model.Document, plain: PlainText) -> DocumentFacts:
    """Take the facts of a document that was read through already."""
    heading = next((p for p in plain.main if isinstance(p.node, model.Heading)), None)
    span = model.span_of(document if heading is None else heading.node)
    date, date_span = _date(plain)
    return DocumentFacts(
        id=document.id,
        number=document.number,
        span=(max(span[0], 0), max(span[1], 0)),
        notes=tuple(_note(note, plain) for note in document.notes),
        markers=tuple(_markers(plain)),
        pages=tuple(_pages(plain)),
        references=tuple(_references(plain)),
        is_editorial_note=document.kind is model.DocumentKind.EDITORIAL_NOTE,
        date=date,
        date_span=date_span,
        digest=_digest(plain),
        keys=frozenset(
            one.node.key
            for one in plain.annotated
            if isinstance(one.node, model.PersonName | model.Place | model.Term) and one.node.key
        ),
        begins_with_break=bool(document.blocks) and isinstance(document.blocks[0], model.PageBreak),
        language=document.language or "",
        reads_as=recognized_language(plain.text),
    )


def shared_facts(documents: Sequence[DocumentFacts]) -> tuple[DocumentFacts, ...]:
    """Leave of the facts of each document what findings in other documents may depend on.

    An index of these tells a rule nothing more of other documents, so that a change that leaves
    these facts as they were leaves the findings in all other documents as they were.
    """
    times = Counter(one.digest for one in documents)
    return tuple(
        replace(
            one, span=model.NOWHERE, date_span=model.NOWHERE, markers=(), references=(),
            notes=tuple(replace(note, span=model.NOWHERE, is_empty=False) for note in one.notes),
            pages=tuple(replace(page, span=model.NOWHERE) for page in one.pages),
            digest=one.digest if times[one.digest] > 1 else "", keys=frozenset(),
            language="", reads_as="",
        )
        for one in documents
    )  # fmt: skip


def _note(note: model.Note, plain: PlainText) -> NoteFacts:
    passages = plain.note_passages.get(note.id, ())
    is_empty = not any(plain.words(passage).strip(" \t") for passage in passages)
    return NoteFacts(note.id, note.label, model.span_of(note), is_empty)


def _markers(plain: PlainText) -> Iterator[MarkerFacts]:
    for kind in (model.NoteMarker, model.UnplacedNote):
        for mark in plain.marks:
            if isinstance(mark.node, kind):
                yield MarkerFacts(mark.node.note, mark.node.span, kind is model.NoteMarker)


def _pages(plain: PlainText) -> Iterator[PageFacts]:
    """Yield page breaks in the order of the print, where a note stands below its marker.

    In the transcription a break inside a note comes after all breaks of the text.
    """
    ways = _MarkOrder(plain)
    pages = [
        (ways.to(mark), mark.node) for mark in plain.marks if isinstance(mark.node, model.PageBreak)
    ]
    for _, page in sorted(pages, key=lambda pair: pair[0]):
        yield PageFacts(page.number.strip("[]"), page.span, page.facs)


class _MarkOrder:
    """Gives the way to a mark: its place, and before it that of the marker of its note."""

    def __init__(self, plain: PlainText) -> None:
        self.markers: dict[str, PlacedMark] = {}
        for mark in plain.marks:
            if isinstance(mark.node, model.NoteMarker):
                self.markers.setdefault(mark.node.note, mark)

    def to(self, mark: PlacedMark) -> tuple[tuple[int, int], ...]:
        way = [(mark.node.span[0], mark.at)]
        passed: set[str] = set()
        while mark.home in self.markers and mark.home not in passed:
            passed.add(mark.home)
            mark = self.markers[mark.home]
            way.append((mark.node.span[0], mark.at))
        return tuple(reversed(way))


def _references(plain: PlainText) -> Iterator[ReferenceFacts]:
    for one in plain.annotated:
        if isinstance(one.node, model.Reference):
            words, span = plain.words(one), plain.span_of(one)
            yield ReferenceFacts(one.node.target, words, span, one.home)


def _date(plain: PlainText) -> tuple[str, Span]:
    """Give the first day that the document's own dateline names, and where."""
    for passage in plain.main:
        if isinstance(passage.node, model.Dateline) and passage.inside is not model.Closer:
            for date in passage.node.content:
                day = (date.when or date.from_ or "") if isinstance(date, model.Date) else ""
                if day[:4].isdecimal():
                    return day[:_DAY], plain.span_of(passage)
    return "", model.NOWHERE


def _digest(plain: PlainText) -> str:
    """Give what two documents share only if their texts below the heading are the same."""
    body = [plain.words(p) for p in plain.main if not isinstance(p.node, model.Heading)]
    text = "\n".join(body)
    if len(text) < _SHORTEST:
        return ""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


_WORD = re.compile(r"[^\W\d_]+")
_MOST_READ = 600
_LEAST = 15
_CLEARLY = 3


@cache
def _languages() -> dict[str, str]:
    table = read_table(__file__, "common_words.toml")
    return {word: language for language, words in table.items() for word in words}


def recognized_language(text: str) -> str:
    """Give the language of the first words of a text, as ``de``; empty where it is not clear."""
    languages = _languages()
    words = (match[0].lower() for match in islice(_WORD.finditer(text), _MOST_READ))
    counts = Counter(languages[word] for word in words if word in languages).most_common(2)
    if not counts or counts[0][1] < _LEAST:
        return ""
    return "" if len(counts) > 1 and counts[0][1] < _CLEARLY * counts[1][1] else counts[0][0]
