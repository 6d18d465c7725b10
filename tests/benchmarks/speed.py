"""How fast: the commands on the first edition, encoding on volumes, growth with the notes.

    python -m tests.benchmarks.speed [VOLUMES]

``VOLUMES`` is a folder of editions. Times of encoding are CPU time of one process; times of the
commands are wall-clock, process start included, the median of several runs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline import edition, encode
from pipeline.engine.stages import EditionContext
from pipeline.normalize import normalize

RUNS = 7


def commands() -> Iterator[tuple[str, float]]:
    """Yield commands on ``input/`` and the seconds they take."""
    with tempfile.TemporaryDirectory() as out:
        for arguments in (["--help"], ["check"], ["build", "--out", out]):
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "pipeline", *arguments], check=True, capture_output=True
                )
                times.append(time.perf_counter() - start)
            yield f"edition {arguments[0]}", statistics.median(times)


def documents(folder: Path) -> Iterator[float]:
    """Yield the seconds that normalizing and encoding take for each document of an edition."""
    loaded, _ = edition.load(folder)
    setting = EditionContext.of(loaded).encoding
    for path in loaded.order:
        data = path.read_bytes()
        start = time.process_time()
        source, _ = normalize(data, path.name)
        encode.encode(source, path.stem, setting)
        yield time.process_time() - start


def notes(count: int) -> float:
    """Time a document of ``count`` notes."""
    words = " ".join(f"word{n}" for n in range(1, count + 1))
    listed = "".join(f"  {n}. Note {n} speaks of it.\n" for n in range(1, count + 1))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "d1.txt").write_text(f"1. A Title\n\n{words}\n{listed}", encoding="utf-8")
        return sum(documents(Path(folder)))


def main(volumes: Path | None) -> None:
    """Print a table."""
    for command, seconds in commands():
        print(f"{command:32}{seconds:8.3f} s")
    notes(10)  # what is read once is not counted
    for count in (10, 100, 1_000, 10_000):
        print(f"{count:6} notes{'':20}{notes(count):8.3f} s")
    if volumes is None:
        return
    everything: list[float] = []
    for folder in edition.find_editions(volumes):
        times = list(documents(folder))
        everything += times
        print(f"{folder.name:26}{len(times) / sum(times):8.0f} documents a second")
    rate = len(everything) / sum(everything)
    print(f"{len(everything)} documents: {rate:.0f} a second; the slowest {max(everything):.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
