"""Results that are kept change nothing: not what is found, not what is published."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine import cache, commands
from pipeline.engine.cache import values
from pipeline.engine.cache.store import Cache
from pipeline.engine.processes import ProcessPool
from pipeline.report import Report, to_json

LETTER = """{number}. The Consul to the Minister

Lisbon, May {number}, 1921.

We met the the count1 again. See Document {other} below.

  1. First note of letter {number}.
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(1, 6):
        text = LETTER.format(number=number, other=number + 1)
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    return folder


def nothing(*_: object) -> None:
    """Tell nobody."""


def check(folder: Path, *, keep: bool = True) -> str:
    store = cache.opened() if keep else None
    report: Report = commands.check([folder], nothing, ProcessPool(1), cache=store)
    return to_json(report)


def kept() -> Path:
    return cache.folder() / "results-1.sqlite3"


def test_a_second_run_says_the_same_and_asks_the_cache(edition: Path) -> None:
    plain = check(edition, keep=False)
    assert not kept().exists()
    assert check(edition) == plain
    with cache.opened() as store:
        count = store.size().results
    assert count > 5
    assert check(edition) == plain
    with cache.opened() as store:
        assert store.size().results == count


CHANGES = {
    "text": ("d3.txt", "again", "never"),
    "a reference": ("d2.txt", "Document 3", "Document 77"),
    "a note": ("d4.txt", "  1. First note of letter 4.\n", ""),
    "the settings": ("edition.toml", "Letters", "More Letters"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_seen(edition: Path, what: str) -> None:
    name, old, new = CHANGES[what]
    check(edition)
    path = edition / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert check(edition) == check(edition, keep=False)


def test_a_new_document_a_decision_and_a_lowered_rule_are_seen(edition: Path) -> None:
    check(edition)
    (edition / "d6.txt").write_text(LETTER.format(number=6, other=1), encoding="utf-8")
    assert check(edition) == check(edition, keep=False)
    decided = '[[reading]]\ntext = "the the"\naccept = "T131"\nwhy = "so"\n'
    (edition / "d1.decisions.toml").write_text(decided, encoding="utf-8")
    assert check(edition) == check(edition, keep=False)
    with (edition / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('[severity]\nT131 = "info"\n')
    assert check(edition) == check(edition, keep=False)


def test_what_one_document_changes_for_another_is_seen(edition: Path) -> None:
    assert "document d5 is not in this edition" not in check(edition)
    (edition / "d5.txt").unlink()
    assert "document d5 is not in this edition" in check(edition)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "no database": lambda data: b"nothing of the kind" * len(data),
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: data[:0],
    "overwritten in the middle": lambda data: data[:6000] + b"\xff" * 3000 + data[9000:],
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_cache_is_made_anew(edition: Path, how: str) -> None:
    plain = check(edition)
    kept().write_bytes(DAMAGE[how](kept().read_bytes()))
    assert check(edition) == plain
    assert check(edition) == plain


@pytest.mark.parametrize("poison", [b"", b"\x00" * 40, b"sixteen bytes ok" + b"\xc0"])
def test_a_value_that_nobody_kept_is_no_value(edition: Path, poison: bytes) -> None:
    plain = check(edition)
    with sqlite3.connect(kept()) as connection:
        connection.execute("UPDATE results SET value = ?", (poison,))
    connection.close()
    assert check(edition) == plain


def test_values_in_each_others_places_are_no_values(edition: Path) -> None:
    plain = check(edition)
    with sqlite3.connect(kept()) as connection:
        rows = connection.execute("SELECT key, value FROM results ORDER BY key").fetchall()
        moved = [*rows[1:], rows[0]]
        connection.executemany(
            "UPDATE results SET value = ? WHERE key = ?",
            [(value, key) for (key, _), (_, value) in zip(rows, moved, strict=True)],
        )
    connection.close()
    assert check(edition) == plain


def test_a_value_of_another_kind_is_no_value() -> None:
    data = values.sealed(b"k", ("text", 3))
    assert values.opened(b"k", data, tuple[str, int]) == ("text", 3)
    assert values.opened(b"k", data, tuple[int, int]) is None
    assert values.opened(b"other", data, tuple[str, int]) is None


def test_another_version_of_the_program_knows_nothing(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = check(edition)
    with cache.opened() as store:
        before = store.size().results
    monkeypatch.setattr("pipeline.engine.cache.keys.version", lambda: b"another")
    assert check(edition) == plain
    with cache.opened() as store:
        assert store.size().results > before


def test_two_stores_at_once(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite3"
    with Cache(path) as one, Cache(path) as other:
        one.put(b"a", "first")
        other.put(b"b", "second")
        one.flush()
        other.flush()
        assert other.get(b"a", str) == "first"
        assert one.get(b"b", str) == "second"


def test_a_folder_that_is_a_file_keeps_nothing(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = check(edition, keep=False)
    monkeypatch.setenv("EDITION_CACHE", str(edition / "d1.txt"))
    assert check(edition) == plain


def test_a_folder_that_others_can_write_to_is_not_believed(edition: Path) -> None:
    cache.folder().mkdir(parents=True)
    cache.folder().chmod(0o777)
    check(edition)
    assert not kept().exists()
