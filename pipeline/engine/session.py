"""What a run works with, and its way of doing jobs: what the cache has is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pipeline.engine.cache import Cache, no_cache
from pipeline.engine.executor import Executor, StoppedJob
from pipeline.engine.jobs import Job

S = TypeVar("S")
T = TypeVar("T")

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many steps of the run are done, and how many there are."""


class ProgressCounter:
    """Adds up the steps of a run, of which about ``total`` are expected."""

    def __init__(self, show: Progress, total: int) -> None:
        self._show = show
        self._total = total
        self._done = 0

    def __call__(self, what: str, steps: int) -> None:
        """Show that ``what`` is being done, and that so many more ``steps`` are done."""
        self._done += steps
        self._show(what, self._done, max(self._done, self._total))


@dataclass(frozen=True, slots=True)
class Session:
    """The executor, the cache and the progress of one run."""

    executor: Executor
    cache: Cache
    progress: ProgressCounter

    def results(
        self,
        jobs: Sequence[tuple[Job[S, T], bytes]],
        shared: S,
        kind: type[T],
        what: str,
        stored: Callable[[T], T | None] = lambda result: result,
        long: Sequence[str] = (),
    ) -> list[T | StoppedJob]:
        """Give the result of each of ``jobs``, which come with their keys in the cache.

        An empty key is that of a result which is not kept. ``stored`` gives what of a new result
        is put into the cache, if anything. ``what`` is shown as being done, with those of ``long``
        that are: the names of the first jobs, which take long. ``shared`` is what all jobs need.
        """
        found: list[T | StoppedJob | None] = [
            self.cache.get(key, kind) if key else None for _, key in jobs
        ]
        new = [place for place, one in enumerate(found) if one is None]
        names = [long[place] for place in new if place < len(long)]
        waiting = list(names)
        self._show(what, waiting, len(jobs) - len(new))
        given = [jobs[place][0] for place in new]
        for number, result in self.executor.run(given, shared, len(names)):
            found[new[number]] = result
            key = jobs[new[number]][1]
            if key and not isinstance(result, StoppedJob):
                kept = stored(result)
                if kept is not None:
                    self.cache.put(key, kept)
            if number < len(names):
                waiting.remove(names[number])
            self._show(what, waiting, 1)
        return [one for one in found if one is not None]

    def _show(self, what: str, waiting: Sequence[str], steps: int) -> None:
        self.progress(f"{what}: {', '.join(waiting)}" if waiting else what, steps)


@contextmanager
def open_session(
    progress: Progress, total: int, executor: Executor, cache: Cache | None
) -> Iterator[Session]:
    """Start executor and cache; ``total`` are the steps of the session's progress."""
    with executor as started, cache or no_cache() as opened:
        yield Session(started, opened, ProgressCounter(progress, total))
