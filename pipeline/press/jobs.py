"""The jobs that the files of an edition are: making a format and reading it back, validating."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pipeline import validate
from pipeline.book import Book
from pipeline.cache import keys
from pipeline.convert.sections import Shelf
from pipeline.diagnostics import Diagnostic
from pipeline.errors import UnusableFileError
from pipeline.formats import Files, Format
from pipeline.looks import blamed, told
from pipeline.pickled import pickled
from pipeline.verify.rules import Discrepancy
from pipeline.workbench import Workbench

Parts: TypeAlias = Mapping[str, bytes]
_XHTML = frozenset({"epub", "html"})


@dataclass(frozen=True, slots=True)
class Made:
    """What comes of a job; ``parts`` is what is known by now of the parts of the edition."""

    files: Files = field(default_factory=dict)
    discrepancies: tuple[Discrepancy, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    parts: Parts = field(default_factory=dict)
    is_lost: bool = False


class Packed:
    """A book that is pickled once, to however many processes it is sent."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._data = b""

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        """Be sent as bytes."""
        self._data = self._data or pickled(self.book)
        return _unpacked, (self._data,)


def _unpacked(data: bytes) -> Packed:
    return Packed(pickle.loads(data))  # noqa: S301 - of our own process


@dataclass(frozen=True, slots=True)
class Make:
    """Make a format of a book, and read it back.

    ``source`` is the file that the book is of, ``stem`` the name of its own file without the
    suffix. ``known`` are its sections in XHTML as they were before.
    """

    source: str
    stem: str
    format: Format
    packed: Packed
    known: Parts = field(default_factory=dict)
    is_single: bool = False

    @property
    def shelf(self) -> str:
        """What is known of the parts of the edition that helps here."""
        return "sections" if self.format.name in _XHTML and not self.is_single else ""

    @property
    def path(self) -> Path:
        """The file that is made; any process can do it."""
        return Path(f"{self.stem}.{self.format.name}")

    def key(self) -> bytes:
        """Hash all that decides it."""
        return keys.outputs(self.format.name, self.stem, self.packed.book)

    def do(self, _: Workbench) -> Made:
        """Give the files, and what is wrong with them."""
        shelf = Shelf(self.known)
        try:
            files, discrepancies = self.format.produce(self.packed.book, self.stem, shelf)
        except UnusableFileError as error:
            return Made(diagnostics=(told(error),))
        template = self.packed.book.outputs.styles.pdf_template
        if template is not None and self.format.name == "pdf":
            discrepancies = blamed(discrepancies, template)
        return Made(files, discrepancies, (), shelf.used)


@dataclass(frozen=True, slots=True)
class Validate:
    """Hold TEI against the schema: that of the file ``source``, to be published as ``name``.

    ``known`` are the hashes of divisions that follow it.
    """

    source: str
    name: str
    data: bytes
    known: Parts = field(default_factory=dict)
    is_whole: bool = False

    @property
    def shelf(self) -> str:
        """What is known of the parts of the edition that helps here."""
        return "divisions" if self.is_whole else ""

    @property
    def path(self) -> Path:
        """The file that is to be published; any process can do it."""
        return Path(self.name)

    def key(self) -> bytes:
        """Hash all that decides it."""
        return keys.artefact(self.name, self.data)

    def do(self, _: Workbench) -> Made:
        """Give what was found."""
        proved = set(self.known)
        said = validate.check_artefact(self.data, self.name, proved if self.is_whole else None)
        return Made(diagnostics=said, parts=dict.fromkeys(sorted(proved), b""))
