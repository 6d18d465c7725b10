"""The DOCX of the sample book, made once."""

from __future__ import annotations

import pytest

from pipeline.convert import docx
from tests.convert.samples import BOOK


@pytest.fixture(scope="session")
def made() -> bytes:
    """Give the DOCX of the sample book."""
    return docx.make(BOOK)
