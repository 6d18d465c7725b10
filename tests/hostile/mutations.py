"""Spoil published transcriptions: no traceback, no word lost or moved, or a finding that refuses.

``python -m tests.hostile.mutations FOLDER... [--count 200000] [--seed 1] [--seconds N] [--page FILE]``

A folder holds the volumes of one corpus. Each mutation is a transcription drawn at random among the
short ones, with a transcriber's slips, pieces that were moved or taken out, odd characters, or all of
that. The stages that need no other document work on it, and ``tests/promises.py`` holds the rest.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from pipeline import edition
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from tests.hostile import words
from tests.hostile.page import write_section
from tests.promises import BrokenPromiseError, hold
from tests.slips.slips import slipped

_SHORT = 4_000
_MOST = 6


def main() -> int:
    """Give 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.mutations")
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, help="stop after this time, whatever was done")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    volumes = [
        (corpus.name, volume)
        for corpus in given.corpora
        for volume in sorted(path for path in corpus.iterdir() if path.is_dir())
    ]
    until = None if given.seconds is None else time.monotonic() + given.seconds
    seen: dict[str, Counter[str]] = {corpus.name: Counter() for corpus in given.corpora}
    for place, (corpus, volume) in enumerate(volumes):
        share = given.count * (place + 1) // len(volumes) - given.count * place // len(volumes)
        left = None if until is None else (until - time.monotonic()) / (len(volumes) - place)
        _spoil(volume, Random(f"{volume.name} {given.seed}"), share, left, seen[corpus])
    table = _table(seen)
    print(table)
    if given.page is not None:
        write_section(given.page, "mutations", table)
    return int(any(one["wrong"] for one in seen.values()))


def _spoil(
    volume: Path, random: Random, count: int, seconds: float | None, seen: Counter[str]
) -> None:
    """Try so many mutations of the short transcriptions of a volume, for so long at most."""
    loaded, _ = edition.load(volume)
    context = EditionContext.of(loaded)
    short = [path for path in loaded.order if path.stat().st_size <= _SHORT]
    until = None if seconds is None else time.monotonic() + seconds
    for number in range(count if short else 0):
        if until is not None and time.monotonic() > until:
            return
        path = random.choice(short)
        data = _mutated(path.read_text(encoding="utf-8"), random)
        try:
            work = run_stages(TranscriptionFile(path, data), context)
            hold(work, data)
        except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
            seen["wrong"] += 1
            told = "" if isinstance(error, BrokenPromiseError) else traceback.format_exc()
            print(f"{path} ({number}): {error!a}\n{told}{data!r}", flush=True)
        else:
            seen["refused" if work.tei is None else "encoded"] += 1


def _mutated(text: str, random: Random) -> bytes:
    kind = random.randrange(3)
    if kind != 1:
        text = slipped(text, random.randint(1, _MOST), random)
    if kind != 0:
        text = words.spoil(text, random, random.randint(1, _MOST))
    return text.encode("utf-8", "surrogatepass")


def _table(seen: dict[str, Counter[str]]) -> str:
    rows = [
        "| corpus | mutations | encoded whole | refused by a finding | went wrong |",
        "|---|---|---|---|---|",
    ]
    whole = Counter[str]()
    for counts in seen.values():
        whole += counts
    return "\n".join([*rows, *(_row(*one) for one in seen.items()), _row("**all**", whole)])


def _row(name: str, counts: Counter[str]) -> str:
    kinds = ("encoded", "refused", "wrong")
    return f"| {name} | {counts.total():,} | {' | '.join(f'{counts[one]:,}' for one in kinds)} |"


if __name__ == "__main__":
    sys.exit(main())
