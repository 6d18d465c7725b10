"""The ordered stages: a transcription through all of them, an edition to its outputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from pipeline import checked, edition, looks, printable, publish
from pipeline.book import Styles
from pipeline.cache import Store, nothing_kept
from pipeline.checked import Found
from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.documents import Documents, Ground, Means
from pipeline.edition import Edition, lists
from pipeline.errors import ClusterError, PipelineError
from pipeline.report import Compared, Report, to_json, to_text
from pipeline.tally import Progress, Tally
from pipeline.transcription import Encoded, TranscriptionFile, take
from pipeline.triage import baseline
from pipeline.triage.known import entries, subtract
from pipeline.workers import Crew, crew_of, here

Loaded: TypeAlias = tuple[Edition, tuple[Diagnostic, ...]]
"""An edition, and what loading it had to say."""


@dataclass(frozen=True, slots=True)
class Against:
    """What the findings of a check are held against; None is what nobody asked for."""

    baseline: Path | None = None
    write_baseline: Path | None = None
    changed_since: str | None = None


def check(
    inputs: Sequence[Path],
    progress: Progress,
    workers: int | Crew,
    against: Against | None = None,
    store: Store | None = None,
) -> Report:
    """Take transcriptions through all stages up to the rules on documents.

    Only what is new is reported, where there is something to hold it against. Nothing is written
    but the baseline that ``against`` asks for, and what the ``store`` keeps for the next run.
    """
    against = against or Against()
    old = baseline.read(against.baseline) if against.baseline else None
    revision = against.changed_since
    found = Found()
    with crew_of(workers) as crew, store or nothing_kept() as kept:
        editions, strays = _editions(inputs)
        total = sum(checked.steps(loaded) for loaded, _ in editions)
        means = Means(Tally(progress, total), crew, kept)
        if revision is None:
            found = Found(diagnostics=strays) + _checked(editions, means)
        else:
            for loaded, said in editions:
                found += _checked_since(revision, loaded, said, means)
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


def encode(
    input_: Path, out: Path, progress: Progress, workers: int | Crew, store: Store | None = None
) -> Report:
    """Write the TEI of every transcription without errors to ``out/<edition>/<id>.xml``.

    Of an edition with an authority file that cannot be used, nothing is written.
    """
    with publish.opened(out) as outputs, crew_of(workers) as crew, store or nothing_kept() as kept:
        editions, strays = _editions([input_])
        found = Found(diagnostics=strays)
        means = Means(
            Tally(progress, sum(len(one.transcriptions) for one, _ in editions)), crew, kept
        )
        for loaded, said in editions:
            ground = Ground.of(loaded, said, checked.hashed(loaded, said, kept))
            documents = Documents(ground, means, write=True)
            briefs = documents.briefs
            policy = checked.policy_of(loaded, briefs)
            of_texts = {b.id: printable.wanted(b.diagnostics, formats=()) for b in briefs}
            judged = policy.apply(
                (*said, *loaded.unread(), *checked.reviewed(loaded), *chain(*of_texts.values()))
            )
            found += Found(checked.files_of(briefs), judged.left, judged.allowed)
            written = {
                f"{one.path.stem}.xml": one.tei
                for one in documents.all
                if one.tei is not None
                and not has_errors(policy.apply(of_texts[one.path.stem]).left)
            }
            # Earlier TEI with its names is worth more than new TEI without them.
            if all(one.code != lists.AUTHORITY_FILE_UNUSABLE.code for one in said):
                outputs.put(loaded.folder.resolve().name, written)
    return Report.of(found.files, found.diagnostics, allowed=found.allowed)


def build(
    input_: Path,
    out: Path,
    progress: Progress,
    workers: int | Crew,
    store: Store | None = None,
    only: Sequence[str] = (),
) -> Report:
    """Take editions through all stages and publish each that has no errors.

    ``only`` names formats to be made in place of those that the editions ask for.
    """
    outputs: list[str] = []
    from pipeline import press  # noqa: PLC0415 - checking does without the formats

    with (
        publish.opened(out) as published,
        crew_of(workers) as crew,
        here(crew) as hands,
        store or nothing_kept() as kept,
    ):
        editions, strays = _editions([input_])
        found = Found(diagnostics=strays)
        total = sum(
            checked.steps(loaded) + press.steps(_asked(loaded, only)) for loaded, _ in editions
        )
        means = Means(Tally(progress, total), crew, kept)
        for loaded, said in editions:
            ground = Ground.of(loaded, said, checked.hashed(loaded, said, kept))
            one, made = _made(ground, means, hands, only)
            folder = _folder(loaded)
            _publish(published, folder, one, made, press.left(loaded, only))
            if not has_errors(one.diagnostics):
                outputs += [str(out / folder / name) for name in made]
            found += one
    return Report.of(found.files, found.diagnostics, outputs, found.allowed)


def _made(
    ground: Ground, means: Means, hands: Crew, only: Sequence[str]
) -> tuple[Found, dict[str, bytes]]:
    """Take an edition through all stages; give what was found and, without errors, its files."""
    from pipeline import press  # noqa: PLC0415 - as in build

    asked = _asked(ground.loaded, only)
    formats = asked.plan.outputs.formats
    documents, found = checked.take(ground, means, formats=formats, write=True)
    if has_errors(found.diagnostics):
        return found, {}
    encoded = tuple(documents.restored())
    # The files of a style of its own are on this machine only.
    makers = hands if asked.plan.outputs.styles != Styles() else means.crew
    makers.open(documents.setting)
    made, discrepancies = press.make_book(asked, encoded, means, makers)
    judged = checked.policy_of(ground.loaded, encoded).apply(discrepancies)
    return found + Found((), judged.left, judged.allowed), made


def examine(transcription: Path) -> tuple[Encoded, tuple[Diagnostic, ...]]:
    """Take one transcription through its stages and give all that there is to say of it."""
    ((loaded, said),), _ = _editions([transcription])
    with crew_of(1) as crew:
        means = Means(Tally(lambda *_: None, 0), crew, nothing_kept())
        documents, found = checked.take(Ground.of(loaded, said, None), means)
    read = TranscriptionFile.read(loaded.transcriptions[0], loaded.files)
    return take(read, documents.setting), in_order(found.diagnostics)


def _asked(loaded: Edition, only: Sequence[str]) -> Edition:
    """Give the edition with the formats that were asked for."""
    if not only:
        return loaded
    outputs = replace(loaded.plan.outputs, formats=tuple(dict.fromkeys(only)))
    return replace(loaded, plan=replace(loaded.plan, outputs=outputs))


def _folder(loaded: Edition) -> str:
    """A single transcription has a folder of its own inside that of its edition."""
    whole = loaded.metadata.id
    return whole if loaded.name == whole else f"{whole}/{loaded.name}"


def _editions(inputs: Iterable[Path]) -> tuple[list[Loaded], tuple[Diagnostic, ...]]:
    """Load each edition once, with the transcriptions that are named of it, or all.

    What lies between editions and is read with none of them is named.
    """
    folders: dict[Path, Path] = {}
    names: dict[Path, set[str]] = {}
    whole: set[Path] = set()
    strays: list[Diagnostic] = []
    for input_ in inputs:
        if input_.suffix == ".txt" or input_.is_file():
            folder = edition.folder_of(input_)
            names.setdefault(folder.resolve(), set()).add(input_.name)
            found: tuple[Path, ...] = (folder,)
        else:
            found = edition.find_editions(input_)
            whole |= {folder.resolve() for folder in found}
            strays += edition.strays(input_, found) if found != (input_,) else ()
        for folder in found:
            folders.setdefault(folder.resolve(), folder)
    return [
        looks.load(folder, None if place in whole else names[place])
        for place, folder in folders.items()
    ], tuple(strays)


def _checked(editions: Sequence[Loaded], means: Means) -> Found:
    """Check one edition after the other, and prepare the next while others are at work."""
    found = Found()
    ready: dict[int, checked.Prepared] = {}

    def prepare(place: int) -> None:
        if place < len(editions):
            with suppress(PipelineError, OSError):  # it comes up again when its turn is
                ready[place] = checked.prepare(*editions[place], means.store)

    for place, (loaded, said) in enumerate(editions):
        means.crew.meanwhile(partial(prepare, place + 1))
        prepared = ready.pop(place, None) or checked.prepare(loaded, said, means.store)
        found += checked.check(prepared, means)
    return found


def _checked_since(
    revision: str, loaded: Edition, said: tuple[Diagnostic, ...], means: Means
) -> Found:
    """Check an edition, and leave out what was found where the change since ``revision`` began."""
    from pipeline.triage.history import Revision  # noqa: PLC0415 - starts programs

    then = Revision.of(loaded.folder, revision)
    changed = then.changed(loaded.folder)
    if not changed:
        return Found()
    now = checked.check(checked.prepare(loaded, said, means.store), means)
    with then.restored(loaded.folder, changed) as top:
        place = then.name_of(str(loaded.folder))
        before = () if top is None else _found_before(top / place, loaded, means)
        known = entries(before, lambda file: Path(file).relative_to(top or "").as_posix())
    vanished = {name for name in known if not (then.top / name).is_file()}
    rest = subtract(in_order(now.diagnostics), known, then.name_of, vanished)
    return replace(now, diagnostics=rest.new, known=rest.known)


def _found_before(folder: Path, loaded: Edition, means: Means) -> tuple[Diagnostic, ...]:
    """Check the same transcriptions as they were, and those that are no longer there."""
    present = {path.name for path in loaded.order}
    wanted = {path.name for path in loaded.transcriptions}
    # The folder is gone afterwards, and what would be kept of it with its name.
    means = replace(means, store=nothing_kept())
    try:
        then, said = looks.load(folder)
        chosen = tuple(p for p in then.order if p.name in wanted or p.name not in present)
        then = replace(then, transcriptions=chosen)
        found = checked.check(checked.prepare(then, said, means.store), means)
    except ClusterError:
        raise
    except PipelineError:  # what could not be checked had no findings that anyone knew
        return ()
    return in_order(found.diagnostics)


def _publish(
    published: publish.Outputs, folder: str, found: Found, made: dict[str, bytes],
    left: Iterable[str],
) -> None:  # fmt: skip
    failed = has_errors(found.diagnostics)
    outputs = () if failed else made
    report = Report.of(found.files, found.diagnostics, outputs, found.allowed)
    written = {
        "report.json": to_json(report).encode("ascii"),
        "report.txt": to_text(report).encode(),
    }
    if failed:
        published.mark_stale(folder, written)
    else:
        published.publish(folder, {**made, **written}, left)
