"""An edition that runs from right to left, and words of one in an edition that does not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from tests.convert import checkers
from tests.convert.checkers import W, X
from tests.edition.test_edition import make
from tests.pdf.reading import faults, tagged_text

HEBREW = """1. מכתב מגרו לרואיס1

גלוקנבורג, 3 במאי 1978.

המנורה כבתה בשנת 1977.2 היא הודלקה שוב במאי, (ככתוב) in English words, לפי הספר.

הנתונים:

שנה\t\tמספר
1977\t\t12
1978\t\t14

גרו
  1. מקור: תיקים.
  2. בחורף.
"""
ENGLISH = """1. Letter From Garrow to Ruiz

Glockenburg, May 3, 1978.

Dear Ruiz: The word טוֹב1 means good; in the year תשלח (1978)2 it was seldom said.

Garrow
  1. טוֹב, tov.
  2. So in the records.
"""


def built(folder: Path, language: str, text: str) -> Path:
    """Build an edition of one text without an error, and give the folder of its outputs."""
    title = "כתבי הנמל" if language == "he" else "Papers"
    settings = f'[edition]\ntitle = "{title}"\nlanguage = "{language}"\n'
    make(folder / "e", edition__toml=settings, d1__txt=text)
    report = commands.build(folder / "e", folder / "out", lambda *_: None, ProcessPool(1))
    assert [one.message for one in report.diagnostics if one.severity.value == "error"] == []
    return folder / "out" / "e"


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("hebrew"), "he", HEBREW)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("english"), "en", ENGLISH)


def read(file: Path, name: str) -> etree._Element:
    with ZipFile(file) as opened:
        return etree.parse(BytesIO(opened.read(name))).getroot()


def test_the_epub_turns_its_pages_to_the_right(hebrew: Path) -> None:
    spine = read(hebrew / "e.epub", "EPUB/package.opf").find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    page = read(hebrew / "e.epub", "EPUB/d1.xhtml")
    assert (page.get("dir"), page.get("lang")) == ("rtl", "he")
    (section,) = read(hebrew / "e.epub", "EPUB/colophon.xhtml").iter(X + "section")
    assert (section.get("dir"), section.get("lang")) == ("rtl", None)
    assert checkers.epub_faults(hebrew / "e.epub") == []


def test_an_index_runs_as_the_words_between_its_names_do(tmp_path: Path) -> None:
    english = "The lamp was out (as written), in 1977, and Rufus T. Firefly saw it; the ferry came."
    text = HEBREW.replace("הנתונים:", f"{english}\n\nהנתונים:")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "persons.xml").write_text(
        '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="p_1">'
        "<persName>Firefly, Rufus T.</persName></person></listPerson>",
        encoding="utf-8",
    )
    made = built(tmp_path, "he", text)
    (section,) = read(made / "e.epub", "EPUB/index-of-persons.xhtml").iter(X + "section")
    assert (section.get("dir"), section.get("lang")) == ("rtl", None)
    # What the pipeline says itself is in English where it has no other words.
    made = built(tmp_path, "yi", text)
    (section,) = read(made / "e.epub", "EPUB/index-of-persons.xhtml").iter(X + "section")
    assert (section.get("dir"), section.get("lang")) == ("ltr", "en")


def test_the_pages_run_to_the_left(hebrew: Path) -> None:
    for name in ("index", "d1", "search"):
        file = hebrew / "html" / f"{name}.html"
        assert etree.parse(file, etree.HTMLParser()).getroot().get("dir") == "rtl"


def test_paragraphs_tables_heads_and_sections_of_the_docx_run_to_the_left(hebrew: Path) -> None:
    document = read(hebrew / "e.docx", "word/document.xml")
    (words,) = (p for p in document.iter(W + "p") if "המנורה" in "".join(p.itertext()))
    assert words.find(f"{W}pPr/{W}bidi") is not None
    said = [run.find(f"{W}rPr/{W}lang") for run in words.iter(W + "r") if len(run) > 1]
    assert words.find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert all(one is None or one.get(W + "bidi") for one in said)
    tables = list(document.iter(W + "tblPr"))
    assert tables
    assert all(one.find(W + "bidiVisual") is not None for one in tables)
    assert all(one.find(W + "bidi") is not None for one in document.iter(W + "sectPr"))
    with ZipFile(hebrew / "e.docx") as opened:
        heads = [name for name in opened.namelist() if name.startswith("word/header")]
        assert all(b"<w:bidi" in opened.read(name) for name in heads)
    assert heads
    assert checkers.docx_faults(hebrew / "e.docx") == []


def test_the_pdf_says_words_as_they_are_read(hebrew: Path) -> None:
    data = (hebrew / "e.pdf").read_bytes()
    assert " היא הודלקה שוב במאי, (ככתוב) in English words, לפי הספר." in tagged_text(data)
    assert faults(data) == []
    with pikepdf.open(hebrew / "e.pdf") as pdf:
        assert str(pdf.Root.Lang) == "he"
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_words_that_run_to_the_left_say_so(english: Path) -> None:
    page = read(english / "e.epub", "EPUB/d1.xhtml")
    turned = [one.text for one in page.iter(X + "span") if one.get("dir") == "rtl"]
    assert turned == ["טוֹב", "תשלח (1978)", "טוֹב"]
    markers = [one for one in page.iter(X + "a") if one.get("class") == "note-marker"]
    assert [one.get("dir") for one in markers] == ["ltr", "ltr"]
    document = read(english / "e.docx", "word/document.xml")
    runs = [one for one in document.iter(W + "r") if one.find(f"{W}rPr/{W}rtl") is not None]
    assert "".join("".join(run.itertext()) for run in runs) == "טוֹבתשלח (1978)"


def test_an_edition_without_such_words_says_nothing_of_it(tmp_path: Path) -> None:
    made = built(tmp_path, "en", ENGLISH.replace("טוֹב", "tov").replace("תשלח", "5738"))
    page = read(made / "e.epub", "EPUB/d1.xhtml")
    assert [one.get("dir") for one in page.iter() if one.get("dir")] == ["ltr"]
