"""Packed outputs for the fuzzer: one part of a DOCX or EPUB is put in the place of the true one.

Mutations of a ZIP file reach little but the reader of ZIP files, so an input is the number of a
part, as one byte, and what the part is to hold. With a number that no part has, the rest of the
input is the whole file.
"""

from __future__ import annotations

from functools import cache

from pipeline.book import Book, Plan
from pipeline.book.compose import Texts, compose
from pipeline.convert import docx, epub, pdf
from pipeline.convert.archive import pack, unpack
from tests.documents import read_placed
from tests.verify.volume import METADATA

WHOLE = 255


def repacked(name: str, data: bytes) -> bytes:
    """Give the output ``name``, a DOCX or EPUB, with the part that ``data`` says."""
    parts = _parts(name)
    number = data[0] if data else 0
    if number >= len(parts):
        return data[1:]
    return pack({**parts, list(parts)[number]: data[1:]}, frozenset(parts))


def inputs(name: str) -> list[bytes]:
    """Give the inputs that stand for the output as it was made."""
    if name == "pdf":
        return [pdf.make(book())]
    parts = _parts(name)
    each = [bytes([number]) + content for number, content in enumerate(parts.values())]
    return [*each, bytes([WHOLE]) + pack(parts)]


@cache
def book() -> Book:
    """Give the book of which outputs are made: one letter, so that it is soon read back."""
    return compose(METADATA, Plan(()), Texts((read_placed("letter"),)), b"<TEI/>")


@cache
def _parts(name: str) -> dict[str, bytes]:
    made = docx.make(book()) if name == "docx" else epub.make(book())
    return unpack(made)
