"""The files of an edition as jobs: a format made and read back, TEI held against the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import validate
from pipeline.book import Book
from pipeline.book.outputs import SET_IN_TYPST
from pipeline.convert.sections import SectionCache
from pipeline.edition import named_files
from pipeline.engine.cache import keys
from pipeline.engine.formats import Files, OutputFormat
from pipeline.engine.jobs import WorkerState
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import UnusableFileError
from pipeline.verify.rules import Discrepancy


@dataclass(frozen=True, slots=True)
class MadeOutput:
    """What came of a job: files with their names, in the order of a report.

    ``discrepancies`` are what the files say otherwise than the book. ``sections`` are those of the
    book, for the next build of a changed edition.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    sections: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MakeFormat:
    """Make a format of a book, and read it back.

    ``source`` is the file that messages name; ``stem`` is the name of what is made, without the
    suffix. ``book`` is None for the one that all processes share. ``known`` are the sections of the
    edition in XHTML as they were last made.
    """

    source: str
    stem: str
    format: OutputFormat[bytes] | OutputFormat[Files]
    book: Book | None = None
    known: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The file that is made; any process can do it."""
        return Path(f"{self.stem}.{self.format.name}")

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole edition that is made."""
        return self.book is None

    @property
    def of_sections(self) -> bool:
        """Whether it is made of the sections of the edition, and tells them for the next time."""
        return self.format.facts.of_sections and self.is_whole

    def key(self, whole: Book) -> bytes:
        """Hash all that decides the result; ``whole`` is the book that all processes share."""
        return keys.outputs(self.format.name, self.stem, self.book or whole)

    def run(self, _: WorkerState, whole: Book) -> MadeOutput:
        """Give the files, and what is wrong with them."""
        book, sections = self.book or whole, SectionCache(self.known)
        try:
            files, discrepancies = self.format.produce(book, self.stem, sections)
        except UnusableFileError as error:
            return MadeOutput(diagnostics=(named_files.unusable(error),))
        template = book.outputs.styles.pdf_template
        if template is not None and self.format.name in SET_IN_TYPST:
            discrepancies = tuple(_by_template(one, template) for one in discrepancies)
        used = sections.used if self.of_sections else {}
        return MadeOutput(tuple(files.items()), (), discrepancies, used)


@dataclass(frozen=True, slots=True)
class ValidateTei:
    """Hold TEI against the schema: that of the file ``source``, to be published as ``name``.

    ``apart`` is the TEI of the texts in it, each of which is held against it by a job of its own.
    """

    source: str
    name: str
    data: bytes
    apart: tuple[bytes, ...] = ()

    @property
    def path(self) -> Path:
        """The file that is to be published; any process can do it."""
        return Path(self.name)

    def key(self, _: Book) -> bytes:
        """Hash all that decides the result."""
        return keys.artefact(self.name, self.data, self.apart)

    def run(self, _: WorkerState, __: Book) -> MadeOutput:
        """Give what was found."""
        return MadeOutput((), validate.check_artefact(self.data, self.name, self.apart))


def _by_template(one: Discrepancy, template: Path) -> Discrepancy:
    """Say that the template of the edition may be the cause."""
    hint = (
        f"the PDF was not published; see whether {template.name} drops, adds or moves text; "
        "if the fault is there without it too, please report it with this file"
    )
    return replace(one, finding=replace(one.finding, hint=hint))
