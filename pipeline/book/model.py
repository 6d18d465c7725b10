"""The model that every format is made from: the sections of a book in order, and its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from pipeline.book.outputs import DEFAULT, Outputs
from pipeline.book.pictures import Picture
from pipeline.book.titles import title_of
from pipeline.model import document as model
from pipeline.model.metadata import Metadata


class Role(Enum):
    """What a section is in its book.

    ``FRONT`` and ``BACK`` are texts that the editors wrote; ``PART`` and ``CHAPTER`` hold a title
    and nothing else, and go before the documents they are about.
    """

    FRONT = "front"
    DOCUMENTS = "list-of-documents"
    SIGNS = "editorial-signs"
    TERMS = "list-of-terms"
    PERSONS = "list-of-persons"
    PART = "part"
    CHAPTER = "chapter"
    DOCUMENT = "document"
    BACK = "back"
    INDEX = "index-of-persons"
    PLACES = "index-of-places"
    COLOPHON = "colophon"


INDEXES = frozenset({Role.INDEX, Role.PLACES})


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the book with a heading of its own.

    ``text.id`` is a name that nothing else in the book has, and links lead to it. ``level`` is
    that of the section in the table of contents, from 1: a document below a part and a chapter
    is at level 3.
    """

    role: Role
    text: model.Document
    level: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    """An edition to convert: what stands before the documents, the documents, what comes after.

    ``body`` holds the documents, each part and chapter before its first. Title page and table of
    contents are made by each format, from ``metadata`` and from role and level of ``sections``.
    ``tei`` is the file that the documents were read from, ``pictures`` are those that its figures
    show, by the names of the files in the edition.
    """

    metadata: Metadata
    body: tuple[Section, ...]
    tei: bytes = field(repr=False)
    front: tuple[Section, ...] = ()
    back: tuple[Section, ...] = ()
    outputs: Outputs = DEFAULT
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, metadata: Metadata, documents: Iterable[model.Document], tei: bytes) -> Book:
        """Make a book of documents and nothing else."""
        return cls(metadata, tuple(Section(Role.DOCUMENT, one) for one in documents), tei)

    @property
    def has_contents(self) -> bool:
        """Whether contents are printed: a text and its colophon are found without."""
        listed = (one for one in self.sections if one.role is not Role.COLOPHON)
        return self.outputs.contents and sum(bool(title_of(one.text).text) for one in listed) > 1

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in the order in which they are read."""
        return (*self.front, *self.body, *self.back)

    @property
    def texts(self) -> tuple[model.Document, ...]:
        """The texts of all sections: what each output must hold, in this order."""
        return tuple(section.text for section in self.sections)

    @property
    def documents(self) -> tuple[model.Document, ...]:
        """The documents of the edition alone."""
        return tuple(one.text for one in self.body if one.role is Role.DOCUMENT)
