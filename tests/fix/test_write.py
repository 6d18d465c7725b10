"""Mended files are put in place whole, and nothing is touched that was not asked for."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pipeline.model.errors import PublishError, UsageError
from pipeline.review import changed_file
from pipeline.review.fix import FixSelection, plan, selection
from tests.fix.test_cases import quiet

FAULTY = "\ufeff1. Letter\r\n\r\nParis, May 2, 1945.\r\n\r\nThe  note was sent , so.  \r\n"
MENDED = "\ufeff1. Letter\r\n\r\nParis, May 2, 1945.\r\n\r\nThe note was sent, so.\r\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "letters" / "d1.txt"
    path.parent.mkdir()
    path.write_bytes(FAULTY.encode())
    path.chmod(0o640)
    return path


def test_line_ends_byte_order_mark_and_mode_are_kept(path: Path) -> None:
    plan(path.parent, FixSelection(), quiet, 1).write()
    assert path.read_bytes().decode() == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_touched_before_it_is_asked_for(path: Path) -> None:
    written = path.stat().st_mtime_ns  # not the whole of it: to read a file may move its atime
    planned = plan(path.parent, FixSelection(), quiet, 1)
    assert list(planned.files[0].diff())[2:] == [
        "@@ -2,4 +2,4 @@",
        " ",
        " Paris, May 2, 1945.",
        " ",
        "-The  note was sent , so.\\u{0020}\\u{0020}",
        "+The note was sent, so.",
    ]
    assert path.stat().st_mtime_ns == written
    assert path.read_bytes() == FAULTY.encode()


def test_copies_go_into_their_own_folder(path: Path, tmp_path: Path) -> None:
    planned = plan(path.parent, FixSelection(), quiet, 1)
    planned.write_copies(tmp_path / "out")
    assert (tmp_path / "out" / "d1.txt").read_bytes().decode() == MENDED
    assert path.read_bytes() == FAULTY.encode()
    with pytest.raises(UsageError, match="--write"):
        planned.write_copies(path.parent)


def test_one_transcription_of_an_edition_is_mended_alone(path: Path) -> None:
    other = path.with_name("d2.txt")
    other.write_bytes(FAULTY.encode())
    plan(other, FixSelection(), quiet, 1).write()
    assert path.read_bytes() == FAULTY.encode()
    assert other.read_bytes() == MENDED.encode()


def test_mending_twice_is_mending_once(path: Path) -> None:
    plan(path.parent, FixSelection(), quiet, 1).write()
    assert not plan(path.parent, FixSelection(), quiet, 1).mended.texts


def test_a_file_that_changed_meanwhile_is_left(path: Path) -> None:
    planned = plan(path.parent, FixSelection(), quiet, 1)
    path.write_bytes(b"something else")
    with pytest.raises(PublishError, match="changed meanwhile"):
        planned.write()
    assert path.read_bytes() == b"something else"
    assert list(path.parent.iterdir()) == [path]


def test_a_link_that_came_meanwhile_is_not_followed(path: Path, tmp_path: Path) -> None:
    planned = plan(path.parent, FixSelection(), quiet, 1)
    outside = tmp_path / "outside.txt"
    path.rename(outside)
    path.symlink_to(outside)
    with pytest.raises(PublishError, match="no regular file"):
        planned.write()
    with pytest.raises(PublishError, match="no regular file"):
        changed_file.place(path, b"")
    assert outside.read_bytes() == FAULTY.encode()


def test_a_copy_never_takes_the_place_of_a_folder(path: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "d1.txt").mkdir(parents=True)
    with pytest.raises(PublishError, match="no regular file"):
        plan(path.parent, FixSelection(), quiet, 1).write_copies(tmp_path / "out")


def test_only_the_codes_that_are_named_are_mended(path: Path) -> None:
    plan(path.parent, selection(["t136"], unsafe=False), quiet, 1).write()
    assert path.read_bytes().decode() == FAULTY.replace("The  note", "The note")
    with pytest.raises(UsageError, match="no code 'T9'"):
        selection(["T9"], unsafe=False)


@pytest.mark.parametrize(
    ("faulty", "mended"),
    [
        ("Let\u00adter\u200b", "Letter"),
        ("one\rtwo", "one\ntwo"),
        ("one\u2028two\x85three", "one\ntwo\nthree"),
    ],
)
def test_characters_that_are_no_text(path: Path, faulty: str, mended: str) -> None:
    text = "1. Letter\n\nParis, May 2, 1945.\n\nThe note was sent.\n\n{}\n"
    path.write_bytes(text.format(faulty).encode())
    plan(path.parent, FixSelection(), quiet, 1).write()
    assert path.read_bytes().decode() == text.format(mended)


@pytest.mark.parametrize("character", ["\u202e", "\u200d", "\x0b", "\x00"])
def test_characters_that_a_text_may_need_or_hide_a_loss_are_left(
    path: Path, character: str
) -> None:
    text = f"1. Letter\n\nParis, May 2, 1945.\n\nThe note{character} was sent.\n"
    path.write_bytes(text.encode())
    assert not plan(path.parent, FixSelection(unsafe=True), quiet, 1).mended.texts


def test_a_file_that_is_no_utf_8_is_left(path: Path) -> None:
    path.write_bytes(b"The  \x93note\x94")
    path.with_name("d2.txt").write_bytes(FAULTY.encode())
    assert set(plan(path.parent, FixSelection(), quiet, 1).mended.texts) == {"d2.txt"}
