"""The ordered stages: a transcription through all of them, an edition to its outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import edition, integrity, matter, publish
from pipeline.diagnostics import Allowed, Diagnostic, has_errors, in_order
from pipeline.edition import Edition
from pipeline.errors import PipelineError
from pipeline.report import Compared, Report, to_json, to_text
from pipeline.transcription import Encoded
from pipeline.triage import Policy, Triaged, baseline, review
from pipeline.triage.known import entries, subtract
from pipeline.workers import Progress, take_all


@dataclass(frozen=True, slots=True)
class Against:
    """What the findings of a check are held against; None is what nobody asked for."""

    baseline: Path | None = None
    write_baseline: Path | None = None
    changed_since: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in transcriptions, and what of it counts.

    ``complete`` are the files all of whose findings are known: those that no error kept from
    later stages. ``known`` is how many findings were left out, since they were there before.
    """

    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    complete: frozenset[str] = frozenset()
    known: int = 0

    def __add__(self, other: Found) -> Found:
        """Join what was found in two editions."""
        return Found(
            self.files + other.files,
            self.diagnostics + other.diagnostics,
            self.allowed + other.allowed,
            self.complete | other.complete,
            self.known + other.known,
        )


def check(
    inputs: Sequence[Path], progress: Progress, workers: int, against: Against | None = None
) -> Report:
    """Take transcriptions through all stages up to integrity.

    Only what is new is reported, where there is something to hold it against. Nothing is written
    but the baseline that ``against`` asks for.
    """
    against = against or Against()
    old = baseline.read(against.baseline) if against.baseline else None
    revision = against.changed_since
    found = Found()
    for loaded, said in _editions(inputs):
        if revision is None:
            found += _checked(loaded, said, progress, workers)[1]
        else:
            found += _checked_since(revision, loaded, said, progress, workers)
    diagnostics = in_order(found.diagnostics)
    if against.write_baseline:
        written = baseline.write(against.write_baseline, diagnostics)
        old = old or written
    compared = None if revision is None else Compared(found.known)
    if old is not None:
        rest = old.subtract(diagnostics)
        diagnostics = rest.new
        compared = Compared(found.known + rest.known, tuple(old.gone(rest, found.complete)))
    return Report.of(found.files, diagnostics, allowed=found.allowed, compared=compared)


def whole(inputs: Iterable[Path]) -> tuple[Path, ...]:
    """Give the edition of each file among ``inputs``; folders stay what they are."""
    return tuple(edition.folder_of(path) if path.is_file() else path for path in inputs)


def encode(input_: Path, out: Path, progress: Progress, workers: int) -> Report:
    """Write the TEI of every transcription without errors to ``out/<edition>/<id>.xml``."""
    found = Found()
    with publish.locked(out):
        for loaded, said in _editions([input_]):
            encoded = take_all(loaded, progress, workers)
            policy = _policy(loaded, encoded)
            judged = policy.apply((*said, *_review(loaded), *_diagnostics(encoded)))
            found += Found(_files(encoded), judged.left, judged.allowed)
            written = {
                f"{one.id}.xml": one.tei
                for one in encoded
                if one.tei is not None and not has_errors(policy.apply(one.diagnostics).left)
            }
            publish.publish(out / loaded.folder.resolve().name, written)
    return Report.of(found.files, found.diagnostics, allowed=found.allowed)


def build(input_: Path, out: Path, progress: Progress, workers: int) -> Report:
    """Take editions through all stages and publish each that has no errors."""
    found = Found()
    outputs: list[str] = []
    from pipeline.formats import make_book  # noqa: PLC0415 - checking does without the formats

    with publish.locked(out):
        for loaded, said in _editions([input_]):
            encoded, one = _checked(loaded, said, progress, workers)
            made: dict[str, bytes] = {}
            if not has_errors(one.diagnostics):
                made, discrepancies = make_book(loaded, encoded, progress)
                judged = _policy(loaded, encoded).apply(discrepancies)
                one += Found((), judged.left, judged.allowed)
            folder = _folder(out, loaded)
            _publish(folder, one, made)
            if not has_errors(one.diagnostics):
                outputs += [str(folder / name) for name in made]
            found += one
    return Report.of(found.files, found.diagnostics, outputs, found.allowed)


def examine(transcription: Path) -> tuple[Encoded, tuple[Diagnostic, ...]]:
    """Take one transcription through its stages and give all that there is to say of it."""
    ((loaded, said),) = _editions([transcription])
    encoded, found = _checked(loaded, said, lambda *_: None, 1)
    return encoded[0], in_order(found.diagnostics)


def _files(encoded: Iterable[Encoded]) -> tuple[str, ...]:
    return tuple(one.source.file for one in encoded)


def _diagnostics(encoded: Iterable[Encoded]) -> Iterator[Diagnostic]:
    for one in encoded:
        yield from one.diagnostics


def _folder(out: Path, loaded: Edition) -> Path:
    """A single transcription has a folder of its own inside that of its edition."""
    whole = out / loaded.metadata.id
    return whole if loaded.name == loaded.metadata.id else whole / loaded.name


def _editions(inputs: Iterable[Path]) -> list[tuple[Edition, tuple[Diagnostic, ...]]]:
    """Load each edition once, with the transcriptions that are named of it, or all."""
    folders: dict[Path, Path] = {}
    names: dict[Path, set[str]] = {}
    whole: set[Path] = set()
    for input_ in inputs:
        if input_.suffix == ".txt" or input_.is_file():
            folder = edition.folder_of(input_)
            names.setdefault(folder.resolve(), set()).add(input_.name)
            found: tuple[Path, ...] = (folder,)
        else:
            found = edition.find_editions(input_)
            whole |= {folder.resolve() for folder in found}
        for folder in found:
            folders.setdefault(folder.resolve(), folder)
    return [
        edition.load(folder, None if place in whole else names[place])
        for place, folder in folders.items()
    ]


def _checked(
    loaded: Edition, said: Sequence[Diagnostic], progress: Progress, workers: int
) -> tuple[tuple[Encoded, ...], Found]:
    """Encode and validate each document, then prove the references of all together."""
    encoded = take_all(loaded, progress, workers)
    found = [*said, *_review(loaded), *_diagnostics(encoded)]
    found += loaded.review(_used(loaded, encoded))
    found += matter.check(loaded, encoded)
    whole = [one for one in encoded if one.facts is not None]
    documents = [one.document for one in whole if one.document is not None]
    sources = {one.id: one.source for one in encoded}
    index = integrity.EditionIndex.of(
        (one.facts for one in whole if one.facts is not None),
        loaded.metadata.id,
        (path.stem for path in loaded.order),
        loaded.authorities(),
    )
    for document_id, rule, finding in integrity.check(documents, index):
        found += sources[document_id].diagnose(rule, (finding,))
    complete = frozenset(_files(whole))
    if len(whole) == len(loaded.order):
        complete |= {str(path) for path in loaded.folder.iterdir() if path.is_file()}
    judged = _judged(loaded, encoded, found)
    return encoded, Found(_files(encoded), judged.left, judged.allowed, complete)


def _policy(loaded: Edition, encoded: Iterable[Encoded]) -> Policy:
    accepted = (reading for one in encoded for reading in one.accepted)
    return Policy.of(loaded).accepting(accepted)


def _judged(loaded: Edition, encoded: Sequence[Encoded], found: Sequence[Diagnostic]) -> Triaged:
    """Apply what the edition and the decisions say of findings.

    What lets nothing stand any more shows where all is known.
    """
    policy = _policy(loaded, encoded)
    judged = policy.apply(found)
    whole = sum(one.facts is not None for one in encoded) == len(loaded.order)
    accepted = [reading for one in encoded for reading in one.accepted]
    if not whole or not (loaded.allowances or accepted):
        return judged
    from pipeline.rules import RULES  # noqa: PLC0415 - as in _review

    stale = policy.apply(
        (*review.stale(loaded, RULES, judged.allowed), *review.idle(accepted, judged))
    )
    return Triaged((*judged.left, *stale.left), (*judged.allowed, *stale.allowed))


def _review(loaded: Edition) -> tuple[Diagnostic, ...]:
    if not loaded.gradings and not loaded.allowances:
        return ()
    from pipeline.rules import RULES  # noqa: PLC0415 - the rules of the outputs are heavy

    return tuple(review.review(loaded, RULES))


def _checked_since(
    revision: str, loaded: Edition, said: Sequence[Diagnostic], progress: Progress, workers: int
) -> Found:
    """Check an edition, and leave out what was found where the change since ``revision`` began."""
    from pipeline.triage.history import Revision  # noqa: PLC0415 - starts programs

    then = Revision.of(loaded.folder, revision)
    changed = then.changed(loaded.folder)
    if not changed:
        return Found()
    now = _checked(loaded, said, progress, workers)[1]
    with then.restored(loaded.folder, changed) as top:
        place = then.name_of(str(loaded.folder))
        before = () if top is None else _found_before(top / place, loaded, progress, workers)
        known = entries(before, lambda file: Path(file).relative_to(top or "").as_posix())
    vanished = {name for name in known if not (then.top / name).is_file()}
    rest = subtract(in_order(now.diagnostics), known, then.name_of, vanished)
    return replace(now, diagnostics=rest.new, known=rest.known)


def _found_before(
    folder: Path, loaded: Edition, progress: Progress, workers: int
) -> tuple[Diagnostic, ...]:
    """Check the same transcriptions as they were, and those that are no longer there."""
    present = {path.name for path in loaded.order}
    wanted = {path.name for path in loaded.transcriptions}
    try:
        then, said = edition.load(folder)
        chosen = tuple(p for p in then.order if p.name in wanted or p.name not in present)
        then = replace(then, transcriptions=chosen)
        found = _checked(then, said, lambda what, *of: progress(f"{what} before", *of), workers)
    except PipelineError:  # what could not be checked had no findings that anyone knew
        return ()
    return in_order(found[1].diagnostics)


def _used(loaded: Edition, encoded: tuple[Encoded, ...]) -> frozenset[str] | None:
    """Give the keys of the authority files that texts lead to, where all texts were read."""
    facts = [one.facts for one in encoded if one.facts is not None]
    if len(facts) < len(loaded.order):
        return None
    return frozenset(key for one in facts for key in one.keys)


def _publish(folder: Path, found: Found, made: dict[str, bytes]) -> None:
    failed = has_errors(found.diagnostics)
    outputs = () if failed else made
    report = Report.of(found.files, found.diagnostics, outputs, found.allowed)
    written = {
        "report.json": to_json(report).encode("ascii"),
        "report.txt": to_text(report).encode(),
    }
    if failed:
        publish.mark_stale(folder, written)
    else:
        publish.publish(folder, {**made, **written})
