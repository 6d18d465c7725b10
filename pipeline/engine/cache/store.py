"""Bytes under keys in one SQLite file, which any number of processes may use at once.

Nothing here ever raises for what happens to the file: what cannot be read is a miss, what cannot
be written is not kept.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from pipeline.engine.cache import values

T = TypeVar("T")

_TABLE = """
CREATE TABLE IF NOT EXISTS results (
    key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL
)"""
_READ = "SELECT day, value FROM results WHERE key = ?"
_REMOVE_HALF = """
DELETE FROM results WHERE rowid IN (
    SELECT rowid FROM results ORDER BY day, rowid LIMIT (SELECT count(*) / 2 FROM results)
)"""
_DAY = 24 * 60 * 60
_PATIENCE = 5.0
# What is kept waits until this much of it can be written at once.
_AT_ONCE = 8 * 1024 * 1024
# Results take about 6 KB a document; the books of an edition a few MB.
_LARGEST = 4 * 1024 * 1024 * 1024
_UNUSED = 14
# The file is sound, but cannot be had now; any other failure means that it is damaged.
_UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_AUTH,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CacheSize:
    """How many results there are, and how many bytes they take."""

    results: int
    bytes: int


class Cache:
    """Results by key, in the file at ``path``; without one it keeps nothing.

    Start it with ``with``; before and after, it keeps nothing either.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._today = int(time.time()) // _DAY
        self._new: dict[bytes, bytes] = {}
        self._waiting = 0
        self._used: set[bytes] = set()
        self._is_writable = False

    @property
    def keeps(self) -> bool:
        """Whether there is anything to gain by asking."""
        return self._connection is not None

    def __enter__(self) -> Self:
        """Open the file, and give the cache."""
        if self._path is not None:
            self._open(self._path)
        return self

    def __exit__(self, *_: object) -> None:
        """Write what waits and close the file, whatever happened."""
        self.flush()
        self._write(_shrink)
        self._close()

    def get(self, key: bytes, kind: type[T]) -> T | None:
        """Give what was kept under ``key``, if it is whole and a ``kind``."""
        if key in self._new:
            return values.opened(key, self._new[key], kind)
        row = self._ask(lambda connection: connection.execute(_READ, (key,)).fetchone())
        if row is None or not isinstance(row[1], bytes):
            return None
        if row[0] != self._today:
            self._used.add(key)
        return values.opened(key, row[1], kind)

    def put(self, key: bytes, value: object) -> None:
        """Keep ``value`` under ``key``, in a while."""
        if not self._is_writable:
            return
        try:
            data = values.sealed(key, value)
        except UnicodeEncodeError:  # a name of a file that is no Unicode
            return
        self._new[key] = data
        self._waiting += len(data)
        if self._waiting > _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        new = [(key, self._today, value) for key, value in self._new.items()]
        used = [(self._today, key) for key in self._used]
        self._new, self._used, self._waiting = {}, set(), 0
        if new or used:
            self._write(lambda connection: _put(connection, new, used))

    def size(self) -> CacheSize:
        """Count what is kept."""
        return self._ask(_size) or CacheSize(0, 0)

    def prune(self) -> int:
        """Remove what no run has used for two weeks, and give how many results that were."""
        return self._write(lambda connection: _prune(connection, self._today - _UNUSED)) or 0

    def _open(self, path: Path) -> None:
        for _ in range(2):  # once more where the file was damaged and is gone now
            try:
                self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            except sqlite3.Error:
                return
            if self._ask(_prepare):
                self._is_writable = True
                return

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._is_writable = False

    def _ask(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Query the file; after a failure it is not used again in this run."""
        if self._connection is None:
            return None
        try:
            return action(self._connection)
        except sqlite3.Error as error:
            self._close()
            if not _is_unavailable(error):
                self._remove()
            return None

    def _write(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Change the file; where that cannot be done, it can still be read."""
        if self._connection is None or not self._is_writable:
            return None
        try:
            return action(self._connection)
        except sqlite3.Error as error:
            self._is_writable = False
            if not _is_unavailable(error):
                self._close()
                self._remove()
            elif self._connection.in_transaction:
                self._connection.rollback()
            return None

    def _remove(self) -> None:
        if self._path is not None:
            for ending in ("", "-journal"):
                with suppress(OSError):
                    self._path.with_name(self._path.name + ending).unlink()


def no_cache() -> Cache:
    """Give a cache for those who want everything made anew."""
    return Cache(None)


def _is_unavailable(error: sqlite3.Error) -> bool:
    # The lower byte is the kind of failure, the rest says more of it.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _UNAVAILABLE


def _prepare(connection: sqlite3.Connection) -> bool:
    # A power failure can damage the file, which is then made anew.
    connection.execute("PRAGMA synchronous = OFF")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'results'").fetchone() is None:
        connection.execute(_TABLE)
    return True


def _put(
    connection: sqlite3.Connection,
    new: Sequence[tuple[bytes, int, bytes]],
    used: Sequence[tuple[int, bytes]],
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", new)
    connection.executemany("UPDATE results SET day = ? WHERE key = ?", used)
    connection.execute("COMMIT")


def _size(connection: sqlite3.Connection) -> CacheSize:
    ((count,),) = connection.execute("SELECT count(*) FROM results")
    return CacheSize(count, _used_bytes(connection))


def _used_bytes(connection: sqlite3.Connection) -> int:
    ((page,),) = connection.execute("PRAGMA page_size")
    ((pages,),) = connection.execute("PRAGMA page_count")
    ((free,),) = connection.execute("PRAGMA freelist_count")
    return int(page * (pages - free))


def _prune(connection: sqlite3.Connection, oldest: int) -> int:
    removed = connection.execute("DELETE FROM results WHERE day < ?", (oldest,)).rowcount
    connection.execute("VACUUM")
    return removed


def _shrink(connection: sqlite3.Connection) -> None:
    if _used_bytes(connection) > _LARGEST:
        connection.execute(_REMOVE_HALF)
