"""Processes that end with the process that started them, however that one ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from multiprocessing import connection
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Have this process, which multiprocessing started, end as soon as its parent has.

    Linux sends the signal; elsewhere a thread waits, which a long computation may hold up. Signals
    that ask a whole group to stop end it too, unless they are to be ignored, as under ``nohup``:
    what is to become of the work, the parent decides.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if not _is_told_by_the_system():
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()
    elif connection.wait([parent.sentinel], timeout=0):  # it ended before it could be asked for
        os._exit(1)


def _is_told_by_the_system() -> bool:
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    return False


def _wait_for(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


@cache
def prefix() -> tuple[str, ...]:
    """Give the words before a command with which it is ended together with this process.

    The program setpriv belongs to the basic tools of most Linux systems; without it a command goes
    on to its own end, which its limits set.
    """
    program = shutil.which("setpriv") if sys.platform == "linux" else None
    if program is None or not Path(program).is_absolute():
        return ()
    words = (program, "--pdeathsig", "KILL", "--")
    with suppress(OSError, subprocess.SubprocessError):  # that of BusyBox knows fewer options
        tried = subprocess.run(  # noqa: S603 - a full path and words of our own
            [*words, program, "--version"], capture_output=True, check=False, timeout=10,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return words if tried.returncode == 0 else ()
    return ()
