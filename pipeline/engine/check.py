"""A whole edition checked: what its texts say, each and together, and what of it counts.

Or what a change of it brought: its findings, without those that were there before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.checks.facts import DocumentFacts
from pipeline.edition import Edition
from pipeline.engine import pictures, printable, spoken
from pipeline.engine.cache import keys, no_cache
from pipeline.engine.executor import WORK_STOPPED
from pipeline.engine.loading import load
from pipeline.engine.passes import EncodedEdition, check_references, encode_texts, steps
from pipeline.engine.session import Session
from pipeline.engine.triage import Findings, Policy, review
from pipeline.engine.triage.known import entries, subtract
from pipeline.model.diagnostics import Diagnostic, in_order
from pipeline.model.errors import ClusterError, PipelineError


def check_edition(edition: Edition, session: Session) -> Findings:
    """Give what there is to find in an edition; of one that did not change, the cache knows it."""
    key = keys.edition(edition) if session.cache.keeps else None
    known = session.cache.get(key, Findings) if key else None
    # Which pictures there are to be, only the texts say once they are encoded.
    if known is not None and _has_same_pictures(known, edition.folder):
        session.progress(edition.name, steps(edition))
        return known.with_texts(edition)
    found = findings_of(encode_texts(edition, session), session)
    if key:
        if all(one.code != WORK_STOPPED.code for one in found.diagnostics):
            session.cache.put(key, found)
        session.cache.flush()
    return found.with_texts(edition)


def _has_same_pictures(known: Findings, folder: Path) -> bool:
    pages = pictures.faults_of_pages(folder, known.page_images)
    return known.page_images == pages and known.pictures == pictures.faults(folder, known.pictures)


def findings_of(encoded: EncodedEdition, session: Session) -> Findings:
    """Check the references of all texts together; give all that was found, in both passes."""
    edition, formats = encoded.edition, encoded.edition.plan.outputs.formats
    figures = pictures.named_by(encoded)
    whys = pictures.faults(edition.folder, (figure.image for _, figure in figures))
    pages = pictures.faults_of_pages(edition.folder, pictures.of_pages(encoded))
    found = (
        *edition.diagnostics,
        *settings_that_do_nothing(edition),
        *printable.wanted(encoded.diagnostics, formats),
        *edition.review(_keys_used(encoded)),
        *spoken.review(edition.settings, _facts(encoded)),
        *printable.around(edition),
        *pictures.not_shown(figures, whys),
        *pictures.page_images_missing(encoded, pages),
        *check_references(encoded, session),
    )
    complete = frozenset(one.name for one in encoded.complete)
    if encoded.is_complete:
        complete |= {str(path) for path in edition.folder.iterdir() if path.is_file()}
    judged = _judged(encoded, found)
    files = tuple(one.name for one in encoded.documents)
    return replace(judged, files=files, complete=complete, pictures=whys, page_images=pages)


def policy_of(encoded: EncodedEdition) -> Policy:
    """Give what the edition and the decisions on its texts say of findings."""
    return encoded.context.policy.accepting(encoded.accepted)


def settings_that_do_nothing(edition: Edition) -> tuple[Diagnostic, ...]:
    """Say what of the severities and allowances of an edition cannot be followed."""
    if not edition.settings.gradings and not edition.settings.allowances:
        return ()
    from pipeline.engine.rules import RULES  # noqa: PLC0415 - the rules of the outputs are heavy

    return tuple(review.review(edition, RULES))


def _judged(encoded: EncodedEdition, found: tuple[Diagnostic, ...]) -> Findings:
    """Apply what the edition and the decisions say of findings.

    Whether an allowance or a decision covers nothing any more is known once all is known.
    """
    edition, policy = encoded.edition, policy_of(encoded)
    judged = policy.apply(found)
    if not encoded.is_complete or not (edition.settings.allowances or encoded.accepted):
        return judged
    from pipeline.engine.rules import RULES  # noqa: PLC0415 - as above

    stale = review.stale(edition, RULES, judged.allowed)
    idle = review.idle(encoded.accepted, judged)
    return judged + policy.apply((*stale, *idle))


def _facts(encoded: EncodedEdition) -> Iterator[tuple[Path, DocumentFacts]]:
    """Yield what the documents bring to their edition, of those that no error stopped."""
    for one in encoded.complete:
        if one.result.facts is not None:
            yield one.file.path, one.result.facts


def _keys_used(encoded: EncodedEdition) -> frozenset[str] | None:
    """Give the keys of the authority files that documents lead to, if all could be read."""
    if not encoded.is_complete:
        return None
    return frozenset(key for _, facts in _facts(encoded) for key in facts.keys)


def check_since(revision: str, edition: Edition, session: Session) -> Findings:
    """Check an edition, and leave out what was found where the change since ``revision`` began."""
    from pipeline.engine.triage.history import Revision  # noqa: PLC0415 - starts programs

    then = Revision.of(edition.folder, revision)
    changed = then.changed(edition.folder)
    if not changed:
        return Findings()
    now = check_edition(edition, session)
    with then.restored(edition.folder, changed) as top:
        place = then.name_of(str(edition.folder))
        before = () if top is None else _found_before(top / place, edition, session)
        known = entries(before, lambda file: Path(file).relative_to(top or "").as_posix())
    vanished = {name for name in known if not (then.top / name).is_file()}
    rest = subtract(in_order(now.diagnostics), known, then.name_of, vanished)
    return replace(now, diagnostics=rest.new, known=rest.known)


def _found_before(folder: Path, now: Edition, session: Session) -> tuple[Diagnostic, ...]:
    """Check the same transcriptions as they were, and those that are no longer there."""
    present = {path.name for path in now.order}
    wanted = {path.name for path in now.transcriptions}
    try:
        then = load(folder)
        chosen = tuple(p for p in then.order if p.name in wanted or p.name not in present)
        # The folder is gone afterwards, and what the cache would have of it with its name.
        found = check_edition(
            replace(then, transcriptions=chosen), replace(session, cache=no_cache())
        )
    except ClusterError:
        raise
    except PipelineError:  # what could not be checked had no findings that anyone knew
        return ()
    return in_order(found.diagnostics)
