"""Verses keep what their lines are set in by, in all formats."""

from __future__ import annotations

import pytest

from pipeline.book import Book
from pipeline.convert.sections import SectionCache
from pipeline.engine.formats import FORMATS, Files, OutputFormat
from pipeline.model.document import Document, DocumentKind, Heading, LineBreak, Paragraph, Text
from pipeline.model.metadata import Metadata
from pipeline.verify.reading_text import as_read


def _book(indent: int) -> Book:
    verse = (
        Text("The boat goes out and comes not back,"),
        LineBreak(indent=indent),
        Text("And who shall light the lamp?"),
        LineBreak(),
        Text("And when the winter’s work is done,"),
    )
    blocks = (Heading((Text("1. Letter"),)), Paragraph((Text("They sing:"),)), Paragraph(verse))
    document = Document("d1", "1", DocumentKind.HISTORICAL, blocks)
    return Book.of(Metadata("verse", "Verse", date="1931"), (document,), b"<TEI/>")


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_lines_that_are_set_in_are_so_in_every_format(
    one: OutputFormat[bytes] | OutputFormat[Files],
) -> None:
    files, differing = one.produce(_book(2), "verse", SectionCache())
    assert files
    assert differing == ()
    made = one.make(_book(4), SectionCache())
    found = one.check(as_read(_book(2)), made)  # type: ignore[arg-type]  # of the same format
    assert {each.document_id for each in found} == {"d1"}
