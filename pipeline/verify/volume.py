"""Read the edition's one TEI file back and hold it against the book it was made from.

Texts must be equal in all that the encoding knows, dates, names and kinds of blocks as well, in
the same order and in the same parts and chapters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from pipeline import tei
from pipeline.book import Book, BookPart, Role
from pipeline.model.document import Document
from pipeline.verify.checks.book import EDITION_FILE_DIFFERS, edition_file_differs
from pipeline.verify.contents import heading_of
from pipeline.verify.rules import Discrepancy

_VolumeEntry: TypeAlias = tuple[int, Document | str]
"""How deep a text or a title stands; what stands before and after the documents is at 0."""


def check(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data`` with ``book``; MalformedTeiError where it cannot be read.

    Only the first difference is said, since all that follows may differ for the same cause.
    """
    volume = tei.read_volume(data)
    for wanted, found in zip_longest(_wanted(book), _found(volume)):
        if wanted != found:
            name, shown = ("", "nothing") if wanted is None else _named(wanted[1])
            there = "nothing" if found is None else _named(found[1])[1]
            finding = edition_file_differs(shown, there)
            return (Discrepancy(EDITION_FILE_DIFFERS, name, finding),)
    if volume.dangling:
        finding = edition_file_differs(f"the entry that {volume.dangling[0]} leads to", "nothing")
        return (Discrepancy(EDITION_FILE_DIFFERS, "", finding),)
    return ()


def _named(text: Document | str) -> tuple[str, str]:
    return ("", f"the part “{text}”") if isinstance(text, str) else (text.id, f"the text {text.id}")


def _wanted(book: Book) -> Iterator[_VolumeEntry]:
    yield from ((0, one.text) for one in book.front if one.role is Role.FRONT)
    for section in book.body:
        is_document = section.role is Role.DOCUMENT
        yield section.level, section.text if is_document else heading_of(section.text)
    yield from ((0, one.text) for one in book.back if one.role is Role.BACK)


def _found(volume: tei.Volume) -> Iterator[_VolumeEntry]:
    placed = {name for part in volume.parts for name in part.all_documents}
    texts = {one.id: one for one in volume.documents}
    yield from ((0, one) for one in volume.front)
    yield from ((1, one) for one in volume.documents if one.id not in placed)
    yield from _in_parts(volume.parts, texts, 1)
    yield from ((0, one) for one in volume.back)


def _in_parts(
    parts: Sequence[BookPart], texts: dict[str, Document], level: int
) -> Iterator[_VolumeEntry]:
    for part in parts:
        yield level, part.title
        yield from ((level + 1, texts[name]) for name in part.documents)
        yield from _in_parts(part.chapters, texts, level + 1)
