"""One transcription through the stages that need no other document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import checks, encode, tei, validate
from pipeline.book.everyday import is_everyday
from pipeline.book.typeface import own_characters
from pipeline.edition import Edition, EditionFiles
from pipeline.edition.decisions import DecisionsText, decisions_in, decisions_text, path_of, place
from pipeline.encode import profile
from pipeline.engine import printable, time_limit
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
    """What the stages know of the edition that a transcription belongs to.

    ``characters`` are those that its own typefaces have.
    """

    metadata: Metadata
    encoding: encode.Setting
    policy: Policy
    characters: frozenset[str]

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
        with time_limit.limited(known, settings.forms, size, edition.folder):
            encoding = encode.Setting.of(
                edition.metadata.id, texts, known, edition.authorities, settings.forms,
                edition.metadata.language, settings.languages,
            )  # fmt: skip
        characters = own_characters(edition.plan.outputs.typefaces)
        return cls(edition.metadata, encoding, Policy.of(edition), characters)

    def stops(self, work: EncodedDocument) -> bool:
        """Tell whether an error keeps ``work`` from its next stage."""
        errors = [one for one in work.diagnostics if one.severity is Severity.ERROR]
        return bool(errors) and not all(map(self.policy.accepting(work.accepted).lets_pass, errors))

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
    decisions: DecisionsText = None

    @classmethod
    def read(cls, path: Path, files: EditionFiles | None = None) -> TranscriptionFile:
        """Read the transcription at ``path``; more than shows that it is too large is left out."""
        files = files or EditionFiles()
        return cls(path, files.read(path, MOST_READ), decisions_text(path, files))


@dataclass(frozen=True, slots=True)
class EncodedDocument:
    """What the stages made of one transcription; what a stage did not reach is None."""

    id: str
    source: Source
    document: Document | None = None
    ledger: Ledger | None = None
    tei: bytes | None = None
    view: checks.View | None = None
    settled: Settled | None = None
    marks: encode.Marks | None = None
    accepted: tuple[Acceptance, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def with_findings(self, found: Iterable[Diagnostic]) -> EncodedDocument:
        """Add what a stage found."""
        return replace(self, diagnostics=(*self.diagnostics, *found))

    @property
    def facts(self) -> checks.DocumentFacts | None:
        """What the rules that look at all documents know of this one."""
        return self.view.facts if self.view else None

    @property
    def provenance(self) -> Provenance:
        """Where the TEI comes from, for its header."""
        counts = Counter(edit.reason for edit in self.source.log)
        name = Path(self.source.file).name
        return Provenance(name, self.source.sha256, tuple(sorted(counts.items())))


def run_stages(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
    """Take a transcription through all stages, as far as it has no errors.

    The diagnostics are as bad as their rules are; the policy of the edition only says which of
    them let the next stage begin. Raises UsageError where a profile of the edition itself makes
    encoding run on and on.
    """
    known, forms = context.encoding.profile, context.encoding.forms
    with time_limit.limited(known, forms, len(file.data), file.path):
        try:
            return _through_stages(file, context)
        except Exception as error:
            error.add_note(f"at work on {file.path}; please report this with the transcription")
            raise


def _through_stages(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
    source, found = normalize(file.data, str(file.path))
    work = EncodedDocument(file.path.stem, source, diagnostics=found)
    if context.stops(work):
        return work
    setting, source = context.encoding, context.encoding.lay_out(source)
    decisions, unreadable = decisions_in(file.decisions, path_of(file.path))
    settled, accepted, lost = place(decisions, source, file.path)
    work = replace(work, source=source, settled=settled, accepted=accepted)
    work = work.with_findings((*unreadable, *lost))
    if context.stops(work):
        return work
    marks = setting.read(source, work.id, settled)
    document, ledger, found = encode.encode(source, work.id, setting, settled, marks)
    written = tei.write(document, context.metadata, work.provenance)
    work = replace(work, document=document, ledger=ledger, tei=written, marks=marks)
    work = work.with_findings(found)
    if context.stops(work):
        return work
    work = work.with_findings(validate.check(written, source, ledger))
    if context.stops(work):
        return work
    # From here on the document is the one that the TEI holds: what is checked is what is printed.
    document = tei.read(written, ledger)
    view = context.view(source, document)
    work = replace(work, document=document, view=view)
    work = work.with_findings(checks.check_alone(view))
    if is_everyday(source.text) or context.stops(work):
        return work
    return work.with_findings(printable.in_document(document, source, context.characters))


def restore(
    file: TranscriptionFile, written: bytes, ledger: Ledger, context: EditionContext
) -> EncodedDocument:
    """Make a document again from its TEI, without its findings and what they are found in."""
    source = context.encoding.lay_out(normalize(file.data, str(file.path))[0])
    return EncodedDocument(file.path.stem, source, tei.read(written, ledger), ledger, written)
