"""Whatever lies in an edition's folder under a name that is read: nothing of elsewhere is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.errors import UsageError
from pipeline.report import FORMATS, to_json, to_text

SETTINGS = '[edition]\nid = "letters"\ntitle = "L"\n'
TEXT = "No. 1\n\nMr. A to Mr. B\n\nLondon, May 3, 1931.\n\nSir: I have the honor.\n"
STYLES = {
    "house.docx": '[docx]\nreference = "house.docx"\n',
    "house.css": '[html]\ncss = "house.css"\n',
    "house.typ": '[pdf]\ntemplate = "house.typ"\n',
    "around/preface.txt": '[book]\nfront = ["around/preface.txt"]\n',
    "sources.xml": '[book]\nback = ["sources.xml"]\n',
}
FILES = ("edition.toml", "order.txt", "persons.xml", "terms.xml", "d1.decisions.toml", *STYLES)


def link_to_secret(path: Path) -> None:
    secret = path.parents[2] / "secret"
    secret.write_text("TOKEN=hunter2\nhunter2 = 1\n<hunter2/>\n" * 50)
    path.symlink_to(secret)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 42)


KINDS: dict[str, Callable[[Path], object]] = {
    "link to a secret": link_to_secret,
    "link to all variables": lambda path: path.symlink_to("/proc/self/environ"),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "pipe": os.mkfifo,
    "folder": lambda path: path.mkdir(),
    "terabytes": sparse,
}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS)
    (folder / "d1.txt").write_text(TEXT)
    return folder


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("name", FILES)
def test_is_refused_and_nothing_of_it_shown(
    letters: Path, name: str, make: Callable[[Path], object]
) -> None:
    settings = letters / "edition.toml"
    settings.write_text(SETTINGS + STYLES.get(name, ""))
    if name == "edition.toml":
        settings.unlink()
    (letters / "around").mkdir()
    make(letters / name)
    report = commands.check([letters], lambda *_: None, ProcessPool(1))
    found = [one for one in report.diagnostics if one.location.file.endswith(name)]
    named = [one for one in report.diagnostics if name in one.message]
    assert any(one.severity.value == "error" for one in (*found, *named))
    for written in (to_text(report), to_json(report), FORMATS["github"](report)):
        assert "hunter2" not in written
        assert "PATH=" not in written


def test_texts_that_a_link_leads_to_are_not_published(letters: Path) -> None:
    private = letters.parent / "private"
    private.mkdir()
    (private / "p1.txt").write_text("No. 9\n\nPrivate\n\nPRIVATE TEXT.\n")
    (letters / "raw").symlink_to(private)
    report = commands.check([letters], lambda *_: None, ProcessPool(1))
    assert report.summary.documents == 1
    assert "'raw/' is not read" in to_text(report)
    (letters / "d2.txt").symlink_to(private / "p1.txt")
    with pytest.raises(UsageError, match="no regular file"):
        commands.check([letters], lambda *_: None, ProcessPool(1))


def test_a_folder_of_editions_leads_nowhere_else(letters: Path) -> None:
    """Where a user names the folder of all editions, a link in it is none of them."""
    top = letters.parent / "input"
    top.mkdir()
    letters.rename(top / "letters")
    private = letters.parent / "private"
    private.mkdir()
    (private / "p1.txt").write_text("No. 9\n\nPrivate\n\nPRIVATE TEXT.\n")
    (top / "private").symlink_to(private)
    report = commands.check([top], lambda *_: None, ProcessPool(1))
    assert report.summary.documents == 1
    assert "'private/' is not read, since it is a link" in to_text(report)


def test_no_line_is_shown_of_what_is_no_text_of_the_edition(letters: Path) -> None:
    (letters / "key.pem").write_text("hunter2\n")
    written = to_text(commands.check([letters], lambda *_: None, ProcessPool(1)))
    assert "key.pem" in written
    assert "hunter2" not in written


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS.keys())
def test_a_baseline_that_is_no_file_of_its_own(
    letters: Path, make: Callable[[Path], object]
) -> None:
    make(letters.parent / "known.json")
    against = commands.CompareWith(baseline=letters.parent / "known.json")
    with pytest.raises(UsageError, match="no baseline: it "):
        commands.check([letters], lambda *_: None, ProcessPool(1), against)
