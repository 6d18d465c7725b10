"""Outputs into their place: all files of an edition together, and no others.

Two builds into one folder never mix: the second is refused while the first holds the lock. A run
that is killed while files are put into place leaves a note beside them, and the next one finishes
what it began. What a build no longer makes is taken away, and no file that somebody else put there
or changed since. Below the folder that a user named, no link is followed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock, Timeout

from pipeline.edition import unread
from pipeline.model.errors import BusyError, PublishError
from pipeline.system import interrupts, journal, temporary
from pipeline.system.journal import Change, Drop, Remove, Write
from pipeline.system.writing import Folder, PlaceError

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
_HALF_TEXT = (
    "The outputs in this folder are being replaced, so some are new and some are not.\n"
    "Where no build is at work, one was stopped here; build again, which finishes it.\n"
)
_LOCK = ".lock"
_LARGEST_RECORD = 1 << 24
_MOST_RECORDED = 100_000
Record: TypeAlias = Mapping[str, frozenset[str]]
"""The SHA-256 of what was published, by path; two where a run was interrupted."""


@contextmanager
def opened(folder: Path) -> Iterator[PublishedFolder]:
    """Hold the folder of all outputs for one build, and finish what a run before began in it.

    Raises BusyError where another build holds it, PublishError where it cannot be written to.
    """
    with ExitStack() as held:
        with _named(folder):
            out = held.enter_context(Folder.at(folder))
            held.enter_context(_locked(out))
            with interrupts.put_off():
                journal.finish(out)
                temporary.sweep()
        yield PublishedFolder(out)


@contextmanager
def _locked(out: Folder) -> Iterator[None]:
    if (out.path / _LOCK).is_symlink():
        raise PublishError(f"{out.path / _LOCK}: this is a link; take it away")
    lock = FileLock(out.path / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        if not out.is_there(_LOCK):  # where no file can be made, none is held
            raise PlaceError(0, "nothing can be written to it", str(out.path)) from None
        message = f"{out.path}: another build is at work here; wait for it to end"
        raise BusyError(message) from None
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """The folder of all outputs; ``edition`` is always the path of an edition's folder in it."""

    out: Folder

    def put(self, edition: str, files: Mapping[str, bytes]) -> None:
        """Put ``files`` (bytes by path inside the edition's folder) into their place.

        Raises PublishError.
        """
        with _named(self.out.path / edition):
            self._perform(_writes(self._changed(edition, files)))

    def publish(self, edition: str, files: Mapping[str, bytes], left: Iterable[str] = ()) -> None:
        """Put ``files`` (bytes by path inside the edition's folder) into place, as the whole of it.

        What an earlier run put there, and this run does not make, is removed, unless somebody
        changed it since. What has a name like one of ``left`` (patterns) stays, and is said to be
        old. Raises PublishError.
        """
        with _named(self.out.path / edition):
            self._perform(self._whole(edition, files, left))

    def _whole(
        self, edition: str, files: Mapping[str, bytes], left: Iterable[str]
    ) -> tuple[Change, ...]:
        """Say what is to change for ``files`` to be the whole edition."""
        before, now = self.recorded(edition), _record_of(files)
        gone = before.keys() - now.keys()
        old = {pattern: {name for name in gone if fnmatchcase(name, pattern)} for pattern in left}
        said = "".join(f"  {pattern}\n" for pattern, names in old.items() if names)
        kept = frozenset().union(*old.values())
        after = _written({**{name: before[name] for name in kept}, **now})
        last = {RECORD: after, **({STALE: _LEFT_TEXT.format(said).encode()} if said else {})}
        # Should all that is known of this run be lost, the next still knows whose all files are.
        both = _written(
            {
                name: before.get(name, frozenset()) | now.get(name, frozenset())
                for name in before.keys() | now.keys()
            }
        )
        removed = tuple(self._removals(edition, gone - kept, before, now))
        changed = _writes(self._changed(edition, files))
        half: dict[str, bytes] = {}
        if changed or removed:
            half = {RECORD: both, STALE: _HALF_TEXT.encode()}
        if half and both == after:
            last.pop(RECORD)
        begin = _writes(self._changed(edition, half))
        ending = _writes(self._changed(edition, last, over=half))
        end = () if said else (Drop(f"{edition}/{STALE}"),)
        return (*begin, *changed, *removed, *ending, *end)

    def mark_stale(self, edition: str, report: Mapping[str, bytes]) -> None:
        """Put a failed run's ``report`` beside the outputs of before, and say that they are old."""
        with _named(self.out.path / edition), self.out.inner(edition, make=True) as folder:
            old = any(name not in {*report, STALE} for name in folder.names())
        self.put(edition, {**report, STALE: _STALE_TEXT.encode()} if old else report)

    def recorded(self, edition: str) -> Record:
        """Read what was published before; a record that cannot be read claims nothing."""
        return record_in(self.out.read(f"{edition}/{RECORD}", _LARGEST_RECORD) or b"")

    def _changed(
        self, edition: str, files: Mapping[str, bytes], over: Collection[str] = ()
    ) -> dict[str, bytes]:
        """Give those of ``files`` that are not as they are to be, by their path from the top.

        Those whose names are in ``over`` will have been replaced by others meanwhile.
        """
        return {
            f"{edition}/{name}": data
            for name, data in files.items()
            if name in over or not self.out.holds(f"{edition}/{name}", data)
        }

    def _removals(
        self, edition: str, names: Iterable[str], before: Record, now: Record
    ) -> Iterator[Remove]:
        """Say what is to go; the record may have been written by a stranger, so it is checked."""
        for name in sorted(names):
            path = f"{edition}/{name}"
            if self.out.is_there(path):
                others = (f"{edition}/{one}" for one in now if one.lower() == name.lower())
                yield Remove(path, tuple(sorted(before[name])), tuple(others))

    def _perform(self, todo: tuple[Change, ...]) -> None:
        if any(not isinstance(one, Drop) or self.out.is_there(one.name) for one in todo):
            journal.perform(self.out, todo)


def record_in(data: bytes) -> Record:
    """Read the record of what was published; one that cannot be read claims nothing."""
    try:
        read = json.loads(data)
        if len(read) > _MOST_RECORDED:
            return {}
        return {str(name): frozenset(map(str, digests)) for name, digests in read.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _writes(files: Mapping[str, bytes]) -> tuple[Write, ...]:
    return tuple(Write(name, data) for name, data in files.items())


def _record_of(files: Mapping[str, bytes]) -> Record:
    return {name: frozenset({sha256(data).hexdigest()}) for name, data in files.items()}


def _written(record: Record) -> bytes:
    listed = {name: sorted(digests) for name, digests in sorted(record.items())}
    return json.dumps(listed, indent=0).encode("ascii") + b"\n"


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{error.filename or folder}: {error.strerror}; "
            "each output is the old one or the new one, whole; mend the cause and build again"
        ) from error
