"""Outputs are the old ones or the new ones, whole, whatever goes wrong."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.errors import BusyError, PublishError

OLD = {"a.txt": b"old a", "tei/d1.xml": b"old d1", "tei/d2.xml": b"old d2"}
NEW = {"a.txt": b"new a", "tei/d1.xml": b"new d1"}


def files_in(folder: Path) -> set[str]:
    """Give the paths of all files but the record."""
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
    return found - {publish.RECORD}


def test_publishes_and_clears_what_the_edition_no_longer_has(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, {**OLD, "e.docx": b"PK", "documents/d1.pdf": b"%PDF"})
    publish.publish(folder, NEW)
    assert files_in(folder) == set(NEW)
    assert not (folder / "documents").exists()
    assert (folder / "a.txt").read_bytes() == b"new a"


def test_what_others_put_there_or_changed_stays(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, {**OLD, "e.docx": b"PK", "documents/d1.pdf": b"%PDF"})
    (folder / "mine.txt").write_bytes(b"mine")
    (folder / "tei/notes.txt").write_bytes(b"mine")
    (folder / "documents/read me.txt").write_bytes(b"mine")
    (folder / "e.docx").write_bytes(b"PK with my corrections")
    publish.publish(folder, NEW)
    others = {"mine.txt", "tei/notes.txt", "documents/read me.txt", "e.docx"}
    assert files_in(folder) == set(NEW) | others
    publish.publish(folder, OLD)
    assert files_in(folder) == set(OLD) | others


def test_a_file_that_was_there_before_ours_is_nobodys_to_remove(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    publish.publish(folder, NEW)
    publish.publish(folder, {"a.txt": b"x"})
    assert files_in(folder) == {"a.txt", "mine.txt"}


@pytest.mark.parametrize(
    "name", ["../out.txt", "/{outside}", "link/out.txt", "link.txt", "\0", "."]
)
def test_a_record_by_a_stranger_leads_nowhere(tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "e", tmp_path / "out.txt"
    folder.mkdir()
    outside.write_bytes(b"precious")
    (folder / "link").symlink_to(tmp_path)
    (folder / "link.txt").symlink_to(outside)
    record = {name.format(outside=outside): [sha256(b"precious").hexdigest()]}
    (folder / publish.RECORD).write_text(json.dumps(record))
    publish.publish(folder, NEW)
    assert outside.read_bytes() == b"precious"
    assert (folder / "link.txt").is_symlink()


@pytest.mark.parametrize("record", [b"", b"[1]", b'{"a.txt": 1}', b"\xff", b"[" * 100_000])
def test_a_record_that_cannot_be_read_claims_nothing(tmp_path: Path, record: bytes) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, OLD)
    (folder / publish.RECORD).write_bytes(record)
    publish.publish(folder, NEW)
    assert files_in(folder) == set(OLD)
    publish.publish(folder, {"a.txt": b"x"})
    assert files_in(folder) == {"a.txt", "tei/d2.xml"}


def test_a_stopped_run_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, OLD)
    (folder / "z.pdf" / "mine").mkdir(parents=True)
    with pytest.raises(PublishError):  # a folder stands where the last file is to go
        publish.publish(folder, {**NEW, "b.epub": b"new b", "z.pdf": b"new z"})
    assert "b.epub" in files_in(folder)
    publish.publish(folder, {"a.txt": b"x"})
    assert files_in(folder) == {"a.txt"}


def test_putting_removes_nothing(tmp_path: Path) -> None:
    publish.put(tmp_path / "e", OLD)
    publish.put(tmp_path / "e", {"d3.xml": b"d3"})
    assert files_in(tmp_path / "e") == {*OLD, "d3.xml"}


def test_a_failed_run_leaves_outputs_and_says_they_are_old(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, OLD)
    publish.mark_stale(folder, {"report.txt": b"wrong"})
    assert (folder / "a.txt").read_bytes() == b"old a"
    assert (folder / publish.STALE).is_file()
    publish.publish(folder, NEW)
    assert not (folder / publish.STALE).exists()


def test_a_failed_first_run_leaves_a_report_only(tmp_path: Path) -> None:
    publish.mark_stale(tmp_path / "e", {"report.txt": b"wrong"})
    assert [path.name for path in (tmp_path / "e").iterdir()] == ["report.txt"]


def test_a_write_that_fails_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, OLD)
    with pytest.raises(PublishError):
        publish.publish(folder, {**NEW, "x" * 300: b"a name too long for any file system"})
    assert (folder / "a.txt").read_bytes() == b"old a"
    assert (folder / "tei/d1.xml").read_bytes() == b"old d1"
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


def test_a_second_build_is_refused(tmp_path: Path) -> None:
    with publish.locked(tmp_path), pytest.raises(BusyError), publish.locked(tmp_path):
        pass
    with publish.locked(tmp_path):
        pass


def _rewrite_for_ever(folder: Path) -> None:
    for round_ in range(1_000_000):
        text = str(round_).encode() * 10_000
        publish.publish(folder, dict.fromkeys(OLD, text))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_build_leaves_whole_files(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    for delay in (0.01, 0.02, 0.03, 0.05, 0.08):
        process = multiprocessing.get_context("spawn").Process(
            target=_rewrite_for_ever, args=(folder,)
        )
        process.start()
        while not (folder / "a.txt").exists():
            time.sleep(0.01)
        time.sleep(delay)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        for name in OLD:
            text = (folder / name).read_bytes()
            assert text == text[: len(text) // 10_000] * 10_000
    publish.publish(folder, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["e"]
