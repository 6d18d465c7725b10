"""What is no sound output is refused with a reason, in little time and little room."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pikepdf
import pytest

from pipeline.model.errors import ConversionError
from pipeline.verify import archive
from pipeline.verify.pdf import glyphs as pdf_glyphs
from pipeline.verify.pdf import text as pdf_text
from tests.verify.specimens import CHECKS
from tests.verify.volume import volume

ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
EXTERNAL = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
UNDECLARED = b'<!DOCTYPE a SYSTEM "file:///none"><a>&b;</a>'


def packed(member: bytes, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, member)
    return file.getvalue()


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"text", packed(b"<a/>", "x")])
def test_what_is_no_output_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(ConversionError):
        CHECKS[name](volume(), data)


@pytest.mark.parametrize("name", CHECKS)
def test_an_output_cut_short_is_refused(name: str, outputs: dict[str, bytes]) -> None:
    data = outputs[name]
    with pytest.raises(ConversionError):
        CHECKS[name](volume(), data[: len(data) // 2])


@pytest.mark.parametrize("member", [ENTITIES, EXTERNAL, UNDECLARED, b"<a>", b"<a>\x00</a>"])
def test_entities_and_what_is_no_xml_are_refused(member: bytes) -> None:
    with pytest.raises(ConversionError):
        archive.Archive(packed(member)).xml("word/document.xml")


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    opened = archive.Archive(packed(bytes(1 << 24)))
    with pytest.raises(ConversionError, match="unpacks to more than"):
        opened.read("word/document.xml")


def test_a_pdf_without_tags_is_refused() -> None:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    with pytest.raises(ConversionError, match="tagged"):
        CHECKS["pdf"](volume(), file.getvalue())


@pytest.mark.growth
@pytest.mark.parametrize(
    "stream",
    [
        lambda size: b"(" * size,
        lambda size: b"[" + b"(" * size,
        lambda size: b"[" * size,
        lambda size: b"[(a)" * size,
        lambda size: b"((a)" * size,
        lambda size: b"[(" + b"(a)" * size,
        lambda size: b"(" + b"\\" * size,
        lambda size: b"1 " * size,
        lambda size: b"a" * size,
        lambda size: b"<0" * size,
    ],
)
def test_content_streams_are_read_in_linear_time(stream: Callable[[int], bytes]) -> None:
    started = time.process_time()
    pdf_text.pieces(stream(200_000), {})
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (b"(\\000\\001\\000\\002) Tj", "ab"),
        (b"[(\\000\\001)-20(\\000\\002)] TJ", "ab"),
        (b"[(\\000\\001)<0002>] TJ", "ab"),
        (b"[(\\000\\001)<005C>(\\000\\002)] TJ", "a\\b"),
        (b"[(\\000(\\000\\001\\000))-20(\\000\\002)] TJ", "(a)b"),
        (b"[(\\000(\\000(\\000\\001\\000)\\000))-20(\\000\\002)] TJ", "((a))b"),
        (b"<00010002> Tj", "ab"),
        (b"(\\000(\\000\\001\\000)) Tj", "(a)"),
        (b"(\\000\\\\\\000\\051) Tj", "\\)"),
        (b"/Span<</ActualText<FEFF0078>>>BDC (\\000\\001) Tj EMC", "x"),
        (b"(\\000\\003) Tj", "\ufffd"),
    ],
)
def test_every_way_of_writing_a_string_is_read(shown: bytes, text: str) -> None:
    assert _piece(shown).text == text


@pytest.mark.parametrize(
    ("shown", "tracking"),
    [
        (b"[(\\000(" + b"\\000\\001" * 5 + b"\\000))-200(\\000\\002)] TJ", 0),
        (b"[(\\000\\001)-150(\\000\\002)-150(\\000\\001)] TJ", 150),
    ],
)
def test_kerning_is_no_space_between_letters(shown: bytes, tracking: float) -> None:
    (run,) = _piece(shown).runs
    assert run.tracking == tracking


def _piece(shown: bytes) -> pdf_text.ShownText:
    table = pdf_glyphs.font(
        b"5 beginbfchar <0001> <0061> <0002> <0062> "
        b"<0028> <0028> <0029> <0029> <005C> <005C> endbfchar"
    )
    stream = b"/P <</MCID 7>> BDC BT /f 9 Tf " + shown + b" ET EMC"
    return pdf_text.pieces(stream, {b"f": table})[0][7]


def test_ranges_of_a_font_are_read() -> None:
    table = pdf_glyphs.font(
        b"2 beginbfrange <0001> <0003> <0061> <0010> <0011> [<0078> <00660069>] endbfrange"
    )
    assert dict(table) == {1: "a", 2: "b", 3: "c", 16: "x", 17: "fi"}


def test_tables_of_a_font_that_are_cut_short_or_have_no_end_are_read_as_far_as_they_go() -> None:
    assert pdf_glyphs.widths([0]) == {}
    assert pdf_glyphs.widths([3, [500, 250], 7]) == {3: 500, 4: 250}
    assert len(pdf_glyphs.widths([0, 1 << 40, 500])) == 1 << 16
    assert len(pdf_glyphs.font(b"beginbfrange <00> <FFFFFFFFFF> <0061> endbfrange")) == 1 << 16
