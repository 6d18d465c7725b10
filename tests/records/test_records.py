"""What shops and registers are told of an edition: ONIX, a deposit for Crossref, the EPUB's own."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline import edition
from pipeline.book import Book, Plan
from pipeline.book.compose import Texts, compose
from pipeline.convert import epub, pdf
from pipeline.convert.records.crossref import crossref
from pipeline.convert.records.onix import onix
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.verify import epub as verify_epub
from pipeline.verify import pdf as verify_pdf
from pipeline.verify.records import check_crossref, check_onix
from pipeline.verify.rules import Discrepancy
from tests.convert import checkers
from tests.convert.checkers import DC, OPF, tree
from tests.edition.test_edition import make
from tests.pdf import reading
from tests.verify.faults.records import Onix
from tests.verify.volume import documents

HERE = Path(__file__).parent
SETTINGS = (HERE / "publication.toml").read_text(encoding="utf-8")
LETTER = "1. Letter From Ada Orme to the Board\n\nTrieste, May 2, 1911.\n\nSir: All is well.\n"
ONIX = "{http://ns.editeur.org/onix/3.1/reference}"
A11Y = f"ProductFormFeature[{ONIX}ProductFormFeatureType='09']/{ONIX}ProductFormFeatureValue"


def book(tmp_path: Path, settings: str = SETTINGS) -> Book:
    """Give the made-up documents as a book of the edition that ``settings`` describe."""
    loaded, said = edition.load(make(tmp_path / "letters", d7__txt="a", edition__toml=settings))
    assert said == ()
    plan = Plan(outputs=loaded.plan.outputs)
    return compose(loaded.metadata, plan, Texts(documents()), b"<TEI/>")


def onix_schema() -> etree.XMLSchema:
    found = importlib.util.find_spec("onixcheck")
    assert found is not None
    assert found.submodule_search_locations is not None
    folder = Path(found.submodule_search_locations[0]) / "schema" / "xsd3.1"
    return etree.XMLSchema(etree.parse(folder / "ONIX_BookProduct_3.1_reference.xsd"))


def test_onix_is_valid_and_says_what_is_known(tmp_path: Path) -> None:
    made = onix(book(tmp_path))
    assert made is not None
    root = etree.fromstring(made)
    onix_schema().assertValid(root)
    hardback, electronic, pdf = root.iter(ONIX + "Product")
    assert hardback.findtext(f".//{ONIX}PriceAmount") == "59.00"
    assert electronic.findtext(f".//{ONIX}UnpricedItemType") == "01"
    assert pdf.find(f".//{ONIX}ProductSupply") is None
    features = [one.text for one in electronic.iterfind(f".//{ONIX}{A11Y}")]
    assert features[-7:] == ["22", "04", "82", "85", "90", "94", "89"]
    assert {"11", "13", "14"} <= set(features)
    assert [one.text for one in hardback.iterfind(f".//{ONIX}{A11Y}")] == []


def test_a_deposit_has_the_parts_of_a_book_in_their_order(tmp_path: Path) -> None:
    made = crossref(book(tmp_path))
    assert made is not None
    root = etree.fromstring(made)
    etree.RelaxNG(etree.parse(HERE / "crossref.rng")).assertValid(root)
    dois = [one.text for one in root.iter("{*}doi")]
    assert dois == ["10.1000/182", "10.1000/182.d7", "10.1000/182.d8", "10.1000/182.d9"]
    assert "https://letters.example.org/d7.html" in [one.text for one in root.iter("{*}resource")]


Check = Callable[[bytes, Book], Iterable[Discrepancy]]


def facts(root: etree._Element) -> list[etree._Element]:
    """Give the elements of a record that hold words which the edition gives."""
    return [
        one
        for one in root.iter(etree.Element)
        if (one.text or "").strip() and etree.QName(one).localname not in Onix.same
    ]


def change_words(fact: etree._Element) -> None:
    fact.text = f"{fact.text}7"


def lose(fact: etree._Element) -> None:
    parent = fact.getparent()
    assert parent is not None
    parent.remove(fact)


@pytest.mark.parametrize("change", [change_words, lose])
@pytest.mark.parametrize(("write", "check"), [(onix, check_onix), (crossref, check_crossref)])
def test_each_wrong_fact_is_found(
    write: Callable[[Book], bytes | None],
    check: Check,
    change: Callable[[etree._Element], None],
    tmp_path: Path,
) -> None:
    given = book(tmp_path)
    made = write(given)
    assert made is not None
    assert list(check(made, given)) == []
    for place, fact in enumerate(facts(etree.fromstring(made))):
        root = etree.fromstring(made)
        change(facts(root)[place])
        found = {one.rule.code for one in check(etree.tostring(root), given)}
        assert found == {"O501"}, (fact.tag, fact.text)


@pytest.mark.parametrize("name", ["contributor_role", "language", "media_type"])
def test_each_wrong_code_in_a_deposit_is_found(name: str, tmp_path: Path) -> None:
    given = book(tmp_path)
    made = crossref(given)
    assert made is not None
    count = len(etree.fromstring(made).xpath(f"//@{name}"))
    assert count
    for place in range(count):
        root = etree.fromstring(made)
        one = root.xpath(f"//*[@{name}]")[place]
        one.set(name, "chair")
        assert list(check_crossref(etree.tostring(root), given)), (one.tag, place)


def test_a_document_that_leads_to_the_page_of_another_is_found(tmp_path: Path) -> None:
    given = book(tmp_path)
    made = crossref(given)
    assert made is not None
    for name in ("d7", "d9"):
        wrong = made.replace(b"/d8.html", f"/{name}.html".encode())
        assert wrong != made
        assert [one.rule.code for one in check_crossref(wrong, given)] == ["O501"]


def test_the_epub_says_the_same(tmp_path: Path) -> None:
    given = book(tmp_path)
    made = epub.make(given)
    assert verify_epub.check(given, made) == ()
    path = tmp_path / "book.epub"
    path.write_bytes(made)
    assert checkers.epub_faults(path) == []
    package = tree(made, "EPUB/package.opf")
    assert package.findtext(f".//{DC}identifier") == "urn:isbn:9783161484100"
    stated = {one.get("property"): one.text for one in package.iter(OPF + "meta")}
    assert stated["dcterms:modified"] == "2026-11-30T00:00:00Z"
    assert stated["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert stated["a11y:certifiedBy"] == "Ada Smith"
    links = {one.get("rel"): one.get("href") for one in package.iter(OPF + "link")}
    assert links["a11y:certifierReport"] == "https://press.example.org/report"
    assert [one.text for one in package.iter(DC + "contributor")] == ["Jean Martin"]


def test_a_build_publishes_the_records(tmp_path: Path) -> None:
    folder = make(tmp_path / "letters", edition__toml=SETTINGS, d1__txt=LETTER)
    report = commands.build(
        folder, tmp_path / "out", lambda *_: None, ProcessPool(1), only=["html"]
    )
    assert [one.code for one in report.diagnostics if one.severity.value == "error"] == []
    names = {path.name for path in (tmp_path / "out" / "letters").iterdir()}
    assert {"onix.xml", "crossref.xml"} <= names


def test_an_edition_of_its_own_cover(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"picture"
    described = SETTINGS + '[epub]\ncover = "front.png"\ncover_description = "A ship at a quay."\n'
    folder = make(tmp_path / "letters", d7__txt="a", edition__toml=described)
    (folder / "front.png").write_bytes(picture)
    loaded, said = edition.load(folder)
    assert said == ()
    given = compose(
        loaded.metadata, Plan(outputs=loaded.plan.outputs), Texts(documents()), b"<TEI/>"
    )
    made = epub.make(given)
    assert verify_epub.check(given, made) == ()
    assert checkers.parts(made)["EPUB/cover.png"] == picture
    (shown,) = tree(made, "EPUB/cover.xhtml").iter("{*}img")
    assert shown.get("alt", "").endswith("Letters & <More>. A ship at a quay.")
    (folder / "front.png").write_bytes(b"GIF89a")
    report = commands.check([folder], lambda *_: None, ProcessPool(1))
    assert "M016" in {one.code for one in report.diagnostics}


def test_the_pdf_says_the_same_and_stays_accessible(tmp_path: Path) -> None:
    given = book(tmp_path)
    made = pdf.make(given)
    assert pdf.make(given) == made
    assert verify_pdf.check(given, made) == ()
    assert reading.faults(made) == []
    with pikepdf.open(BytesIO(made)) as file, file.open_metadata() as stated:
        assert stated["dc:identifier"] == "doi:10.1000/182"
        assert set(stated["dc:subject"]) == {"letters", "harbours", "NHTB", "DNL", "HIS027000"}
        assert stated["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
