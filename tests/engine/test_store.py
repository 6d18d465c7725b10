"""A store that is damaged, of another form, or cannot be had changes no result."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine.cache import opened, values
from pipeline.engine.cache.store import Cache
from tests.engine import editions

KEY = b"k" * 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Cache(tmp_path / "store") as store:
        store.put(KEY, ("value", 1))
        for number in range(200):
            store.put(b"%020d" % number, "x" * 1_000)
    return tmp_path / "store"


def get(path: Path) -> tuple[str, int] | None:
    with Cache(path) as store:
        return store.get(KEY, tuple[str, int])


def test_what_is_put_is_there_at_once_and_later(tmp_path: Path) -> None:
    with Cache(tmp_path / "store") as store:
        store.put(KEY, ("value", 1))
        assert store.get(KEY, tuple[str, int]) == ("value", 1)
    assert get(tmp_path / "store") == ("value", 1)


def test_a_value_of_another_type_is_none(path: Path) -> None:
    with Cache(path) as store:
        assert store.get(KEY, dict[str, int]) is None
        assert store.get(KEY, tuple[str, int]) == ("value", 1)


def change(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_a_value_in_the_place_of_another_is_none(path: Path) -> None:
    other = values.sealed(b"another", ("other", 2))
    change(path, "UPDATE results SET value = ? WHERE key = ?", other, KEY)
    assert get(path) is None


@pytest.mark.parametrize("poison", ["text", 7, None, b"", b"short", b"x" * 100])
def test_a_poisoned_value_is_none(path: Path, poison: object) -> None:
    change(path, "DROP TABLE results")
    change(path, "CREATE TABLE results (key, day, value)")
    change(path, "INSERT INTO results VALUES (?, 0, ?)", KEY, poison)
    assert get(path) is None


def garbage(path: Path) -> None:
    path.write_bytes(b"no database" * 1_000)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def holed(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 3 * 4096)


def other_table(path: Path) -> None:
    change(path, "DROP TABLE results")
    change(path, "CREATE TABLE results (name TEXT)")


@pytest.mark.parametrize("damage", [garbage, cut, emptied, holed, other_table])
def test_a_damaged_store_is_made_anew(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    for _ in range(3):  # the first to notice may be a reader or a writer
        with Cache(path) as store:
            assert store.get(KEY, tuple[str, int]) in {None, ("value", 1)}
            store.put(KEY, ("value", 1))
    assert get(path) == ("value", 1)


def test_one_that_is_busy_is_done_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.cache.store._PATIENCE", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert get(path) is None
    other.execute("ROLLBACK")
    other.close()
    assert get(path) == ("value", 1)


def test_a_folder_that_others_can_write_to_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    tmp_path.chmod(0o777)
    with opened() as cache:
        assert not cache.keeps
    tmp_path.chmod(0o700)
    with opened() as cache:
        assert cache.keeps


@pytest.mark.parametrize("place", ["/dev/null/x", "/proc/x", "file"])
def test_a_folder_that_cannot_be_is_done_without(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / place))
    with opened() as store:
        store.put(KEY, 1)
        assert store.get(KEY, int) is None


def test_one_that_cannot_be_written_to_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(
            sqlite3,
            "connect",
            lambda place, **kept: connect(f"file:{place}?mode=ro", uri=True, **kept),
        )
        with Cache(path) as store:
            store.put(b"new" * 7, 1)
            store.flush()
            assert store.get(b"new" * 7, int) is None
            assert store.get(KEY, tuple[str, int]) == ("value", 1)
    assert get(path) == ("value", 1)


def test_pruning_removes_what_was_not_used_of_late(path: Path) -> None:
    change(path, "UPDATE results SET day = day - 20")
    with Cache(path) as store:
        assert store.get(KEY, tuple[str, int])
    with Cache(path) as store:
        assert store.prune() == 200
        assert store.size().results == 1


def test_several_processes_at_once(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "letters")
    plain = editions.check(folder)
    command = [sys.executable, "-m", "pipeline", "check", str(folder), "--format", "json"]
    environment = {**os.environ, "EDITION_CACHE": str(tmp_path / "cache")}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        for _ in range(4)
    ]
    assert {process.communicate()[0] for process in running} == {plain}
