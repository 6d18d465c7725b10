"""Which jobs are given to whom: to those who have what they need at hand, and in small batches."""

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
class Member:
    """A process, and the jobs it was given and has not done yet, by their places."""

    process: BaseProcess
    pipe: Connection
    given: deque[int] = field(default_factory=deque)


class Queues:
    """The places of jobs that nobody was given yet: each member's own, and those for any."""

    def __init__(
        self, homes: Sequence[Member | None], members: Sequence[Member], alone: int
    ) -> None:
        self._alone = deque(range(alone))
        self._any: deque[int] = deque()
        self._own: dict[Member, deque[int]] = {member: deque() for member in members}
        self._shares = _SHARES * len(members)
        for place, home in islice(enumerate(homes), alone, None):
            queue = self._own.get(home) if home else None
            (self._any if queue is None else queue).append(place)

    def batch(self, member: Member) -> list[int]:
        """Take what a member is to do next; nothing where all is given out."""
        if self._alone:
            return [self._alone.popleft()]
        queue = self._own.get(member) or self._any
        count = min(len(queue) // self._shares + 1, _BATCH, len(queue))
        return [queue.popleft() for _ in range(count)]

    def take_back(self, member: Member) -> None:
        """Let others do what is left of a member's, but for what it was at."""
        member.given.popleft()
        self._any.extendleft(reversed(member.given))
        self._any.extend(self._own.pop(member, ()))
        member.given.clear()
