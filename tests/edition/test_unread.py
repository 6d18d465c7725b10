"""What is handed in with an edition and not read is named, with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import edition
from pipeline.engine import commands
from pipeline.engine.cache import Cache
from pipeline.engine.processes import ProcessPool
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.errors import UsageError
from pipeline.report import to_text
from tests.edition.test_edition import make
from tests.edition.test_review import WHOLE

LETTER = "1. Letter\n\nGlockenburg, May 3, 1951.\n\nThe lamp is out.\n"


def said(folder: Path) -> list[tuple[str, str]]:
    return [(_name(one, folder), one.code) for one in found(folder)]


def found(folder: Path) -> tuple[Diagnostic, ...]:
    """Give what is said of the folder itself."""
    loaded, told = edition.load(folder)
    return (*told, *loaded.unread())


def _name(one: Diagnostic, folder: Path) -> str:
    assert one.hint
    return Path(one.location.file).relative_to(folder).as_posix()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("x.TXT", "let its name end in .txt"),
        ("x.text", "let its name end in .txt"),
        ("x", "let its name end in .txt"),
        ("x2.md", "`edition import`"),
        ("d1.docx", "`edition import`"),
        ("x2.rtf", "save it as plain text"),
        ("x2.pdf", "save it as plain text"),
        ("README.txt", "rename it if it is a transcription"),
        ("Persons.xml", "rename it to persons.xml"),
        ("Order.txt", "rename it to order.txt"),
        ("sources.xml", "name it in edition.toml"),
        ("house.css", "name it in edition.toml"),
        ("d2.zip", "no stage reads files of this kind"),
        ("persons.txt", "move it"),
    ],
)
def test_a_file_that_is_not_read_is_named(tmp_path: Path, name: str, hint: str) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE)
    (folder / name).write_text("a", encoding="utf-8")
    loaded = edition.load(folder)[0]
    (one,) = found(folder)
    assert (one.code, one.severity) == ("M040", Severity.WARNING)
    assert Path(one.location.file) == folder / name
    assert hint in one.hint
    assert [path.name for path in loaded.order] == ["d1.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "README", "LICENSE", "LICENCE.md", "CITATION.cff", ".gitignore", "d1.txt~",
        "~$d1.docx", ".d1.txt.swp", "Thumbs.db", "d1.jpg", "d1.TIFF", "d1.decisions.toml",
    ],
)  # fmt: skip
def test_of_what_nobody_expects_to_be_read_nothing_is_said(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE)
    (folder / name).write_text("", encoding="utf-8")
    assert said(folder) == []


def test_what_the_settings_name_is_read(tmp_path: Path) -> None:
    settings = (
        '[book]\nfront = ["preface.txt"]\nback = ["texts/sources.xml"]\n[epub]\ncss = "house.css"\n'
        '[docx]\nreference = "none.docx"\n'
    )
    folder = make(
        tmp_path / "e", d1__txt="a", preface__txt="b", preface__decisions__toml="",
        house__css="", persons__txt="a", edition__toml=WHOLE + settings,
        persons__xml='<list><item><persName xml:id="p">A</persName></item></list>',
    )  # fmt: skip
    make(folder / "texts", sources__xml="<TEI/>", d2__txt="b")
    assert said(folder) == [("edition.toml", "M016"), ("texts/d2.txt", "M046")]


def test_texts_beside_the_raw_folder_and_in_others(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d2__txt="b", edition__toml=WHOLE)
    make(folder / "raw", d3__txt="c", d4__docx="d", d3__decisions__toml="")
    make(folder / "more" / "below", d5__txt="e")
    make(folder / ".git", d6__txt="f")
    make(folder / "empty")
    make(folder / "build" / "e", __published__json="{}", report__txt="r")
    named = found(folder)
    assert [(_name(one, folder), one.code) for one in named] == [
        ("d1.txt", "M046"), ("d2.txt", "M046"), ("more", "M046"), ("raw/d4.docx", "M044"),
    ]  # fmt: skip
    assert "raw/" in named[0].hint
    assert named[2].message == "'more/' is not read: 'below/d5.txt'"


def test_an_empty_raw_folder_hides_nothing(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE)
    (folder / "raw").mkdir()
    assert [path.name for path in edition.load(folder)[0].order] == ["d1.txt"]


def test_many_of_a_kind_are_told_of_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE)
    for number in range(20):
        (folder / f"s{number:02}.docx").touch()
    (one,) = found(folder)
    assert one.message == "'s00.docx' is not imported, nor are 19 others like it"


def test_decisions_on_a_transcription_that_is_gone(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d6__txt="a", d5__decisions__toml="", edition__toml=WHOLE)
    assert said(folder) == [("d5.decisions.toml", "D007")]


def test_no_link_is_followed(tmp_path: Path) -> None:
    make(tmp_path / "other", d9__txt="secret")
    folder = make(tmp_path / "e", d1__txt=LETTER, edition__toml=WHOLE)
    (folder / "away").symlink_to(tmp_path / "other")
    (folder / "d2.md").symlink_to(tmp_path / "other" / "d9.txt")
    (folder / "gone.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.md")
    report = commands.check([folder], lambda *_: None, ProcessPool(1))
    assert [d.code for d in report.diagnostics] == ["M040", "M046", "M040", "M040"]
    assert "secret" not in to_text(report)
    assert "d9" not in to_text(report)


def test_a_stray_text_makes_no_edition_of_a_folder_of_editions(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make(tmp_path / name, d1__txt=LETTER, edition__toml=WHOLE.replace("letters", name))
    make(tmp_path, README__txt="how we work", notes__txt="more", README__md="x", x__docx="y")
    make(tmp_path / "1901" / "c", d1__txt="in no edition")
    make(tmp_path / "docs", index__md="no text of an edition")
    assert [path.name for path in edition.find_editions(tmp_path)] == ["a", "b"]
    report = commands.check([tmp_path], lambda *_: None, ProcessPool(1))
    named = [(Path(d.location.file).name, d.code) for d in report.diagnostics]
    assert named == [
        ("1901", "M040"), ("README.txt", "M040"), ("notes.txt", "M040"), ("x.docx", "M040"),
    ]  # fmt: skip
    assert report.summary.documents == 2
    built = commands.build(
        tmp_path, tmp_path / "build", lambda *_: None, ProcessPool(1), only=["html"]
    )
    assert {path.name for path in (tmp_path / "build").iterdir() if path.is_dir()} == {"a", "b"}
    assert [d.code for d in built.diagnostics] == ["M040"] * 4
    again = commands.check([tmp_path], lambda *_: None, ProcessPool(1))
    assert [d.code for d in again.diagnostics] == ["M040"] * 4  # outputs are none


@pytest.mark.parametrize("name", ["d2.TXT", "d2.text", "d2", "d2.md", "d2.rtf", "more/d2.txt"])
def test_a_file_that_is_named_as_documents_are_is_an_error(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d3__txt="b", edition__toml=WHOLE)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a", encoding="utf-8")
    (one,) = found(folder)
    assert (one.code, one.severity) == ("M046", Severity.ERROR)


@pytest.mark.parametrize("settings", [True, False])
def test_a_folder_of_texts_is_an_edition_with_settings_or_without(
    tmp_path: Path, *, settings: bool
) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d2__txt="b")
    make(folder / "old", d1__txt="a")
    if settings:
        make(folder, edition__toml=WHOLE)
    assert edition.find_editions(folder) == (folder,)
    assert edition.find_editions(tmp_path) == (folder,)
    assert said(folder) == [("old", "M040")]


def test_an_edition_without_transcriptions_is_an_error(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__docx="a", edition__toml=WHOLE)
    make(tmp_path / "f", d1__txt=LETTER, edition__toml=WHOLE.replace("letters", "f"))
    report = commands.build(
        tmp_path, tmp_path / "build", lambda *_: None, ProcessPool(1), only=["html"]
    )
    errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    assert [(_name(d, folder), d.code) for d in errors] == [
        ("d1.docx", "M044"), ("edition.toml", "M041"),
    ]  # fmt: skip
    assert (tmp_path / "build" / "f" / "html").is_dir()


def test_what_is_there_is_named_where_no_edition_is(tmp_path: Path) -> None:
    make(tmp_path, d1__docx="a", README__txt="b")
    with pytest.raises(UsageError, match=r"not read: 'README\.txt', 'd1\.docx'"):
        edition.find_editions(tmp_path)


def test_a_kept_result_tells_of_a_file_that_was_put_beside(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt=LETTER, edition__toml=WHOLE)
    store = Cache(tmp_path / "cache")
    for name in (None, "notes.rtf", "more/notes.docx"):
        if name:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).touch()
        report = commands.check([folder], lambda *_: None, ProcessPool(1), cache=store)
        assert [d.code for d in report.diagnostics].count("M040") == {
            None: 0, "notes.rtf": 1, "more/notes.docx": 2,
        }[name]  # fmt: skip
