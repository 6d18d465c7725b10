"""The letters of an edition as a file in CMIF, which services for letters collect."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from pipeline import edition, tei
from pipeline.book import Book
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.authority import Authorities
from pipeline.model.metadata import Metadata
from pipeline.verify import letters
from tests.edition.test_edition import make
from tests.validate import sample

TEI = "{http://www.tei-c.org/ns/1.0}"
SETTINGS = """[edition]
id = "letters"
title = "Letters"
publisher = "Press"
date = "2026"
language = "en"
rights = "CC BY 4.0"
"""
PERSONS = """<list><item><persName xml:id="p_orme">Orme, Ada</persName>, Keeper
<idno type="GND">118540238</idno></item></list>"""
PLACES = """<listPlace><place xml:id="pl_wien"><placeName>Wien</placeName>
<idno type="GeoNames">2761369</idno></place></listPlace>"""
FIRST = (
    "1. Letter From Ada Orme to the Board of Pilots\n\n"
    "Trieste, May 2, 1911—4 p.m.\n\nSir: All is well.\n"
)
SECOND = "2. Karl Stein an Ada Orme\n\nWien, zwischen dem 5. und 7. Mai 1911\n\nAlles ist gut.\n"
NONE = "3. Memorandum of a Conversation\n\nTrieste, May 9, 1911.\n\nThe meeting began at nine.\n"


def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("cmif.rng")))


def build(tmp_path: Path, settings: str) -> Path:
    folder = make(
        tmp_path / "letters",
        edition__toml=settings,
        persons__xml=PERSONS,
        places__xml=PLACES,
        d1__txt=FIRST,
        d2__txt=SECOND,
        d3__txt=NONE,
    )
    report = commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))
    assert [one.code for one in report.diagnostics if one.severity.value == "error"] == []
    return tmp_path / "out" / "letters" / "cmif.xml"


def test_a_build_describes_every_letter(tmp_path: Path) -> None:
    made = build(tmp_path, SETTINGS + 'url = "https://letters.example.org/"\n')
    index = (made.parent / "html" / "index-of-places.html").read_text("utf-8")
    assert "https://www.geonames.org/2761369" in index
    root = etree.parse(made)
    schema().assertValid(root)
    described = list(root.iter(TEI + "correspDesc"))
    assert [one.get("ref") for one in described] == [
        "https://letters.example.org/d1.html",
        "https://letters.example.org/d2.html",
    ]
    said = [
        [(etree.QName(fact).localname, dict(fact.attrib), fact.text) for fact in action]
        for one in described
        for action in one
    ]
    ada = "https://d-nb.info/gnd/118540238"
    assert said == [
        [
            ("persName", {"ref": ada}, "Ada Orme"),
            ("placeName", {}, "Trieste"),
            ("date", {"when": "1911-05-02"}, None),
        ],
        [("orgName", {}, "the Board of Pilots")],
        [
            ("persName", {}, "Karl Stein"),
            ("placeName", {"ref": "https://www.geonames.org/2761369"}, "Wien"),
            ("date", {"notBefore": "1911-05-05", "notAfter": "1911-05-07"}, None),
        ],
        [("persName", {"ref": ada}, "Ada Orme")],
    ]


def test_little_known_of_an_edition_is_enough() -> None:
    data = tei.write_cmif([sample.DOCUMENT], Metadata("letters", "Letters"), Authorities())
    assert data is not None
    schema().assertValid(etree.fromstring(data))


def test_no_letter_no_file() -> None:
    assert tei.write_cmif([sample.text("d0")], sample.METADATA, Authorities()) is None


def test_what_the_file_lacks_or_has_otherwise_is_said(tmp_path: Path) -> None:
    written, book, known = read(tmp_path, SETTINGS)
    assert list(letters.check(written, book, known)) == []
    first = written[written.index(b"<correspDesc") : written.index(b"</correspDesc>") + 14]
    for old, new, said in [
        (first, b"", "“Karl Stein; Wien; notAfter 1911-05-07, notBefore 1911-05-05; Ada Orme”"),
        (first, first * 2, "where “Karl Stein; Wien"),
        (b"Karl Stein", b"Carl Stein", "“Carl Stein; Wien"),
        (b"1911-05-02", b"1911-05-03", "when 1911-05-03"),
        (b"orgName", b"persName", "has another kind of name"),
        (
            b"geonames.org/2761369",
            b"geonames.org/2761368",
            "or other addresses than the authority files",
        ),
        (b"https://d-nb.info/gnd/118540238", b"", "or other addresses than the authority files"),
    ]:
        (found,) = letters.check(written.replace(old, new), book, known)
        assert (found.rule.code, found.document_id in {"d1", "d2"}) == ("O504", True)
        assert said in found.finding.message


def read(tmp_path: Path, settings: str) -> tuple[bytes, Book, Authorities]:
    """Build the edition; give the file, the book as far as the file tells of it, who is known."""
    made = build(tmp_path, settings)
    loaded, _ = edition.load(tmp_path / "letters")
    texts = tuple(replace(sample.text(f"d{number}"), number=str(number)) for number in (1, 2))
    whole = made.with_name("letters.xml").read_bytes()
    return made.read_bytes(), Book.of(loaded.metadata, texts, whole), loaded.authorities


def test_all_that_the_file_says_of_itself_is_read_back(tmp_path: Path) -> None:
    settings = (
        SETTINGS + 'url = "https://letters.example.org"\neditors = ["Ada Smith", "B. Jones"]\n'
    )
    written, book, known = read(tmp_path, settings)
    assert list(letters.check(written, book, known)) == []
    root = etree.fromstring(written)
    for one in list(root.iter(etree.Element)):
        if (one.text or "").strip():
            old, one.text = one.text, f"{one.text}7"
            assert list(letters.check(etree.tostring(root), book, known)), one.tag
            one.text = old
        for name in {"ref", "key", "target", "when"} & {*one.attrib}:
            said = one.get(name, "")
            one.set(name, said.replace("d1.", "d2.") if "d1." in said else f"{said}7")
            assert list(letters.check(etree.tostring(root), book, known)), (one.tag, name)
            one.set(name, said)


def test_a_letter_leads_to_the_page_that_it_has(tmp_path: Path) -> None:
    settings = SETTINGS + 'url = "https://letters.example.org"\n[outputs]\nformats = ["html"]\n'
    folder = make(tmp_path / "letters", edition__toml=settings, index__txt=FIRST)
    report = commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))
    assert [one.code for one in report.diagnostics] == []
    out = tmp_path / "out" / "letters"
    (letter,) = etree.parse(out / "cmif.xml").iter(TEI + "correspDesc")
    name = letter.get("ref", "").removeprefix("https://letters.example.org/")
    assert name != "index.html"
    assert "All is well." in (out / "html" / name).read_text(encoding="utf-8")
