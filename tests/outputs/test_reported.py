"""What people have met in other programs, in small editions: what must come out of them here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.report import Report
from tests.convert import checkers
from tests.convert.checkers import OPF, W, X, tree, word_text
from tests.edition.test_edition import make

SETTINGS = '[edition]\nid = "ed"\ntitle = "Papers"\nlanguage = "en"\n'
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def build(
    tmp_path: Path, texts: Mapping[str, str], *formats: str, settings: str = SETTINGS
) -> tuple[Path, Report]:
    """Build an edition of texts by name; give the stem of its outputs and what was said."""
    files = {f"{name}__txt": text for name, text in texts.items()}
    folder = make(tmp_path / "ed", edition__toml=settings, **files)
    report = commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1), only=formats)
    assert [one for one in report.diagnostics if one.severity.value == "error"] == []
    return tmp_path / "out" / "ed" / "ed", report


def test_page_numbers_that_begin_anew_in_a_second_volume(tmp_path: Path) -> None:
    letter = (
        "{}. Letter From Garrow to Ruiz1\n\nGlockenburg, May 3, 1978.\n\n"
        "Dear Ruiz: It is [Page {}] lit. {}\n\n  1. Source: Board Files. {}\n"
    )
    texts = {
        "d1": letter.format(1, 1, "", "See p. 2."),
        "d2": letter.format(2, 2, "It burns.", ""),
        "d3": letter.format(3, 1, "It is [Page 2] out.", ""),
    }
    stem, report = build(tmp_path, texts, "epub")
    assert "X105" in {one.code for one in report.diagnostics}
    path = stem.with_suffix(".epub")
    assert checkers.epub_faults(path) == []
    nav = tree(path.read_bytes(), "EPUB/nav.xhtml")
    (listed,) = (one for one in nav.iter(X + "nav") if one.get("id") == "page-list")
    assert [link.text for link in listed.iter(X + "a")] == ["1", "2"]
    marks = [one.text for n in (1, 2, 3) for one in page_marks(path.read_bytes(), f"d{n}")]
    assert marks == ["[1] ", "[2] ", "[1] ", "[2] "]


def page_marks(archive: bytes, name: str) -> list[etree._Element]:
    spans = tree(archive, f"EPUB/{name}.xhtml").iter(X + "span")
    return [one for one in spans if "page-break" in one.get("class", "")]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a letter with three markers on a word, and with emphasis in text and notes."""
    text = (
        "1. Letter to Ruiz1\n\nThe committee2 3 4 met on the _Marguerite_. The loss5 was plain.\n\n"
        "  1. Source: Files.\n  2. Four.\n  3. Guildhall.\n  4. Lost.\n  5. See _The Tides_.\n"
    )
    stem, _ = build(tmp_path_factory.mktemp("marked"), {"d1": text}, "docx", "epub", "html", "pdf")
    return stem


def test_markers_on_one_word_can_be_told_apart(marked: Path) -> None:
    document = tree(marked.with_suffix(".docx").read_bytes(), "word/document.xml")
    (line,) = (one for one in document.iter(W + "p") if "committee" in word_text(one))
    assert word_text(line).startswith("The committee,, met")
    pages = [
        tree(marked.with_suffix(".epub").read_bytes(), "EPUB/d1.xhtml"),
        etree.parse(marked.with_name("html") / "d1.html", etree.HTMLParser()).getroot(),
    ]
    for page in pages:
        markers = [one for one in page.iter("{*}a") if "note-marker" in one.get("class", "")]
        beside = ["beside" in one.get("class", "") for one in markers]
        assert beside == [False, False, True, True, False]
    file = pypdfium2.PdfDocument(marked.with_suffix(".pdf"))
    shown = "".join(page.get_textpage().get_text_bounded() for page in file)
    assert "committee2,3,4" in "".join(shown.split())


def test_emphasis_reaches_text_and_notes(marked: Path) -> None:
    archive = marked.with_suffix(".docx").read_bytes()
    for part, words in (("document", "Marguerite"), ("footnotes", "The Tides")):
        runs = (one for one in tree(archive, f"word/{part}.xml").iter(W + "r"))
        (run,) = (one for one in runs if words in "".join(one.itertext(W + "t")))
        assert run.find(f"{W}rPr/{W}i") is not None
    page = tree(marked.with_suffix(".epub").read_bytes(), "EPUB/d1.xhtml")
    assert ["".join(one.itertext()) for one in page.iter(X + "em")] == ["Marguerite", "The Tides"]


def test_older_readers_find_the_contents(marked: Path) -> None:
    archive = marked.with_suffix(".epub").read_bytes()
    package = tree(archive, "EPUB/package.opf")
    (spine,) = package.iter(OPF + "spine")
    files = {item.get("id"): item.get("href") for item in package.iter(OPF + "item")}
    assert files[spine.get("toc")] == "toc.ncx"
    points = tree(archive, "EPUB/toc.ncx").iter(NCX + "navPoint")
    (nav,) = (n for n in tree(archive, "EPUB/nav.xhtml").iter(X + "nav") if n.get("id") == "toc")
    leads = [one.find(NCX + "content").get("src") for one in points]  # type: ignore[union-attr]
    assert leads == [link.get("href") for link in nav.iter(X + "a")]
    assert checkers.epub_faults(marked.with_suffix(".epub")) == []


def test_a_word_that_the_pdf_cannot_show_is_in_the_other_formats(tmp_path: Path) -> None:
    text = (
        "1. Letter From Levi1\n\nGlockenburg, May 3, 1978.\n\nThe word טוֹב2 is Hebrew, "
        "λόγος,3 Greek, and 話4 Chinese.\n\n  1. Source: Files.\n  2. Good: טוב.\n"
        "  3. A word.\n  4. To speak.\n"
    )
    folder = make(tmp_path / "other" / "all", edition__toml=SETTINGS, d1__txt=text)
    said = commands.build(
        folder, tmp_path / "out_of_all", lambda *_: None, ProcessPool(1)
    ).diagnostics
    errors = [one for one in said if one.severity.value == "error"]
    assert {one.code for one in errors} == {"C101"}
    assert all("leave pdf out of formats" in (one.hint or "") for one in errors)
    settings = SETTINGS + '[outputs]\nformats = ["docx", "epub", "html"]\n'
    stem, _ = build(tmp_path, {"d1": text}, settings=settings)
    assert checkers.epub_faults(stem.with_suffix(".epub")) == []
    page = etree.parse(stem.with_name("html") / "d1.html", etree.HTMLParser()).getroot()
    for tree_ in (page, tree(stem.with_suffix(".epub").read_bytes(), "EPUB/d1.xhtml")):
        markers = [one for one in tree_.iter("{*}a") if "note-marker" in one.get("class", "")]
        before = "".join(markers[1].getparent().itertext())  # type: ignore[union-attr]
        assert [word in before for word in ("טוֹב2", "λόγος,3", "話4")] == [True] * 3
    assert "טוֹב" in word_text(tree(stem.with_suffix(".docx").read_bytes(), "word/document.xml"))


def test_labels_that_are_signs_or_out_of_count(tmp_path: Path) -> None:
    mill = (
        "1. The Mill\n\nThe mill[*] is old.[1] The weir[A] is new.[2] The mill burnt.[7]\n\n"
        "[Footnote *: Very.]\n\n[Footnote 1: First.]\n\n[Footnote A: Letter.]\n\n"
        "[Footnote 2: Second.]\n\n[Footnote 7: Seventh.]\n"
    )
    weir = "2. The Weir\n\nThe weir[1] is old.[2]\n\n[Footnote 1: One.]\n\n[Footnote 2: Two.]\n"
    settings = SETTINGS + 'profile = "gutenberg"\n'
    stem, _ = build(tmp_path, {"d1": mill, "d2": weir}, "docx", "epub", settings=settings)
    pages = (tree(stem.with_suffix(".epub").read_bytes(), f"EPUB/d{n}.xhtml") for n in (1, 2))
    labels = [
        "".join(one.itertext())
        for page in pages
        for one in page.iter(X + "a")
        if one.get("class") == "note-marker"
    ]
    assert labels == ["*", "1", "A", "2", "7", "1", "2"]
    path = stem.with_suffix(".docx")
    assert checkers.docx_faults(path) == []
    references = tree(path.read_bytes(), "word/document.xml").iter(W + "footnoteReference")
    runs = [one.getparent() for one in references]
    shown = ["".join(run.itertext(W + "t")) for run in runs if run is not None]
    assert shown[:5] == ["*", "", "A", "", "7"]


CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases" / "bugreports"


@pytest.mark.corpus
@pytest.mark.parametrize(
    "case",
    ["46a-pandoc4621-reference-with-notes", "46c-reference-python-docx",
     "46d-reference-libreoffice-resaved"],
)  # fmt: skip
def test_reference_documents_of_other_programs(case: str, tmp_path: Path) -> None:
    if not CASES.is_dir():
        pytest.skip(f"the small cases are not at {CASES}")
    report = commands.build(
        CASES / case / "input" / "ed", tmp_path, lambda *_: None, ProcessPool(1), only=["docx"]
    )
    assert [one for one in report.diagnostics if one.severity.value == "error"] == []
    path = tmp_path / "ed" / "ed.docx"
    assert checkers.docx_faults(path) == []
    document = tree(path.read_bytes(), "word/document.xml")
    assert len(list(document.iter(W + "footnoteReference"))) == len(("1", "2"))
    listed = [one for one in document.iter(W + "pStyle") if "List" in one.get(W + "val", "")]
    assert len(listed) == len(("oil", "wicks"))
