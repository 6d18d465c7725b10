"""What a build refuses a check has told: an edition that passes the check builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.diagnostics import Severity
from pipeline.report import Report
from tests.book.test_build import FIRST, PREFACE, SECOND, SETTINGS
from tests.edition.test_edition import make

PERSONS = '<list><item><persName xml:id="p_1">{}</persName>, of {}</item></list>'
TERMS = PERSONS.replace("persName", "term")
TABLE = "1. List\n\nSylvania, May 1, 1933.\n\nThe stores:\n\nOil{0}40 gallons\nWicks{0}200\n"


def letter(word: str) -> str:
    return FIRST.replace("war", word)


def errors(report: Report) -> set[tuple[str, str, int, int]]:
    """Give code, name of the file, line and column of each error."""
    return {
        (one.code, Path(one.location.file).name, one.location.line, one.location.column)
        for one in report.diagnostics
        if one.severity is Severity.ERROR
    }


def both(folder: Path, settings: str = SETTINGS, **files: str) -> set[tuple[str, str, int, int]]:
    """Check and build an edition, hold that both find the same, and give its errors."""
    make(folder / "letters", edition__toml=settings, **{"d1__txt": FIRST, **files})
    checked = commands.check([folder / "letters"], lambda *_: None, ProcessPool(1))
    built = commands.build(folder / "letters", folder / "out", lambda *_: None, ProcessPool(1))
    assert errors(checked) == errors(built)
    assert (not errors(built)) == (folder / "out" / "letters" / "letters.pdf").is_file()
    return errors(checked)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"d1__txt": letter("war (北京, 北)")}, {("d1.txt", 7, 10), ("d1.txt", 7, 11)}),
        ({"d1__txt": letter("w\u0430r, سلام")}, {("d1.txt", 7, n) for n in range(10, 14)}),
        ({"d1__txt": letter("\t😀")}, {("d1.txt", 7, 5), ("d1.txt", 7, 6)}),
        ({"d1__txt": letter("so\tmany")}, {("d1.txt", 7, 7)}),
        ({"d1__txt": TABLE.format("\t")}, set()),
        ({"d1__txt": TABLE.format("\t\t")}, set()),
        ({"preface__txt": PREFACE.replace("box", "boⵣx")}, {("preface.txt", 3, 33)}),
        ({"persons__xml": PERSONS.format("Firefly, R.", "北")}, {("persons.xml", 1, 63)}),
        ({"terms__xml": TERMS.format("ⵣ", "x")}, {("terms.xml", 1, 32)}),
    ],
)  # fmt: skip
def test_characters_that_cannot_be_set(
    tmp_path: Path, files: dict[str, str], found: set[tuple[str, int, int]]
) -> None:
    settings = SETTINGS + ('[book]\nfront = ["preface.txt"]\n' if "preface__txt" in files else "")
    assert both(tmp_path, settings, **files) == {("C101", *place) for place in found}


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ('subtitle = "北"\n', (8, 13)),
        ('editors = ["A. Smith", "س"]\n', (8, 25)),
        ('[[part]]\ntitle = "北"\nfrom = "d1"\n', (9, 10)),
    ],
)
def test_characters_of_the_settings(tmp_path: Path, more: str, place: tuple[int, int]) -> None:
    assert both(tmp_path, SETTINGS + more) == {("C101", "edition.toml", *place)}


@pytest.mark.parametrize(
    ("formats", "more", "found"),
    [
        ("pdf", '[publication]\ndescription = "北"\n', set()),
        ("epub", '[source]\ntitle = "北"\n', set()),
        ("pdf", '[source]\ntitle = "北"\n', {("C101", "edition.toml", 9, 10)}),
        ("pdf", '[print]\ncip = ["北"]\n', set()),
        ("print", '[print]\ncip = ["LCCN", "北"]\n', {("C101", "edition.toml", 9, 17)}),
    ],
)
def test_what_is_not_printed_need_not_be_printable(
    tmp_path: Path, formats: str, more: str, found: set[tuple[str, str, int, int]]
) -> None:
    settings = f'{SETTINGS}{more}[outputs]\nformats = ["{formats}"]\n'
    folder = make(tmp_path / "letters", edition__toml=settings, d1__txt=FIRST)
    assert errors(commands.check([folder], lambda *_: None, ProcessPool(1))) == found
    assert (
        errors(commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))) == found
    )


@pytest.mark.parametrize("formats", ['["html"]', '["docx", "epub"]', '["docx", "html", "epub"]'])
def test_only_the_formats_that_are_asked_for_count(tmp_path: Path, formats: str) -> None:
    text = letter("war (北京)\t")
    settings = f"{SETTINGS}[outputs]\nformats = {formats}\n"
    folder = make(tmp_path / "letters", edition__toml=settings, d1__txt=text)
    assert errors(commands.check([folder], lambda *_: None, ProcessPool(1))) == set()
    assert (
        errors(commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))) == set()
    )
    refused = commands.build(
        folder, tmp_path / "out", lambda *_: None, ProcessPool(1), only=["pdf"]
    )
    assert {row[0] for row in errors(refused)} == {"C101"}


def test_a_format_that_is_not_made_refuses_nothing(tmp_path: Path) -> None:
    folder = make(tmp_path / "letters", edition__toml=SETTINGS, d1__txt=letter("北"))
    assert (
        errors(
            commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1), only=["html"])
        )
        == set()
    )
    assert (
        errors(commands.encode(folder, tmp_path / "tei", lambda *_: None, ProcessPool(1))) == set()
    )
    assert (tmp_path / "tei" / "letters" / "d1.xml").is_file()


@pytest.mark.parametrize(
    "files",
    [
        {"d1__txt": "Sylvania\n"},
        {"d1__txt": "[Page 3]\n\n[Extracts.]\n\nMr. Trentino to Firefly\n\nSir: The war is on.\n"},
        {"d1__txt": letter("war of footnote 9, Document 2,"), "d2__txt": SECOND},
        {"d1__txt": letter("war\n\n    of\n        1933\n\nand"), "d4__txt": SECOND},
        {"d1__txt": letter('#read("x") $1$ <b> `a` @x *y* _z_ \\ -- ---')},
        {"d1__txt": letter("wa\u00adr Å ﬁ ½ ⅓ ′ ║ → ■ ‹x›")},
        {"d1__txt": letter("w" * 400)},
        {"d1__txt": TABLE.format("\t\t").replace("40", "4\t\t\t\t5")},
        {"README__md": "x", "persons__xml": PERSONS.format("A", "B")},
    ],
)  # fmt: skip
def test_what_passes_the_check_builds(tmp_path: Path, files: dict[str, str]) -> None:
    assert both(tmp_path, **files) == set()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"d1__txt": "[Page 5]\n"}, {("S137", "d1.txt", 1, 1)}),
        ({"d1__txt": "Oil\t\t40 gallons\nWicks\t\t200\n"}, {("S137", "d1.txt", 1, 1)}),
        ({"d1__txt": letter("war [Page 5]"), "pg_5__txt": SECOND}, {("S106", "pg_5.txt", 1, 1)}),
        ({"d1fn1__txt": SECOND, "d1__txt": letter("war1") + "\n  1. N.\n"}, {
            ("S106", "d1.txt", 13, 6), ("S106", "d1fn1.txt", 1, 1),
        }),
    ],
)  # fmt: skip
def test_what_no_format_can_lead_to(
    tmp_path: Path, files: dict[str, str], found: set[tuple[str, str, int, int]]
) -> None:
    assert both(tmp_path, **files) == found


def test_a_paragraph_in_tei_that_is_wrapped(tmp_path: Path) -> None:
    commands.encode(
        make(tmp_path / "a", preface__txt=PREFACE),
        tmp_path / "tei",
        lambda *_: None,
        ProcessPool(1),
    )
    text = (tmp_path / "tei" / "a" / "preface.xml").read_text(encoding="utf-8")
    settings = SETTINGS + '[book]\nfront = ["preface.xml"]\n'
    assert "were found" in text
    assert (
        both(tmp_path, settings, preface__xml=text.replace("were found", "were\n found")) == set()
    )
    page = (tmp_path / "out" / "letters" / "html" / "preface.html").read_text(encoding="utf-8")
    assert "were found" in page
