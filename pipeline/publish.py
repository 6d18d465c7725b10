"""Outputs into their place: what changed is made in a work folder, then renamed one by one.

Every file under the build folder is at any moment the old one or the new one, whole. Two builds
into one folder never mix: the second is refused while the first holds the lock. What a build no
longer makes is taken away, and no file that somebody else put there or changed since.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TypeAlias

from filelock import FileLock, Timeout

from pipeline.edition import unread
from pipeline.errors import BusyError, PublishError

RECORD = unread.RECORD
STALE = "STALE.txt"
_LEFT_TEXT = (
    "These outputs are those of an earlier run; the last one did not make them:\n{}\n"
    "Build without --only to make everything anew, or delete what is no longer wanted.\n"
)
_STALE_TEXT = (
    "The last run found errors, so the outputs in this folder are those of an earlier run.\n"
    "report.txt says what is wrong; mend it and build again.\n"
)
_LOCK = ".lock"
Record: TypeAlias = Mapping[str, frozenset[str]]
"""The SHA-256 of what was published, by path; two where a run was interrupted."""


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


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put ``files`` (bytes by path inside ``folder``) into their place; raises PublishError."""
    with _named(folder):
        _replace(folder, files)


def publish(folder: Path, files: Mapping[str, bytes], left: Iterable[str] = ()) -> None:
    """Put ``files`` (bytes by path inside ``folder``) into their place, as the whole edition.

    What an earlier run put there, and this run does not make, is removed, unless somebody changed
    it since. What has a name like one of ``left`` (patterns) stays, and is said to be old.
    Raises PublishError.
    """
    with _named(folder):
        before, now = recorded(folder), _record_of(files)
        # Should the run be stopped on the way, the next one still knows whose all files are.
        both = {
            name: before.get(name, frozenset()) | now.get(name, frozenset())
            for name in before.keys() | now.keys()
        }
        gone = before.keys() - now.keys()
        old = {pattern: {name for name in gone if fnmatchcase(name, pattern)} for pattern in left}
        said = "".join(f"  {pattern}\n" for pattern, names in old.items() if names)
        _replace(folder, {RECORD: _written(both)})
        _replace(folder, {**files, **({STALE: _LEFT_TEXT.format(said).encode()} if said else {})})
        if not said:
            (folder / STALE).unlink(missing_ok=True)
        kept = frozenset().union(*old.values())
        for name in sorted(gone - kept):
            _remove(folder, name, before[name], now)
        _replace(folder, {RECORD: _written({**{name: before[name] for name in kept}, **now})})


def mark_stale(folder: Path, report: Mapping[str, bytes]) -> None:
    """Put a failed run's ``report`` beside the outputs of before, and say that they are old."""
    with _named(folder):
        old = any(path.name not in {*report, STALE} for path in folder.glob("*"))
        _replace(folder, {**report, STALE: _STALE_TEXT.encode()} if old else report)


def recorded(folder: Path) -> Record:
    """Read what was published before; a record that cannot be read claims nothing."""
    try:
        read = json.loads((folder / RECORD).read_bytes())
        return {str(name): frozenset(map(str, digests)) for name, digests in read.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _record_of(files: Mapping[str, bytes]) -> Record:
    return {name: frozenset({sha256(data).hexdigest()}) for name, data in files.items()}


def _written(record: Record) -> bytes:
    listed = {name: sorted(digests) for name, digests in sorted(record.items())}
    return json.dumps(listed, indent=0).encode("ascii") + b"\n"


def _remove(folder: Path, name: str, digests: frozenset[str], kept: Record) -> None:
    """Remove a file that is as it was published, and the folders that this leaves empty.

    The record is a file like any other and may have been written by a stranger, so it leads to
    nothing outside of ``folder``.
    """
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\0" in name:
        return
    path = folder / pure
    above = list(path.relative_to(folder).parents)[:-1]
    if path.is_symlink() or not path.is_file() or any((folder / a).is_symlink() for a in above):
        return
    # Where capitals do not count, a file under its new name is this one.
    others = (other for other in kept if other.lower() == name.lower())
    if any((folder / other).samefile(path) for other in others):
        return
    if sha256(path.read_bytes()).hexdigest() not in digests:
        return
    path.unlink()
    for parent in above:
        if any((folder / parent).iterdir()):
            return
        (folder / parent).rmdir()


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write and flush all of ``files`` that are not as they are to be; then rename them."""
    work = folder.parent / f".{folder.name}.work"
    files = {name: data for name, data in files.items() if not _holds(folder / name, data)}
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


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file is there with nothing but ``data``."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
