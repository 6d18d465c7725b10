"""Outputs are the old ones or the new ones, whole, whatever goes wrong."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import publish
from pipeline.model.errors import BusyError, PublishError
from tests.publish.faults import FAULTS, files_in, inject, publish_to

OLD = {"a.txt": b"old a", "tei/d1.xml": b"old d1", "tei/d2.xml": b"old d2"}
NEW = {"a.txt": b"new a", "tei/d1.xml": b"new d1"}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def put_into(folder: Path, files: dict[str, bytes]) -> None:
    with publish.opened(folder.parent) as outputs:
        outputs.put(folder.name, files)


def mark_stale(folder: Path, report: dict[str, bytes]) -> None:
    with publish.opened(folder.parent) as outputs:
        outputs.mark_stale(folder.name, report)


def test_publishes_and_clears_what_the_edition_no_longer_has(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish_to(folder, {**OLD, "e.docx": b"PK", "documents/d1.pdf": b"%PDF"})
    publish_to(folder, NEW)
    assert files_in(folder) == set(NEW)
    assert not (folder / "documents").exists()
    assert (folder / "a.txt").read_bytes() == b"new a"


def test_what_others_put_there_or_changed_stays(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish_to(folder, {**OLD, "e.docx": b"PK", "documents/d1.pdf": b"%PDF"})
    (folder / "mine.txt").write_bytes(b"mine")
    (folder / "tei/notes.txt").write_bytes(b"mine")
    (folder / "documents/read me.txt").write_bytes(b"mine")
    (folder / "e.docx").write_bytes(b"PK with my corrections")
    publish_to(folder, NEW)
    others = {"mine.txt", "tei/notes.txt", "documents/read me.txt", "e.docx"}
    assert files_in(folder) == set(NEW) | others
    publish_to(folder, OLD)
    assert files_in(folder) == set(OLD) | others


def test_a_file_that_was_there_before_ours_is_nobodys_to_remove(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    publish_to(folder, NEW)
    publish_to(folder, {"a.txt": b"x"})
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
    publish_to(folder, NEW)
    assert outside.read_bytes() == b"precious"
    assert (folder / "link.txt").is_symlink()


@pytest.mark.parametrize("record", [b"", b"[1]", b'{"a.txt": 1}', b"\xff", b"[" * 100_000])
def test_a_record_that_cannot_be_read_claims_nothing(tmp_path: Path, record: bytes) -> None:
    folder = tmp_path / "e"
    publish_to(folder, OLD)
    (folder / publish.RECORD).write_bytes(record)
    publish_to(folder, NEW)
    assert files_in(folder) == set(OLD)
    publish_to(folder, {"a.txt": b"x"})
    assert files_in(folder) == {"a.txt", "tei/d2.xml"}


def test_where_one_file_cannot_be_put_no_file_is(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish_to(folder, OLD)
    (folder / "z.pdf" / "mine").mkdir(parents=True)
    with pytest.raises(PublishError, match="a folder stands where an output belongs"):
        publish_to(folder, {**NEW, "b.epub": b"new b", "z.pdf": b"new z"})
    assert files_in(folder) == set(OLD)
    assert (folder / "a.txt").read_bytes() == b"old a"


def test_putting_removes_nothing(tmp_path: Path) -> None:
    put_into(tmp_path / "e", OLD)
    put_into(tmp_path / "e", {"d3.xml": b"d3"})
    assert files_in(tmp_path / "e") == {*OLD, "d3.xml"}


def test_a_failed_run_leaves_outputs_and_says_they_are_old(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish_to(folder, OLD)
    mark_stale(folder, {"report.txt": b"wrong"})
    assert (folder / "a.txt").read_bytes() == b"old a"
    assert (folder / publish.STALE).is_file()
    publish_to(folder, NEW)
    assert not (folder / publish.STALE).exists()


def test_a_failed_first_run_leaves_a_report_only(tmp_path: Path) -> None:
    mark_stale(tmp_path / "e", {"report.txt": b"wrong"})
    assert [path.name for path in (tmp_path / "e").iterdir()] == ["report.txt"]


def test_a_write_that_fails_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish_to(folder, OLD)
    with pytest.raises(PublishError):
        publish_to(folder, {**NEW, "x" * 300: b"a name too long for any file system"})
    assert (folder / "a.txt").read_bytes() == b"old a"
    assert (folder / "tei/d1.xml").read_bytes() == b"old d1"
    assert names_in(tmp_path) == {".lock", "e"}


def test_a_second_build_is_refused(tmp_path: Path) -> None:
    with publish.opened(tmp_path), pytest.raises(BusyError), publish.opened(tmp_path):
        pass
    with publish.opened(tmp_path):
        pass


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no /proc")
@pytest.mark.parametrize("place", ["/proc/self", "/proc/self/fd"])
def test_a_place_where_no_file_can_be_made_is_not_held_by_another_build(place: str) -> None:
    with pytest.raises(PublishError, match="nothing can be written"), publish.opened(Path(place)):
        pass


def _rewrite_for_ever(folder: Path) -> None:
    for round_ in range(1_000_000):
        text = str(round_).encode() * 10_000
        publish_to(folder, dict.fromkeys(OLD, text))


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
        texts = {(folder / name).read_bytes() for name in OLD}
        assert len(texts) == 1 or (folder / publish.STALE).read_text().startswith("The outputs in")
        with publish.opened(tmp_path):  # as the next run does, whatever it is about
            pass
        (text,) = {(folder / name).read_bytes() for name in OLD}
        assert text == text[: len(text) // 10_000] * 10_000
        assert files_in(folder) == set(OLD)
    publish_to(folder, NEW)
    assert names_in(tmp_path) == {".lock", "e"}


# --- a fault in each call of the system


@pytest.mark.parametrize("fault", FAULTS[:2], ids=["killed", "no space"])
def test_a_fault_at_any_call_leaves_old_or_new_and_the_next_run_finishes(
    tmp_path: Path, fault: BaseException
) -> None:
    more = {**NEW, "new/b.txt": b"new b", "new/c.txt": b"new c"}
    outcomes = Counter(inject(tmp_path, OLD, more, fault))
    assert outcomes["old"]
    assert outcomes["new"] > 1  # the last without a fault, others in spite of one


# --- links that were planted


@pytest.mark.parametrize("link", ["e", "e/tei", ".work", "e/a.txt", "e/.published.json", ".lock"])
def test_nothing_elsewhere_is_touched_through_a_link(tmp_path: Path, link: str) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    home.mkdir()
    for name in ("a.txt", "d1.xml", "report.txt", "journal.json"):
        (home / name).write_bytes(b"mine")
    (out / link).parent.mkdir(parents=True)
    target = home if "." not in Path(link).name or link == ".work" else home / "a.txt"
    (out / link).symlink_to(target)
    if link in {"e", "e/tei", ".lock"}:
        with pytest.raises(PublishError, match="take it away"):
            publish_to(out / "e", NEW)
    else:
        publish_to(out / "e", NEW)
    assert names_in(home) == {"a.txt", "d1.xml", "report.txt", "journal.json"}
    assert {path.read_bytes() for path in home.iterdir()} == {b"mine"}


@pytest.mark.parametrize(
    "steps",
    [
        b"", b"[", b"{}", b"[1]", b'[["write", "../out.txt", "0"]]', b"[" * 100_000,
        b'[["remove", "../out.txt", ["x"], []]]', b'[["drop", "/etc/hostname"]]',
        b'[["write", "e/a.txt", "../../out.txt"]]', b'[["drop", "link/out.txt"]]',
    ],
)  # fmt: skip
def test_a_journal_by_a_stranger_leads_nowhere(tmp_path: Path, steps: bytes) -> None:
    out, outside = tmp_path / "out", tmp_path / "out.txt"
    outside.write_bytes(b"precious")
    publish_to(out / "e", OLD)
    (out / ".work").mkdir()
    (out / ".work" / "0").write_bytes(b"evil")
    (out / ".work" / "journal.json").write_bytes(steps)
    (out / "link").symlink_to(tmp_path)
    with suppress(PublishError):
        publish_to(out / "e", NEW)
    assert outside.read_bytes() == b"precious"


def test_a_pipe_in_the_place_of_the_record_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    os.mkfifo(tmp_path / "e" / publish.RECORD)
    publish_to(tmp_path / "e", NEW)
    assert files_in(tmp_path / "e") == set(NEW)


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupt_while_files_are_put_into_place_waits(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    publish_to(folder, OLD)
    real = os.replace

    def interrupted(*given: Any, **named: Any) -> None:  # noqa: ANN401 - as the real one
        signal.raise_signal(signal.SIGINT)
        real(*given, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            publish_to(folder, NEW)
    assert files_in(folder) == set(NEW)
