"""Put thousands of single faults into finished outputs and count those that are found.

``python -m tests.benchmarks.faults FOLDER [--count 10000]``: FOLDER is what ``edition build``
made of one edition, as ``build/frus1945Berlinv02``; the faults are shared out over its formats.
Ends with status 1 where one was not found.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from pipeline import tei
from tests.verify.specimens import CHECKS, published, try_faults


def main() -> int:
    """Run the trials and print a line for each kind of fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    documents = tei.read_volume((folder / f"{folder.name}.xml").read_bytes())
    missed: list[str] = []
    for number, name in enumerate(CHECKS):
        started = time.monotonic()
        output = published(folder / folder.name, name)
        seeds = range(number, arguments.count, len(CHECKS))
        trial = try_faults(name, documents, output, seeds)
        for kind, count in sorted(trial.made.items()):
            say(f"{name:5} {kind.replace('_', ' '):40} {count:6}")
        total = f"{len(seeds) - len(trial.missed)} of {len(seeds)} found"
        say(f"{name:5} {total}, {time.monotonic() - started:.0f} s")
        missed += (f"{name} {fault}" for fault in trial.missed)
    say(*missed)
    return 1 if missed else 0


def say(*lines: str) -> None:
    """Print as the trials go on."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
