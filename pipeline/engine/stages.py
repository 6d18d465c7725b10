"""One transcription through the stages that need no other document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import checks, encode, tei, validate
from pipeline.book.everyday import is_everyday
from pipeline.edition import Edition, EditionFiles
from pipeline.edition.decisions import Handed, decisions_in, handed, path_of, place
from pipeline.encode import profile
from pipeline.engine import patience, printable
from pipeline.engine.triage import Policy
from pipeline.model.decisions import Acceptance, Settled
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.document import Document
from pipeline.model.ledger import Ledger
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source
from pipeline.normalize import MOST_READ, normalize


@dataclass(frozen=True, slots=True)
class EditionContext:
    """What the stages know of the edition that a transcription belongs to."""

    metadata: Metadata
    encoding: encode.Setting
    policy: Policy

    @classmethod
    def of(cls, edition: Edition) -> EditionContext:
        """Read the profile and the page marks of all transcriptions; raises UsageError."""
        texts = [
            (path.stem, edition.files.read(path, MOST_READ).decode("utf-8", "replace"))
            for path in edition.order
        ]
        settings = edition.settings
        known = profile.chosen(settings.profile, settings.profile_files)
        size = sum(len(text) for _, text in texts)
        with patience.with_own(known, settings.forms, size, edition.folder):
            encoding = encode.Setting.of(
                edition.metadata.id, texts, known, edition.authorities, settings.forms,
                edition.metadata.language, settings.languages,
            )  # fmt: skip
        return cls(edition.metadata, encoding, Policy.of(edition))

    def view(self, source: Source, document: Document) -> checks.View:
        """Give what the rules look at of a document that was read from ``source``."""
        known = self.encoding.profile
        language, marks = document.language or self.metadata.language, known.pages.ends
        return checks.View.of(source, document, language, known.name, marks)


@dataclass(frozen=True, slots=True)
class TranscriptionFile:
    """The bytes of a transcription, and the decisions that people made on it."""

    path: Path
    data: bytes
    decisions: Handed = None

    @classmethod
    def read(cls, path: Path, files: EditionFiles | None = None) -> TranscriptionFile:
        """Read the transcription at ``path``; more than shows that it is too large is left out."""
        files = files or EditionFiles()
        return cls(path, files.read(path, MOST_READ), handed(path, files))


@dataclass(frozen=True, slots=True)
class EncodedDocument:
    """What the stages made of one transcription; what a stage did not reach is None."""

    id: str
    source: Source
    document: Document | None = None
    ledger: Ledger | None = None
    tei: bytes | None = None
    facts: checks.DocumentFacts | None = None
    view: checks.View | None = None
    settled: Settled | None = None
    marks: encode.Marks | None = None
    accepted: tuple[Acceptance, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    decisions: Handed = None

    @property
    def provenance(self) -> Provenance:
        """Where the TEI comes from, for its header."""
        counts = Counter(edit.reason for edit in self.source.log)
        name = Path(self.source.file).name
        return Provenance(name, self.source.sha256, tuple(sorted(counts.items())))


Stage = Callable[[EncodedDocument, EditionContext], EncodedDocument]


def _lay_out(work: EncodedDocument, context: EditionContext) -> EncodedDocument:
    return replace(work, source=context.encoding.lay_out(work.source))


def _settle(work: EncodedDocument, _: EditionContext) -> EncodedDocument:
    """Find the places of what a person has decided on this text."""
    path = Path(work.source.file)
    decisions, unreadable = decisions_in(work.decisions, path_of(path))
    settled, accepted, lost = place(decisions, work.source, path)
    return replace(
        work, settled=settled, accepted=accepted,
        diagnostics=(*work.diagnostics, *unreadable, *lost),
    )  # fmt: skip


def _encode(work: EncodedDocument, context: EditionContext) -> EncodedDocument:
    assert work.settled is not None  # noqa: S101 - the order of STAGES
    setting = context.encoding
    marks = setting.read(work.source, work.id, work.settled)
    document, ledger, found = encode.encode(work.source, work.id, setting, work.settled, marks)
    written = tei.write(document, context.metadata, work.provenance)
    return replace(
        work, document=document, ledger=ledger, tei=written, marks=marks,
        diagnostics=(*work.diagnostics, *found),
    )  # fmt: skip


def _validate(work: EncodedDocument, _: EditionContext) -> EncodedDocument:
    assert work.tei is not None  # noqa: S101 - the order of STAGES
    assert work.ledger is not None  # noqa: S101 - as above
    found = validate.check(work.tei, work.source, work.ledger)
    return replace(work, diagnostics=(*work.diagnostics, *found))


def _read_back(work: EncodedDocument, context: EditionContext) -> EncodedDocument:
    """Put the document that the TEI holds in the place of the one that encoding made.

    So what follows checks and prints what stands in the TEI.
    """
    assert work.tei is not None  # noqa: S101 - the order of STAGES
    document = tei.read(work.tei, work.ledger)
    view = context.view(work.source, document)
    return replace(work, document=document, view=view, facts=view.facts)


def _check(work: EncodedDocument, _: EditionContext) -> EncodedDocument:
    assert work.view is not None  # noqa: S101 - the order of STAGES
    found = checks.check_alone(work.view)
    return replace(work, diagnostics=(*work.diagnostics, *found))


def _look_for_glyphs(work: EncodedDocument, _: EditionContext) -> EncodedDocument:
    assert work.document is not None  # noqa: S101 - the order of STAGES
    if is_everyday(work.source.text):
        return work
    found = printable.in_document(work.document, work.source)
    return replace(work, diagnostics=(*work.diagnostics, *found))


STAGES: tuple[Stage, ...] = (
    _lay_out, _settle, _encode, _validate, _read_back, _check, _look_for_glyphs,
)  # fmt: skip
"""What follows normalizing, in this order."""


def run_stages(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
    """Take a transcription through :data:`STAGES`, as far as it has no errors.

    The diagnostics are as bad as their rules are; the policy of the edition only says which of
    them let the next stage begin. Raises UsageError where a profile of the edition itself makes
    encoding run on and on.
    """
    known, forms = context.encoding.profile, context.encoding.forms
    with patience.with_own(known, forms, len(file.data), file.path):
        return _through_stages(file, context)


def _through_stages(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
    source, found = normalize(file.data, str(file.path))
    work = EncodedDocument(file.path.stem, source, diagnostics=found, decisions=file.decisions)
    for stage in STAGES:
        errors = [one for one in work.diagnostics if one.severity is Severity.ERROR]
        if errors and not all(map(context.policy.accepting(work.accepted).lets_pass, errors)):
            break
        try:
            work = stage(work, context)
        except Exception as error:
            error.add_note(f"at work on {file.path}; please report this with the transcription")
            raise
    return work


def restore(
    file: TranscriptionFile, written: bytes, ledger: Ledger, context: EditionContext
) -> EncodedDocument:
    """Make a document again from its TEI, as it was after its last stage but for its findings."""
    source = context.encoding.lay_out(normalize(file.data, str(file.path))[0])
    document = tei.read(written, ledger)
    view = context.view(source, document)
    return EncodedDocument(file.path.stem, source, document, ledger, written, view.facts, view)
