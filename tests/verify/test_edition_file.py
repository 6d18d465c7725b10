"""The edition as one TEI file holds the whole book, or it is said what it does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import tei
from pipeline.book import BookPart, Plan
from pipeline.book.compose import Texts, compose
from pipeline.model.document import Document, Paragraph
from pipeline.verify import volume
from tests.validate import sample

WHOLE = sample.VOLUME
BOOK = compose(
    sample.METADATA, Plan(WHOLE.parts), Texts(WHOLE.documents, WHOLE.front, WHOLE.back), b""
)
COAL, TOLLS = WHOLE.parts[0].chapters


def said_of(changed: tei.Volume) -> list[tuple[str, str]]:
    """Write a volume; give document and words of what is said of it."""
    data = tei.write_volume(changed, sample.METADATA, [sample.PROVENANCE], sample.AUTHORITIES)
    return [(one.document_id, one.finding.message) for one in volume.check(BOOK, data)]


def with_document(place: int, document: Document) -> tei.Volume:
    return replace(
        WHOLE, documents=(*WHOLE.documents[:place], document, *WHOLE.documents[place + 1 :])
    )


def test_the_whole_book_is_no_fault() -> None:
    assert said_of(WHOLE) == []


def test_a_pointer_into_nothing_is_told() -> None:
    data = tei.write_volume(WHOLE, sample.METADATA, [sample.PROVENANCE])
    said = [one.finding.message for one in volume.check(BOOK, data)]
    assert len(said) == 1
    assert "the entry that #p_AC1 leads to" in said[0]


DATED = sample.DOCUMENT.blocks[3]
assert isinstance(DATED, Paragraph)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        (replace(WHOLE, front=()), "preface"),
        (replace(WHOLE, back=WHOLE.back[:1]), "errata"),
        (replace(WHOLE, back=WHOLE.back[::-1]), "afterword"),
        (replace(WHOLE, documents=WHOLE.documents[:-1], parts=(
            replace(WHOLE.parts[0], chapters=(COAL, BookPart("Tolls"))), *WHOLE.parts[1:])), "d3"),
        (replace(WHOLE, parts=()), ""),
        (replace(WHOLE, parts=WHOLE.parts[:1]), ""),
        (replace(WHOLE, parts=(replace(WHOLE.parts[0], title="Triest"), WHOLE.parts[1])), ""),
        (replace(WHOLE, parts=(
            replace(
                WHOLE.parts[0],
                chapters=(BookPart("Coal & Salt", ("d2", "d3")), BookPart("Tolls")),
            ),
            WHOLE.parts[1])), ""),
        (with_document(2, sample.text("d4")), ""),
        (with_document(1, replace(sample.DOCUMENT, number="2")), "d1"),
        (with_document(1, replace(sample.DOCUMENT, blocks=(
            *sample.DOCUMENT.blocks[:3], replace(DATED, content=DATED.content[:-1]),
            *sample.DOCUMENT.blocks[4:]))), "d1"),
    ],
)  # fmt: skip
def test_what_it_lacks_or_has_otherwise_is_said(changed: tei.Volume, name: str) -> None:
    ((document, message),) = said_of(changed)
    assert document == name
    assert "one TEI file" in message
