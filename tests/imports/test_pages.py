"""Pages of Transkribus and eScriptorium, and TEI of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.model.errors import UnreadableFileError
from pipeline.review import importing

PAGE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"
ALTO = "http://www.loc.gov/standards/alto/ns-v4#"
SMALL_PAGE = f"""<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="{PAGE}"><Page imageFilename="0012.jpg">
<ReadingOrder><OrderedGroup id="o">
<RegionRefIndexed index="0" regionRef="r0"/><RegionRefIndexed index="2" regionRef="r1"/>
<RegionRefIndexed index="1" regionRef="r2"/></OrderedGroup></ReadingOrder>
<TextRegion id="r0" type="page-number"><TextLine id="n1">
<TextEquiv><Unicode>12</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r1" custom="readingOrder {{index:2;}} structure {{type:paragraph;}}">
<TextLine id="l2" custom="readingOrder {{index:1;}}"><Baseline points="10,120 900,120"/>
<TextEquiv><Unicode>no rock off the mo¬</Unicode></TextEquiv></TextLine>
<TextLine id="l1" custom="readingOrder {{index:0;}}"><Baseline points="10,100 900,100"/>
<TextEquiv index="1"><Unicode>an other reading</Unicode></TextEquiv>
<TextEquiv index="0"><Unicode>The chart of 1907 shows</Unicode></TextEquiv></TextLine>
<TextLine id="l3" custom="readingOrder {{index:2;}}">
<TextEquiv><Unicode>le of Sandwick.</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2" type="heading"><TextLine id="h1">
<TextEquiv><Unicode>Letter to the Keeper</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r3" type="header"><TextLine id="t1">
<TextEquiv><Unicode>LETTERS</Unicode></TextEquiv></TextLine></TextRegion>
</Page></PcGts>"""
SMALL_ALTO = f"""<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="{ALTO}"><Description><sourceImageInformation><fileName>0013.jpg</fileName>
</sourceImageInformation></Description><Layout><Page ID="P" PRINTED_IMG_NR="13">
<TopMargin><TextBlock ID="t"><TextLine ID="t1"><String CONTENT="LETTERS"/></TextLine></TextBlock>
</TopMargin><PrintSpace><TextBlock ID="b">
<TextLine ID="l1" BASELINE="1 2 3 2"><String CONTENT="I"/><SP/><String CONTENT="am,"/></TextLine>
<TextLine ID="l2"><String CONTENT="yours"/><SP/><String CONTENT="tru"/><HYP CONTENT="-"/>
</TextLine><TextLine ID="l3"><String CONTENT="ly."/></TextLine></TextBlock></PrintSpace>
</Page></Layout></alto>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>Ours.</p></teiHeader>
<text><body><pb n="12"/><div><head>Letter<note n="1">So <hi rend="italic">here</hi>.</note></head>
<p>The chart of 1907<note><p>First.</p><p>Second.</p></note> shows
<choice><sic>noe</sic><corr>no</corr></choice> <del>rock</del> off<pb n="13"/>
the mole<ref target="#n5">3</ref>.</p>
<table><row><cell>a</cell><cell>b</cell></row><row><cell>1</cell><cell>2</cell></row></table>
<lg><l>Verse one</l><l>Verse two</l></lg></div>
<note xml:id="n5">Listed.</note></body></text></TEI>"""


def written(folder: Path, *texts: str, name: str | None = "d7") -> importing.ImportedFile:
    paths = []
    for number, text in enumerate(texts, 1):
        paths.append(folder / f"p{number}.xml")
        paths[-1].write_text(text, encoding="utf-8")
    (one,) = importing.plan(paths, folder / "letters", name)
    assert one.faults == ()
    return one


def test_pages_of_both_kinds_make_one_text(tmp_path: Path) -> None:
    one = written(tmp_path, SMALL_PAGE, SMALL_ALTO)
    assert one.written.text == (
        "[Page 12]\n\nLetter to the Keeper\n\nThe chart of 1907 shows\nno rock off the mo¬\n"
        "le of Sandwick.\n\n[Page 13]\n\nI am,\nyours tru¬\nly.\n"
    )
    assert one.remarks == ["a header was left out: “LETTERS”: 2, first in p1.xml, region r3"]


def page(line: str, custom: str) -> str:
    return (
        f'<PcGts xmlns="{PAGE}"><Page imageFilename="0014.jpg"><TextRegion id="r"><TextLine id="l" '
        f'custom="{custom}"><TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>'
        "</TextRegion></Page></PcGts>"
    )


@pytest.mark.parametrize(
    ("custom", "written_as"),
    [
        ("abbrev {offset:2; length:4; expansion:received;}", "I [abbr: recd | received] it so"),
        ("abbrev {offset:2; length:4; expansion:a, b: c;}", "I [abbr: recd | a, b: c] it so"),
        ("textStyle {offset:7; length:2; italic:true;}", "I recd _it_ so"),
        ("textStyle {offset:6; length:4; bold:true; italic:true;}", "I recd [bold: _it_] so"),
        ("textStyle {offset:7; length:2; letterSpaced:true;}", "I recd [spaced: it] so"),
        ("sic {offset:2; length:4; correction:rec\\u0027d;}", "I [sic: recd | rec'd] it so"),
        ("gap {offset:9; length:0;} add {offset:10; length:2;}", "I recd it[gap] [added: so]"),
        ("del {offset:2; length:4;} sic {offset:3; length:1;}", "I [deleted: r[sic: e]cd] it so"),
        ("readingOrder {index:0;} textStyle {offset:0; length:1; fontSize:9.0;}", "I recd it so"),
        ("abbrev {offset:90; length:4; expansion:x;}", "I recd it so"),
    ],
)  # fmt: skip
def test_tags_of_transkribus_become_marks(tmp_path: Path, custom: str, written_as: str) -> None:
    one = written(tmp_path, page("I recd it so", f"readingOrder {{index:0;}} {custom}"))
    assert one.written.text == written_as + "\n"


def test_tags_that_no_mark_can_say_are_told(tmp_path: Path) -> None:
    tags = (
        "person {offset:0; length:1;} comment {offset:0; length:6; comment:Who?;} "
        "abbrev {offset:2; length:4;} unclear {offset:4; length:5; alternative:d is;}"
    )
    one = written(tmp_path, page("I recd it so", tags))
    where = ": 1, first in p1.xml, 0014.jpg, line l"
    assert one.written.text == "I recd it so\n"
    assert one.remarks == [
        (
            "a tag goes beyond others and was left out: "
            f"“unclear {{offset:4; length:5; alternative:d is;}}”{where}"
        ),
        f"tags person were left out, and their words kept{where}",
        f"tags abbrev were left out, and their words kept{where}",
        f"a comment was left out: “Who?”{where}",
    ]


@pytest.mark.parametrize(
    ("custom", "remark"),
    [
        ("sic {offset:2; length:4", "a tag that does not begin or end was left out"),
        ("sic offset:2; length:4;}", "a tag that does not begin or end was left out"),
        ("sic {offset:2;}", "tags sic without their place in the line were left out"),
        ("sic {offset:-1; length:4;}", "tags sic without their place in the line were left out"),
        (
            "abbrev {offset:2; length:4; expansion:received; continued:true;}",
            "“received”, of abbrev over the end of a line, was left out",
        ),
    ],
)
def test_tags_that_cannot_be_read_are_told(tmp_path: Path, custom: str, remark: str) -> None:
    one = written(tmp_path, page("I recd it so", custom))
    assert one.written.text == "I recd it so\n"
    assert one.remarks == [f"{remark}: 1, first in p1.xml, 0014.jpg, line l"]


@pytest.mark.parametrize(
    ("escaped", "reading"),
    [
        ("\\ud834\\udd1e", "\U0001d11e"),
        ("a\\ud834", "a\ufffd"),
        ("\\ue5d0", "\ue5d0"),
        ("a\\u0000\\u000ab", "a b"),
    ],
)
def test_escapes_in_tags_are_units_of_utf_16(tmp_path: Path, escaped: str, reading: str) -> None:
    tag = f"abbrev {{offset:2; length:4; expansion:{escaped};}}"
    one = written(tmp_path, page("I recd it so", tag))
    assert one.written.text == f"I [abbr: recd | {reading}] it so\n"


def test_signs_that_a_reading_cannot_have_are_told(tmp_path: Path) -> None:
    one = written(tmp_path, page("I recd it", "sic {offset:2; length:4; correction:a|b;}"))
    assert one.written.text == "I [sic: recd | a b] it\n"
    assert one.remarks[0].startswith("a mark cannot hold all signs of “a|b”")


def test_tags_of_a_line_that_has_words_alone(tmp_path: Path) -> None:
    line = (
        '<TextLine id="l" custom="sic {offset:2; length:4;}"><Word id="w1"><TextEquiv><Unicode>I'
        '</Unicode></TextEquiv></Word><Word id="w2"><TextEquiv><Unicode>recd</Unicode></TextEquiv>'
        "</Word></TextLine>"
    )
    region = f'<Page imageFilename="0014.jpg"><TextRegion id="r">{line}</TextRegion></Page>'
    one = written(tmp_path, f'<PcGts xmlns="{PAGE}">{region}</PcGts>')
    assert one.written.text == "I [sic: recd]\n"


def test_tags_count_as_transkribus_does(tmp_path: Path) -> None:
    one = written(tmp_path, page(" \U0001d11e is so", "sic {offset:7; length:2;}"))
    assert one.written.text == "\U0001d11e is [sic: so]\n"


def test_tags_in_one_another_without_end_are_told(tmp_path: Path) -> None:
    tags = "".join(f"unclear {{offset:0; length:{length};}}" for length in range(4_000, 0, -1))
    one = written(tmp_path, page("a" * 4_000, tags))
    assert one.written.text.count("[unclear: ") == 12
    assert sum(line.startswith("a tag goes beyond others") for line in one.remarks) > 0


def test_each_line_is_led_back_to_its_baseline(tmp_path: Path) -> None:
    one = written(tmp_path, SMALL_PAGE)
    one.save()
    ledger = json.loads((tmp_path / "letters" / "d7.imported.json").read_bytes())
    places = {entry["line"]: entry["place"] for entry in ledger["lines"]}
    assert places[5] == "p1.xml, 0012.jpg, line l1, baseline 10,100 900,100"
    assert places[6] == "p1.xml, 0012.jpg, line l2, baseline 10,120 900,120"
    assert places[7] == "p1.xml, 0012.jpg, line l3"


@pytest.mark.parametrize("lines", [1, 3000])
def test_pages_of_two_sizes(tmp_path: Path, lines: int) -> None:
    page = "".join(
        f'<TextLine id="l{n}"><TextEquiv><Unicode>line {n} of it</Unicode></TextEquiv></TextLine>'
        for n in range(lines)
    )
    alto = "".join(
        f'<TextLine ID="l{n}"><String CONTENT="line"/><SP/><String CONTENT="{n}"/></TextLine>'
        for n in range(lines)
    )
    one = written(
        tmp_path,
        f'<PcGts xmlns="{PAGE}"><Page><TextRegion id="r">{page}</TextRegion></Page></PcGts>',
        f'<alto xmlns="{ALTO}"><Layout><Page><PrintSpace><TextBlock ID="b">{alto}</TextBlock>'
        "</PrintSpace></Page></Layout></alto>",
    )
    rows = [f"line {n} of it" for n in range(lines)], [f"line {n}" for n in range(lines)]
    assert one.written.text == "\n".join(rows[0]) + "\n\n" + "\n".join(rows[1]) + "\n"


def test_tei_of_others(tmp_path: Path) -> None:
    one = written(tmp_path, TEI, name=None)
    assert one.written.text == (
        "[Page 12]\n\nLetter[1]\n\nThe chart of 1907[2] shows [sic: noe | no] [deleted: rock] off "
        "[Page 13] the mole[3].\n\na\t\tb\n1\t\t2\n\nVerse one\nVerse two\n\n"
        "  1. So _here_.\n  2. First.\n    Second.\n  3. Listed.\n"
    )
    assert one.remarks == []


MARKED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>He
<subst><del>wrote </del><add place="above">sent</add></subst> <choice><abbr>Wm.</abbr>
<expan>William</expan></choice> a <gap reason="torn" quantity="3" unit="words"/> and
<unclear>so</unclear> <supplied>on</supplied><note place="margin">answered <hi>at once</hi></note>
à <foreign xml:lang="fr">la carte</foreign>, M<hi rend="superscript">r</hi>
<hi rend="smallcaps">Pell</hi>, <handShift new="#clerk"/> a cold day.</p>
<figure><head>The mole</head><figDesc>a plan of it</figDesc></figure></body></text></TEI>"""


def test_marks_of_tei_become_those_of_the_house(tmp_path: Path) -> None:
    assert written(tmp_path, MARKED, name=None).written.text == (
        "He [replaced: [deleted: wrote] [added above: sent]] [abbr: Wm. | William] a "
        "[gap, torn: 3 words] and [unclear: so] [supplied: on][margin: answered _at once_] à "
        "[language fr: la carte], M[sup: r] [small caps: Pell], [hand: clerk] a cold day.\n\n"
        "[figure: a plan of it | The mole]\n"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
            "document t",
        ),
        ("<TEI", "is no XML"),
        ("<other/>", "is of no kind that can be read"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "has no text"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UnreadableFileError, match=fault):
        written(tmp_path, text, name=None)
