"""The outputs of the made-up edition, made once."""

from __future__ import annotations

import pytest

from pipeline.book import Book
from pipeline.convert import docx, epub, pdf
from pipeline.metadata import Metadata
from tests.verify.sample import edition

MAKERS = {"docx": docx.make, "epub": epub.make, "pdf": pdf.make}


@pytest.fixture(scope="session")
def outputs() -> dict[str, bytes]:
    """Give the DOCX, EPUB and PDF of the made-up edition."""
    metadata = Metadata("harbour", "Papers of the Harbour", date="1935", publisher="The Board")
    book = Book.of(metadata, edition(), b"<TEI/>")
    return {name: make(book) for name, make in MAKERS.items()}
