"""Which process is given which jobs, and how many at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

# Jobs are handed out in batches, that a process need not wait for each, and in small ones towards
# the end, that no process is left with many.
_BATCH, _SHARES = 16, 4


@dataclass(slots=True, eq=False)
class PoolProcess:
    """A process, and the jobs it was given and has not done yet, by their places."""

    process: BaseProcess
    pipe: Connection
    given: deque[int] = field(default_factory=deque)


class JobQueues:
    """The places of jobs that were not given out yet: those kept for a process, those for any.

    ``holders`` gives for each job the process that holds its document, if one does.
    """

    def __init__(
        self,
        holders: Sequence[PoolProcess | None],
        processes: Sequence[PoolProcess],
        alone: int,
    ) -> None:
        self._alone = deque(range(alone))
        self._any: deque[int] = deque()
        self._own: dict[PoolProcess, deque[int]] = {one: deque() for one in processes}
        self._shares = _SHARES * len(processes)
        for place, holder in islice(enumerate(holders), alone, None):
            queue = self._own.get(holder) if holder else None
            (self._any if queue is None else queue).append(place)

    def batch(self, process: PoolProcess) -> list[int]:
        """Take what a process is to do next; nothing where all is given out."""
        if self._alone:
            return [self._alone.popleft()]
        queue = self._own.get(process) or self._any
        count = min(len(queue) // self._shares + 1, _BATCH, len(queue))
        return [queue.popleft() for _ in range(count)]

    def take_back(self, process: PoolProcess) -> None:
        """Let others do what is left of a process's jobs, but for the one it was at."""
        process.given.popleft()
        self._any.extendleft(reversed(process.given))
        self._any.extend(self._own.pop(process, ()))
        process.given.clear()
