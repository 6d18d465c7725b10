"""The runs that a user asks for: check, encode, build, and all about one transcription."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.book import Styles
from pipeline.edition import Edition, lists
from pipeline.engine import passes, printable, publish
from pipeline.engine.cache import Cache
from pipeline.engine.check import (
    check_edition,
    check_since,
    findings_of,
    policy_of,
    settings_that_do_nothing,
)
from pipeline.engine.executor import Executor
from pipeline.engine.loading import load_all
from pipeline.engine.passes import encode_texts
from pipeline.engine.processes import ProcessPool
from pipeline.engine.session import Progress, Session, open_session
from pipeline.engine.stages import EncodedDocument
from pipeline.engine.triage import Findings, baseline
from pipeline.model.diagnostics import Diagnostic, has_errors, in_order
from pipeline.report import Compared, PublishedEdition, Report, to_json, to_text


@dataclass(frozen=True, slots=True)
class CompareWith:
    """The files and the revision with which a check compares what it finds; None is none."""

    baseline: Path | None = None
    write_baseline: Path | None = None
    changed_since: str | None = None


def check(
    inputs: Sequence[Path],
    progress: Progress,
    executor: Executor,
    comparison: CompareWith | None = None,
    cache: Cache | None = None,
) -> Report:
    """Take transcriptions through all stages up to the rules on documents.

    Only what is new is reported, where there is something to hold it against. Nothing is written
    but the baseline that ``comparison`` asks for, and what the ``cache`` keeps for the next run.
    """
    comparison = comparison or CompareWith()
    old = baseline.read(comparison.baseline) if comparison.baseline else None
    revision = comparison.changed_since
    found = Findings()
    editions, strays = load_all(inputs)
    total = sum(map(passes.steps, editions))
    with open_session(progress, total, executor, cache) as session:
        if revision is None:
            found += Findings(diagnostics=strays)
        while editions:
            edition = editions.pop(0)  # what was read of it need not stay
            if revision is None:
                found += check_edition(edition, session)
            else:
                found += check_since(revision, edition, session)
    diagnostics = in_order(found.diagnostics)
    if comparison.write_baseline:
        written = baseline.write(comparison.write_baseline, diagnostics)
        old = old or written
    compared = None if revision is None else Compared(found.known)
    if old is not None:
        rest = old.subtract(diagnostics)
        diagnostics = rest.new
        compared = Compared(found.known + rest.known, tuple(old.gone(rest, found.complete)))
    return Report.of(found.files, diagnostics, (), found.allowed, compared, found.texts)


def encode(
    input_: Path, out: Path, progress: Progress, executor: Executor, cache: Cache | None = None
) -> Report:
    """Write the TEI of every transcription without errors to ``out/<edition>/<id>.xml``.

    Of an edition with an authority file that cannot be used, nothing is written.
    """
    outputs: list[str] = []
    with publish.opened(out) as published:
        editions, strays = load_all([input_])
        found = Findings(diagnostics=strays)
        total = sum(len(one.transcriptions) for one in editions)
        with open_session(progress, total, executor, cache) as session:
            while editions:
                edition = editions.pop(0)
                found_here, written = _encoded(edition, session)
                found += found_here
                unusable = lists.AUTHORITY_FILE_UNUSABLE.code
                # Earlier TEI with its names is worth more than new TEI without them.
                if all(one.code != unusable for one in edition.diagnostics):
                    folder = edition.folder.resolve().name
                    published.put(folder, written)
                    outputs += [str(out / folder / name) for name in written]
    return _report(found, outputs)


def build(
    input_: Path,
    out: Path,
    progress: Progress,
    executor: Executor,
    cache: Cache | None = None,
    only: Sequence[str] = (),
) -> Report:
    """Take editions through all stages and publish each that has no errors.

    ``only`` names formats to be made in place of those that the editions ask for.
    """
    from pipeline.engine.build import old_outputs, steps  # noqa: PLC0415 - a check needs no formats

    outputs: list[str] = []
    made_of: list[PublishedEdition] = []
    with publish.opened(out) as published:
        editions, strays = load_all([input_])
        found = Findings(diagnostics=strays)
        asked = [(one, _with_formats(one, only)) for one in editions]
        total = sum(passes.steps(edition) + steps(edition) for _, edition in asked)
        with (
            open_session(progress, total, executor, cache) as session,
            executor if isinstance(executor, ProcessPool) else ProcessPool() as local,
        ):
            while asked:
                whole, edition = asked.pop(0)
                found_here, made = _built(edition, session, local)
                folder = _folder(edition)
                _publish(published, folder, found_here, made, old_outputs(whole, only))
                names = () if has_errors(found_here.diagnostics) else tuple(made)
                outputs += [str(out / folder / name) for name in names]
                made_of.append(PublishedEdition(str(out / folder), names))
                found += found_here
    report = _report(found, outputs)
    return replace(report, summary=replace(report.summary, editions=tuple(made_of)))


def examine(transcription: Path) -> tuple[EncodedDocument, tuple[Diagnostic, ...]]:
    """Take one transcription through its stages and give all that there is to say of it."""
    (edition,), _ = load_all([transcription])
    edition = replace(edition, transcriptions=edition.transcriptions[:1])
    with open_session(lambda *_: None, 0, ProcessPool(1), None) as session:
        encoded = encode_texts(edition, session, trees=True)
        found = findings_of(encoded, session)
    (text,) = encoded.documents
    return text.encoded, in_order(found.diagnostics)


def _encoded(edition: Edition, session: Session) -> tuple[Findings, dict[str, bytes]]:
    """Take the transcriptions of an edition through the first pass, and give the TEI of each."""
    encoded = encode_texts(edition, session, around=False)
    policy = policy_of(encoded)
    judged = policy.apply(
        (
            *edition.diagnostics,
            *edition.unread(),
            *settings_that_do_nothing(edition),
            *printable.wanted(encoded.diagnostics, formats=()),
        )
    )
    written = {
        f"{one.file.path.stem}.xml": one.tei
        for one in encoded.complete
        if not has_errors(policy.apply(printable.wanted(one.result.diagnostics, ())).diagnostics)
    }
    files = tuple(one.name for one in encoded.documents)
    return replace(judged, files=files).with_texts(edition), written


def _built(
    edition: Edition, session: Session, local: Executor
) -> tuple[Findings, dict[str, bytes]]:
    """Take an edition through all stages; give what was found and, without errors, its files.

    ``local`` are processes of this machine, where alone the files lie that an edition's outputs
    are to look like.
    """
    from pipeline.engine.build import make_outputs  # noqa: PLC0415 - as in build

    encoded = encode_texts(edition, session, trees=True)
    found = findings_of(encoded, session)
    if has_errors(found.diagnostics):
        return found.with_texts(edition), {}
    if edition.plan.outputs.styles != Styles():
        session = replace(session, executor=local)
    session.executor.open(encoded.context)
    made, discrepancies = make_outputs(encoded, session)
    found += policy_of(encoded).apply(discrepancies)
    return found.with_texts(edition), made


def _with_formats(edition: Edition, only: Sequence[str]) -> Edition:
    """Give the edition with the formats that were asked for."""
    if not only:
        return edition
    outputs = replace(edition.plan.outputs, formats=tuple(dict.fromkeys(only)))
    return replace(edition, plan=replace(edition.plan, outputs=outputs))


def _folder(edition: Edition) -> str:
    """A single transcription has a folder of its own inside that of its edition."""
    whole = edition.metadata.id
    return f"{whole}/{edition.name}" if edition.is_single else whole


def _report(found: Findings, outputs: Iterable[str]) -> Report:
    return Report.of(found.files, found.diagnostics, outputs, found.allowed, None, found.texts)


def _publish(
    published: publish.PublishedFolder, folder: str, found: Findings, made: dict[str, bytes],
    left: Iterable[str],
) -> None:  # fmt: skip
    failed = has_errors(found.diagnostics)
    outputs = () if failed else made
    report = _report(found, outputs)
    written = {
        "report.json": to_json(report).encode("ascii"),
        "report.txt": to_text(report).encode(),
    }
    if failed:
        published.mark_stale(folder, written)
    else:
        published.publish(folder, {**made, **written}, left)
