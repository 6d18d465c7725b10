"""Tags of languages: what check passes can be built, and what cannot be built check refuses."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from pipeline import edition
from pipeline.edition import languages
from pipeline.engine import commands
from tests.edition.test_edition import make

LETTER = "1. Letter From Mr. Smith to Mr. Jones\n\nTrieste, May 2, 1951.\n\nAll is well.\n"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("EN", "en"),
        ("pt-br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("ZH-HANT-TW", "zh-Hant-TW"),
        ("zh-YUE-hant-hk", "zh-yue-Hant-HK"),
        ("de-1996", "de-1996"),
        ("es-419", "es-419"),
        ("sl-Rozaj-biske-1994", "sl-rozaj-biske-1994"),
    ],
)
def test_a_tag_as_it_is_usually_written(tmp_path: Path, written: str, usual: str) -> None:
    assert languages.canonical(written) == usual
    settings = f'[edition]\ntitle = "x"\nlanguage = "{written}"\n'
    loaded, said = edition.load(make(tmp_path / "e", d1__txt="a", edition__toml=settings))
    assert said == ()
    assert loaded.metadata.language == usual


@pytest.mark.parametrize(
    ("tag", "problem"),
    [
        ("ar", "from right to left"),
        ("he-IL", "from right to left"),
        ("az-arab", "from right to left"),
        ("a", "another form"),
        ("de-", "another form"),
        ("de_AT", "another form"),
        ("english", "another form"),
        ("en-US-x-own", "another form"),
        ("de-1996-1996", "twice"),
    ],
)
def test_a_tag_that_nothing_can_be_built_in(tmp_path: Path, tag: str, problem: str) -> None:
    settings = f'[edition]\ntitle = "x"\n\nlanguage = "{tag}"\n'
    loaded, said = edition.load(make(tmp_path / "e", d1__txt="a", edition__toml=settings))
    assert [(one.code, one.location.line) for one in said] == [("M003", 4)]
    assert problem in said[0].message
    assert loaded.metadata.language == "en"


@pytest.mark.parametrize("tag", ["ur-Latn", "ar-latn", "pa", "az"])
def test_a_language_that_runs_from_left_to_right(tag: str) -> None:
    assert languages.check(tag) == ""


@pytest.mark.parametrize("tag", ["zh-hant-tw", "de-1996", "ur-Latn"])
def test_every_format_says_the_whole_tag(tmp_path: Path, tag: str) -> None:
    settings = f'[edition]\ntitle = "Letters"\nlanguage = "{tag}"\n'
    folder = make(tmp_path / "e", d1__txt=LETTER, edition__toml=settings)
    report = commands.build(folder, tmp_path / "out", lambda *_: None, 1)
    assert [one.code for one in report.diagnostics if one.severity.value == "error"] == []
    made, usual = tmp_path / "out" / "e", languages.canonical(tag)
    with pikepdf.open(made / "e.pdf") as pdf:
        assert str(pdf.Root.Lang) == usual
        with pdf.open_metadata() as stated:
            assert list(stated["dc:language"]) == [usual]
    assert etree.parse(made / "e.xml").getroot().get(LANG) == usual
    assert etree.parse(made / "html" / "d1.html", etree.HTMLParser()).getroot().get("lang") == usual
    with ZipFile(made / "e.epub") as epub:
        (package,) = (name for name in epub.namelist() if name.endswith(".opf"))
        assert f"<dc:language>{usual}</dc:language>".encode() in epub.read(package)
    with ZipFile(made / "e.docx") as docx:
        assert f'w:val="{usual}"'.encode() in docx.read("word/styles.xml")
