"""Read the index of the search back: it must hold the text of every document, and know its places.

The index says where blocks, rows, cells and lines end by one character for all, a line end; where
pages and notes begin it says by their ids. That a result leads there is looked up in the pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import quote

from pipeline.model.errors import ConversionError
from pipeline.verify.expected import Expected
from pipeline.verify.reading import BLOCK, Mark, MarkKind, NoteReading, Passage, Reading, evened
from pipeline.verify.rules import Discrepancy, judge

NAME = "search-index.js"
_OPENING, _CLOSING = "const editionIndex = ", ";\n"


class SearchedSite(Protocol):
    """The files of the output, and where its links lead."""

    files: Mapping[str, bytes]

    def target(self, file: str, href: str) -> str:
        """Give the id that ``href`` leads to from ``file``, or say that it does not arrive."""
        ...


def check(
    expected: Sequence[Expected],
    site: SearchedSite,
    titles: Mapping[str, str],
    names: Collection[str],
) -> Iterator[Discrepancy]:
    """Compare the index with what is expected; ConversionError where it cannot be read.

    ``titles`` are what the texts are called, by their ids.
    """
    wanted = [_evened(one) for one in expected]
    ids = {one.reading.id for one in expected}
    found = [_reading(entry, site, titles) for entry in _entries(site.files.get(NAME, b""))]
    for one in judge(wanted, [reading for reading in found if reading.id in ids], names):
        message = f"in the index of the search {one.finding.message}"
        yield replace(one, finding=replace(one.finding, message=message))


def _evened(expected: Expected) -> Expected:
    """Reduce a reading to what the index holds: text, pages of its body, notes."""
    reading = expected.reading
    body = _plain(reading.body, lambda _: True)
    notes = tuple(
        replace(note, passage=_plain(note.passage, note.id.__eq__)) for note in reading.notes
    )
    return replace(expected, reading=_whole(reading.id, body, notes))


def _plain(passage: Passage, keeps: Callable[[str], bool]) -> Passage:
    marks = (m for m in passage.marks if m.kind is MarkKind.ANCHOR and keeps(m.value))
    return evened(replace(passage, marks=tuple(marks)))


def _entries(data: bytes) -> list[dict[str, Any]]:
    try:
        text = data.decode("utf-8")
        if not (text.startswith(_OPENING) and text.endswith(_CLOSING)):
            raise ConversionError(f"{NAME} in the output is no index of the search")
        entries = json.loads(text[len(_OPENING) : -len(_CLOSING)])
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ConversionError(f"{NAME} in the output cannot be read: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise ConversionError(f"{NAME} in the output is no list of texts")
    return entries


def _reading(entry: dict[str, Any], site: SearchedSite, titles: Mapping[str, str]) -> Reading:
    """Take an entry as the text it holds and the places that its results lead to."""
    try:
        name, file, title = (str(entry[key]) for key in ("id", "file", "title"))
        pieces, notes = entry["text"], entry["notes"]
        texts = [(str(place), str(text)) for place, text in pieces]
        listed = [(str(note), str(label), str(text)) for note, label, text in notes]
    except (KeyError, TypeError, ValueError) as error:
        raise ConversionError(f"{NAME} in the output has an entry without {error}") from error
    target = site.target(file, file)
    anchors = [_anchor(target, 0)] if titles.get(target) == title else []
    start = 0
    for place, text in texts:
        if place:
            anchors.append(_anchor(site.target(file, f"#{quote(place)}"), start))
        start += len(text)
    body = _passage("".join(text for _, text in texts), anchors)
    return _whole(name, body, tuple(_note(site, file, *note) for note in listed))


def _whole(name: str, body: Passage, notes: tuple[NoteReading, ...]) -> Reading:
    """Append the notes to their text, since the index has no places for their markers."""
    end = len(body.text)
    marks = (Mark(MarkKind.NOTE, end, end, note.id) for note in notes)
    return Reading(name, replace(body, marks=(*body.marks, *marks)), notes)


def _note(site: SearchedSite, file: str, name: str, label: str, text: str) -> NoteReading:
    return NoteReading(
        name, label, _passage(text, [_anchor(site.target(file, f"#{quote(name)}"), 0)])
    )


def _anchor(name: str, place: int) -> Mark:
    return Mark(MarkKind.ANCHOR, place, place, name)


def _passage(text: str, anchors: Sequence[Mark]) -> Passage:
    return Passage(text.replace("\n", BLOCK), tuple(anchors))
