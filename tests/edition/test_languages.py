"""Tags of languages: what check passes can be built, and what cannot be built check refuses."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from pipeline import edition
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model import languages
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


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ur-Latn", "ltr"), ("ar-latn", "ltr"), ("pa", "ltr"), ("az", "ltr"),
        ("ar", "rtl"), ("he-IL", "rtl"), ("az-arab", "rtl"), ("YI", "rtl"),
    ],
)  # fmt: skip
def test_which_way_a_language_runs(tag: str, direction: str) -> None:
    assert languages.direction(tag) == direction


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the word טוֹב, good", ["the word ", "טוֹב", ", good"]),
        ("in תשלח (1978) it", ["in ", "תשלח (1978)", " it"]),
        ("שלום. שלום! x", ["", "שלום. שלום", "! x"]),
        ("peace مُحَمَّدٌ.", ["peace ", "مُحَمَّدٌ", "."]),
        ("it (שלום) is", ["it (", "שלום", ") is"]),
        ("(שלום) שלום (שלום).", ["(", "שלום", ") ", "שלום (שלום)", "."]),
        # A bracket that is not closed; what tried all ways to read it would not come to an end.
        (f"א ({'٠' * 60} x", ["", "א", " (", "٠" * 60, " x"]),
        ("no such word", ["no such word"]),
    ],
)
def test_words_that_run_to_the_left(text: str, parts: list[str]) -> None:
    assert languages.TO_LEFT.split(text) == parts


@pytest.mark.parametrize("tag", ["zh-hant-tw", "de-1996", "ur-Latn"])
def test_every_format_says_the_whole_tag(tmp_path: Path, tag: str) -> None:
    settings = f'[edition]\ntitle = "Letters"\nlanguage = "{tag}"\n'
    folder = make(tmp_path / "e", d1__txt=LETTER, edition__toml=settings)
    report = commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))
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


def test_a_document_in_a_language_of_its_own(tmp_path: Path) -> None:
    settings = '[edition]\ntitle = "Letters"\nlanguage = "en"\n\n[languages]\nd2 = "FR"\n'
    folder = make(
        tmp_path / "e",
        edition__toml=settings,
        d1__txt=LETTER,
        d2__txt="2. Duval to Smith\n\nParis, ce 3/5/1951.\n\nCeux que que vous avez vus sont là.\n",
        d3__txt="Language: de-at\n\n3. Stein to Mohr\n\nWien, 3/5/1951.\n\nDie die kamen gingen.\n",
        d4__txt="4. Smith to Mohr\n\nTrieste, 3/5/1951.\n\nAll is is well.\n",
    )
    report = commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))
    said = [(one.location.file.rpartition("/")[2], one.code) for one in report.diagnostics]
    # English rules speak on English texts alone, and English of no country writes 3/5 either way.
    assert [one for one in said if one[1] in {"T131", "S133"}] == [
        ("d4.txt", "S133"),
        ("d4.txt", "T131"),
    ]
    made, wanted = tmp_path / "out" / "e", {"d1": None, "d2": "fr", "d3": "de-AT", "d4": None}
    volume = etree.parse(made / "e.xml")
    divisions = volume.iterfind(".//{*}div[@type='document']")
    assert [one.get(LANG) for one in divisions] == list(wanted.values())
    dates = volume.iterfind(".//{*}dateline/{*}date")
    assert [one.get("when") for one in dates] == ["1951-05-02", "1951-05-03", "1951-05-03"]
    for name, tag in wanted.items():
        page = etree.parse(made / "html" / f"{name}.html", etree.HTMLParser())
        assert next(page.iter("section")).get("lang") == tag
    with ZipFile(made / "e.epub") as epub:
        pages = [epub.read(name) for name in epub.namelist() if name.endswith(".xhtml")]
        sections = [one for page in pages for one in etree.fromstring(page).iter("{*}section")]
        spoken = {one.get("id"): (one.get("lang"), one.get(LANG)) for one in sections}
        assert {name: spoken[name] for name in wanted} == {
            name: (tag, tag) for name, tag in wanted.items()
        }
    with ZipFile(made / "e.docx") as docx:
        text = docx.read("word/document.xml")
        assert b'<w:lang w:val="fr"' in text
        assert b'<w:lang w:val="de-AT"' in text
    with pikepdf.open(made / "e.pdf") as pdf:
        tagged = {
            str(one.Lang)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        }
        assert {"en", "fr", "de-AT"} <= tagged
