"""What a process of the crew does: the jobs that it is sent, one after the other."""

from __future__ import annotations

import gc
import pickle
import signal
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from pipeline.checks import EditionIndex
from pipeline.pickled import pickled
from pipeline.transcription import Setting
from pipeline.workbench import Job, Workbench

# Trees of documents hold no cycles; looking for some takes a twentieth of the time.
SELDOM = 50_000


def work(pipe: Connection) -> None:
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
