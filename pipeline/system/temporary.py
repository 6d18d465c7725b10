"""Folders for a while: gone with the process, or with the next run where it was killed."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from pipeline.system import interrupts

try:
    import fcntl
except ImportError:  # Windows keeps what a process that was killed leaves behind
    fcntl = None  # type: ignore[assignment]

_PREFIX = "edition-pipeline-"
# As mkdtemp names them; they hold one folder, and what is called alike and holds more is not ours.
_NAME = re.compile(_PREFIX + "[a-z0-9_]{8}")
_INNER = "work"


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that nobody else can look into, for as long as the context lasts."""
    _sweep_once()
    with ExitStack() as held:
        with interrupts.put_off():
            top, handle = _locked()
            held.callback(_remove, top, handle)
            (top / _INNER).mkdir()
        yield top / _INNER


def _locked() -> tuple[Path, int | None]:
    """Make a folder and lock it; another process may take it for left over before it is locked."""
    while True:
        top = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
        handle = _lock(top)
        if fcntl is None or (handle is not None and top.exists()):
            return top, handle
        _remove(top, handle)


@cache
def _sweep_once() -> None:
    sweep()


def sweep() -> None:
    """Remove the folders of processes that were killed.

    The system lets a lock go when the process that holds it ends, however that came about; so a
    folder that can be locked is nobody's.
    """
    if fcntl is None:
        return
    with suppress(OSError):
        for one in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
            if _is_ours(one) and (handle := _lock(one)) is not None:
                _remove(one, handle)


def _is_ours(top: Path) -> bool:
    with suppress(OSError):
        found = top.lstat()
        return (
            _NAME.fullmatch(top.name) is not None
            and stat.S_ISDIR(found.st_mode)
            and found.st_uid == os.getuid()
            and {one.name for one in top.iterdir()} <= {_INNER}
        )
    return False


def _remove(top: Path, handle: int | None) -> None:
    shutil.rmtree(top, ignore_errors=True)
    if handle is not None:
        os.close(handle)


def _lock(top: Path) -> int | None:
    """Lock a folder; None where another process holds it, or where there are no such locks."""
    if fcntl is None:
        return None
    try:
        handle = os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
