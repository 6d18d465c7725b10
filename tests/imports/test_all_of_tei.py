"""Readings, pages and running heads of TEI stand in the transcription, or are told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.normalize.handed_in import foreign_tei
from pipeline.review import importing
from pipeline.system.xml import parse_xml
from tests.imports.test_notes import encoded
from tests.imports.test_pages import written

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def of_body(folder: Path, body: str) -> importing.ImportedFile:
    return written(folder, f"<TEI {NAMESPACE}><text><body>{body}</body></text></TEI>", name=None)


@pytest.mark.parametrize("name", ["corr", "reg", "expan"])
def test_a_reading_by_itself_is_text(tmp_path: Path, name: str) -> None:
    one = of_body(tmp_path, f"<p>It <{name}>rained</{name}> there.</p>")
    assert one.written.text == "It rained there.\n"
    assert one.remarks == [f"of {name} only the words were kept: 1, first in line 1 ({name})"]


def test_pictures_of_pages_and_of_their_parts_are_told(tmp_path: Path) -> None:
    pages = '<pb n="12" facs="a.jpg"/>no <pb n="13" facs="#s13"/>rock'
    one = of_body(tmp_path, f'<p facs="#z1">It shows {pages}.</p>')
    assert one.written.text == "It shows [Page 12] no [Page 13] rock.\n"
    named = "to be named below [source.page_images]"
    assert one.remarks == [
        "pictures of parts of pages were left out: 1, first in line 1 (p)",
        f"pictures of pages were left out, {named}: 2, first in line 1 (pb)",
    ]


@pytest.mark.parametrize("name", ["sic", "orig", "abbr"])
def test_what_is_printed_by_itself_keeps_its_mark(tmp_path: Path, name: str) -> None:
    one = of_body(tmp_path, f"<p>It <{name}>raind</{name}> there.</p>")
    assert one.written.text == f"It [{name}: raind] there.\n"
    assert one.remarks == []


@pytest.mark.parametrize(
    ("choice", "text", "told"),
    [
        ("<sic>noe</sic><corr>no</corr><corr>nay</corr>", "[sic: noe | no]", [("corr", "nay")]),
        (
            "<reg>older</reg><reg>old</reg><orig>olde</orig>",
            "[orig: olde | older]",
            [("reg", "old")],
        ),
        ("<sic>noe</sic><orig>non</orig><corr>no</corr>", "[sic: noe | no]", [("orig", "non")]),
        ("<seg>one</seg><seg>two</seg>", "one", [("seg", "two")]),
        ("<corr>no</corr><sic>noe</sic>", "[sic: noe | no]", []),
        ("<reg>old</reg><sic>olde</sic>", "[sic: olde]", [("reg", "old")]),
        ("<unclear>so</unclear><unclear>no</unclear>", "[unclear: so]", [("unclear", "no")]),
    ],
)
def test_the_reading_not_taken_is_told(
    tmp_path: Path, choice: str, text: str, told: list[tuple[str, str]]
) -> None:
    one = of_body(tmp_path, f"<p>It is <choice>{choice}</choice>.</p>")
    assert one.written.text == f"It is {text}.\n"
    assert one.remarks == [
        f"a {name} was left out: “{words}”: 1, first in line 1 ({name})" for name, words in told
    ]


def test_readings_of_witnesses_do_not_run_together(tmp_path: Path) -> None:
    one = of_body(tmp_path, "<p>It <app><lem>rained</lem><rdg>snowed</rdg></app>.</p>")
    assert one.written.text == "It rained.\n"
    assert "a rdg was left out: “snowed”: 1, first in line 1 (rdg)" in one.remarks


def test_signs_that_a_mark_cannot_hold_are_told(tmp_path: Path) -> None:
    one = of_body(tmp_path, "<p><choice><abbr>etc</abbr><expan>a, b: c</expan></choice></p>")
    assert one.written.text == "[abbr: etc | a b c]\n"
    assert one.remarks == ["a mark cannot hold all signs of “a, b: c”: 1, first in line 1 (expan)"]


def test_the_second_reader_counts_what_is_not_told() -> None:
    """Were a reading dropped and nothing said, its words would be missed."""
    body = "<p>It <choice><sic>raind</sic><corr>rained</corr></choice> <corr>there</corr>.</p>"
    read = foreign_tei.read(parse_xml(f"<text {NAMESPACE}><body>{body}</body></text>".encode()))
    assert read.words is not None
    assert sorted(read.words) == ["It", "raind", "there"]


def test_a_page_between_rows(tmp_path: Path) -> None:
    rows = "<row><cell>a</cell><cell>b</cell></row>"
    page = '<pb n="{}"/>'
    table = f"<table>{page.format(6)}{rows}{page.format(7)}{rows}{page.format(8)}</table>"
    one = of_body(tmp_path, f"<p>Letter</p>{table}<p>It rained.</p>")
    assert one.written.text == (
        "Letter\n\n[Page 6]\n\na\t\tb\n[Page 7]\na\t\tb\n\n[Page 8]\n\nIt rained.\n"
    )
    assert one.remarks == []


def test_what_else_stands_in_a_table(tmp_path: Path) -> None:
    table = (
        '<table><row><pb n="7"/><cell>a</cell><fw>HEAD</fw><cell>b</cell><pb n="8"/></row>'
        "<note>Of the printer.</note><row><cell>c</cell><cell>d</cell></row>"
        "<trailer>So far.</trailer></table>"
    )
    one = of_body(tmp_path, table)
    assert one.written.text == (
        "[Page 7] a\t\tb [Page 8]1\nc\t\td\n\nSo far.\n\n  1. Of the printer.\n"
    )
    assert one.remarks[0] == "running heads were left out: 1, first in line 1 (fw)"


def test_page_breaks_without_a_number_are_told(tmp_path: Path) -> None:
    one = of_body(tmp_path, '<p>It<pb/>rained, it<pb n="[]"/> snow<pb break="no"/>ed.</p>')
    assert one.written.text == "It rained, it snowed.\n"
    assert one.remarks == ["page breaks without a number were left out: 3, first in line 1 (pb)"]


def test_a_word_goes_on_through_lines_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "d7.xml"
    body = 'the mo<lb break="no"/>le of Sand<pb n="7" break="no"/>wick, a<cb/>port'
    text = f"<text><body><head>1. Letter</head><p>{body}</p></body></text>"
    path.write_text(f"<TEI {NAMESPACE}>{text}</TEI>", encoding="utf-8")
    encoded(path)
    written_text = (tmp_path / "edition" / "d7.txt").read_text(encoding="utf-8")
    assert written_text == "1. Letter\n\nthe mole of Sand[Page 7]wick, a port\n"


@pytest.mark.parametrize("text", ["It <fw>HEAD</fw> rained.", "It <hi><fw>HEAD</fw> rained</hi>."])
def test_a_running_head_in_a_paragraph_is_told(tmp_path: Path, text: str) -> None:
    one = of_body(tmp_path, f"<p>{text}</p>")
    assert one.written.text.replace("_", "") == "It rained.\n"
    assert one.remarks == ["running heads were left out: 1, first in line 1 (fw)"]


def test_what_stands_beside_a_caption_is_kept(tmp_path: Path) -> None:
    one = of_body(
        tmp_path, '<figure><head>The mole</head><pb n="7"/><lg><l>Verse</l></lg></figure>'
    )
    assert one.written.text == "[figure: a picture | The mole]\n\n[Page 7]\n\nVerse\n"


def test_words_at_the_place_of_a_note_are_told(tmp_path: Path) -> None:
    note = '<note xml:id="n">Lost.</note>'
    one = of_body(tmp_path, f'<p>It rained <ref target="#n">as he says</ref>.</p>{note}')
    assert one.written.text == "It rained1.\n\n  1. Lost.\n"
    assert one.remarks == [
        "words at the place of a note were left out: “as he says”: 1, first in line 1 (ref)"
    ]


def test_words_beside_the_text_are_told(tmp_path: Path) -> None:
    beside = "<facsimile><surface/></facsimile><standOff><note>Lost.</note></standOff>"
    text = "<text><body><p>It rained.</p></body></text>"
    one = written(tmp_path, f"<TEI {NAMESPACE}>{beside}{text}</TEI>", name=None)
    assert one.remarks == ["standOff was left out: 1, first in line 1 (standOff)"]


@pytest.mark.growth
def test_signs_at_the_place_of_a_note_are_tried_once() -> None:
    def took(n: int) -> float:
        body = f'<p>It<ref target="#n1">{"-" * n}as he says</ref></p><note xml:id="n1">See</note>'
        root = parse_xml(f"<TEI {NAMESPACE}><text><body>{body}</body></text></TEI>".encode())
        start = time.process_time()
        foreign_tei.read(root)
        return time.process_time() - start

    short = max(min(took(5_000) for _ in range(3)), 0.002)
    assert took(40_000) < 8 * 3 * short


def test_blanks_at_the_edge_of_emphasis_in_emphasis_part_the_words(tmp_path: Path) -> None:
    body = '<p>rock<hi rend="bold"><hi rend="italic"> on </hi></hi>three days</p>'
    assert of_body(tmp_path, body).written.text == "rock [bold: _on_] three days\n"
