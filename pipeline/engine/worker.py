"""The main function of a process that does jobs, one after the other."""

from __future__ import annotations

import pickle
import signal
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from pipeline.engine.jobs import Job, WorkerState
from pipeline.engine.pickling import pickled
from pipeline.engine.stages import EditionContext
from pipeline.system.garbage import collect_rarely
from pipeline.system.lifetime import end_with_parent


@dataclass(frozen=True, slots=True)
class Shared:
    """What all jobs to come need, in the place of what was shared before."""

    value: object


def work(pipe: Connection) -> None:
    """Do jobs until the other side closes the connection."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks decides what it means
    collect_rarely()
    state: WorkerState | None = None
    shared: Any = None
    with suppress(EOFError, OSError):
        while True:
            message = pickle.loads(pipe.recv_bytes())  # noqa: S301 - of our own process
            if isinstance(message, EditionContext):
                state, shared = WorkerState(message), None
            elif isinstance(message, Shared):
                shared = message.value
            elif state is not None:
                for job in message:
                    pipe.send_bytes(pickled_result(job, state, shared))


def pickled_result(job: Job[Any, Any], state: WorkerState, shared: object) -> bytes:
    """Do a job; give its result, or the exception that it raised, as bytes to be sent."""
    try:
        return pickled(job.run(state, shared))
    except Exception as error:  # noqa: BLE001 - it is raised where the job was asked for
        error.add_note(traceback.format_exc())
        try:
            pickle.loads(message := pickled(error))  # noqa: S301 - of our own
        except Exception:  # noqa: BLE001 - whatever an exception does that cannot be sent
            message = pickled(RuntimeError(traceback.format_exc()))
        return message
