"""A file is read if it is a regular file of a moderate size, and never waited for."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from pipeline.model.errors import UnreadableFileError
from pipeline.system import reading

SMALL = reading.InputKind("a small file", 1 << 20)


def test_reads_a_file_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * (1 << 20))
    assert reading.read(path, SMALL) == b"a" * (1 << 20)
    assert reading.read_start(path, 3) == b"aaa"
    path.write_bytes(b"a" * ((1 << 20) + 1))
    with pytest.raises(UnreadableFileError, match=r"larger than a small file can be \(1 MiB\)"):
        reading.read(path, SMALL)


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("secret")
    for target in ("there.txt", "/proc/self/environ", "/dev/zero", "nowhere", "loop"):
        link = tmp_path / "loop"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert reading.is_there(link)
        assert not reading.is_regular(link)
        with pytest.raises(UnreadableFileError, match="link to another place"):
            reading.read_if_there(link, SMALL)


def test_a_pipe_a_folder_and_a_device_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "pipe", tmp_path / "folder", Path("/dev/zero")):
        with pytest.raises(UnreadableFileError, match="no regular file"):
            reading.read(path, SMALL)


def test_a_file_of_terabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1 << 42)
    with pytest.raises(UnreadableFileError, match="larger than"):
        reading.read(path, SMALL)


@pytest.mark.parametrize("name", ["missing", "a\0b", "a" * 300])
def test_what_is_not_there_is_said_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="it cannot be read"):
        reading.read(tmp_path / name, SMALL)
    assert not reading.is_regular(tmp_path / name)


def test_nothing_under_a_name_is_none(tmp_path: Path) -> None:
    assert reading.read_if_there(tmp_path / "missing", SMALL) is None


def test_the_error_goes_from_process_to_process() -> None:
    error = UnreadableFileError(Path("a"), "it is no regular file")
    assert str(pickle.loads(pickle.dumps(error))) == "a: it is no regular file"  # noqa: S301
