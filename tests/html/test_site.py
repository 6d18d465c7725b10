"""Pages: what they hold, where they lead, and that nothing in them comes from elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from pipeline.book import Book, Outputs, Role, Section, Styles
from pipeline.convert import html
from pipeline.model.document import (
    Document,
    DocumentKind,
    Heading,
    Paragraph,
    Reference,
    Text,
)
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Publication
from pipeline.verify import html as verify_html
from tests.convert import samples
from tests.convert.samples import BOOK, METADATA, document, paragraph
from tests.verify.volume import volume

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return html.make(BOOK)


def page(files: dict[str, bytes], name: str) -> Element:
    return etree.fromstring(files[name], etree.HTMLParser(encoding="utf-8"))


def text(element: Element) -> str:
    return "".join(str(part) for part in element.itertext())


def links(root: Element, path: str) -> list[tuple[str, str]]:
    return [(link.get("href", ""), text(link)) for link in root.iterfind(path)]


def book(*sections: Section) -> Book:
    return Book(METADATA, sections, b"<TEI/>")


def test_each_section_is_a_page_of_its_own(made: dict[str, bytes]) -> None:
    assert [name for name in made if name.endswith(".html")] == [
        "index.html", "d1.html", "d2.html", "d3.html", "search.html",
    ]  # fmt: skip


def test_the_same_book_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert html.make(BOOK) == made


def test_the_index_lists_sections_and_pages(made: dict[str, bytes]) -> None:
    index = page(made, "index.html")
    assert links(index, ".//nav[@id='contents']//a")[:2] == [
        ("d1.html", "No. 1 Truman to Stalin"),
        ("d2.html", "No. 2 Mr. d2 to <Mrs.> & Co."),
    ]
    pages = links(index, ".//nav[@id='pages']//a")
    assert ("d1.html#pg_12", "12") in pages
    assert [number for _, number in pages] == [str(number) for number in range(11, 19)]


def test_contents_are_nested_by_part_and_chapter() -> None:
    files = html.make(
        book(
            Section(Role.DOCUMENT, document("d0", paragraph("a"))),
            Section(Role.PART, document("part-1"), 1),
            Section(Role.DOCUMENT, document("d1", paragraph("a")), 2),
            Section(Role.CHAPTER, document("chapter-1"), 2),
            Section(Role.DOCUMENT, document("d2", paragraph("a")), 3),
            Section(Role.PART, document("part-2"), 1),
            Section(Role.DOCUMENT, document("d3", paragraph("a")), 2),
        )
    )
    assert nested(page(files, "index.html").find(".//nav[@id='contents']/ol")) == [
        "d0.html",
        "part-1.html", ["d1.html", "chapter-1.html", ["d2.html"]],
        "part-2.html", ["d3.html"],
    ]  # fmt: skip
    part = page(files, "part-1.html").find(".//nav[@id='contents']/ol")
    assert nested(part) == ["d1.html", "chapter-1.html", ["d2.html"]]


def nested(listing: Element | None) -> list[object]:
    """Give the entries of a list, and behind an entry the list inside it."""
    found: list[object] = []
    for entry in [] if listing is None else listing.iterchildren("li"):
        found += [entry[0].get("href")]
        found += [nested(inner) for inner in entry.iterchildren("ol")]
    return found


def test_pages_lead_to_their_neighbours(made: dict[str, bytes]) -> None:
    ways = [
        [(a.get("rel"), a.get("href")) for a in nav]
        for nav in page(made, "d2.html").iterfind(".//nav[@class='turn']")
    ]
    assert ways == [[("prev", "d1.html"), (None, "index.html"), ("next", "d3.html")]] * 2
    last = page(made, "d3.html")
    assert [a.get("rel") for a in last.iterfind(".//footer//a")] == ["prev", None]


def test_every_link_arrives(made: dict[str, bytes]) -> None:
    ids = {
        name: {str(one) for one in page(made, name).xpath("//@id")}
        for name in made
        if name.endswith(".html")
    }
    for name in ids:
        for href in page(made, name).xpath("//@href | //@src | //@action"):
            path, _, fragment = unquote(str(href)).partition("#")
            assert (path or name) in made
            assert not fragment or fragment in ids[path or name]


def test_notes_lead_back(made: dict[str, bytes]) -> None:
    root = page(made, "d1.html")
    notes = {note.get("id"): note for note in root.iter("aside")}
    assert set(notes) == {note.id for note in samples.LETTER.notes}
    for name, note in notes.items():
        (back,) = note.iterfind(".//a[@role='doc-backlink']")
        (marker,) = root.iterfind(f".//a[@id='{back.get('href', '')[1:]}']")
        assert marker.get("href") == f"#{name}"
        assert text(marker) == text(back)


def test_nothing_comes_from_elsewhere(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        if name.endswith((".html", ".css", ".js")):
            assert b"http:" not in data
            assert b"https:" not in data.replace(b'{"@context": "https://schema.org"', b"")
        if name.endswith(".html"):
            root = page(made, name)
            (policy,) = root.iterfind(".//meta[@http-equiv='Content-Security-Policy']")
            assert policy.get("content", "").startswith("default-src 'none'; ")
            assert not root.xpath(
                "//script[not(@src or @type='application/ld+json')] | //style | //*[@style] | //img"
            )
            assert not root.xpath("//@*[starts-with(name(), 'on')]")


def test_pages_say_how_they_are_cited() -> None:
    said = Publication(doi="10.1000/1", document_doi="10.1000/1.{id}")
    metadata = replace(METADATA, url="https://x.example.org", publication=said, date="1960-05")
    breaking = document("d1", paragraph("a"), paragraph("b"))
    heading = Heading((Text("</script><script>alert(1)</script> & “so”"),))
    breaking = replace(breaking, blocks=(heading, *breaking.blocks[1:]))
    made_of = Book(metadata, (Section(Role.DOCUMENT, breaking),), b"<TEI/>")
    files = html.make(made_of)
    assert verify_html.check(made_of, files) == ()
    root = page(files, "d1.html")
    (script,) = root.xpath("//script[@type]")
    described = json.loads(script.text)
    assert described["name"] == "</script><script>alert(1)</script> & “so”"
    assert described["isPartOf"]["name"] == METADATA.title
    tags = {one.get("name"): one.get("content") for one in root.iter("meta")}
    assert tags["citation_doi"] == "10.1000/1.d1"
    assert tags["citation_publication_date"] == "1960/05"
    assert [one.get("id") for one in root.xpath("//p[@id]")] == ["d1:p1", "d1:p2"]
    assert root.findtext(".//span[@class='cited-address']") == "https://doi.org/10.1000/1.d1"
    for old, new in (
        (b"10.1000/1.d1", b"10.1000/1.d2"), (b"d1:p2", b"d1:p3"), (b"A. Editor", b"A. Editer"),
        (b"https://x.example.org/d1.html", b"https://x.example.org/d2.html"),
        (b'"name": "The', b'"name": "Teh'),
    ):  # fmt: skip
        changed = {**files, "d1.html": files["d1.html"].replace(old, new, 1)}
        assert {one.rule.code for one in verify_html.check(made_of, changed)} == {"O501"}, old


def test_names_lead_to_their_entries_and_back() -> None:
    whole = volume()
    files = html.make(whole)
    assert verify_html.check(whole, files) == ()
    ways = {
        (name, link.get("href"))
        for name in files
        if name.endswith(".html")
        for link in page(files, name).xpath("//a[contains(@class, 'named')]")
    }
    assert ways == {
        ("d7.html", "list-of-persons.html#p_1"), ("d7.html", "list-of-terms.html#t_1"),
        ("list-of-persons.html", "index-of-persons.html#p_1:index"),
        ("index-of-persons.html", "list-of-persons.html#p_1"),
    }  # fmt: skip
    changed = files["d7.html"].replace(b"list-of-persons.html#p_1", b"list-of-persons.html#p_2")
    found = verify_html.check(whole, {**files, "d7.html": changed})
    assert {one.rule.code for one in found} == {"O501"}


def test_an_original_stands_beside_its_translation() -> None:
    whole = volume()
    paired = replace(whole, outputs=Outputs(parallel=(("d7", "d8"), ("d7", "gone"))))
    files = html.make(paired)
    assert verify_html.check(paired, files) == ()
    assert [name for name in files if "~" in name] == ["d7~d8.html"]
    assert ("d7~d8.html", "Original and translation side by side") in links(
        page(files, "d8.html"), ".//p[@class='ways']/a"
    )
    both = files["d7~d8.html"]
    assert b"d7.html#d7fn1" in both
    assert verify_html.check(whole, html.make(whole)) == ()
    for changed in (
        both.replace(b"Cape Ivor", b"Cape Ivory", 1),
        both.replace(b"A Monday", b"").replace(b"at 6 p.m.", b"at 7 p.m.", 1),
        both.replace(b"d7.html#d7fn1", b"https://example.org/3", 1),
    ):
        assert changed != both
        found = verify_html.check(paired, {**files, "d7~d8.html": changed})
        assert {one.rule.code for one in found} == {"O501"}
    del files["d7~d8.html"]
    assert verify_html.check(paired, files) != ()


def test_an_address_of_the_web_may_stand_in_a_translation() -> None:
    linked = Paragraph((Reference("https://example.org/3", (Text("the archive"),)),))
    given = book(
        Section(Role.DOCUMENT, document("d1", paragraph("a"))),
        Section(Role.DOCUMENT, document("d2", linked)),
    )
    paired = replace(given, outputs=Outputs(parallel=(("d1", "d2"),)))
    files = html.make(paired)
    assert verify_html.check(paired, files) == ()
    other = files["d1~d2.html"].replace(b"https://example.org/3", b"https://example.org/4")
    found = verify_html.check(paired, {**files, "d1~d2.html": other})
    assert {one.rule.code for one in found} == {"O501"}


def test_scripts_make_no_markup_of_text(made: dict[str, bytes]) -> None:
    scripts = b"".join(data for name, data in made.items() if name.endswith(".js"))
    for call in (b"innerHTML", b"outerHTML", b"insertAdjacent", b"document.write", b"eval("):
        assert call not in scripts


def test_text_that_is_markup_elsewhere_is_text(made: dict[str, bytes]) -> None:
    shown = [text(each) for each in page(made, "d3.html").iterfind(".//main/section/p")]
    assert shown[: len(samples.MARKUP)] == list(samples.MARKUP)
    assert not page(made, "d3.html").xpath("//main//script")


def test_the_index_of_the_search_holds_the_text(made: dict[str, bytes]) -> None:
    script = made["search-index.js"].decode()
    entries = json.loads(script.removeprefix("const editionIndex = ").removesuffix(";\n"))
    assert [entry["file"] for entry in entries] == ["d1.html", "d2.html", "d3.html"]
    assert entries[1]["text"] == [
        ["", "No. 2\nMr. d2 to <Mrs.> & Co.\nZero and one\n"],
        ["pg_18", "A page begins; see Document 1\nlast"],
    ]
    assert entries[1]["notes"] == [
        ["d2fn1", "0", "Note 1 of d2."],
        ["d2fn2", "1", "Note 2 of d2."],
    ]


def test_nothing_is_lost(made: dict[str, bytes]) -> None:
    assert verify_html.check(BOOK, made) == ()


@pytest.mark.parametrize("name", ["index", "Search", "../x", "-x", "Ärger", "con:x"])
def test_names_that_are_not_safe_or_taken_are_not_used(name: str) -> None:
    made_of = book(Section(Role.DOCUMENT, document(name, paragraph("a"))))
    files = html.make(made_of)
    assert "document.1.html" in files
    assert verify_html.check(made_of, files) == ()


def test_names_that_differ_only_in_case_are_kept_apart() -> None:
    both = [Section(Role.DOCUMENT, document(name, paragraph("a"))) for name in ("d1", "D1")]
    assert {"d1.html", "document.2.html"} <= set(html.make(book(*both)))


def test_the_style_of_the_edition_comes_last(tmp_path: Path) -> None:
    own = tmp_path / "own.css"
    own.write_text("p { color: red }\n", encoding="utf-8")
    files = html.make(replace(BOOK, outputs=Outputs(styles=Styles(html_css=own))))
    assert files["own.css"] == own.read_bytes()
    sheets = [link.get("href") for link in page(files, "d1.html").iterfind(".//head/link")]
    assert sheets == ["edition.css", "site.css", "own.css"]


@pytest.mark.parametrize("has_own", [True, False])
def test_pictures_as_data_are_allowed_to_a_style_of_the_edition_alone(
    tmp_path: Path, *, has_own: bool
) -> None:
    own = tmp_path / "own.css"
    own.write_text("p { background: url(data:image/png;base64,AA==) }\n", encoding="utf-8")
    styles = Styles(html_css=own if has_own else None)
    files = html.make(replace(BOOK, outputs=Outputs(styles=styles)))
    (policy,) = page(files, "d1.html").iterfind(".//meta[@http-equiv='Content-Security-Policy']")
    kinds = dict(one.split(" ", 1) for one in policy.get("content", "").split("; "))
    assert kinds["default-src"] == "'none'"
    assert kinds["img-src"] == ("'self' file: data:" if has_own else "'self' file:")
    assert kinds["font-src"] == ("'self' file: data:" if has_own else "'self' file:")
    assert kinds["script-src"] == "'self' file:"


@pytest.mark.parametrize(
    ("language", "shown", "marked"),
    [
        ("en-GB", "Search", None),
        ("de", "Suche", None),
        ("fr", "Recherche", None),
        ("la", "Search", "en"),
    ],
)
def test_pages_speak_the_language_of_the_edition(
    language: str, shown: str, marked: str | None
) -> None:
    least = Document("d1", None, DocumentKind.HISTORICAL, (paragraph("a"),))
    files = html.make(Book.of(Metadata("x", "X", language=language), (least,), b""))
    root = page(files, "d1.html")
    assert root.get("lang") == language
    header = root.find(".//header")
    assert header is not None
    assert header.get("lang") == marked
    assert header.findtext(".//button") == shown
