"""What an edition gives for the appearance of its outputs is tried when it is loaded."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter

from pipeline.book.typeface import check_characters
from pipeline.engine import commands, loading
from pipeline.engine.processes import ProcessPool
from tests.docx.test_reference import written
from tests.edition.test_edition import make
from tests.faces import font

CODES = (0, 0xFFFFF, 1)

SETTINGS = '[edition]\ntitle = "Letters"\n\n[{table}]\n{key} = "{name}"\n'


def changed(data: bytes, flavor: str | None = None, without: str = "") -> bytes:
    """Give a typeface as a program for the web packs it, or without a table."""
    made = BytesIO()
    with TTFont(BytesIO(data)) as opened:
        tables = {tag: opened.reader[tag] for tag in opened.reader.keys() if tag != without}  # noqa: SIM118 - no mapping
        writer = SFNTWriter(made, len(tables), opened.sfntVersion, flavor)
    for tag, table in tables.items():
        writer[tag] = table
    writer.close()
    return made.getvalue()


def said_of(folder: Path, table: str, key: str, name: str, data: bytes) -> list[tuple[str, int]]:
    """Load an edition with one file of its own; give name and line of what is said of the file."""
    settings = SETTINGS.format(table=table, key=key, name=name)
    make(folder, edition__toml=settings, d1__txt="a")
    (folder / name).write_bytes(data)
    said = loading.load(folder).diagnostics
    assert {one.code for one in said} <= {"M016"}
    assert all(one.hint and name in one.message for one in said)
    return [(Path(one.location.file).name, one.location.line) for one in said]


@pytest.mark.parametrize("table", ["epub", "html"])
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"p {}\n\np { background: url(x.png); }\n", 3),
        (b"p {}\n@import 'x';\n", 2),
        (b"p {}\np { content: '\x93' }\n", 2),
        (b"p {}\n" * 300_000, 1),
        (b"p { margin: 0 }\n", None),
        # what stands in a comment or a text fetches nothing
        (b"/* writing direction: left to right; no @import here */\np { color: #222; }\n", None),
        (b"p::before { content: '@import url(x.png)' }\n", None),
        (b"p { flex-direction: row; --direction: a }\n", None),
        (b"p { background: url(data:image/png;base64,AA==) }\n", None),
        (b"p { background: url('DATA:image/png;base64,AA==') }\n", None),
        # what a browser makes of it counts, not how it is written
        (b"\n@\\69mport 'x';\n", 2),
        (b"\n@\\000069 mport 'x';\n", 2),
        (b"p { background: u\\72l(x.png) }\n", 1),
        (b"p { background: \\75 rl( 'x.png' ) }\n", 1),
        (b"/* */ /* \n*/ @IMPORT/**/'x';\n", 2),
        (b"p { background: url(/**/data:a) }\n", 1),
        (b"p { background: url('') }\n", 1),
        (b"p { background: url(var(--a)) }\n", 1),
        (b"p { background: src(var(--a)) }\n", 1),
        (b"p { --a: url(x.png) }\n", 1),
        (b"p { background: -webkit-image-set('x.png' 1x) }\n", 1),
        (b"@media all {\n p { direction/**/ : rtl }\n}\n", 2),
        (b"p {\n d\\69rection: rtl }\n", 2),
        (b"@namespace 'x';\n", 1),
        # what comes first says how all the rest is decoded
        (b'@charset "iso-2022-jp";\n@im\x1b(Bport "x";\n', 1),
        (b'@charset "utf-16";\n', 1),
        (b'@charset "UTF-8";\np {}\n', None),
        (b"p {}\n" + b"(" * 300_000 + b"url(x)", 2),
    ],
)
def test_a_style_sheet(tmp_path: Path, table: str, data: bytes, line: int | None) -> None:
    expected = [] if line is None else [("own.css", line)]
    assert said_of(tmp_path / "e", table, "css", "own.css", data) == expected


def test_the_same_sheet_for_two_formats_is_spoken_of_once(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    settings = '[epub]\ncss = "own.css"\n[html]\ncss = "own.css"\n'
    make(folder, edition__toml=settings, d1__txt="a", own__css="@import 'x';")
    assert [one.code for one in loading.load(folder).diagnostics] == ["M016"]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"#let a = 1\n\xff\n", 2), (b"// long\n" * 200_000, 1), (b"#let a = 1", None)],
)
def test_a_template(tmp_path: Path, data: bytes, line: int | None) -> None:
    expected = [] if line is None else [("own.typ", line)]
    assert said_of(tmp_path / "e", "pdf", "template", "own.typ", data) == expected


def test_a_reference_document(tmp_path: Path) -> None:
    good = written(tmp_path).read_bytes()
    assert said_of(tmp_path / "e", "docx", "reference", "own.docx", good) == []
    assert said_of(tmp_path / "e", "docx", "reference", "own.docx", good[:200]) == [("own.docx", 1)]
    with_macros = BytesIO(good)
    with ZipFile(with_macros, "a") as opened:
        opened.writestr("word/vbaProject.bin", b"x")
    data = with_macros.getvalue()
    assert said_of(tmp_path / "e", "docx", "reference", "own.docx", data) == [("own.docx", 1)]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (font("北"), ""),
        (font("北", embedding=0x8), ""),
        (font("北", embedding=0x2), "its maker does not let it be embedded"),
        (font("北", embedding=0x4), "its maker does not let it be embedded"),
        (font("北", embedding=0x100), "its maker does not let it be embedded"),
        (font("北")[:400], "it is no whole typeface"),
        (changed(font("北"), flavor="woff"), "it is no whole typeface"),
        (changed(font("北"), without="hhea"), "it is no whole typeface"),
        (bytes((1 << 25) + 1), "it is larger than a typeface can be"),
    ],
    ids=[
        "free",
        "to be edited",
        "restricted",
        "to be printed",
        "whole",
        "cut",
        "woff",
        "no hhea",
        "large",
    ],
)
def test_a_typeface(tmp_path: Path, data: bytes, fault: str) -> None:
    make(tmp_path / "e", edition__toml='[outputs]\nfonts = ["faces/own.ttf"]\n', d1__txt="a")
    (tmp_path / "e" / "faces").mkdir()
    (tmp_path / "e" / "faces" / "own.ttf").write_bytes(data)
    loaded = loading.load(tmp_path / "e")
    assert [one.code for one in loaded.diagnostics] == ["M016"] * bool(fault)
    assert all(fault in one.message for one in loaded.diagnostics)
    assert len(loaded.plan.outputs.typefaces) == (not fault)


def test_a_typeface_is_a_file_of_the_edition(tmp_path: Path) -> None:
    for name, line in (("../own.ttf", 3), ("absent.otf", 3), ("own.woff2", 3)):
        settings = f'[outputs]\nformats = ["pdf"]\nfonts = ["{name}"]\n'
        make(tmp_path / "e", edition__toml=settings, d1__txt="a")
        (said,) = loading.load(tmp_path / "e").diagnostics
        assert (said.code, said.location.line) == ("M016", line)


def test_a_typeface_may_be_that_of_a_package(tmp_path: Path) -> None:
    settings = '[outputs]\nfonts = ["package:{}/NotoNaskhArabic-Variable.ttf"]\n'
    make(tmp_path / "e", edition__toml=settings.format("pylopdf-fonts-ar"), d1__txt="a")
    loaded = loading.load(tmp_path / "e")
    assert loaded.diagnostics == ()
    (face,) = loaded.plan.outputs.typefaces
    assert face.family == "Noto Naskh Arabic"
    for absent in ("pylopdf-fonts-hi", "no-such-package"):
        make(tmp_path / "e", edition__toml=settings.format(absent), d1__txt="a")
        (said,) = loading.load(tmp_path / "e").diagnostics
        assert (said.code, said.location.line) == ("M016", 2)
        assert "edition-pipeline[fonts]" in said.hint


@pytest.mark.parametrize(
    ("tables", "groups"),
    [(1, (CODES,) * 40), (1, ((0xFFFFFFFF, 0, 1), *(CODES,) * 40)), (40, (CODES,))],
    ids=["ranges", "ranges that run back", "tables"],
)
def test_a_table_of_characters_that_repeats_itself_is_refused_unread(
    tables: int, groups: tuple[tuple[int, int, int], ...]
) -> None:
    ranges = b"".join(struct.pack(">LLL", *one) for one in groups)
    one = struct.pack(">HHLLL", 12, 0, 16 + len(ranges), 0, len(groups)) + ranges
    places = [4 + 8 * tables + number * len(one) for number in range(tables)]
    table = struct.pack(">HH", 0, tables)
    table += b"".join(struct.pack(">HHL", 3, 10, place) for place in places) + one * tables
    with pytest.raises(ValueError, match="names more than there are"):
        check_characters(table)


def test_a_check_says_it_and_a_build_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    letter = "1. Letter From Mr. Smith to Mr. Jones\n\nTrieste, May 2, 1951.\n\nAll is well.\n"
    settings = SETTINGS.format(table="html", key="css", name="own.css")
    make(folder, edition__toml=settings, d1__txt=letter, own__css="@import 'x';")
    checked = commands.check([folder], lambda *_: None, ProcessPool(1))
    built = commands.build(folder, tmp_path / "build", lambda *_: None, ProcessPool(1))
    for report in (checked, built):
        assert [one.code for one in report.diagnostics if one.severity.value == "error"] == ["M016"]
    assert not list((tmp_path / "build").rglob("*.docx"))


def test_a_template_that_drops_text_is_named(tmp_path: Path) -> None:
    letter = "1. Letter From Mr. Smith to Mr. Jones\n\nTrieste, May 2, 1951.\n\nAll is well.\n"
    settings = SETTINGS.format(table="pdf", key="template", name="own.typ")
    drops = "#let division(kind, ..more, body) = none\n"
    make(tmp_path / "e", edition__toml=settings, d1__txt=letter, own__typ=drops)
    report = commands.build(tmp_path / "e", tmp_path / "build", lambda *_: None, ProcessPool(1))
    hints = [one.hint for one in report.diagnostics if one.code.startswith("O")]
    assert hints
    assert all("the PDF was not published; see whether own.typ drops" in one for one in hints)
