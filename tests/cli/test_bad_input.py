"""Bad input gives a clear diagnostic with its place, exit 1, and leaves earlier outputs alone."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.command import COMMAND, edition

GOOD = """3. Letter From the Minister to the President1

Glockenburg, March 2, 1950.

The reply will follow.

Trentino
  1. Source: Firefly Papers, Box 3.
"""

BAD = {
    "empty": (b"", "T002", 1),
    "a form feed": (b"\x0c", "S137", 1),
    "not text": (b"\x89PNG\r\n\x1a\n\x00\x00", "T001", 1),
    "windows-1252": (GOOD.encode().replace(b"reply", b"reply\x93"), "T001", 5),
    "utf-16": (GOOD.encode("utf-16"), "T001", 1),
    "notes without markers": (GOOD.replace("President1", "President").encode(), "N", 8),
    "no heading": (b"and so it goes on for a while, without any beginning.\n", "S", 1),
}


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "input" / "letters"
    place.mkdir(parents=True)
    return place


@pytest.mark.parametrize(("data", "code", "line"), BAD.values(), ids=BAD.keys())
def test_says_what_is_wrong_and_where(folder: Path, data: bytes, code: str, line: int) -> None:
    (folder / "d3.txt").write_bytes(data)
    done = edition("check", "--format", "json", cwd=folder.parents[1])
    assert done.returncode == 1
    assert done.stderr == ""
    report = json.loads(done.stdout)
    errors = [d for d in report["diagnostics"] if d["severity"] == "error"]
    assert errors[0]["code"].startswith(code)
    assert (errors[0]["file"], errors[0]["line"]) == (str(Path("input/letters/d3.txt")), line)
    assert errors[0]["hint"]
    assert report["summary"]["errors"] == len(errors)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_template_that_typst_refuses_is_an_error_of_its_edition(
    folder: Path, workers: str
) -> None:
    root, other = folder.parents[1], folder.parent / "reports"
    other.mkdir()
    for place in (folder, other):
        (place / "d3.txt").write_text(GOOD, encoding="utf-8")
    (folder / "edition.toml").write_text('[pdf]\ntemplate = "own.typ"\n', encoding="utf-8")
    (folder / "own.typ").write_text("\n#let b = (\n", encoding="utf-8")
    done = edition("build", "--format", "json", "--workers", workers, cwd=root)
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)["diagnostics"]
    errors = [(d["code"], d["file"], d["line"]) for d in found if d["severity"] == "error"]
    assert errors == [("M016", str(Path("input/letters/own.typ")), 2)]
    assert not list((root / "build" / "letters").glob("letters.*"))
    assert (root / "build" / "reports" / "reports.pdf").is_file()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"<list>\n<item>\n</list>", 3),
        (b"<?xml version='1.0'?>\n<!DOCTYPE list>\n<list/>", 2),
        (b"<list>\n\xe9</list>", 2),
    ],
    ids=["not well formed", "doctype", "not utf-8"],
)
def test_an_authority_file_that_cannot_be_used_is_an_error_of_its_edition(
    folder: Path, data: bytes, line: int
) -> None:
    root, other = folder.parents[1], folder.parent / "reports"
    other.mkdir()
    for here in (folder, other):
        (here / "d3.txt").write_text(GOOD, encoding="utf-8")
    (folder / "persons.xml").write_bytes(data)
    done = edition("build", "--only", "epub", "--format", "json", cwd=root)
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    errors = [d for d in report["diagnostics"] if d["severity"] == "error"]
    place = str(Path("input/letters/persons.xml"))
    assert [(d["code"], d["file"], d["line"]) for d in errors] == [("A006", place, line)]
    assert errors[0]["hint"]
    assert not list((root / "build" / "letters").glob("letters*"))
    assert (root / "build" / "reports" / "reports.epub").is_file()
    assert edition("encode", "--out", "encoded", cwd=root).returncode == 1
    written = [path.name for path in (root / "encoded").rglob("*.xml")]
    assert written == ["d3.xml"]
    assert not (root / "encoded" / "letters").exists()
    for _ in ("new", "kept"):
        checked = edition("check", "--format", "github", cwd=root)
        assert (checked.returncode, checked.stderr) == (1, "")
        assert f"line={line}" in next(s for s in checked.stdout.splitlines() if "A006" in s)


def test_leaves_earlier_outputs_in_place(folder: Path) -> None:
    root = folder.parents[1]
    (folder / "d3.txt").write_text(GOOD, encoding="utf-8")
    assert edition("build", cwd=root).returncode == 0
    built = root / "build" / "letters"
    before = {path.name: path.read_bytes() for path in built.glob("letters.*")}
    assert set(before) == {"letters.xml", "letters.docx", "letters.epub", "letters.pdf"}
    (folder / "d3.txt").write_bytes(b"\xff")
    done = edition("build", cwd=root)
    assert done.returncode == 1
    assert "T001" in done.stdout
    assert {path.name: path.read_bytes() for path in built.glob("letters.*")} == before
    assert (built / "STALE.txt").is_file()
    assert json.loads((built / "report.json").read_text())["summary"]["outputs"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "nowhere"), "there is no such folder"),
        (("check", "nowhere.txt"), "there is no such file"),
        (("explain", "Z999"), "there is no code 'Z999'; `edition rules` lists them\n"),
        (("check", "--workers", "-1"), "Must be >= 0"),
    ],
)
def test_wrong_usage_is_code_2(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    done = edition(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["d3.txt", "edition.toml"])
def test_a_file_that_may_not_be_read_is_named(folder: Path, name: str) -> None:
    (folder / "d3.txt").write_text(GOOD, encoding="utf-8")
    (folder / "edition.toml").write_text("[edition]\n", encoding="utf-8")
    (folder / name).chmod(0)
    done = edition("check", "--no-cache", cwd=folder.parents[1])
    assert done.returncode == 3
    assert done.stderr.startswith(f"edition: {Path('input/letters') / name}: ")
    assert "give yourself the right" in done.stderr


def test_outputs_are_the_same_bytes_whatever_surrounds_them(folder: Path) -> None:
    root = folder.parents[1]
    (folder / "d3.txt").write_text(GOOD, encoding="utf-8")
    found = []
    for name, surroundings in (
        ("one", {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C"}),
        ("two", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}),
    ):
        subprocess.run(
            [*COMMAND, "build", "--out", name],
            cwd=root, env={**os.environ, **surroundings}, check=True, capture_output=True,
        )  # fmt: skip
        built = root / name / "letters"
        found.append(
            {
                path.relative_to(built): path.read_bytes()
                for path in built.rglob("*")
                if path.is_file() and path.name != "report.json"
            }
        )
    assert found[0] == found[1]


def test_encode_writes_nothing_of_a_document_with_an_error(folder: Path) -> None:
    root = folder.parents[1]
    (folder / "d3.txt").write_text(GOOD, encoding="utf-8")
    (folder / "d4.txt").write_bytes(BAD["windows-1252"][0])
    done = edition("encode", "--out", "encoded", cwd=root)
    assert done.returncode == 1
    written = [path.name for path in (root / "encoded" / "letters").iterdir()]
    assert written == ["d3.xml"]
