"""How other programs are run: by their full path, with nothing of our surroundings, and limited.

A program gets what it is to work on by standard input. It and all that it starts are ended when it
takes too long, says too much, or we are interrupted.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.system.lifetime import prefix

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_BLOCK = 1 << 16
_MOMENT = 0.001  # seconds between an output's end and the program's own


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use: seconds by the clock, bytes that it writes, bytes of memory.

    ``processor`` are seconds of the processor, as many as by the clock where None is given.
    ``memory`` is of the addresses it may take, None where it limits itself. Where the system can
    set no limits for another process, as macOS and Windows, seconds and bytes written still hold.
    """

    seconds: float
    output: int = 1 << 30
    memory: int | None = None
    processor: float | None = None


class LimitError(Exception):
    """A program was ended since it took more than it may; the message says what."""


def on_path(name: str) -> Iterator[Path]:
    """Yield the programs of this name that PATH leads to, by their full paths, in its order.

    Folders that PATH gives relative to the one we are started in are passed over: that one may be a
    stranger's.
    """
    for folder in map(Path, os.get_exec_path()):
        found = shutil.which(name, path=str(folder)) if folder.is_absolute() else None
        # Windows looks into the folder we are started in as well.
        if found is not None and Path(found).parent == folder:
            yield Path(found)


def run(
    command: Sequence[str], given: bytes = b"", *,
    environment: Mapping[str, str], limits: Limits,
) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Run ``command`` with ``given`` as its input, in ``environment`` and nothing more.

    Raises OSError where there is no such program, LimitError where it takes too much.
    """
    if not Path(command[0]).is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
    with subprocess.Popen(  # noqa: S603 - a full path, with arguments of our own
        [*prefix(), *command],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=dict(environment), process_group=_OF_ITS_OWN,
    ) as process:  # fmt: skip
        _limit(process.pid, limits)
        attended = _RunningProgram(process, given, limits)
        try:
            attended.wait()
        finally:
            _end(process)
            attended.join()
        if attended.too_much:
            raise LimitError(f"it gave more than {limits.output:,} bytes")
        out, err, status = bytes(attended.out), bytes(attended.err), process.wait()
        if -status == getattr(signal, "SIGXCPU", None):
            raise LimitError("it took more of the processor's time than it is given")
        return subprocess.CompletedProcess(process.args, status, out, err)


# A group of its own, that what the program starts is ended with it. On Windows there is none.
_OF_ITS_OWN = 0 if os.name == "posix" else None


def _limit(pid: int, limits: Limits) -> None:
    """Set the limits of a process that waits for its input and has done little so far."""
    if not hasattr(resource, "prlimit"):
        return
    seconds = int(limits.processor or limits.seconds) + 1
    with suppress(OSError, ValueError):  # it has ended, or we may not
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
        if limits.memory is not None:
            resource.prlimit(pid, resource.RLIMIT_AS, (limits.memory, limits.memory))


class _RunningProgram:
    """A program that is given its input and rid of both outputs at once.

    So neither side waits for the other.
    """

    def __init__(self, process: subprocess.Popen[bytes], given: bytes, limits: Limits) -> None:
        assert process.stdin is not None  # noqa: S101 - all three are pipes
        assert process.stdout is not None  # noqa: S101 - as above
        assert process.stderr is not None  # noqa: S101 - as above
        self._process, self._limits = process, limits
        self.out, self.err = bytearray(), bytearray()
        self.too_much = False
        self._takers = [
            threading.Thread(target=self._take, args=(process.stdout, self.out), daemon=True),
            threading.Thread(target=self._take, args=(process.stderr, self.err), daemon=True),
        ]
        self._giver = threading.Thread(target=self._give, args=(process.stdin, given), daemon=True)
        for thread in (self._giver, *self._takers):
            thread.start()

    def wait(self) -> None:
        """Wait for the program to end, but do not fetch its status, which would free its number.

        Raises LimitError where it takes too long.
        """
        until = time.monotonic() + self._limits.seconds
        for thread in self._takers:
            thread.join(max(until - time.monotonic(), 0))
        while not _has_ended(self._process):
            if time.monotonic() > until:
                raise LimitError(f"it was not done after {self._limits.seconds:g} seconds")
            time.sleep(_MOMENT)

    def join(self) -> None:
        """Wait for the threads, once the program has ended and its pipes with it."""
        for thread in (self._giver, *self._takers):
            thread.join()

    def _take(self, stream: IO[bytes], into: bytearray) -> None:
        while block := os.read(stream.fileno(), _BLOCK):
            if len(into) + len(block) > self._limits.output:
                self.too_much = True
                _end(self._process)
                return
            into += block

    def _give(self, stream: IO[bytes], given: bytes) -> None:
        with suppress(OSError):  # it did not want to know all of it
            stream.write(given)
        with suppress(OSError):
            stream.close()


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    if not hasattr(os, "waitid"):
        return process.poll() is not None
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return process.returncode is not None or os.waitid(os.P_PID, process.pid, how) is not None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it has started; nothing is left of one whose status is known."""
    if process.returncode is not None:
        return
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
