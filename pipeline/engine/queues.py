"""Which worker is given which jobs, and how many at once: a process, or a worker of a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Generic, TypeVar

# Jobs are handed out in batches, that a worker need not wait for each, and in small ones towards
# the end, that none is left with many.
_BATCH, _SHARES = 16, 4

W = TypeVar("W")


class JobQueues(Generic[W]):
    """The places of jobs that nobody was given yet, by the worker that holds their documents.

    ``holders`` gives that worker for each job, or None. The first jobs, as many as ``alone``, are
    handed out one by one.
    """

    def __init__(self, holders: Sequence[W | None], alone: int) -> None:
        self._alone = deque(range(alone))
        self._queues: dict[W | None, deque[int]] = {None: deque()}
        self.left = len(holders)
        for place, holder in islice(enumerate(holders), alone, None):
            self._queues.setdefault(holder, deque()).append(place)

    def most_behind(self) -> W | None:
        """Give the worker with most to do, so that all are done at the same time; None is any."""
        if self._alone:
            return None
        return max(self._queues, key=lambda one: len(self._queues[one]))

    def batch(self, worker: W | None, workers: int) -> list[int]:
        """Take what ``worker``, one of so many, does next: its own jobs, then those of nobody."""
        if self._alone:
            self.left -= 1
            return [self._alone.popleft()]
        queue = self._queues.get(worker) or self._queues[None]
        count = min(self.left // (_SHARES * workers) + 1, _BATCH, len(queue))
        self.left -= count
        return [queue.popleft() for _ in range(count)]

    def give_up(self, worker: W, given: Sequence[int]) -> None:
        """Queue again the jobs that a lost worker was ``given`` or held, for other workers."""
        self.left += len(given)
        self._queues[None].extendleft(reversed(given))
        self._queues[None].extend(self._queues.pop(worker, ()))
