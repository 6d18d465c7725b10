"""Outputs are the old ones or the new ones, whole, whatever goes wrong."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.errors import BusyError, PublishError

OLD = {"a.txt": b"old a", "tei/d1.xml": b"old d1", "tei/d2.xml": b"old d2"}
NEW = {"a.txt": b"new a", "tei/d1.xml": b"new d1"}


def test_publishes_and_clears_what_the_edition_no_longer_has(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish.publish(folder, OLD)
    publish.publish(folder, NEW)
    assert {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} == set(NEW)
    assert (folder / "a.txt").read_bytes() == b"new a"


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
