"""Each line of PAGE XML and ALTO is read, or told: without ids, without lines, without blanks."""

from __future__ import annotations

from pathlib import Path

from pipeline.review import importing
from tests.imports.test_pages import ALTO, PAGE, written


def of_page(folder: Path, *regions: str, around: str = "") -> importing.ImportedFile:
    page = f'<Page imageFilename="1.jpg">{around}{"".join(regions)}</Page>'
    return written(folder, f'<PcGts xmlns="{PAGE}">{page}</PcGts>')


def of_alto(folder: Path, *blocks: str, around: str = "") -> importing.ImportedFile:
    pages = f'<Page PRINTED_IMG_NR="7"><PrintSpace>{"".join(blocks)}</PrintSpace></Page>'
    return written(folder, f'<alto xmlns="{ALTO}">{around}<Layout>{pages}</Layout></alto>')


def said(text: str) -> str:
    return f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv>"


def region(text: str, attributes: str = "") -> str:
    return f"<TextRegion {attributes}><TextLine>{said(text)}</TextLine></TextRegion>"


def block(line: str, attributes: str = "") -> str:
    return f"<TextBlock {attributes}><TextLine>{line}</TextLine></TextBlock>"


def test_regions_without_ids_are_all_read(tmp_path: Path) -> None:
    one = of_page(tmp_path, region("First."), region("Second."), region("Third.", 'id="a"'))
    assert one.written.text == "First.\n\nSecond.\n\nThird.\n"
    assert one.remarks == []
    assert one.written.lines[0] == (1, "p1.xml, 1.jpg, line at line 1 of the file")


def test_regions_with_one_id_are_all_read(tmp_path: Path) -> None:
    order = (
        '<ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="b"/>'
        '<RegionRefIndexed index="1" regionRef="a"/></OrderedGroup></ReadingOrder>'
    )
    regions = [region(f"{name} {n}.", f'id="{name}"') for n, name in enumerate("acab")]
    one = of_page(tmp_path, *regions, around=order)
    assert one.written.text == "b 3.\n\na 0.\n\na 2.\n\nc 1.\n"
    assert one.remarks == [
        "regions with one id are read one after the other: 1, first in p1.xml, region a"
    ]


def test_blocks_without_ids_or_with_one_id_are_all_read(tmp_path: Path) -> None:
    words = [f'<String CONTENT="{word}"/>' for word in ("one", "two", "three", "four", "five")]
    blocks = [
        block(words[0]),
        block(words[1]),
        block(words[2], 'ID="a"'),
        block(words[3], 'ID="a"'),
    ]
    order = '<ReadingOrder><ElementRef REF="z"/></ReadingOrder>'
    one = of_alto(tmp_path, *blocks, block(words[4], 'ID="z"'), around=order)
    assert one.written.text == "[Page 7]\n\nfive\n\none\n\ntwo\n\nthree\n\nfour\n"
    assert one.remarks == [
        "regions with one ID are read one after the other: 1, first in p1.xml, region a"
    ]


def test_each_page_of_an_alto_has_its_number(tmp_path: Path) -> None:
    pages = "".join(
        f'<Page PRINTED_IMG_NR="{number}"><PrintSpace>{block(f"<String CONTENT={word!r}/>")}'
        "</PrintSpace></Page>"
        for number, word in ((7, "one"), (8, "two"))
    )
    one = written(tmp_path, f'<alto xmlns="{ALTO}"><Layout>{pages}</Layout></alto>')
    assert one.written.text == "[Page 7]\n\none\n\n[Page 8]\n\ntwo\n"


def test_a_region_without_lines_is_read(tmp_path: Path) -> None:
    whole = f'<TextRegion id="a">{said("Sandwick,&#10; May 2.")}</TextRegion>'
    empty = f'<TextRegion id="b"><TextLine id="l"/>{said("Sir:")}</TextRegion>'
    cells = f"<TableRegion><TableCell>{said('17')}</TableCell></TableRegion>"
    one = of_page(tmp_path, whole, empty, cells)
    assert one.written.text == "Sandwick,\nMay 2.\n\nSir:\n\n17\n"
    assert one.remarks == []
    assert one.written.lines[0] == (1, "p1.xml, 1.jpg, region a")


def test_words_of_a_region_that_its_lines_lack_are_told(tmp_path: Path) -> None:
    lines = "".join(f"<TextLine>{said(text)}</TextLine>" for text in ("the mo¬", "le"))
    same = f'<TextRegion id="a">{lines}{said("the mole")}</TextRegion>'
    more = f'<TextRegion id="b">{lines}{said("the old mole")}</TextRegion>'
    one = of_page(tmp_path, same, more)
    assert one.written.text == "the mo¬\nle\n\nthe mo¬\nle\n"
    assert one.remarks == [
        "a region says more than its lines: “the old mole”: 1, first in p1.xml, region b"
    ]


def test_a_line_of_words_alone_is_read(tmp_path: Path) -> None:
    glyphs = "".join(f"<Glyph>{said(letter)}</Glyph>" for letter in "Sir")
    words = f"<Word>{glyphs}</Word><Word>{said('Pell')}</Word>"
    one = of_page(tmp_path, f"<TextRegion><TextLine>{words}</TextLine></TextRegion>")
    assert one.written.text == "Sir Pell\n"


def test_cells_keep_their_lines_together(tmp_path: Path) -> None:
    def line(text: str, index: int) -> str:
        return f'<TextLine custom="readingOrder {{index:{index};}}">{said(text)}</TextLine>'

    cells = [f"<TableCell>{line(f'{n} b', 1)}{line(f'{n} a', 0)}</TableCell>" for n in (1, 2)]
    one = of_page(tmp_path, f"<TableRegion>{''.join(cells)}</TableRegion>")
    assert one.written.text == "1 a\n1 b\n2 a\n2 b\n"


def test_what_stands_beside_a_page_number_is_told(tmp_path: Path) -> None:
    one = of_page(
        tmp_path,
        region("Fol. secundo", 'id="a" type="page-number"'),
        region("Seite 12 verso", 'id="b" type="page-number"'),
        region("13", 'id="c" type="page-number"'),
        region("It rained."),
    )
    assert one.written.text == "[Page 12]\n\nIt rained.\n"
    assert one.remarks == [
        "a page-number was left out: “Fol. secundo”: 1, first in p1.xml, region a",
        "of a page-number only 12 was kept: “Seite 12 verso”: 1, first in p1.xml, region b",
        "a page-number was left out: “13”: 1, first in p1.xml, region c",
    ]


def test_a_page_number_that_cannot_be_read(tmp_path: Path) -> None:
    """It is told where the file gives another number, and is text where there is none."""
    kind = '<Tags><OtherTag ID="n" LABEL="NumberingZone"/></Tags>'
    number = block('<String CONTENT="VII"/>', 'ID="a" TAGREFS="n"')
    one = of_alto(tmp_path, number, around=kind)
    assert one.written.text == "[Page 7]\n"
    assert one.remarks == ["a page-number was left out: “VII”: 1, first in p1.xml, region a"]
    other = of_page(tmp_path, region("VII", 'type="page-number"'), region("— 12 —"))
    assert other.written.text == "VII\n\n— 12 —\n"


def test_a_number_with_signs_around_it_is_not_told(tmp_path: Path) -> None:
    one = of_page(tmp_path, region("— 12. —", 'type="page-number"'), region("It rained."))
    assert one.written.text == "[Page 12]\n\nIt rained.\n"
    assert one.remarks == []


def test_a_word_of_alto_ends_with_its_string(tmp_path: Path) -> None:
    line = (
        '<Shape/><String CONTENT="I"/><String CONTENT="am,"/><Shape/><String CONTENT="Sir,"/>'
        '<SP/><String CONTENT="tru"/><HYP CONTENT="-"/>'
    )
    assert of_alto(tmp_path, block(line)).written.text == "[Page 7]\n\nI am, Sir, tru¬\n"
