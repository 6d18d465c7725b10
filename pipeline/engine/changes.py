"""What a change of an edition brought: its findings, without those that were there before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.edition import Edition
from pipeline.engine.cache import no_cache
from pipeline.engine.check import Findings, check_edition
from pipeline.engine.loading import load
from pipeline.engine.session import Session
from pipeline.engine.triage.known import entries, subtract
from pipeline.model.diagnostics import Diagnostic, in_order
from pipeline.model.errors import ClusterError, PipelineError


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
