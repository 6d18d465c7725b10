"""Seed one known fault at a time into published transcriptions and count what is found.

    python tools/seed_faults.py VOLUMES --count 200 --seed 1 --table docs/faults.md

``VOLUMES`` is a folder of published volumes. For each kind of fault ``--count`` places are drawn
among all places of all volumes where it would be one; the fault is put there, in the raw text,
and what ``edition check`` then says of the volume is compared with what it said before.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from faults import characters, notes, pages, structure
from faults.table import Row, Trial, totals, write
from faults.transcription import Kind, Transcription
from faults.volume import Volume

KINDS = (
    *notes.KINDS, *pages.PAGE_KINDS, *pages.REFERENCE_KINDS, *structure.KINDS, *characters.KINDS,
    notes.UNKNOWABLE, pages.UNKNOWABLE,
)  # fmt: skip
_TRIES = 60


class _Shelf:
    """What the processes share: the volumes, and every document with its volume."""

    volumes: tuple[Volume, ...]
    texts: tuple[tuple[int, Transcription], ...]
    seed: str


def try_kind(place: int, count: int) -> tuple[int, tuple[Trial, ...]]:
    """Seed ``count`` faults of one kind; give how many places there were, too."""
    kind = KINDS[place]
    weights = [len(kind.places(text)) for _, text in _Shelf.texts]
    trials = list(_trials(kind, weights, count)) if any(weights) else []
    return sum(weights), tuple(trials)


def _trials(kind: Kind, weights: list[int], count: int) -> Iterator[Trial]:
    random = Random(f"{_Shelf.seed} {kind.name}")  # noqa: S311 - drawn to be drawn again
    with TemporaryDirectory() as folder:
        for _ in range(count):
            for _ in range(_TRIES):
                volume, text = random.choices(_Shelf.texts, weights)[0]
                fault = kind.make(text, random.choice(kind.places(text)), random)
                if fault is not None:
                    outcome = _Shelf.volumes[volume].seed(text.id, fault, kind.codes, Path(folder))
                    yield Trial(_Shelf.volumes[volume].name, text.id, fault, outcome)
                    break


def main() -> int:
    """Seed, count, write the table; status 1 where less is found than is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("volumes", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--kind", default="", help="only kinds whose name holds this")
    parser.add_argument("--table", type=Path, help="the page whose table is written anew")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    arguments = parser.parse_args()
    folders = sorted(path for path in arguments.volumes.iterdir() if path.is_dir())
    _Shelf.seed = arguments.seed
    _Shelf.volumes = tuple(Volume(folder) for folder in folders)
    _Shelf.texts = tuple(
        (place, text)
        for place, volume in enumerate(_Shelf.volumes)
        for text in volume.transcriptions()
    )
    chosen = [place for place, kind in enumerate(KINDS) if arguments.kind in kind.name]
    rows = []
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        tried = pool.map(try_kind, chosen, [arguments.count] * len(chosen))
        for place, (places, trials) in zip(chosen, tried, strict=True):
            row = Row(KINDS[place], places, trials)
            rows.append(row)
            print(row.line(), flush=True)
            if arguments.misses and row.right < len(trials):
                print(*row.misses(), sep="\n", flush=True)
    if arguments.table:
        write(arguments.table, rows, arguments.seed, len(_Shelf.texts))
    return totals(rows)


if __name__ == "__main__":
    sys.exit(main())
