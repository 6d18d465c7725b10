"""Files go into the folder that was named, and through no link below it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.system import writing
from pipeline.system.writing import Folder, PlaceError


@pytest.fixture(params=["handles", "paths"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder, written to by handles and as on a system that has none."""
    monkeypatch.setattr(writing, "_HANDLES", request.param == "handles")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_writes_reads_moves_and_removes(place: Path) -> None:
    with Folder.at(place / "new" / "er") as out:
        out.write("a/b/c.txt", b"one")
        assert out.read("a/b/c.txt", 2) == b"on"
        assert out.holds("a/b/c.txt", b"one")
        assert not out.holds("a/b/c.txt", b"two")
        assert not out.holds("a/b/d.txt", b"one")
        out.write("d.txt", b"old")
        out.move("a/b/c.txt", out, "d.txt")
        assert out.names() == ["a", "d.txt"]
        assert (place / "new" / "er" / "d.txt").read_bytes() == b"one"
        out.remove("d.txt")
        out.remove("d.txt")
        out.remove_folder("a/b")
        out.remove_all("a")
        out.remove_all("a")
        assert out.names() == []


def test_a_file_that_is_there_is_not_written_over(place: Path) -> None:
    with Folder.at(place) as out:
        out.write("a.txt", b"one")
        with pytest.raises(FileExistsError):
            out.write("a.txt", b"two")


def test_no_link_below_is_followed(place: Path) -> None:
    home = place.parent / "home"
    (place / "folder").symlink_to(home)
    (place / "file").symlink_to(home / "mine.txt")
    with Folder.at(place) as out:
        out.write("source", b"x")
        with pytest.raises(PlaceError, match="take it away"):
            out.write("folder/new.txt", b"x")
        with pytest.raises(PlaceError):
            out.move("source", out, "folder/mine.txt")
        with pytest.raises(PlaceError):
            out.remove("folder/mine.txt")
        with pytest.raises(FileExistsError):
            out.write("file", b"x")
        assert out.read("file", 10) is None
        assert out.read("folder/mine.txt", 10) is None
        out.move("source", out, "file")
        out.remove_all("folder")
    assert sorted(path.name for path in place.iterdir()) == ["file"]
    assert (home / "mine.txt").read_text() == "mine"
    assert [path.name for path in home.iterdir()] == ["mine.txt"]


def test_the_folder_that_was_named_may_be_a_link(place: Path) -> None:
    (place / "link").symlink_to(place.parent / "home")
    with Folder.at(place / "link") as out:
        out.write("new.txt", b"x")
    assert (place.parent / "home" / "new.txt").read_bytes() == b"x"


def test_a_pipe_is_not_waited_for(place: Path) -> None:
    os.mkfifo(place / "pipe")
    with Folder.at(place) as out:
        assert out.read("pipe", 10) is None
        out.remove_all("pipe")
    assert not (place / "pipe").exists()


def test_a_tree_with_links_in_it_goes_and_what_they_lead_to_stays(place: Path) -> None:
    (place / "work" / "deep").mkdir(parents=True)
    (place / "work" / "deep" / "link").symlink_to(place.parent / "home")
    with Folder.at(place) as out:
        out.remove_all("work")
    assert not (place / "work").exists()
    assert (place.parent / "home" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["", "/etc/x", "../x", "a/../../x", "a\0b"])
def test_a_name_that_leads_out_is_none(place: Path, name: str) -> None:
    with Folder.at(place) as out, pytest.raises(PlaceError, match="no name of a file"):
        out.write(name, b"x")
