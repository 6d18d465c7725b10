"""Run the trials, print what went wrong and a table, and write that into a page.

An interrupt ends them, and the table tells of those that were run.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pipeline.cli
import pipeline.engine.build
import pipeline.engine.rules  # noqa: F401 - so that no child has to import it
from tests.hostile.kinds import KINDS
from tests.hostile.page import write_section
from tests.hostile.trial import Outcome, attempt


def main() -> int:
    """Give 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--count", type=int, default=2_030)
    parser.add_argument("--seconds", type=float, help="stop after this time, whatever was done")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    kinds = [given.only] if given.only else list(KINDS)
    outcomes = []
    until = math.inf if given.seconds is None else time.monotonic() + given.seconds
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        for number in range(given.count):
            if time.monotonic() > until:
                break
            kind = kinds[number % len(kinds)]
            one = attempt(kind, given.seed * 1_000_000 + number // len(kinds), Path(folder))
            outcomes.append(one)
            if one.faults:
                last = ascii(one.said.strip("\n").rpartition("\n")[2][-200:])
                print(
                    f"{kind} {one.seed} {one.arguments!a}: {', '.join(one.faults)}; "
                    f"code {one.code}, {one.seconds:.1f} s, {one.size >> 20} MiB; {last}",
                    flush=True,
                )
    table = _table(outcomes)
    print(table)
    if given.page is not None:
        write_section(given.page, "hostile", table)
    return int(any(one.faults for one in outcomes))


def _table(outcomes: Sequence[Outcome]) -> str:
    rows = [
        "| kind | inputs | went wrong | most CPU, s | most memory, MiB |",
        "|---|---|---|---|---|",
    ]
    rows += [
        _row(kind, [one for one in outcomes if one.kind == kind])
        for kind in dict.fromkeys(one.kind for one in outcomes)
    ]
    return "\n".join([*rows, _row("**all**", outcomes)])


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    wrong = sum(bool(one.faults) for one in outcomes)
    seconds, size = max(one.seconds for one in outcomes), max(one.size for one in outcomes)
    return f"| {name} | {len(outcomes):,} | {wrong:,} | {seconds:.1f} | {size >> 20:,} |"


if __name__ == "__main__":
    sys.exit(main())
