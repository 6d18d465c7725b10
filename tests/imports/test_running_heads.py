"""Running heads and feet of word processors are no text; what is typed there is told, once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from pipeline.review import importing
from tests.imports.files import LIBREOFFICE, changed, made

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
COPIED = '<w:fldSimple w:instr=" STYLEREF Title "><w:r><w:t>Letter</w:t></w:r></w:fldSimple>'


def typed(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def imported(path: Path, data: bytes) -> importing.ImportedFile:
    path.write_bytes(data)
    (one,) = importing.plan([path], path.parent / "none")
    assert one.faults == ()
    return one


def of_docx(folder: Path, *heads: str) -> importing.ImportedFile:
    data = made("docx", "It rained.")
    for number, head in enumerate(heads, 1):
        part = f'<w:hdr xmlns:w="{WORD}"><w:p>{head}</w:p></w:hdr>'
        data = changed(data, f"word/header{number}.xml", partial(_put, part))
    one = imported(folder / "d7.docx", data)
    assert one.written.text == "It rained.\n"
    return one


def of_odt(folder: Path, heads: str) -> importing.ImportedFile:
    end = "</office:master-styles>"
    page = f'<style:master-page style:name="X">{heads}</style:master-page>{end}'
    data = (LIBREOFFICE / "figures.odt").read_bytes()
    data = changed(data, "styles.xml", lambda part: part.replace(end, page))
    return imported(folder / "d7.odt", data)


def _put(part: str, _: str) -> str:
    return part


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ([typed("Port of") + "<w:r><w:tab/></w:r>" + typed("Sandwick")], "“Port of Sandwick”"),
        ([typed("Port, ") + PAGE, typed("Port, "), COPIED + typed(" 1908")], "“Port,”, “1908”"),
        ([typed(word) for word in "abcde"], "“a”, “b”, “c” and 2 more"),
        ([typed("x" * 70)], f"“{'x' * 59}…”"),
    ],
)
def test_words_of_a_docx(tmp_path: Path, heads: list[str], told: str) -> None:
    assert of_docx(tmp_path, *heads).remarks == [f"running heads and feet were left out: {told}"]


def test_what_word_puts_there_itself_is_not_told(tmp_path: Path) -> None:
    assert of_docx(tmp_path, typed("— ") + PAGE + typed(" —"), COPIED, "").remarks == []


def test_words_of_an_odt(tmp_path: Path) -> None:
    number = "<text:p>– <text:page-number>12</text:page-number> –</text:p>"
    before = of_odt(tmp_path, f"<style:footer>{number}</style:footer>").remarks
    assert before == []
    hidden = '<style:header-left style:display="false"><text:p>No</text:p></style:header-left>'
    head = "<style:header><text:p>Port<text:tab/>1908</text:p><text:p>Ours</text:p></style:header>"
    assert of_odt(tmp_path, head + hidden).remarks == [
        "running heads and feet were left out: “Port 1908 Ours”"
    ]
