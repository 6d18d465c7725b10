"""A crew of processes of this machine."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context
from pathlib import Path
from typing import Any, Self, TypeVar

from pipeline.checks import EditionIndex
from pipeline.pickled import pickled
from pipeline.transcription import Setting
from pipeline.workbench import Job, Workbench
from pipeline.workers.crew import Crew, Lost
from pipeline.workers.queues import Member, Queues
from pipeline.workers.work import work

T_co = TypeVar("T_co", covariant=True)

# Starting a process costs as much as so many jobs.
_WORTH_A_PROCESS = 40


def crew_of(workers: int | Crew) -> Crew:
    """Give so many processes of this machine, unless a crew is there."""
    return Processes(workers) if isinstance(workers, int) else workers


def here(crew: Crew) -> Processes:
    """Give processes of this machine: those of ``crew``, if it is such."""
    return crew if isinstance(crew, Processes) else Processes(0)


class Processes:
    """A crew of processes, or this one where there is little to do; ``count`` 0 is one a core."""

    def __init__(self, count: int) -> None:
        self._count = count or os.cpu_count() or 1
        self._members: list[Member] = []
        self._homes: dict[Path, Member] = {}
        self._told: list[bytes] = []
        self._bench: Workbench | None = None
        self._meanwhile: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        """Give the crew; processes are started once there is work for them."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all processes at once; what they had to tell was heard."""
        for member in self._members:
            member.process.kill()
            member.process.join()
            member.pipe.close()
        self._members.clear()

    def open(self, setting: Setting) -> None:
        """Begin with another edition."""
        self._bench = Workbench(setting)
        self._homes.clear()
        self._told.clear()
        self._tell(setting)

    def show(self, index: EditionIndex) -> None:
        """Let the jobs to come know the edition as a whole."""
        assert self._bench is not None  # noqa: S101 - an edition was opened
        self._bench.index = index
        self._tell(index)

    def meanwhile(self, action: Callable[[], None]) -> None:
        """Do ``action`` here as soon as all processes are busy."""
        self._meanwhile = action

    def do(self, jobs: Sequence[Job[T_co]], alone: int = 0) -> Iterator[tuple[int, T_co | Lost]]:
        """Do ``jobs``; yield the place and the outcome of each as soon as it is done."""
        worth = alone + 1 + (len(jobs) - alone) // _WORTH_A_PROCESS
        count = min(self._count, worth, max(len(jobs), 1))
        # Typst leaves threads behind, and no process can be started from one that has such.
        if self._count == 1 or (count == 1 and not alone):
            assert self._bench is not None  # noqa: S101 - an edition was opened
            yield from ((place, job.do(self._bench)) for place, job in enumerate(jobs))
            return
        while len(self._members) < count:
            self._members.append(self._start())
        yield from self._spread(jobs, alone)

    def _spread(self, jobs: Sequence[Job[Any]], alone: int) -> Iterator[tuple[int, Any]]:
        queues = Queues([self._homes.get(job.path) for job in jobs], self._members, alone)
        while True:
            for member in tuple(self._members):
                if not member.given and (places := queues.batch(member)):
                    self._give(member, places, jobs)
            busy = {member.pipe: member for member in self._members if member.given}
            if not busy:
                return
            if self._meanwhile is not None:
                action, self._meanwhile = self._meanwhile, None
                action()
            for pipe in connection.wait(list(busy)):
                member = next(one for one in busy.values() if one.pipe is pipe)
                yield self._hear(member, queues, jobs)

    def _give(self, member: Member, places: Sequence[int], jobs: Sequence[Job[Any]]) -> None:
        if not member.process.is_alive():  # it was stopped while it had nothing to do
            member, _ = self._replace(member)
        member.given.extend(places)
        _send(member, pickled([jobs[place] for place in places]))

    def _hear(self, member: Member, queues: Queues, jobs: Sequence[Job[Any]]) -> tuple[int, Any]:
        place = member.given[0]
        try:
            done = pickle.loads(member.pipe.recv_bytes())  # noqa: S301 - of our own process
        except (EOFError, OSError):
            _, how = self._replace(member)
            queues.take_back(member)
            return place, Lost(how)
        if isinstance(done, Exception):
            raise done
        member.given.popleft()
        self._homes[jobs[place].path] = member
        return place, done

    def _tell(self, thing: Setting | EditionIndex) -> None:
        message = pickled(thing)
        self._told.append(message)
        for member in self._members:
            _send(member, message)

    def _start(self) -> Member:
        ours, theirs = get_context().Pipe()
        process = get_context().Process(target=work, args=(theirs,), daemon=True)
        with _interrupts_put_off():
            process.start()
        theirs.close()
        member = Member(process, ours)
        for message in self._told:
            _send(member, message)
        return member

    def _replace(self, member: Member) -> tuple[Member, str]:
        """Start a process in the place of one that was stopped; tell how it was."""
        member.process.join()
        member.pipe.close()
        new = self._start()
        self._members[self._members.index(member)] = new
        code = member.process.exitcode or 0
        return new, f"signal {-code}" if code < 0 else f"exit code {code}"


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Let an interrupt wait: what Python calls while a process is started would swallow it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        signal.raise_signal(signal.SIGINT)


def _send(member: Member, message: bytes) -> None:
    with suppress(OSError):  # that it was stopped shows when it is heard
        member.pipe.send_bytes(message)
