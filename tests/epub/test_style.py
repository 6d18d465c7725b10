"""EPUB: our style sheet, and that of the edition, which may fetch nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.convert import epub
from pipeline.model.errors import ConversionError
from tests.convert import checkers
from tests.convert.checkers import X, parts, tree
from tests.epub.test_structure import FULL, whole_book
from tests.faces import LICENCE, typeface


def test_style_sets_no_size_that_a_reader_could_not_change() -> None:
    sheet = parts(epub.make(whole_book()))["EPUB/edition.css"].decode()
    style = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sizes = re.findall(r"[^-](?:font-size|line-height|height|width): *([^;]+);", style)
    assert sizes
    assert not [size for size in sizes if re.search(r"[0-9](?:px|pt|mm|cm|in)", size)]
    assert not re.findall(r"background|#[0-9a-f]{3}|rgb|!important", style)


def test_own_style_comes_after_ours(tmp_path: Path) -> None:
    own = tmp_path / "house.css"
    own.write_text('p { text-indent: 2em; }\n.x { background: url("data:image/png;base64,AA"); }\n')
    archive = epub.make(whole_book(own_css=own))
    assert parts(archive)["EPUB/own.css"] == own.read_bytes()
    for name in ("d1", "title", "nav", "cover"):
        sheets = [e.get("href") for e in tree(archive, f"EPUB/{name}.xhtml").iter(X + "link")]
        assert sheets == ["edition.css", "own.css"]
    path = tmp_path / "book.epub"
    path.write_bytes(archive)
    assert checkers.epub_faults(path) == []


@pytest.mark.parametrize(
    "sheet",
    [
        '@import "other.css";',
        "@IMPORT url(data:text/css,p);",
        "@\\69mport 'x';",
        "@\\000069 mport 'x';",
        "@\\69\r\nmport 'x';",
        "p { background: url(http://example.org/x.png); }",
        "p { background: url( 'x.png' ); }",
        "p { background: U\\52L(x.png); }",
        "p { background: u\\rl(x.png); }",
        'p { background: image-set("http://example.org/x.png" 1x); }',
        "p { content: '/*'; background: url(x); content: '*/'; }",
        "p { background: url(/**/'x'); }",
        "@font-face { font-family: x; src: url(//example.org/x.woff2); }",
        "p { direction: rtl; }",
        "p { direction \t : rtl; }",
        "@namespace url(http://example.org/);",
    ],
)
def test_own_style_may_fetch_nothing(tmp_path: Path, sheet: str) -> None:
    own = tmp_path / "house.css"
    own.write_text("\n/* a comment */\n" + sheet)
    with pytest.raises(ConversionError, match=r"house\.css:3: "):
        epub.make(whole_book(own_css=own))


def test_a_typeface_comes_along_as_far_as_it_is_needed(tmp_path: Path) -> None:
    book = whole_book(replace(FULL, title="In Peking (北)"))
    outputs = replace(book.outputs, typefaces=(typeface(tmp_path, "北京ab"),))
    archive = epub.make(replace(book, outputs=outputs))
    files = parts(archive)
    with TTFont(BytesIO(files["EPUB/fonts/own-1.woff"])) as font:
        assert set(font.getBestCmap()) == {ord("北")}
        assert font["name"].getDebugName(13) == LICENCE
        assert font["head"].modified == 3_000_000_000  # as in the typeface, whatever the clock says
    assert LICENCE in files["EPUB/fonts/own-1.txt"].decode()
    sheet = files["EPUB/edition.css"].decode()
    assert sheet.count('src: url("fonts/own-1.woff");\n  unicode-range: U+5317;') == 3
    path = tmp_path / "book.epub"
    path.write_bytes(archive)
    assert checkers.epub_faults(path) == []


def test_a_typeface_that_is_not_needed_stays_behind(tmp_path: Path) -> None:
    book = whole_book()
    outputs = replace(book.outputs, typefaces=(typeface(tmp_path, "北京ab"),))
    assert epub.make(replace(book, outputs=outputs)) == epub.make(book)


def test_own_style_must_be_text(tmp_path: Path) -> None:
    own = tmp_path / "house.css"
    own.write_bytes(b"p { content: '\x93'; }")
    with pytest.raises(ConversionError, match=r"house\.css"):
        epub.make(whole_book(own_css=own))
