"""The work on single documents, as jobs that any process can do.

Jobs and their results are small, since they go from process to process; the document trees stay
in the process that made them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from pipeline.book import Book
from pipeline.checks import DocumentFacts, EditionIndex, check_in_edition
from pipeline.engine.stages import (
    EditionContext,
    EncodedDocument,
    TranscriptionFile,
    restore,
    run_stages,
)
from pipeline.engine.tei_text import read_tei
from pipeline.model.decisions import Acceptance
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.ledger import Ledger

Result_co = TypeVar("Result_co", covariant=True)

# Half the size for a hundredth of the time that the stages take; higher levels gain little.
_LEVEL = 1
# Rules on structure and pages speak of documents; a preface has neither number nor dateline.
_FAMILIES_OF_TEXTS_AROUND = ("N", "X")


class Job(Protocol[Result_co]):
    """Something to do with one file; it can be pickled."""

    @property
    def path(self) -> Path:
        """The file. Jobs on the same file are done by the same process where that can be."""

    def run(self, worker: Worker) -> Result_co:
        """Do it with what the process holds."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """What the second pass needs to know of all documents together.

    ``documents`` leads to documents only; ``book`` also to the texts around them, and is None in
    an edition that has no such.
    """

    documents: EditionIndex
    book: EditionIndex | None = None


class Worker:
    """What a process holds of the edition at work: its context, and the documents made here.

    ``shared`` is what all processes were given for the jobs to come, if anything.
    """

    def __init__(self, context: EditionContext) -> None:
        self.context = context
        self.shared: Indexes | Book | None = None
        self.documents: dict[Path, EncodedDocument] = {}

    def encode(self, file: TranscriptionFile) -> EncodedDocument:
        """Take a text through its stages, and keep the document for the second pass."""
        made = encode_text(file, self.context)
        self.documents[file.path] = made
        return made


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What came of a text in the first pass.

    ``facts`` are None where an error stopped it before its last stage. ``packed`` is its TEI and
    the way back from it, for the cache.
    """

    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = ()
    facts: DocumentFacts | None = None
    packed: bytes = b""

    def plain(self) -> DocumentResult:
        """Give what of it the cache keeps."""
        return DocumentResult(self.diagnostics, self.accepted, self.facts, self.packed)


@dataclass(frozen=True, slots=True)
class DocumentResultWithTree(DocumentResult):
    """A result with all that the stages made."""

    encoded: EncodedDocument | None = None  # never None; a field before it has a default


@dataclass(frozen=True, slots=True)
class EncodeText:
    """The first pass: take a text through its stages.

    ``tree`` asks for all that the stages made; ``stored`` tells that the cache keeps the result.
    """

    file: TranscriptionFile
    tree: bool = False
    stored: bool = False

    @property
    def path(self) -> Path:
        """The text."""
        return self.file.path

    def run(self, worker: Worker) -> DocumentResult:
        """Give the result."""
        made = worker.encode(self.file)
        known = (
            made.diagnostics,
            made.accepted,
            made.facts,
            _packed(made, _LEVEL if self.stored else 0),
        )
        if self.tree:
            return DocumentResultWithTree(*known, replace(made, view=None, marks=None))
        return DocumentResult(*known)


@dataclass(frozen=True, slots=True)
class CheckReferences:
    """The second pass: apply the rules that look at a text in view of all others.

    ``packed`` is its TEI where it comes from the cache. ``is_around`` tells a text around the
    documents from a document.
    """

    file: TranscriptionFile
    packed: bytes = b""
    is_around: bool = False

    @property
    def path(self) -> Path:
        """The text."""
        return self.file.path

    def run(self, worker: Worker) -> tuple[Diagnostic, ...]:
        """Give what was found."""
        assert isinstance(worker.shared, Indexes)  # noqa: S101 - shared before the first such job
        made = worker.documents.pop(self.path, None)
        if made is None:
            made = recalled(self.file, self.packed, worker.context)
        index = worker.shared.book if self.is_around else worker.shared.documents
        if made.view is None or index is None:
            return ()
        found = check_in_edition(made.view, index)
        families = _FAMILIES_OF_TEXTS_AROUND if self.is_around else ("",)
        return tuple(one for one in found if one.code.startswith(families))


def encode_text(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
    """Take a text through its stages; of TEI that was given as such there are fewer."""
    stages = read_tei if file.path.suffix == ".xml" else run_stages
    return stages(file, context)


def recalled(file: TranscriptionFile, packed: bytes, context: EditionContext) -> EncodedDocument:
    """Make a document again from what the cache has of it, or anew where that is nothing.

    TEI that was given as such has no way back, and is read again.
    """
    if file.path.suffix == ".xml":
        return read_tei(file, context)
    try:
        return restore(file, *unpacked(packed), context)
    except ValueError:
        return encode_text(file, context)


def unpacked(packed: bytes) -> tuple[bytes, Ledger]:
    """Give TEI and ledger; raises ValueError where ``packed`` is anything else."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(packed), type=tuple[bytes, Ledger])
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _packed(made: EncodedDocument, level: int) -> bytes:
    if made.tei is None:
        return b""
    return zlib.compress(msgspec.msgpack.encode((made.tei, made.ledger or Ledger(()))), level)
