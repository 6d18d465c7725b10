"""The work on single documents, as jobs that any process can do.

Jobs and their results are small, since they go from process to process; the document trees stay
in the process that made them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

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

Shared_contra = TypeVar("Shared_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)

# Half the size for a hundredth of the time that the stages take; higher levels gain little.
_LEVEL = 1
# Rules on structure and pages speak of documents; a preface has neither number nor dateline.
_FAMILIES_OF_TEXTS_AROUND = ("N", "X")


@dataclass(frozen=True, slots=True)
class WorkerState:
    """What a process holds of the edition at work: its context, and the documents made here."""

    context: EditionContext
    documents: dict[Path, EncodedDocument] = field(default_factory=dict)


class Job(Protocol[Shared_contra, Result_co]):
    """Something to do with one file; it can be pickled."""

    @property
    def path(self) -> Path:
        """The file. Jobs on the same file are done by the same process where that can be."""

    def run(self, state: WorkerState, shared: Shared_contra) -> Result_co:
        """Do the job with the state of the process and with what all jobs of its kind share."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """What the second pass needs to know of all documents together.

    ``documents`` leads to documents only; ``book`` also to the texts around them, and is None in
    an edition that has no such.
    """

    documents: EditionIndex
    book: EditionIndex | None = None


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What came of a text in the first pass.

    ``facts`` are None where an error stopped it before its last stage. ``packed`` is its TEI and
    the way back from it.
    """

    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = ()
    facts: DocumentFacts | None = None
    packed: bytes = b""


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

    def run(self, state: WorkerState, _: None) -> tuple[DocumentResult, EncodedDocument | None]:
        """Give the result, and all that the stages made where it was asked for."""
        made = state.documents[self.path] = encode_text(self.file, state.context)
        packed = _packed(made, _LEVEL if self.stored else 0)
        result = DocumentResult(made.diagnostics, made.accepted, made.facts, packed)
        return result, replace(made, view=None, marks=None) if self.tree else None


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

    def run(self, state: WorkerState, indexes: Indexes) -> tuple[Diagnostic, ...]:
        """Give what was found."""
        made = state.documents.pop(self.path, None)
        if made is None:
            made = recalled(self.file, self.packed, state.context)
            if made.view is None and made.document is not None:
                view = state.context.view(made.source, made.document)
                made = replace(made, view=view)
        return found_together(made, indexes, is_around=self.is_around)


def found_together(
    made: EncodedDocument, indexes: Indexes, *, is_around: bool
) -> tuple[Diagnostic, ...]:
    """Give what is found in a text, one around the documents or a document, in view of all."""
    index = indexes.book if is_around else indexes.documents
    if made.view is None or index is None:
        return ()
    found = check_in_edition(made.view, index)
    families = _FAMILIES_OF_TEXTS_AROUND if is_around else ("",)
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
