"""Fuzz the targets one after the other, print what was found and a table."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.fuzz import running, seeds
from tests.fuzz.parts import PARTS
from tests.fuzz.targets import TARGETS
from tests.hostile.page import write_section

ROOT = Path(__file__).resolve().parents[2]
_SLOWEST, _LARGEST = 120, 2_048  # seconds by the clock and MiB that one input may take
# Bytes of an input. The parts are small, and so is what they are mostly given.
_LONGEST = {
    "DOCX reader": 1 << 16, "EPUB reader": 1 << 16, "PDF reader": 1 << 18,
    **dict.fromkeys(PARTS, 1 << 9), "dates": 1 << 8, "references": 1 << 8,
}  # fmt: skip
_COUNT = re.compile(r"stat::number_of_executed_units:\s*([0-9]+)")
_AT_ANY = re.compile(r"^#([0-9]+)\t.*?cov: ([0-9]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one target, with the executions of all runs that its corpus has had."""

    target: str
    executions: int
    places: int
    inputs: int
    faults: tuple[Path, ...]


def main() -> int:
    """Give 1 where a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=3_600, help="for all targets together")
    parser.add_argument("--only", choices=TARGETS, action="append")
    parser.add_argument("--corpus", type=Path, default=ROOT / ".fuzz")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    names = given.only or list(TARGETS)
    outcomes = [fuzz(name, given.corpus, max(given.seconds // len(names), 1)) for name in names]
    for one in outcomes:
        for path in one.faults:
            told = path.with_suffix(".txt")
            last = told.read_text().splitlines()[-1:] if told.exists() else []
            print(f"{one.target}: {path}: {''.join(last) or 'too slow or too large'!a}")
    table = _table(outcomes)
    print(table)
    if given.page is not None:
        write_section(given.page, "fuzz", table)
    return int(any(one.faults for one in outcomes))


def fuzz(target: str, top: Path, seconds: int) -> Outcome:
    """Fuzz one target in a process of its own; its corpus grows below ``top``."""
    name = target.replace(" ", "-")
    corpus, faults = top / name, top / "faults" / name
    for folder in (corpus, faults):
        folder.mkdir(parents=True, exist_ok=True)
    for data in seeds.of(target):
        (corpus / sha256(data).hexdigest()[:20]).write_bytes(data)
    options = (
        str(corpus), f"-max_total_time={seconds}", f"-timeout={_SLOWEST}",
        f"-rss_limit_mb={_LARGEST}", f"-max_len={_LONGEST.get(target, 1 << 12)}",
        f"-artifact_prefix={faults}/", "-print_final_stats=1", "-close_fd_mask=1",
    )  # fmt: skip
    said = running.fuzz(target, faults, options)
    steps = _AT_ANY.findall(said)
    counted = _COUNT.search(said)
    if not steps and not counted:
        raise SystemExit(f"{target}: the fuzzer does not run\n{said[-3000:]}")
    executions = _counted(top, name, int(counted[1] if counted else steps[-1][0]))
    found = tuple(path for path in sorted(faults.iterdir()) if path.suffix != ".txt")
    places = int(steps[-1][1]) if steps else 0
    return Outcome(target, executions, places, len(list(corpus.iterdir())), found)


def _counted(top: Path, name: str, more: int) -> int:
    """Add the executions of this run to those of the runs before; give the sum."""
    path = top / "executions" / name
    path.parent.mkdir(exist_ok=True)
    count = more + (int(path.read_text()) if path.exists() else 0)
    path.write_text(f"{count}\n")
    return count


def _table(outcomes: list[Outcome]) -> str:
    rows = [
        "| target | executions | places of the code reached | inputs kept | faults |",
        "|---|---|---|---|---|",
    ]
    rows += [
        f"| {one.target} | {one.executions:,} | {one.places:,} | {one.inputs:,} "
        f"| {len(one.faults)} |"
        for one in outcomes
    ]
    total = sum(one.executions for one in outcomes)
    faults = sum(len(one.faults) for one in outcomes)
    return "\n".join([*rows, f"| **all** | {total:,} | | | {faults} |"])


if __name__ == "__main__":
    sys.exit(main())
