"""Folders for a while: gone with the process, or with the next run where it was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows keeps what a process that was killed leaves behind
    fcntl = None  # type: ignore[assignment]

_PREFIX = "edition-pipeline-"
# Locked for as long as the folder is in use, and the sign that the folder was made here.
_LOCK = ".edition-pipeline.lock"


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that nobody else can look into, for as long as the context lasts."""
    _sweep_once()
    top = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
    made = top / "work"
    made.mkdir()
    handle = _lock(top / "new", os.O_CREAT | os.O_EXCL)
    try:
        if handle is not None:  # under its name only once it is locked
            (top / "new").rename(top / _LOCK)
        yield made
    finally:
        shutil.rmtree(top, ignore_errors=True)
        if handle is not None:
            os.close(handle)


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
            if one.is_symlink() or not one.is_dir() or one.stat().st_uid != os.getuid():
                continue
            handle = _lock(one / _LOCK)
            if handle is not None:
                shutil.rmtree(one, ignore_errors=True)
                os.close(handle)


def _lock(path: Path, make: int = 0) -> int | None:
    """Lock a file; None where another process holds it, or where there are no such locks."""
    if fcntl is None:
        return None
    try:
        flags = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | make
        handle = os.open(path, flags, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
