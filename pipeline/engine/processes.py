"""An executor of processes of this machine."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Self, TypeVar

from pipeline.engine.executor import StoppedJob
from pipeline.engine.jobs import Job, WorkerState
from pipeline.engine.pickling import pickled
from pipeline.engine.queues import JobQueues
from pipeline.engine.stages import EditionContext
from pipeline.engine.worker import Shared, work
from pipeline.system import interrupts, temporary

S = TypeVar("S")
T_co = TypeVar("T_co", covariant=True)

# Starting a process costs as much as so many jobs.
_WORTH_A_PROCESS = 40


@dataclass(slots=True, eq=False)
class PoolProcess:
    """A process, and the jobs it was given and has not done yet, by their places."""

    process: BaseProcess
    pipe: connection.Connection
    given: deque[int] = field(default_factory=deque)


class ProcessPool:
    """So many processes, or this one where there is little to do; ``count`` 0 is one a core."""

    def __init__(self, count: int = 0) -> None:
        self._count = count or os.cpu_count() or 1
        self._processes: list[PoolProcess] = []
        self._holders: dict[Path, PoolProcess] = {}
        self._sent: list[bytes] = []
        self._state: WorkerState | None = None

    def __enter__(self) -> Self:
        """Give the pool; processes are started once there is work for them."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all processes at once; every result was received."""
        for one in self._processes:
            one.process.kill()
            one.process.join()
            one.pipe.close()
        if self._processes:
            temporary.sweep()
        self._processes.clear()

    def open(self, context: EditionContext) -> None:
        """Begin with another edition."""
        self._state = WorkerState(context)
        self._holders.clear()
        self._sent.clear()
        self._send_to_all(context)

    def run(
        self, jobs: Sequence[Job[S, T_co]], shared: S, alone: int = 0
    ) -> Iterator[tuple[int, T_co | StoppedJob]]:
        """Do ``jobs``; yield the place and the result of each as soon as it is done."""
        worth = alone + 1 + (len(jobs) - alone) // _WORTH_A_PROCESS
        count = min(self._count, worth, max(len(jobs), 1))
        # Typst leaves threads behind, and no process can be started from one that has such.
        if self._count == 1 or (count == 1 and not alone):
            assert self._state is not None  # noqa: S101 - an edition was opened
            yield from ((place, job.run(self._state, shared)) for place, job in enumerate(jobs))
            return
        del self._sent[1:]  # only the context is older and still needed
        self._send_to_all(Shared(shared))
        while len(self._processes) < count:
            self._start()
        yield from self._spread(jobs, alone)

    def _spread(self, jobs: Sequence[Job[Any, Any]], alone: int) -> Iterator[tuple[int, Any]]:
        there = dict.fromkeys(self._processes)
        holders = [one if (one := self._holders.get(job.path)) in there else None for job in jobs]
        queues = JobQueues(holders, alone)
        while True:
            for idle in [one for one in self._processes if not one.given and queues.left]:
                process = idle
                if not idle.process.is_alive():  # it was stopped while it had nothing to do
                    queues.give_up(idle, ())
                    process, _ = self._replace(idle)
                if places := queues.batch(process, len(self._processes)):
                    process.given.extend(places)
                    _send(process, pickled([jobs[place] for place in places]))
            busy = {process.pipe: process for process in self._processes if process.given}
            if not busy:
                return
            for pipe in connection.wait(list(busy)):
                process = next(one for one in busy.values() if one.pipe is pipe)
                yield self._receive(process, queues, jobs)

    def _receive(
        self, process: PoolProcess, queues: JobQueues[PoolProcess], jobs: Sequence[Job[Any, Any]]
    ) -> tuple[int, Any]:
        place = process.given[0]
        try:
            result = pickle.loads(process.pipe.recv_bytes())  # noqa: S301 - of our own process
        except (EOFError, OSError):
            _, how = self._replace(process)
            process.given.popleft()
            queues.give_up(process, process.given)
            return place, StoppedJob(how)
        if isinstance(result, Exception):
            raise result
        process.given.popleft()
        self._holders[jobs[place].path] = process
        return place, result

    def _send_to_all(self, thing: EditionContext | Shared) -> None:
        message = pickled(thing)
        self._sent.append(message)
        for process in self._processes:
            _send(process, message)

    def _start(self) -> PoolProcess:
        """Start one more process, which knows all that was sent to the others."""
        ours, theirs = get_context().Pipe()
        process = get_context().Process(target=work, args=(theirs,), daemon=True)
        started = PoolProcess(process, ours)
        # What Python calls here would swallow an interrupt. One that comes after finds the process
        # in the list and has it killed; it may not know yet what to do with any other signal.
        with interrupts.put_off():
            process.start()
            self._processes.append(started)
        theirs.close()
        for message in self._sent:
            _send(started, message)
        return started

    def _replace(self, stopped: PoolProcess) -> tuple[PoolProcess, str]:
        """Start a process in the place of one that was stopped; give it, and what stopped that."""
        stopped.process.join()
        stopped.pipe.close()
        self._processes.remove(stopped)
        new = self._start()
        code = stopped.process.exitcode or 0
        return new, f"signal {-code}" if code < 0 else f"exit code {code}"


def _send(process: PoolProcess, message: bytes) -> None:
    with suppress(OSError):  # that it was stopped shows when its result is waited for
        process.pipe.send_bytes(message)
