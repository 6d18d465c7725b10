"""Nothing is found in what is right: random documents, and documents of published volumes."""

from __future__ import annotations

import pytest

from pipeline.book import Book
from pipeline.model.metadata import Metadata
from tests.verify.conftest import MAKERS
from tests.verify.random_documents import Author
from tests.verify.specimens import CHECKS


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", CHECKS)
def test_nothing_is_found_in_random_documents(name: str, seed: int) -> None:
    document = Author(seed).document(40)
    book = Book.of(Metadata("random", "Random"), (document,), b"<TEI/>")
    assert CHECKS[name](book, MAKERS[name](book)) == ()
