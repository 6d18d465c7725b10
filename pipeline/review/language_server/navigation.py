"""From a marker to its note and back, from a reference to where it leads, from a name to its entry.

What is looked for has an address as in the TEI: ``#d7`` a document, ``#d7fn2`` a note, ``#pg_12`` a
page, ``#p_garrow`` an entry of the authority files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from pipeline.model.diagnostics import Location
from pipeline.model.document import page_id
from pipeline.review.language_server.findings import OpenFile, uri_of
from pipeline.review.workspace import PlacedReading, ReadingKind, Workspace

_LISTS = ("persons.xml", "places.xml", "terms.xml")
_NAMED = {ReadingKind.PERSON, ReadingKind.PLACE, ReadingKind.TERM}
_LEADING = {*_NAMED, ReadingKind.REFERENCE}


def readings_at(file: OpenFile, position: types.Position) -> list[PlacedReading]:
    """Give what was read at a place, the smallest stretch first."""
    if not file.is_text:
        return []
    here = file.text.offset_of(position)
    spans = [(file.text.span(one.location), one) for one in file.edition.readings(file.path)]
    found = [(end - start, one) for (start, end), one in spans if start <= here <= end]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def definitions(file: OpenFile, position: types.Position) -> list[types.Location]:
    """Give where what stands at a place leads to."""
    for one in readings_at(file, position):
        found: list[Location] = []
        if one.kind is ReadingKind.MARKER:
            found = _own(file, ReadingKind.NOTE, one.id)
        elif one.kind is ReadingKind.NOTE:
            found = _own(file, ReadingKind.MARKER, one.id)
        elif one.kind in _LEADING:
            found = list(_targets(file, one.value))
        if found:
            return _as_told(file, found)
    return []


def _own(file: OpenFile, kind: ReadingKind, name: str) -> list[Location]:
    readings = file.edition.readings(file.path)
    return [one.location for one in readings if one.kind is kind and one.id == name]


def _targets(file: OpenFile, address: str) -> Iterator[Location]:
    edition, name = file.edition, address.removeprefix("#")
    if not address.startswith("#") or not name:
        return
    for path, facts in edition.facts.items():
        if facts.id == name:
            yield edition.document(path).source.location(facts.span)
        elif any(note.id == name for note in facts.notes):
            readings = edition.readings(path)
            yield from (one.location for one in readings if _is(one, ReadingKind.NOTE, name))
        for page in facts.pages:
            if page_id(page.number) == name:
                yield edition.document(path).source.location(page.span)
    for listed in _LISTS:
        yield from _entries(file, edition.folder / listed, name)


def _is(one: PlacedReading, kind: ReadingKind, name: str) -> bool:
    return one.kind is kind and one.id == name


def _entries(file: OpenFile, path: Path, name: str) -> Iterator[Location]:
    pattern = re.compile(rf"""xml:id\s*=\s*["']({re.escape(name)})["']""")
    for number, line in enumerate(file.texts(path).text.splitlines(), 1):
        if match := pattern.search(line):
            yield Location(str(path), number, match.start(1) + 1, number, match.end(1) + 1)


def _as_told(file: OpenFile, found: list[Location]) -> list[types.Location]:
    return [
        types.Location(uri_of(Path(one.file)), file.texts(Path(one.file)).range(one))
        for one in found
    ]


def sought(file: OpenFile, position: types.Position) -> str:
    """Give the address that references are looked for of: what stands at a place, or leads there.

    Where nothing stands it is that of the document.
    """
    for one in readings_at(file, position):
        if one.id:
            return f"#{one.id}"
        if one.kind in _LEADING and one.value:
            return one.value
    facts = file.edition.facts.get(file.path)
    return f"#{facts.id}" if facts else ""


def declarations(file: OpenFile, address: str) -> list[types.Location]:
    """Give where an address itself stands."""
    return _as_told(file, list(_targets(file, address)))


def texts_that_lead(edition: Workspace, address: str) -> list[Path]:
    """Give the texts that something in leads to an address."""
    name = address.removeprefix("#")
    return [
        path
        for path, facts in edition.facts.items()
        if address in facts.keys
        or any(one.target == address for one in facts.references)
        or any(one.note == name for one in facts.markers)
    ]


def references_in(file: OpenFile, address: str, path: Path) -> list[types.Location]:
    """Give the stretches of one text that lead to an address."""
    name = address.removeprefix("#")
    found = [
        one.location
        for one in file.edition.readings(path)
        if (one.kind in _LEADING and one.value == address)
        or (_is(one, ReadingKind.MARKER, name) and one.printed)
    ]
    return _as_told(file, found)
