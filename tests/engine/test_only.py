"""A build of some formats: the same bytes, and what it leaves of others is said to be old."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.convert import docx, epub
from pipeline.engine.cache.store import Cache
from pipeline.engine.publish import RECORD, STALE
from tests.engine import editions
from tests.engine.test_same import GOOD

TOP = "letters/"


def test_what_is_made_is_the_same_and_what_is_left_is_said_to_be_old(tmp_path: Path) -> None:
    folder, out = editions.make(tmp_path / "letters", **GOOD), tmp_path / "out"
    before = editions.build(folder, out)
    editions.make(folder, **{**GOOD, "d3": GOOD["d3"] + "And tin.\n"})
    after = editions.build(folder, out, only=["epub"])
    plain = editions.build(folder, tmp_path / "plain")
    reports = {TOP + "report.json", TOP + "report.txt", TOP + RECORD}
    assert after.keys() == before.keys() | {TOP + STALE}
    for name in before.keys() - reports:
        is_new = name.endswith((".epub", ".xml"))
        assert after[name] == (plain if is_new else before)[name], name
    lines = after[TOP + STALE].decode().split("\n")
    assert lines[1:4] == ["  letters.docx", "  documents/*.docx", "  html/*"]
    assert b"letters.docx" not in after[TOP + "report.json"]
    assert editions.build(folder, out) == plain


def test_a_first_build_of_one_format_leaves_nothing(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "letters", **GOOD)
    made = editions.build(folder, tmp_path / "out", only=["html"])
    assert TOP + "html/d1.html" in made
    assert not any(name.endswith((".docx", ".epub", STALE)) for name in made)


def test_what_is_kept_of_a_format_serves_whatever_else_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = editions.make(tmp_path / "letters", **GOOD), tmp_path / "store"
    plain = editions.build(folder, tmp_path / "out", Cache(store))
    monkeypatch.delattr(docx, "make")
    monkeypatch.delattr(epub, "make")
    some = editions.build(folder, tmp_path / "some", Cache(store), only=["docx"])
    assert some[TOP + "letters.docx"] == plain[TOP + "letters.docx"]
    assert editions.build(folder, tmp_path / "out", Cache(store)) == plain


def test_a_file_that_is_as_it_is_to_be_is_not_written_again(tmp_path: Path) -> None:
    folder, out = editions.make(tmp_path / "letters", **GOOD), tmp_path / "out"
    editions.build(folder, out)
    paths = [path for path in (out / "letters").rglob("*") if path.is_file()]
    for path in paths:
        os.utime(path, (1, 1))
    (out / "letters" / "letters.epub").write_bytes(b"spoilt")
    editions.build(folder, out)
    written = {path.name for path in paths if path.stat().st_mtime != 1}
    assert written == {"letters.epub"}
