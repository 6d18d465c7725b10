"""The colophon: where the text of a book comes from and what made it; it names no time of day."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import __version__
from pipeline.book.lists import made, said_in
from pipeline.book.model import Role
from pipeline.book.title_page import identified
from pipeline.book.words import BookWords
from pipeline.model.document import Document, Paragraph, Text
from pipeline.model.metadata import Metadata

# The version that schema/edition.xsd gives itself; a test holds them equal.
SCHEMA_VERSION = "1"
_GROUP = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """How many documents there are, the SHA-256 of the TEI of all, whether pages are marked."""

    documents: int
    digest: str
    has_pages: bool


def colophon(metadata: Metadata, facts: Facts, words: BookWords) -> Document:
    """Write a paragraph on each: source, pages, rights, transcriptions, encoding, software."""
    source = str(metadata.source or "").rstrip(".")
    file = f"{metadata.id}.xml"
    many = words.one_transcription if facts.documents == 1 else words.transcriptions
    lines = [
        words.printed.format(source=source) if source else "",
        words.page_numbers if facts.has_pages else "",
        metadata.rights,
        *identified(metadata),
        many.format(count=facts.documents, file=file),
        words.encoding.format(file=file, digest=_grouped(facts.digest), schema=SCHEMA_VERSION),
        words.software.format(version=__version__),
    ]
    paragraphs = (Paragraph((Text(line),)) for line in lines if line)
    text = made(Role.COLOPHON.value, words.colophon, *paragraphs)
    return said_in(words, metadata.language, text)


def _grouped(digest: str) -> str:
    """Put spaces between the digits of a digest, so that a line can break there."""
    return " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))
