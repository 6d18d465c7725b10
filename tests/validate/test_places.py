"""Failures in the TEI of a transcription are led back to its lines and columns."""

from __future__ import annotations

import pytest

from pipeline import encode, tei, validate
from pipeline.model.authority import Authorities
from pipeline.model.ledger import Ledger
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.validate.place import ElementSpans

RAW = """1. Letter From the Consul at Trieste to the Secretary of State

Trieste, May 2, 1951.

The harbour was opened again this morning.1 Ships of three [Page 14] nations lay at anchor.

The pilots returned to their work at noon.2
  1. See the report of the harbour master.
  2. Not printed.
"""


def _encoded() -> tuple[Source, bytes, Ledger]:
    source, _ = normalize(RAW.encode(), "d1.txt")
    metadata = Metadata("edition", "An Edition")
    setting = encode.Setting.of(metadata.id, [("d1", RAW)], "frus", Authorities((), ()))
    document, ledger, _ = encode.encode(source, "d1", setting)
    return source, tei.write(document, metadata, Provenance("d1.txt", source.sha256)), ledger


@pytest.mark.parametrize(
    ("right", "wrong", "code", "excerpt"),
    [
        ("<head>", '<head rend="x">', "V202", "1. Letter From"),
        ('when="1951-05-02"', 'when="1951-05-32"', "V204", "May 2, 1951"),
        ("<p>The pilots", '<p rend="x">The pilots', "V203", "The pilots returned"),
        ('n="14"', 'n="1 4"', "V206", "[Page 14]"),
        ("<p>Not printed.", '<p rend="x">Not printed.', "V203", "Not printed."),
        ("<p>See the", "<q>x</q><p>See the", "V102", "Ships"),
    ],
)
def test_failure_is_placed_in_the_transcription(
    right: str, wrong: str, code: str, excerpt: str
) -> None:
    source, written, ledger = _encoded()
    assert not validate.check(written, source, ledger)
    assert right in written.decode()
    header, body = written.decode().split("</teiHeader>")  # the header has the date, too
    spoilt = f"{header}</teiHeader>{body.replace(right, wrong, 1)}"
    found = validate.check(spoilt.encode(), source, ledger)
    assert code in [diagnostic.code for diagnostic in found]
    place = next(d.location for d in found if d.code == code)
    line = source.raw_lines[place.line - 1]
    assert line[place.column - 1 :].lstrip(" ").startswith(excerpt), (place, line)


def test_every_element_that_begins_with_text_is_placed_at_it() -> None:
    source, written, ledger = _encoded()
    division = tei.parse(written).find("{*}text/{*}body/{*}div")
    assert division is not None
    places = ElementSpans(division.getroottree().getroot(), ledger)
    placed = 0
    for element in division.iter():
        text = (element.text or "").strip("\n")
        if text:
            start, _ = places.span(element)
            assert source.text[start : start + len(text)] == text
            placed += 1
    assert placed >= 7
