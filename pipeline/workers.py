"""Documents over processes, results in the order of the edition."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeAlias

from pipeline.edition import Edition
from pipeline.errors import PipelineError
from pipeline.transcription import Encoded, Setting, take

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

# Starting a process costs as much as encoding about this many documents.
_WORTH_A_PROCESS = 40


def take_all(edition: Edition, progress: Progress, workers: int) -> tuple[Encoded, ...]:
    """Take every transcription of ``edition`` through its stages; ``workers`` 0 is one a core."""
    paths = edition.transcriptions
    count = min(workers or os.cpu_count() or 1, len(paths) // _WORTH_A_PROCESS + 1)
    found: list[Encoded] = []
    for done, one in enumerate(_each(edition, paths, count), 1):
        found.append(one)
        progress(edition.name, done, len(paths))
    return tuple(found)


def _each(edition: Edition, paths: tuple[Path, ...], count: int) -> Iterator[Encoded]:
    if count == 1:
        setting = Setting.of(edition)
        yield from (take(path, setting) for path in paths)
        return
    with ProcessPoolExecutor(count, initializer=_start, initargs=(edition,)) as pool:
        try:
            yield from pool.map(_take, paths, chunksize=8)
        except BrokenProcessPool as error:
            raise PipelineError(
                f"{edition.folder}: a worker was stopped from outside (out of memory?); "
                "run again with --workers 1"
            ) from error


class _Worker:
    """What one process knows from its start to its end."""

    setting: Setting


def _start(edition: Edition) -> None:
    _Worker.setting = Setting.of(edition)


def _take(path: Path) -> Encoded:
    return take(path, _Worker.setting)
