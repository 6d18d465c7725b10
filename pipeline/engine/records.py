"""The records of an edition: files that tell services, shops and registers of it.

Each is written for the whole edition alone, where the edition says what the record needs, and read
back as the formats are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline import tei
from pipeline.book import Book
from pipeline.book.outputs import CMIF, CROSSREF, ONIX
from pipeline.convert import page_names
from pipeline.convert.records import crossref, onix
from pipeline.model.authority import Authorities
from pipeline.verify import letters, records
from pipeline.verify.rules import Discrepancy


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """A record: what file it is, how it is made, and how it is read back."""

    name: str
    write: Callable[[Book, Authorities], bytes | None]
    check: Callable[[bytes, Book, Authorities], Iterable[Discrepancy]]


def _letters(book: Book, authorities: Authorities) -> bytes | None:
    pages = page_names.addresses(book)
    return tei.write_cmif(book.documents, book.metadata, authorities, pages)


RECORDS: tuple[EditionRecord, ...] = (
    EditionRecord(CMIF, _letters, letters.check),
    EditionRecord(
        ONIX, lambda book, _: onix.onix(book), lambda d, book, _: records.check_onix(d, book)
    ),
    EditionRecord(
        CROSSREF, lambda book, _: crossref.crossref(book),
        lambda data, book, _: records.check_crossref(data, book),
    ),
)  # fmt: skip


def written(book: Book, authorities: Authorities) -> tuple[dict[str, bytes], list[Discrepancy]]:
    """Write the records there can be, by name, and read each back."""
    made = {one.name: one.write(book, authorities) for one in RECORDS}
    files = {name: data for name, data in made.items() if data is not None}
    found = (one.check(files[one.name], book, authorities) for one in RECORDS if one.name in files)
    return files, [difference for differences in found for difference in differences]
