"""The outputs of the made-up edition, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from pipeline.book import Book
from pipeline.convert import docx, epub, html, pdf
from tests.verify.faults import records
from tests.verify.faults.html import pack
from tests.verify.volume import volume

MAKERS: dict[str, Callable[[Book], bytes]] = {
    "docx": docx.make,
    "epub": epub.make,
    "pdf": pdf.make,
    "html": lambda book: pack(html.make(book)),
}
ALL_MAKERS: dict[str, Callable[[Book], bytes]] = {
    **MAKERS,
    **{name: partial(records.made, name) for name in records.SPECIMENS},
}


@pytest.fixture(scope="session")
def outputs() -> dict[str, bytes]:
    """Give the DOCX, EPUB, PDF, packed pages and records of the made-up edition."""
    book = volume()
    return {name: make(book) for name, make in ALL_MAKERS.items()}
