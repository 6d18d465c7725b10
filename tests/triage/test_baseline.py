"""A baseline holds what is known: nothing of it is reported, and all else is."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.command import edition
from tests.triage.editions import CLEAN, DOUBLED, HEADING, found, make

THREE = HEADING.format(3) + DOUBLED


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "input" / "letters", d3=THREE, d4=CLEAN.format(4))
    done = edition("check", "--write-baseline", "known.json", cwd=tmp_path)
    assert done.returncode == 0
    assert (
        done.stderr == "edition: known.json: written; --baseline reports only what is not in it\n"
    )
    assert done.stdout == "2 documents: 0 errors, 0 warnings, 0 remarks; 0 new, 1 known\n"
    return tmp_path


def test_the_file_can_be_read_and_holds_no_time(root: Path) -> None:
    content = json.loads((root / "known.json").read_text(encoding="utf-8"))
    (row,) = content["files"].pop("input/letters/d3.txt")
    assert content == {"version": 1, "files": {}}
    assert (row["code"], row["text"]) == ("T131", DOUBLED.rstrip("\n"))
    before = (root / "known.json").read_bytes()
    edition("check", "input", "--write-baseline", "known.json", cwd=root)
    assert (root / "known.json").read_bytes() == before


def test_reports_only_what_is_new(root: Path) -> None:
    text = HEADING.format(3) + "A line before.\n\n" + DOUBLED + "\nIt went to to the Minister.\n"
    (root / "input" / "letters" / "d3.txt").write_text(text, encoding="utf-8")
    findings, summary = found("--baseline", "known.json", cwd=root)
    assert findings == [("d3.txt", "T131")]
    assert (summary["known"], summary["gone"]) == (1, [])
    done = edition("check", "--baseline", "known.json", "--fail-on", "warning", cwd=root)
    assert done.returncode == 1
    assert "; 1 new, 1 known\n" in done.stdout


def test_the_same_words_a_second_time_are_new(root: Path) -> None:
    (root / "input" / "letters" / "d3.txt").write_text(THREE + "\n" + DOUBLED, encoding="utf-8")
    findings, _ = found("--baseline", "known.json", cwd=root)
    assert [code for _, code in findings if code == "T131"] == ["T131"]


def test_words_far_off_in_the_same_line_may_change(root: Path) -> None:
    far = [f"And so it goes on about the matter for {n} hours longer. " for n in (2, 3, 4)]
    path = root / "input" / "letters" / "d3.txt"
    path.write_text(HEADING.format(3) + "".join(far) + DOUBLED, encoding="utf-8")
    edition("check", "--write-baseline", "known.json", cwd=root)
    far[0] = "It is new. "
    path.write_text(HEADING.format(3) + "".join(far) + DOUBLED, encoding="utf-8")
    assert found("--baseline", "known.json", cwd=root)[0] == []


def test_a_renamed_file_keeps_what_is_known(root: Path) -> None:
    folder = root / "input" / "letters"
    (folder / "d3.txt").rename(folder / "d5.txt")
    findings, summary = found("--baseline", "known.json", cwd=root)
    assert [row for row in findings if row[1] == "T131"] == []
    assert (summary["known"], summary["gone"]) == (1, [])


def test_what_is_mended_is_named(root: Path) -> None:
    (root / "input" / "letters" / "d3.txt").write_text(CLEAN.format(3), encoding="utf-8")
    done = edition("check", "--baseline", "known.json", cwd=root)
    gone = f"input/letters/d3.txt: T131 {DOUBLED}"
    assert done.stdout == (
        f"gone, but in the baseline: {gone}"
        "2 documents: 0 errors, 0 warnings, 0 remarks; 0 new, 0 known; 1 gone\n"
    )
    assert found("--baseline", "known.json", cwd=root)[1]["gone"] == [gone.rstrip("\n")]


def test_nothing_is_called_gone_that_was_not_looked_at(root: Path) -> None:
    path = root / "input" / "letters" / "d3.txt"
    path.write_text(CLEAN.format(3), encoding="utf-8")
    other = "input/letters/d4.txt"
    assert found(other, "--baseline", "known.json", cwd=root)[1]["gone"] == []
    path.write_bytes(b"\xff")
    findings, summary = found("--baseline", "known.json", cwd=root)
    assert (findings, summary["gone"]) == ([("d3.txt", "T001")], [])


def test_it_does_not_matter_where_the_command_is_started(root: Path) -> None:
    known = "../../known.json"
    assert found(".", "--baseline", known, cwd=root / "input" / "letters")[0] == []


def test_old_and_new_at_once(root: Path) -> None:
    (root / "input" / "letters" / "d4.txt").write_text(HEADING.format(4) + DOUBLED)
    files = ("--baseline", "known.json", "--write-baseline", "known.json")
    assert found(*files, cwd=root)[0] == [("d4.txt", "T131")]
    assert found("--baseline", "known.json", cwd=root)[0] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("", "is no baseline"),
        ("[" * 100_000, "is no baseline"),
        ("{}", "is no baseline"),
        ('{"version": 2, "files": {}}', "of another version"),
        ('{"version": 1}', "is damaged"),
        ('{"version": 1, "files": {"a": [{"code": "T131"}]}}', "is damaged"),
        ('{"version": 1, "files": {"a": 1}}', "is damaged"),
    ],
)
def test_a_baseline_that_cannot_be_used(root: Path, content: str | None, message: str) -> None:
    if content is not None:
        (root / "bad.json").write_text(content)
    done = edition("check", "--baseline", "bad.json", cwd=root)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert content is None or "--write-baseline" in done.stderr


@pytest.mark.parametrize(
    ("held", "code"),
    [("No. 1\n\nLetter\n", 2), ('{"version": "1.0.2", "files": []}', 2), ("", 0)],
)
def test_another_file_is_not_written_over(root: Path, held: str, code: int) -> None:
    other = root / "other.txt"
    other.write_text(held, encoding="utf-8")
    done = edition("check", "--write-baseline", "other.txt", cwd=root)
    assert done.returncode == code
    assert (other.read_text(encoding="utf-8") == held) is bool(code)
    assert ("other.txt: this is no baseline; name another file" in done.stderr) is bool(code)


def test_a_baseline_that_cannot_be_written(root: Path) -> None:
    done = edition("check", "--write-baseline", "nowhere/known.json", cwd=root)
    assert done.returncode == 6
    assert "cannot be written" in done.stderr


def test_a_folder_in_the_place_of_the_file_stays_alone(root: Path) -> None:
    (root / "known").mkdir()
    done = edition("check", "input", "--write-baseline", "known", cwd=root)
    assert done.returncode == 6
    assert "a folder stands where an output belongs; take it away" in done.stderr
    assert not [path.name for path in root.iterdir() if path.suffix == ".work"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_a_device_in_the_place_of_the_file_stays(root: Path) -> None:
    os.mknod(root / "known", stat.S_IFCHR | 0o666, os.makedev(1, 7))  # as /dev/full is
    done = edition("check", "input", "--write-baseline", "known", cwd=root)
    assert done.returncode == 6
    assert "a device is no place for an output; name another" in done.stderr
    assert (root / "known").is_char_device()


def test_a_link_in_the_place_of_the_file_is_replaced_and_not_followed(root: Path) -> None:
    mine = root / "mine.txt"
    mine.write_text("mine")
    for name in (".known.json.work", "known.json"):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(mine)
    edition("check", "input", "--write-baseline", "known.json", cwd=root)
    assert mine.read_text() == "mine"
    assert not (root / "known.json").is_symlink()
    assert not (root / ".known.json.work").is_symlink()


@pytest.mark.parametrize("name", ["", ".", "/dev/full/x", "a" * 300])
def test_what_cannot_be_written_is_said(root: Path, name: str) -> None:
    done = edition("check", "input", f"--write-baseline={name}", cwd=root)
    assert done.returncode in {2, 6}
    assert done.stderr.count("\n") == 1
