"""What one process has at hand while it works on an edition, and the jobs that are done there.

Jobs and what comes of them are small, since they go from process to process: the trees of
documents stay where they were made.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from pipeline import checks, tei
from pipeline.decisions import Acceptance
from pipeline.diagnostics import Diagnostic
from pipeline.ledger import Ledger
from pipeline.normalize import normalize
from pipeline.transcription import Encoded, Setting, TranscriptionFile, laid_out, take

Outcome_co = TypeVar("Outcome_co", covariant=True)

# Half the size for a hundredth of the time that the stages take; higher levels gain little.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Written:
    """The TEI of a transcription with its ledger: its document can be had from them again."""

    tei: bytes
    ledger: Ledger

    def packed(self) -> bytes:
        """Give it as few bytes."""
        return zlib.compress(msgspec.msgpack.encode(self), _LEVEL)

    @classmethod
    def of(cls, packed: bytes) -> Written:
        """Take it from what :meth:`packed` gave; raises ValueError where it is anything else."""
        try:
            return msgspec.msgpack.decode(zlib.decompress(packed), type=cls)
        except zlib.error as error:
            raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Result:
    """What a check needs to know of a transcription that went through its stages.

    ``sha256`` is that of the bytes that were read. ``facts`` are None where an error kept it from
    the last stage, ``written`` where it was not written, or nobody asked for it.
    """

    sha256: str
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = ()
    facts: checks.DocumentFacts | None = None
    written: bytes | None = None


class Job(Protocol[Outcome_co]):
    """Something to do with one transcription."""

    @property
    def path(self) -> Path:
        """The transcription."""

    def do(self, bench: Workbench) -> Outcome_co:
        """Do it with what is at hand."""


class Workbench:
    """The setting of an edition, its index once it is known, and the documents made here."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.index: checks.EditionIndex | None = None
        self._made: dict[Path, Encoded] = {}

    def make(self, transcription: TranscriptionFile) -> Encoded:
        """Take the transcription through its stages, and remember it."""
        made = take(transcription, self.setting)
        self._made[transcription.path] = made
        return made

    def recall(self, transcription: TranscriptionFile, written: bytes | None) -> Encoded:
        """Give a transcription as it was made, from what was ``written`` or else anew."""
        if transcription.path in self._made:
            return self._made[transcription.path]
        if written is None:
            return self.make(transcription)
        return restored(transcription, written, self.setting)


@dataclass(frozen=True, slots=True)
class Take:
    """Take a transcription through its stages."""

    transcription: TranscriptionFile
    write: bool

    @property
    def path(self) -> Path:
        """The transcription."""
        return self.transcription.path

    def do(self, bench: Workbench) -> Result:
        """Give the result."""
        made = bench.make(self.transcription)
        written = None
        if self.write and made.tei is not None and made.ledger is not None:
            written = Written(made.tei, made.ledger).packed()
        return Result(made.source.sha256, made.diagnostics, made.accepted, made.facts, written)


@dataclass(frozen=True, slots=True)
class Prove:
    """Apply the rules to a document that look at it in view of its edition.

    ``written`` is what is known of it where it was not made in this run.
    """

    transcription: TranscriptionFile
    written: bytes | None

    @property
    def path(self) -> Path:
        """The transcription."""
        return self.transcription.path

    def do(self, bench: Workbench) -> tuple[Diagnostic, ...]:
        """Give what was found."""
        made = bench.recall(self.transcription, self.written)
        assert bench.index is not None  # noqa: S101 - it is set before the first of these jobs
        return () if made.view is None else checks.check_in_edition(made.view, bench.index)


def restored(transcription: TranscriptionFile, written: bytes, setting: Setting) -> Encoded:
    """Make a document again from its TEI, as it was after its last stage, but for what was said."""
    path = transcription.path
    source = laid_out(normalize(transcription.data, str(path))[0], setting)
    known = Written.of(written)
    document = tei.read(known.tei, known.ledger)
    view = setting.view(source, document)
    return Encoded(path.stem, source, document, known.ledger, known.tei, view.facts, view)
