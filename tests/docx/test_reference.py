"""A reference document of the edition: its look is taken, what we need is added, tricks refused."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.book import Book
from pipeline.book.outputs import Outputs, Styles
from pipeline.convert import archive, docx
from pipeline.convert.docx import reference
from pipeline.convert.docx.page import PAGES
from pipeline.model.errors import ConversionError
from pipeline.system.archive import MOST_MEMBERS, MOST_UNPACKED
from pipeline.verify import docx as verify
from tests.convert import checkers
from tests.convert.checkers import W, parts, tree
from tests.convert.samples import BOOK

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f"""<w:styles xmlns:w="{WORD}" xmlns:x="urn:vendor" x:gone="1">
  <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
    <w:basedOn w:val="Standard"/><w:next w:val="Gone"/><x:extra/>
    <w:rPr><w:color w:val="800000"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:customStyle="1" w:styleId="Quotation"><w:name w:val="House Style"/>
    <w:basedOn w:val="berschrift1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Kopfzeile"><w:name w:val="header"/>
    <w:pPr><w:tabs><w:tab w:val="center" w:pos="4536"/></w:tabs></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/>
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
  <w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
    <w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Aufzhlung"/>
    <w:lvlText w:val="*"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""
DOCUMENT = f"""<w:document xmlns:w="{WORD}"><w:body><w:p/><w:sectPr>
  <w:pgSz w:w="10000" w:h="14000"/><w:pgMar w:top="1000" w:right="1500" w:bottom="1000"
  w:left="1500" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:body></w:document>"""


def relations(*targets: tuple[str, str], mode: str = "") -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


GOOD = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relations(("officeDocument", "word/document.xml")),
    "word/document.xml": DOCUMENT,
    "word/_rels/document.xml.rels": relations(
        ("styles", "styles.xml"), ("numbering", "/word/numbering.xml")
    ),
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
}


def written(folder: Path, changes: dict[str, str] | None = None) -> Path:
    """Write the reference document, with parts changed or added."""
    path = folder / "house.docx"
    given = {**GOOD, **(changes or {})}
    path.write_bytes(archive.pack({name: part.encode() for name, part in given.items()}))
    return path


def with_look(path: Path) -> Book:
    return replace(BOOK, outputs=Outputs(styles=Styles(docx_reference=path)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return docx.make(with_look(written(tmp_path_factory.mktemp("house"))))


def styles(made: bytes) -> dict[str, checkers.Element]:
    return {s.get(W + "styleId", ""): s for s in tree(made, "word/styles.xml").iter(W + "style")}


def test_output_is_sound_and_whole(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(made)
    assert checkers.docx_faults(path) == []
    assert verify.check(BOOK, made) == ()


def test_styles_are_known_by_name_and_keep_their_look(made: bytes) -> None:
    heading = styles(made)["Heading1"]
    color = heading.find(f"{W}rPr/{W}color")
    assert color is not None
    assert color.get(W + "val") == "800000"
    level = heading.find(f"{W}pPr/{W}outlineLvl")
    assert level is not None
    assert level.get(W + "val") == "0"
    assert "berschrift1" not in styles(made)
    based = styles(made)["Quotation-1"].find(W + "basedOn")
    assert based is not None
    assert based.get(W + "val") == "Heading1"


def test_every_style_we_need_is_there_once_and_based_on_one_that_is_there(made: bytes) -> None:
    ours = set(styles(docx.make(BOOK)))
    ids = [s.get(W + "styleId") for s in tree(made, "word/styles.xml").iter(W + "style")]
    assert ours <= set(ids)
    assert len(set(ids)) == len(ids)
    for name in ("basedOn", "next", "link"):
        used = tree(made, "word/styles.xml").iter(W + name)
        assert {reference.get(W + "val") for reference in used} <= set(ids)
    defaults = [s for s in styles(made).values() if s.get(W + "default")]
    kinds = [s.get(W + "type") for s in defaults]
    assert len(set(kinds)) == len(kinds)


def test_lists_of_both_have_numbers_of_their_own(made: bytes) -> None:
    numbering = tree(made, "word/numbering.xml")
    lists = [each.get(W + "abstractNumId") for each in numbering.iter(W + "abstractNum")]
    numbers = [each.get(W + "numId") for each in numbering.iter(W + "num")]
    of_both_and_pandocs = 3 + 1
    assert len(lists) == len(set(lists)) == of_both_and_pandocs
    assert len(numbers) == len(set(numbers)) == of_both_and_pandocs
    led = numbering.find(f".//{W}lvlText")
    assert led is not None
    assert led.get(W + "val") == "*"
    for name, number in (("ListBullet", "1"), ("ListLine", "3")):
        used = styles(made)[name].find(f".//{W}numId")
        assert used is not None
        assert used.get(W + "val") == number


def test_page_is_that_of_the_reference_document(made: bytes) -> None:
    sizes = {
        (size.get(W + "w"), size.get(W + "h"))
        for size in tree(made, "word/document.xml").iter(W + "pgSz")
    }
    assert sizes == {("10000", "14000")}
    tabs = styles(made)["RunningHead"].iter(W + "tab")
    assert [(tab.get(W + "val"), tab.get(W + "pos")) for tab in tabs] == [
        ("clear", "4536"), ("right", "7000"),
    ]  # fmt: skip


def test_only_words_own_elements_go_on_into_the_output(made: bytes) -> None:
    assert b"urn:vendor" not in parts(made)["word/styles.xml"]


FIELD = '<w:r><w:fldSimple w:instr="DDEAUTO c:\\\\x"/><w:instrText>DDEAUTO c</w:instrText></w:r>'


def test_a_field_in_a_style_or_a_list_goes_no_further(tmp_path: Path) -> None:
    """Word obeys one wherever it stands: DDEAUTO starts a program."""
    bad = {
        "word/styles.xml": STYLES.replace('<w:color w:val="800000"/>', FIELD),
        "word/numbering.xml": NUMBERING.replace('<w:lvlText w:val="*"/>', FIELD),
    }
    made = docx.make(with_look(written(tmp_path, bad)))
    for name, part in parts(made).items():
        assert b"DDEAUTO" not in part, name


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_that_unpack_without_a_bound_are_not_unpacked(tmp_path: Path, how: int) -> None:
    path = written(tmp_path)
    with zipfile.ZipFile(path, "a", how) as file, file.open("word/x.bin", "w") as member:
        for _ in range(4):
            member.write(bytes(1 << 24))
    with pytest.raises(ConversionError, match="packed in another way"):
        docx.make(with_look(path))
    data = bytearray(path.read_bytes())
    data[-300:-200] = bytes(100)
    path.write_bytes(data)
    with pytest.raises(ConversionError, match=r"house\.docx"):
        docx.make(with_look(path))


def test_page_without_room_for_text_is_not_taken(tmp_path: Path) -> None:
    narrow = {"word/document.xml": DOCUMENT.replace('"10000"', '"3000"')}
    made = docx.make(with_look(written(tmp_path, narrow)))
    assert next(tree(made, "word/document.xml").iter(W + "pgSz")).get(W + "w") == "8640"


ENTITY = '<!DOCTYPE w:styles [<!ENTITY a "b">]>'
REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "macros": ({"word/vbaProject.bin": "x"}, "macros"),
    "macro type": ({"[Content_Types].xml": "<Types t='macroEnabled'/>"}, "macros"),
    "external": (
        {
            "word/_rels/settings.xml.rels": relations(
                ("attachedTemplate", "https://x.example/t.dotm"), mode=' TargetMode="External"'
            )
        },
        "links to another file",
    ),
    "entities": ({"word/styles.xml": ENTITY + STYLES}, "document type"),
    "no xml": ({"word/styles.xml": "<w:styles"}, "no XML"),
    "other kind": ({"word/styles.xml": "<styles/>"}, "another kind"),
    "strict": ({"word/document.xml": "<document/>"}, "Transitional"),
    "no document": ({"_rels/.rels": relations(("officeDocument", "../../x.xml"))}, "no document"),
    "no styles": ({"word/_rels/document.xml.rels": relations()}, "no styles"),
    "two of a name": ({"Word/Styles.xml": "<a/>"}, "two of one name"),
    "too many": ({f"x{n}": "" for n in range(MOST_MEMBERS)}, "too many parts"),
    "bomb": ({"x": "\0" * (MOST_UNPACKED + 1)}, "unpacks to more"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_stranger_may_try_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    changes, reason = REFUSED[name]
    with pytest.raises(ConversionError, match=reason) as caught:
        docx.make(with_look(written(tmp_path, changes)))
    assert "house.docx" in str(caught.value)


@pytest.mark.parametrize("spoil", [lambda d: d[:200], lambda _: b"", lambda _: b"PK"])
def test_file_that_is_no_zip_is_refused(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ConversionError, match="zip"):
        docx.make(with_look(path))


def test_styles_based_on_each_other_are_parted(tmp_path: Path) -> None:
    ring = STYLES.replace(
        '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:basedOn w:val="Quotation"/>'
    )
    made = docx.make(with_look(written(tmp_path, {"word/styles.xml": ring})))
    for style in styles(made).values():
        seen, below = set[str](), style
        while (base := below.find(W + "basedOn")) is not None:
            assert base.get(W + "val") not in seen
            seen.add(base.get(W + "val", ""))
            below = styles(made)[base.get(W + "val", "")]


def test_a_style_that_is_there_twice_is_taken_once(tmp_path: Path) -> None:
    doubled = STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="List2"><w:name w:val="List Bullet 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ListBullet3"><w:name w:val="List Bullet 3"/>'
        '<w:rPr><w:color w:val="008000"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Caption1"><w:name w:val="caption"/>'
        '<w:basedOn w:val="List2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="Caption"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kopfzeile"><w:name w:val="Other"/></w:style>'
        "</w:styles>",
    )
    made = docx.make(with_look(written(tmp_path, {"word/styles.xml": doubled})))
    ids = [s.get(W + "styleId") for s in tree(made, "word/styles.xml").iter(W + "style")]
    assert len(set(ids)) == len(ids)
    assert styles(made)["ListBullet3"].find(f"{W}rPr/{W}color") is not None


def test_number_of_a_list_may_be_of_any_length(tmp_path: Path) -> None:
    long = NUMBERING.replace('w:numId="1"', f'w:numId="{"9" * 5_000}"')
    assert docx.make(with_look(written(tmp_path, {"word/numbering.xml": long})))


@pytest.mark.growth
@pytest.mark.parametrize("name", ["one", "style-{}"], ids=["of one id", "each based on the next"])
def test_many_styles_take_time_in_step_with_their_number(name: str, tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        more = "".join(
            f'<w:style w:type="paragraph" w:styleId="{name.format(n)}"><w:name w:val="n{n}"/>'
            f'<w:basedOn w:val="{name.format(n + 1)}"/></w:style>'
            for n in range(count)
        )
        many = STYLES.replace("</w:styles>", more + "</w:styles>")
        path = written(tmp_path, {"word/styles.xml": many})
        start = time.process_time()
        reference.applied(path, archive.read_folder(docx.TEMPLATE), PAGES["6x9"])
        return time.process_time() - start

    once = min(seconds(4_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < 2.5 * once + 0.05


@pytest.mark.parametrize(
    ("name", "count"), [("word/styles.xml", 600_000), ("word/document.xml", 2_400_000)]
)
def test_a_part_that_would_take_all_memory_as_a_tree(tmp_path: Path, name: str, count: int) -> None:
    """A part of zeros and one of empty elements are as small in the file."""
    root = "styles" if "styles" in name else "document"
    content = f'<w:{root} xmlns:w="{WORD}">{"<a/>" * count}</w:{root}>'
    path = written(tmp_path, {name: content})
    assert path.stat().st_size < 1 << 16
    with pytest.raises(ConversionError, match=f"its part {name} has more than"):
        reference.applied(path, archive.read_folder(docx.TEMPLATE), PAGES["a4"])


@pytest.mark.parametrize(
    "more",
    [
        '<w:style w:styleId="h"><w:pPr><w:outlineLvl w:val="x"/></w:pPr></w:style>',
        f'<w:style w:styleId="h"><w:name w:val="toc {"9" * 5_000}"/></w:style>',
        "".join(
            f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
            for n in range(20_000)
        ),
    ],
    ids=["no level", "a level of 5,000 figures", "20,000 styles in one line"],
)
def test_odd_levels_of_styles_are_none(tmp_path: Path, more: str) -> None:
    path = written(
        tmp_path, {"word/styles.xml": STYLES.replace("</w:styles>", more + "</w:styles>")}
    )
    assert verify.check(BOOK, docx.make(with_look(path))) == ()
