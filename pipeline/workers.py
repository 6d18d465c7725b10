"""Jobs over processes; what comes of them does not depend on how many there are.

A process that is stopped from outside is the failure of the job it was at; another takes its place
and goes on with the rest.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from pipeline.diagnostics import Rule, Severity
from pipeline.integrity import EditionIndex
from pipeline.pickled import pickled
from pipeline.transcription import Setting
from pipeline.workbench import Job, Workbench

T_co = TypeVar("T_co", covariant=True)

# Starting a process costs as much as so many jobs.
_WORTH_A_PROCESS = 40
# Jobs are handed out in batches, that a process need not wait for each, and in small ones towards
# the end, that no process is left with many.
_BATCH, _SHARES = 16, 4
# Trees of documents hold no cycles; looking for some takes a twentieth of the time.
SELDOM = 50_000


def check_stopped(how: str, what: str = "this transcription") -> str:
    """The process at work on a transcription or an output was stopped from outside.

    Nothing is known of it, so that nothing is published; all the rest was done to the end.

    Example: the system had no memory left and stopped the process, or somebody did.

    To mend it, run again; where it comes back, run with ``--workers 1`` or give the machine more
    memory.
    """
    return f"the process at work on {what} was stopped ({how})"


RULES = (Rule("T010", "work-stopped", Severity.ERROR, check_stopped),)
(STOPPED,) = RULES


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a job whose process was stopped; ``how`` says by what."""

    how: str


class Crew(Protocol):
    """Those who do jobs, wherever they are.

    Start it with ``with``: whatever happens, nobody is left at work for it.
    """

    def __enter__(self) -> Self:
        """Give the crew, ready to open an edition."""

    def __exit__(self, *_: object) -> None:
        """Let all go, whatever they are at."""

    def open(self, setting: Setting) -> None:
        """Begin with another edition; what was at hand of the one before is put away."""

    def show(self, index: EditionIndex) -> None:
        """Let the jobs to come know the edition as a whole."""

    def meanwhile(self, action: Callable[[], None]) -> None:
        """Do ``action`` here as soon as all are busy; perhaps never."""

    def do(self, jobs: Sequence[Job[T_co]], alone: int = 0) -> Iterator[tuple[int, T_co | Lost]]:
        """Do ``jobs``; yield the place and the outcome of each as soon as it is done.

        A job goes, where it can, to whoever did the job before on the same transcription and has
        what was made of it at hand. The first, as many as ``alone`` says, take so long that each is
        handed out by itself.
        """


def crew_of(workers: int | Crew) -> Crew:
    """Give so many processes of this machine, unless a crew is there."""
    return Processes(workers) if isinstance(workers, int) else workers


def here(crew: Crew) -> Processes:
    """Give processes of this machine: those of ``crew``, if it is such."""
    return crew if isinstance(crew, Processes) else Processes(0)


@dataclass(slots=True, eq=False)
class _Member:
    """A process, and the jobs it was given and has not done yet, by their places."""

    process: BaseProcess
    pipe: Connection
    given: deque[int] = field(default_factory=deque)


class Processes:
    """A crew of processes, or this one where there is little to do; ``count`` 0 is one a core."""

    def __init__(self, count: int) -> None:
        self._count = count or os.cpu_count() or 1
        self._members: list[_Member] = []
        self._homes: dict[Path, _Member] = {}
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
        queues = _Queues([self._homes.get(job.path) for job in jobs], self._members, alone)
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

    def _give(self, member: _Member, places: Sequence[int], jobs: Sequence[Job[Any]]) -> None:
        if not member.process.is_alive():  # it was stopped while it had nothing to do
            member, _ = self._replace(member)
        member.given.extend(places)
        _send(member, pickled([jobs[place] for place in places]))

    def _hear(self, member: _Member, queues: _Queues, jobs: Sequence[Job[Any]]) -> tuple[int, Any]:
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

    def _start(self) -> _Member:
        ours, theirs = get_context().Pipe()
        process = get_context().Process(target=_work, args=(theirs,), daemon=True)
        with _interrupts_put_off():
            process.start()
        theirs.close()
        member = _Member(process, ours)
        for message in self._told:
            _send(member, message)
        return member

    def _replace(self, member: _Member) -> tuple[_Member, str]:
        """Start a process in the place of one that was stopped; tell how it was."""
        member.process.join()
        member.pipe.close()
        new = self._start()
        self._members[self._members.index(member)] = new
        code = member.process.exitcode or 0
        return new, f"signal {-code}" if code < 0 else f"exit code {code}"


class _Queues:
    """The places of jobs that nobody was given yet: each member's own, and those for any."""

    def __init__(
        self, homes: Sequence[_Member | None], members: Sequence[_Member], alone: int
    ) -> None:
        self._alone = deque(range(alone))
        self._any: deque[int] = deque()
        self._own: dict[_Member, deque[int]] = {member: deque() for member in members}
        self._shares = _SHARES * len(members)
        for place, home in islice(enumerate(homes), alone, None):
            queue = self._own.get(home) if home else None
            (self._any if queue is None else queue).append(place)

    def batch(self, member: _Member) -> list[int]:
        """Take what a member is to do next; nothing where all is given out."""
        if self._alone:
            return [self._alone.popleft()]
        queue = self._own.get(member) or self._any
        count = min(len(queue) // self._shares + 1, _BATCH, len(queue))
        return [queue.popleft() for _ in range(count)]

    def take_back(self, member: _Member) -> None:
        """Let others do what is left of a member's, but for what it was at."""
        member.given.popleft()
        self._any.extendleft(reversed(member.given))
        self._any.extend(self._own.pop(member, ()))
        member.given.clear()


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


def _send(member: _Member, message: bytes) -> None:
    with suppress(OSError):  # that it was stopped shows when it is heard
        member.pipe.send_bytes(message)


def _work(pipe: Connection) -> None:
    """Do what is asked for until nobody is there who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks decides what it means
    gc.set_threshold(SELDOM)
    bench: Workbench | None = None
    with suppress(EOFError, OSError):
        while True:
            message = pickle.loads(pipe.recv_bytes())  # noqa: S301 - of our own process
            if isinstance(message, Setting):
                bench = Workbench(message)
            elif isinstance(message, EditionIndex) and bench is not None:
                bench.index = message
            elif bench is not None:
                for job in message:
                    pipe.send_bytes(outcome(job, bench))


def outcome(job: Job[Any], bench: Workbench) -> bytes:
    """Do a job and give what comes of it, or the exception that it raised, to be sent."""
    try:
        return pickled(job.do(bench))
    except Exception as error:  # noqa: BLE001 - it is raised where the job was asked for
        error.add_note(traceback.format_exc())
        try:
            pickle.loads(message := pickled(error))  # noqa: S301 - of our own
        except Exception:  # noqa: BLE001 - whatever an exception does that cannot be sent
            message = pickled(RuntimeError(traceback.format_exc()))
        return message
