"""The pictures of the source's pages: in the TEI, behind page numbers, and told where they lack."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import tei
from pipeline.book import Book
from pipeline.convert.html import make as make_html
from pipeline.model import document as model
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.page_images import PageImages
from pipeline.verify import epub, html
from tests.command import edition
from tests.edition.test_edition import make
from tests.verify.conftest import MAKERS
from tests.verify.specimens import CHECKS

IMAGES = PageImages(
    "https://iiif.example.org/{page:03}/full/max/0/default.jpg",
    (("3", "scans/the third.jpg"), ("[4]", "https://iiif.example.org/x?page=4&size=max")),
)
METADATA = Metadata("letters", "Letters", page_images=IMAGES)
_MOLE = model.Reference("#pg_2", (model.Text("the "), model.PageBreak("5"), model.Text("mole")))
_PARAGRAPH = (
    model.Text("The chart "), model.PageBreak("2"), model.Text("shows "), model.PageBreak("3"),
    model.Text("no rock "), model.PageBreak("[4]"), model.Text("off "), _MOLE, model.Text("."),
)  # fmt: skip
_NOTE = model.Note(
    "d1fn1", "1", (model.Paragraph((model.Text("See "), model.PageBreak("6"), model.Text("it."))),)
)
_DOCUMENT = model.Document(
    "d1", None, model.DocumentKind.HISTORICAL,
    (
        model.Heading((model.Text("Letter"), model.NoteMarker("d1fn1"))),
        model.Paragraph(_PARAGRAPH),
    ),
    (_NOTE,),
)  # fmt: skip
WRITTEN = tei.write(_DOCUMENT, METADATA, Provenance("d1.txt", "", ()))
BOOK = Book.of(METADATA, (tei.read(WRITTEN),), WRITTEN)
LINKED = {
    "https://iiif.example.org/002/full/max/0/default.jpg",
    "https://iiif.example.org/x?page=4&amp;size=max",
    "https://iiif.example.org/006/full/max/0/default.jpg",
}


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("2", "https://iiif.example.org/002/full/max/0/default.jpg"),
        ("[12]", "https://iiif.example.org/012/full/max/0/default.jpg"),
        ("3", "scans/the third.jpg"),
        ("[3]", "scans/the third.jpg"),
        ("[4]", "https://iiif.example.org/x?page=4&size=max"),
    ],
)
def test_pages_have_their_pictures(number: str, name: str) -> None:
    assert IMAGES.of(number) == name
    assert PageImages().of(number) == ""


def test_the_tei_names_them() -> None:
    facs = dict(re.findall(rb'<pb n="([^"]+)"[^>]*? facs="([^"]+)"', WRITTEN))
    assert facs[b"3"] == b"scans/the%20third.jpg"
    assert facs[b"2"] == b"https://iiif.example.org/002/full/max/0/default.jpg"
    read = [one.facs for one in model.walk(tei.read(WRITTEN)) if isinstance(one, model.PageBreak)]
    assert read == [IMAGES.of(number) for number in ("2", "3", "[4]", "5")]


@pytest.mark.parametrize("name", CHECKS)
def test_what_is_made_holds_all(name: str) -> None:
    assert CHECKS[name](BOOK, MAKERS[name](BOOK)) == ()


def _links(text: str) -> list[str]:
    return re.findall('class="page-picture" href="([^"]+)"', text)


def test_page_numbers_lead_to_addresses() -> None:
    assert set(_links(make_html(BOOK)["d1.html"].decode())) == LINKED
    with zipfile.ZipFile(io.BytesIO(MAKERS["epub"](BOOK))) as made:
        pages = [made.read(one).decode() for one in made.namelist() if one.endswith(".xhtml")]
    assert {link for page in pages for link in _links(page)} == LINKED


@pytest.mark.parametrize("facs", ["javascript://x/%0aalert(1)", "data://x", "ftp://x/2.jpg"])
def test_nothing_but_the_web_is_linked(facs: str) -> None:
    written = re.sub(rb'facs="[^"]+"', f'facs="{facs}"'.encode(), WRITTEN)
    book = Book.of(METADATA, (tei.read(written),), written)
    assert _links(make_html(book)["d1.html"].decode()) == []
    assert html.check(book, make_html(book)) == ()


def test_a_link_that_is_lost_or_leads_elsewhere_is_noticed() -> None:
    plain = replace(METADATA, page_images=PageImages())
    without = tei.write(_DOCUMENT, plain, Provenance("d1.txt", "", ()))
    bare = Book.of(plain, (tei.read(without),), without)
    assert html.check(BOOK, make_html(bare))
    assert html.check(bare, make_html(BOOK))
    assert epub.check(BOOK, MAKERS["epub"](bare))
    elsewhere = {name: data.replace(b"/002/", b"/003/") for name, data in make_html(BOOK).items()}
    assert html.check(BOOK, elsewhere)


def test_a_picture_that_is_not_there_is_told_until_it_is(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "Letters"\n[source]\npages = "scans/{page}.jpg"\n'
        '[source.page_images]\n4 = "https://iiif.example.org/4.jpg"\n',
        encoding="utf-8",
    )
    text = "1. Letter\n\nThe chart [Page 2] shows [Page 3] no rock [Page 4] here.\n"
    (tmp_path / "d1.txt").write_text(text, encoding="utf-8")
    said = edition("check", ".", cwd=tmp_path).stdout
    assert "P117 the picture 'scans/2.jpg' of page 2 is not there, and 1 more like it" in said
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "2.jpg").touch()
    assert "'scans/3.jpg' of page 3 is not there\n" in edition("check", ".", cwd=tmp_path).stdout
    (tmp_path / "scans" / "3.jpg").touch()
    assert "P117" not in edition("check", ".", cwd=tmp_path).stdout


def test_so_is_one_of_a_text_around_and_one_whose_page_has_no_printed_number(
    tmp_path: Path,
) -> None:
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "Letters"\n[source]\npages = "https://iiif.example.org/{page}.jpg"\n'
        '[source.page_images]\n"[13]" = "scans/leaf.jpg"\n5 = "scans/preface.jpg"\n'
        '[book]\nfront = ["preface.txt"]\n',
        encoding="utf-8",
    )
    (tmp_path / "d1.txt").write_text("1. Letter\n\nNo rock [Page [13]] here.\n", encoding="utf-8")
    preface = "Preface\n\n[Page 5]\n\nThe papers are in a box.\n"
    (tmp_path / "preface.txt").write_text(preface, encoding="utf-8")
    said = edition("check", ".", cwd=tmp_path).stdout
    assert "P117 the picture 'scans/leaf.jpg' of page 13 is not there\n" in said
    assert "P117 the picture 'scans/preface.jpg' of page 5 is not there\n" in said


def test_one_that_tei_of_ones_own_names_is_told_until_it_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    settings = '[edition]\ntitle = "Letters"\n[book]\nfront = ["preface.xml"]\n'
    make(folder, edition__toml=settings, d1__txt="1. Letter\n\nAll is well.\n")
    make(tmp_path / "a", preface__txt="Preface\n\n[Page 5]\n\nThe papers are in a box.\n")
    assert edition("encode", "a", "--out", "tei", cwd=tmp_path).returncode == 0
    own = (tmp_path / "tei" / "a" / "preface.xml").read_text(encoding="utf-8")
    own = own.replace('<pb n="5"', '<pb n="5" facs="leaves/5.jpg"')
    (folder / "preface.xml").write_text(own, encoding="utf-8")
    told = "P117 the picture 'leaves/5.jpg' of page 5 is not there\n"
    assert told in edition("check", "letters", cwd=tmp_path).stdout
    make(folder / "leaves")
    (folder / "leaves" / "5.jpg").touch()
    assert told not in edition("check", "letters", cwd=tmp_path).stdout
