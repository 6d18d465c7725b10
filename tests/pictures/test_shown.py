"""A picture that a figure names is in every output, and what becomes of it there is noticed."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.book import Book
from pipeline.book.pictures import look_at
from pipeline.convert.html import make as make_html
from pipeline.model import document as model
from pipeline.model.metadata import Metadata
from pipeline.verify import docx, epub, html
from tests.command import edition
from tests.pictures.dots import png
from tests.verify.conftest import MAKERS
from tests.verify.specimens import CHECKS

SAID = "a plan of the mole"
_FIGURE = model.Figure((model.Text("The mole"),), SAID, "mole.png")
_BARE = model.Figure((), "the mole once more", "mole.png")
_NOTE = model.Note("d1fn1", "1", (model.Paragraph((model.Text("See "), _BARE)),))
_DOCUMENT = model.Document(
    "d1",
    None,
    model.DocumentKind.HISTORICAL,
    (
        model.Heading((model.Text("Letter"),)),
        model.Paragraph((_FIGURE,)),
        model.Paragraph((model.Text("It is lost."), model.NoteMarker("d1fn1"))),
    ),
    (_NOTE,),
)
_WITHOUT = Book.of(Metadata("letters", "Letters"), (_DOCUMENT,), b"<TEI/>")
BOOK = replace(_WITHOUT, pictures={"mole.png": look_at(png())})


@pytest.mark.parametrize("name", CHECKS)
def test_what_is_made_holds_all(name: str) -> None:
    assert CHECKS[name](BOOK, MAKERS[name](BOOK)) == ()


@pytest.mark.parametrize("name", CHECKS)
def test_a_book_without_its_pictures_is_noticed(name: str) -> None:
    assert CHECKS[name](BOOK, MAKERS[name](_WITHOUT))
    assert CHECKS[name](_WITHOUT, MAKERS[name](BOOK))


def _in_zip(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def _other_dots(name: str, data: bytes) -> bytes:
    return png(shade=1) if name.endswith(".png") and "cover" not in name else data


def _other_words(_: str, data: bytes) -> bytes:
    return data.replace(SAID.encode(), b"a plan of the hole")


@pytest.mark.parametrize("change", [_other_dots, _other_words])
def test_other_dots_and_other_words_are_noticed(change: Callable[[str, bytes], bytes]) -> None:
    made = make_html(BOOK)
    assert html.check(BOOK, {name: change(name, data) for name, data in made.items()})
    assert epub.check(BOOK, _in_zip(MAKERS["epub"](BOOK), change))
    assert docx.check(BOOK, _in_zip(MAKERS["docx"](BOOK), change))


LETTER = """\
1. Letter

Sandwick, May 2, 1908.

[figure mole.png: a plan of the mole | The mole]

[figure {other}: another plan]
"""


def _edition(folder: Path, other: str) -> Path:
    (folder / "edition.toml").write_text(
        '[edition]\nid = "letters"\ntitle = "L"\npublisher = "P"\nplace = "S"\ndate = "1908"\n'
        'language = "en"\nrights = "CC0"\n\n[outputs]\nformats = ["html"]\n',
        encoding="utf-8",
    )
    (folder / "d1.txt").write_text(LETTER.format(other=other), encoding="utf-8")
    (folder / "mole.png").write_bytes(png())
    return folder


def _link(folder: Path) -> None:
    (folder / "other.png").symlink_to(folder / "mole.png")


MADE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "there is no such file": ("other.png", lambda _: None),
    "it is a link": ("other.png", _link),
    "neither a JPEG nor a PNG": ("other.svg", lambda f: (f / "other.svg").write_text("<svg/>")),
    "larger than": ("other.png", lambda f: os.truncate(_touched(f / "other.png"), 1 << 25)),
    "only files in the folder": ("../mole.png", lambda _: None),
    "of the edition are shown": ("https://example.org/mole.png", lambda _: None),
}


def _touched(path: Path) -> Path:
    path.touch()
    return path


@pytest.mark.parametrize("why", MADE)
def test_a_picture_that_cannot_be_shown_is_said_and_described(why: str, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    other, make = MADE[why]
    make(_edition(folder, other))
    for command in (("check", "letters"), ("build", "letters", "--out", "out")):
        done = edition(*command, "--format", "json", cwd=tmp_path)
        assert done.returncode == 0
        found = [one for one in json.loads(done.stdout)["diagnostics"] if one["code"] == "S141"]
        assert len(found) == 1
        assert why in found[0]["message"]
    page = (tmp_path / "out/letters/html/d1.html").read_text(encoding="utf-8")
    assert re.findall(r'<img[^>]* alt="([^"]*)"', page) == ["a plan of the mole"]
    assert "another plan]" in page
    assert len(list((tmp_path / "out/letters/html/pictures").iterdir())) == 1


@pytest.mark.parametrize("name", ["plans/other.png", "plans/of/the/mole.scan"])
def test_a_check_sees_that_a_picture_came_and_went(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    _edition(folder, name)

    def said() -> str:
        return edition("check", "letters", cwd=tmp_path).stdout

    assert "there is no such file" in said()
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(png())
    assert "S141" not in said()
    damaged = png()[:-1] + b"?"
    (folder / name).write_bytes(damaged)
    assert "it is damaged" in said()
    (folder / name).unlink()
    assert "there is no such file" in said()
