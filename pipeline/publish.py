"""Outputs into their place: made in a work folder, then renamed one by one.

Every file under the build folder is at any moment the old one or the new one, whole. Two builds
into one folder never mix: the second is refused while the first holds the lock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BusyError, PublishError

STALE = "STALE.txt"
_STALE_TEXT = (
    "The last run found errors, so the outputs in this folder are those of an earlier run.\n"
    "report.txt says what is wrong; mend it and build again.\n"
)
_LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for one build.

    Raises BusyError where another build holds it, PublishError where it cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise BusyError(f"{folder}: another build is at work here; wait for it to end") from None
    except OSError as error:
        raise PublishError(f"{folder}: cannot be written to ({error.strerror})") from error
    try:
        yield
    finally:
        lock.release()


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put ``files`` (bytes by path inside ``folder``) into their place, as the whole edition.

    What an earlier run left in a folder that this run fills, and this run does not have, is
    removed. Raises PublishError.
    """
    with _named(folder):
        _replace(folder, files)
        (folder / STALE).unlink(missing_ok=True)
        kept = {folder / name for name in files}
        for inner in {path.parent for path in kept} - {folder}:
            for path in inner.iterdir():
                if path not in kept and path.is_file():
                    path.unlink()


def mark_stale(folder: Path, report: Mapping[str, bytes]) -> None:
    """Put a failed run's ``report`` beside the outputs of before, and say that they are old."""
    with _named(folder):
        old = any(path.name not in {*report, STALE} for path in folder.glob("*"))
        _replace(folder, {**report, STALE: _STALE_TEXT.encode()} if old else report)


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write and flush all of ``files`` before the first is renamed."""
    work = folder.parent / f".{folder.name}.work"
    try:
        shutil.rmtree(work, ignore_errors=True)
        for name, data in files.items():
            _write(work / name, data)
        for name in files:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (work / name).replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{error.filename or folder}: {error.strerror}; "
            "each output is the old one or the new one, whole; mend the cause and build again"
        ) from error


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
