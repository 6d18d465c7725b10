"""Books of characters: each in text, heading, note and table, and some in the metadata."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from pipeline.book import Book
from pipeline.book.everyday import EVERYDAY
from pipeline.convert.pdf import fonts
from pipeline.model.document import (
    Cell,
    Document,
    DocumentKind,
    Heading,
    Note,
    NoteMarker,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.metadata import Metadata

A_LINE, A_FACT = 150, 60
UNASSIGNED = frozenset({"Cn", "Cs", "Cc"})


def assigned() -> list[str]:
    """Give the assigned characters that XML allows, and of private ones two from each plane."""
    every = (chr(code) for code in range(0x20, 0x110000) if code & 0xFFFE != 0xFFFE)
    known = [one for one in every if unicodedata.category(one) not in UNASSIGNED]
    private = {"\ue000", "\uf8ff", "\U000f0000", "\U000ffffd", "\U00100000", "\U0010fffd"}
    return [one for one in known if unicodedata.category(one) != "Co" or one in private]


def printable() -> list[str]:
    """Give those that can be set in the PDF."""
    covered = fonts.covered() | fonts.INSIDE_TYPST | EVERYDAY
    return [one for one in assigned() if one in covered]


def samples(characters: Iterable[str], most: int) -> list[str]:
    """Take up to ``most`` characters of each plane and category, at even distances."""
    kinds: dict[tuple[int, str], list[str]] = {}
    for one in characters:
        kinds.setdefault((ord(one) >> 16, unicodedata.category(one)), []).append(one)
    return [one for kind in kinds.values() for one in kind[:: max(1, len(kind) // most)]]


def book(characters: Sequence[str], said: Sequence[str]) -> Book:
    """Make a book of ``characters``, whose metadata has those that are ``said``."""
    lines = enumerate(_lines(characters, A_LINE), 1)
    facts = _lines(said, A_FACT)
    series, title, subtitle, publisher, place, rights, *editors = facts + ["x"] * (7 - len(facts))
    metadata = Metadata(
        "characters", title, series, publisher, place, rights=rights, subtitle=subtitle,
        editors=tuple(editors),
    )  # fmt: skip
    return Book.of(metadata, (_document(number, line) for number, line in lines), b"<TEI/>")


def book_of_strings(strings: Sequence[str], said: Sequence[str]) -> Book:
    """Make a book with a document of each string, and metadata of up to eight others."""
    title, series, publisher, place, rights, subtitle, *editors = [*said, *"xxxxxxxx"][:8]
    metadata = Metadata(
        "strings", title, series, publisher, place, rights=rights, subtitle=subtitle,
        editors=tuple(editors),
    )  # fmt: skip
    documents = (_document(number, line) for number, line in enumerate(strings, 1))
    return Book.of(metadata, documents, b"<TEI/>")


def _lines(characters: Sequence[str], length: int) -> list[str]:
    """Put each character behind a letter, since marks stand on one."""
    parts = (characters[at : at + length] for at in range(0, len(characters), length))
    return [" ".join(f"a{character}" for character in part) for part in parts]


def _document(number: int, line: str) -> Document:
    name, text = f"d{number}", (Text(line),)
    note = Note(f"{name}fn1", "1", (Paragraph(text),))
    blocks = (
        Heading((*text, NoteMarker(note.id))),
        Paragraph(text),
        Table((Row((Cell(text), Cell((Text("x"),)))),), text),
    )
    return Document(name, str(number), DocumentKind.HISTORICAL, blocks, (note,))
