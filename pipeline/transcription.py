"""One transcription through the stages that need no other: normalize, encode, validate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import checks, encode, printable, tei, validate
from pipeline.book.everyday import is_everyday
from pipeline.decisions import Acceptance, Settled
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.document import Document
from pipeline.edition import Edition, EditionFiles
from pipeline.edition.decisions import Handed, decisions_in, handed, path_of, place
from pipeline.ledger import Ledger
from pipeline.metadata import Metadata, Provenance
from pipeline.normalize import MOST_READ, normalize
from pipeline.source import Source
from pipeline.triage import Policy


@dataclass(frozen=True, slots=True)
class Setting:
    """What the stages need to know beside the transcription; the same for a whole edition."""

    metadata: Metadata
    encoding: encode.Setting
    policy: Policy

    @classmethod
    def of(cls, edition: Edition) -> Setting:
        """Read the profile, the page marks and the policy."""
        texts = [
            (path.stem, edition.files.read(path, MOST_READ).decode("utf-8", "replace"))
            for path in edition.order
        ]
        encoding = encode.Setting.of(
            edition.metadata.id, texts, edition.settings.profile, edition.authorities
        )
        return cls(edition.metadata, encoding, Policy.of(edition))

    def view(self, source: Source, document: Document) -> checks.View:
        """Give what the rules look at of a document that was read from ``source``."""
        profile = self.encoding.profile.name
        return checks.View.of(source, document, self.metadata.language, profile)


@dataclass(frozen=True, slots=True)
class TranscriptionFile:
    """All that is read of one transcription: its bytes, and the decisions on it."""

    path: Path
    data: bytes
    decisions: Handed = None

    @classmethod
    def read(cls, path: Path, files: EditionFiles | None = None) -> TranscriptionFile:
        """Read the transcription at ``path``, but never more than shows that it is too large."""
        files = files or EditionFiles()
        return cls(path, files.read(path, MOST_READ), handed(path, files))


@dataclass(frozen=True, slots=True)
class Encoded:
    """How far one transcription came; what a stage did not reach is None."""

    id: str
    source: Source
    document: Document | None = None
    ledger: Ledger | None = None
    tei: bytes | None = None
    facts: checks.DocumentFacts | None = None
    view: checks.View | None = None
    settled: Settled | None = None
    accepted: tuple[Acceptance, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    decided: Handed = None

    @property
    def provenance(self) -> Provenance:
        """Where the TEI comes from, for its header."""
        counts = Counter(edit.reason for edit in self.source.edits)
        name = Path(self.source.file).name
        return Provenance(name, self.source.sha256, tuple(sorted(counts.items())))


def laid_out(source: Source, setting: Setting) -> Source:
    """Give the text that encoding begins with, of a ``source`` that was normalized."""
    return encode.lay_out(source, setting.encoding.profile)


def _lay_out(work: Encoded, setting: Setting) -> Encoded:
    return replace(work, source=laid_out(work.source, setting))


def _settle(work: Encoded, _: Setting) -> Encoded:
    """Find the places of what a person has decided on this text."""
    path = Path(work.source.file)
    decisions, unreadable = decisions_in(work.decided, path_of(path))
    settled, accepted, lost = place(decisions, work.source, path)
    return replace(
        work, settled=settled, accepted=accepted,
        diagnostics=(*work.diagnostics, *unreadable, *lost),
    )  # fmt: skip


def _encode(work: Encoded, setting: Setting) -> Encoded:
    document, ledger, found = encode.encode(work.source, work.id, setting.encoding, work.settled)
    written = tei.write(document, setting.metadata, work.provenance)
    return replace(
        work, document=document, ledger=ledger, tei=written,
        diagnostics=(*work.diagnostics, *found),
    )  # fmt: skip


def _validate(work: Encoded, _: Setting) -> Encoded:
    assert work.tei is not None  # noqa: S101 - the order of STAGES
    assert work.ledger is not None  # noqa: S101 - as above
    found = validate.check(work.tei, work.source, work.ledger)
    return replace(work, diagnostics=(*work.diagnostics, *found))


def _read_back(work: Encoded, setting: Setting) -> Encoded:
    """What comes after reads the TEI, never what encoding had in mind."""
    assert work.tei is not None  # noqa: S101 - the order of STAGES
    document = tei.read(work.tei, work.ledger)
    view = setting.view(work.source, document)
    return replace(work, document=document, view=view, facts=view.facts)


def _check(work: Encoded, _: Setting) -> Encoded:
    assert work.view is not None  # noqa: S101 - the order of STAGES
    found = checks.check_alone(work.view)
    return replace(work, diagnostics=(*work.diagnostics, *found))


def _look_for_glyphs(work: Encoded, _: Setting) -> Encoded:
    assert work.document is not None  # noqa: S101 - the order of STAGES
    if is_everyday(work.source.text):
        return work
    found = printable.in_document(work.document, work.source)
    return replace(work, diagnostics=(*work.diagnostics, *found))


STAGES: tuple[Callable[[Encoded, Setting], Encoded], ...] = (
    _lay_out,
    _settle,
    _encode,
    _validate,
    _read_back,
    _check,
    _look_for_glyphs,
)


def take(transcription: TranscriptionFile, setting: Setting) -> Encoded:
    """Take a transcription through :data:`STAGES`, as far as it has no errors.

    The diagnostics are as bad as their rules are; the policy only says which of them let the next
    stage begin.
    """
    path = transcription.path
    source, found = normalize(transcription.data, str(path))
    work = Encoded(path.stem, source, diagnostics=found, decided=transcription.decisions)
    for stage in STAGES:
        errors = [one for one in work.diagnostics if one.severity is Severity.ERROR]
        if errors and not all(map(setting.policy.accepting(work.accepted).lets_pass, errors)):
            break
        try:
            work = stage(work, setting)
        except Exception as error:
            error.add_note(f"at work on {path}; please report this with the transcription")
            raise
    return work
