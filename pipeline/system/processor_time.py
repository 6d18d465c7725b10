"""A limit on the processor time of a piece of work in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(Exception):
    """The work took more processor time than it was given."""


class _Rang(BaseException):
    """The timer rang; no ``except Exception`` on the way stops it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError once the context has used so many seconds of the processor.

    A regular expression is stopped in its midst too, since ``re`` looks for signals as it goes. The
    limit holds in the main thread of a process, and not on Windows, which has no such timer.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _Rang:
        raise OutOfTimeError from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise _Rang
