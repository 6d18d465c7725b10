"""Whole commands, each in a process of its own: growth, workers, what changed, outputs."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from pipeline import edition
from pipeline.engine import commands
from pipeline.engine.cache.store import Cache
from pipeline.engine.processes import ProcessPool
from tests.benchmarks.table import Amount, Row

SIZES = (100, 1_000)
BOOK = 282
FORMATS = ("docx", "epub", "html", "pdf")
_HERE = f"{os.sep}pipeline{os.sep}"
_INTERVAL = 0.005


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took; ``memory`` is the peak of the largest process, in MB."""

    seconds: float
    cpu: float
    memory: float
    shares: dict[str, float]


def measured(
    command: str,
    folder: Path,
    workers: int,
    store: Path | None = None,
    out: Path | None = None,
    only: str = "",
) -> Run:
    """Run a command in a process of its own; one worker has one core."""
    arguments = [command, str(folder), str(workers), str(store or ""), str(out or ""), only]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.runs", *arguments], check=True, capture_output=True
    )
    return Run(**json.loads(done.stdout))


def main(command: str, folder: str, workers: str, store: str, out: str, only: str) -> None:
    """Be that process."""
    if workers == "1":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    begun = time.perf_counter()
    kept = Cache(Path(store)) if store else None
    shares: dict[str, float] = {}
    if command == "build":
        formats = only.split(",") if only else []
        report = commands.build(
            Path(folder), Path(out), lambda *_: None, ProcessPool(int(workers)), kept, formats
        )
        assert report.summary.outputs, "the edition has errors"
    else:
        if command == "profile":
            shares = sampled()
        commands.check([Path(folder)], lambda *_: None, ProcessPool(int(workers)), None, kept)
        signal.setitimer(signal.ITIMER_PROF, 0)
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    memory = max(peak(), others.ru_maxrss / 1024)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": memory, "shares": shares}))


def sampled() -> dict[str, float]:
    """Count from now on, in CPU time, which function of ours is at work, itself or by a library."""
    counts: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None and _HERE not in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is not None:
            module = frame.f_code.co_filename.rpartition(_HERE)[2].removesuffix(".py")
            counts[f"{module}:{frame.f_code.co_qualname}"] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)
    return counts  # type: ignore[return-value]  # grows


def peak() -> float:
    """Give the peak memory of this process in MB; ``ru_maxrss`` would count what started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").split("\n")
    line = next(one for one in status if one.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def sample(volumes: Path, wanted: int, target: Path) -> Path:
    """Copy as many documents as ``wanted``, whole editions first and a part of the last."""
    left = wanted
    for folder in edition.find_editions(volumes):
        order = edition.load(folder)[0].order[:left]
        (target / folder.name).mkdir(parents=True)
        for path in (*order, *folder.glob("*.xml")):
            shutil.copy(path, target / folder.name)
        left -= len(order)
        if not left:
            break
    return target


def nearest(volumes: Path, documents: int) -> Path:
    """Give the edition with about so many documents."""
    return min(
        edition.find_editions(volumes), key=lambda one: abs(Amount.of(one).documents - documents)
    )


def start(_: Path, __: Path) -> Iterator[Row]:
    """Start the program for nothing but its help; the best of several."""
    command = [sys.executable, "-m", "pipeline", "--help"]
    times = []
    for _n in range(7):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    yield Row("edition --help", sorted(times)[3], "", "the median of seven")


def growth(volumes: Path, work: Path) -> Iterator[Row]:
    """Check more and more documents; compare time a MB, and memory, with the smallest sample."""
    first: tuple[float, float] | None = None
    whole = Amount.of(volumes).documents
    for size in (*(size for size in SIZES if size < whole), None):
        folder = volumes if size is None else sample(volumes, size, work / f"{size}")
        amount = Amount.of(folder)
        done = measured("check", folder, 2)
        each = done.seconds / amount.bytes
        first = first or (each, done.memory)
        what = f"check of {amount.documents:,} documents"
        yield Row(
            what, done.seconds, amount.rate(done.seconds),
            f"{each / first[0]:.2f} the time a MB, {done.memory / first[1]:.2f} the memory"
            f" ({done.memory:.0f} MB)",
        )  # fmt: skip


def changes(volumes: Path, work: Path) -> Iterator[Row]:
    """Check everything with one process and two, then again, then with one document changed."""
    folder, amount, store = work / "all", Amount.of(volumes), work / "store"
    shutil.copytree(volumes, folder)

    def row(what: str, done: Run, ratio: str) -> Row:
        bar = what.removeprefix("check, ").removeprefix("check ")
        return Row(what, done.seconds, amount.rate(done.seconds), ratio, bar)

    alone = measured("check", folder, 1)
    yield row("check, one worker on one core", alone, "1")
    two = measured("check", folder, 2)
    yield row("check, two workers", two, f"{alone.seconds / two.seconds:.2f} times as fast as one")
    full = measured("check", folder, 2, store)
    ratio = f"{full.seconds / two.seconds:.2f} the time without keeping"
    yield row("check, two workers, all kept for the next run", full, ratio)
    again = measured("check", folder, 2, store)
    ratio = f"{full.seconds / again.seconds:.0f} times as fast"
    yield row("check again, nothing changed", again, ratio)
    for what, words in (("a word", "Coal."), ("a page", "\n[Page 9999]\n\nCoal.\n")):
        change(edition.find_editions(folder)[-1], words)
        changed = measured("check", folder, 2, store)
        ratio = f"{100 * changed.seconds / full.seconds:.1f} % of the full check"
        yield row(f"check again, {what} added to one document", changed, ratio)


def profile(volumes: Path, _: Path) -> Iterator[Row]:
    """Say which functions the time of a check goes into."""
    done = measured("profile", nearest(volumes, BOOK), 1)
    total = sum(done.shares.values())
    largest = sorted(done.shares.items(), key=lambda one: -one[1])[:5]
    said = ", ".join(f"{name} {100 * count / total:.0f} %" for name, count in largest)
    yield Row("profile of a check: the functions at work most", None, "", said)


def builds(volumes: Path, work: Path) -> Iterator[Row]:
    """Build one edition: with one worker and two, again, with one document changed, by format."""
    folder, amount = _prepared(nearest(volumes, BOOK), work / "book")
    store, out = work / "books", work / "out"
    alone = measured("build", folder, 1, None, work / "alone")
    yield Row("build of all formats, one worker on one core", alone.seconds, "", "1")
    full = measured("build", folder, 2, store, out)
    ratio = f"{alone.seconds / full.seconds:.2f} times as fast, {full.memory:.0f} MB at most"
    what = f"build of all formats, {amount.documents} documents, two workers"
    yield Row(what, full.seconds, amount.rate(full.seconds), ratio)
    again = measured("build", folder, 2, store, out)
    yield Row("build again, nothing changed", again.seconds, "", _part(again, full))
    change(folder, "Coal.")
    books = measured("build", folder, 2, store, out)
    yield Row("build again, one document changed", books.seconds, "", _part(books, full))
    _settle(folder, per_document=True)
    singles = measured("build", folder, 2, store, out)
    what = "single documents besides, in three formats each"
    yield Row(what, singles.seconds, amount.rate(singles.seconds), "")
    change(folder, "Coal.")
    _settle(folder)
    measured("build", folder, 2, store, out)
    _settle(folder, per_document=True)
    one = measured("build", folder, 2, store, out)
    yield Row("single documents again, one changed", one.seconds, "", _part(one, singles))
    both, all_ = books.seconds + one.seconds, full.seconds + singles.seconds
    ratio = f"{100 * both / all_:.1f} % of the full build"
    yield Row("books and single documents, one changed", both, "", ratio)
    _settle(folder)
    yield from _by_format(folder, work)


def _by_format(folder: Path, work: Path) -> Iterator[Row]:
    for name in FORMATS:
        store, out = work / name, work / "out"
        full = measured("build", folder, 2, store, out, name)
        yield Row(f"build --only {name}", full.seconds, "", "1")
        change(folder, "Coal.")
        changed = measured("build", folder, 2, store, out, name)
        what = f"build --only {name} again, one document changed"
        yield Row(what, changed.seconds, "", _part(changed, full))


def _part(done: Run, full: Run) -> str:
    return f"{100 * done.seconds / full.seconds:.1f} % of the full build"


def change(folder: Path, words: str) -> None:
    """Add ``words`` to a document in the middle of an edition."""
    order = edition.load(folder)[0].order
    path = order[len(order) // 2]
    path.write_bytes(path.read_bytes() + words.encode())


def _prepared(volume: Path, target: Path) -> tuple[Path, Amount]:
    """Copy an edition, so that nothing keeps it from being built."""
    folder = sample(volume, BOOK * 10, target) / volume.name
    _settle(folder)
    return folder, Amount.of(folder)


def _settle(folder: Path, *, per_document: bool = False) -> None:
    settings = folder / "edition.toml"
    if not settings.exists():
        errors = commands.check([folder], lambda *_: None, ProcessPool()).diagnostics
        codes = sorted({one.code for one in errors if one.severity.value == "error"})
        (folder.parent / "severity.toml").write_text(
            "".join(f'{code} = "warning"\n' for code in codes)
        )
    single = str(per_document).lower()
    lowered = (folder.parent / "severity.toml").read_text(encoding="utf-8")
    settings.write_text(
        f'[edition]\ntitle = "A Volume"\n[outputs]\nper_document = {single}\n[severity]\n{lowered}',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
