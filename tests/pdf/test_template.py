"""A template of an edition: what it can change, what it cannot, what is said of a wrong one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.book import Outputs, Styles
from pipeline.convert import pdf
from pipeline.convert.pdf import compiling
from pipeline.model.errors import UnusableFileError
from pipeline.system.programs import Limits
from pipeline.verify import pdf as verify_pdf
from tests.convert.samples import BOOK
from tests.pdf.reading import faults

EXAMPLE = """#import "/edition.typ" as ours

#let edition(paper: "6x9", ..given, body) = {
  show: ours.edition.with(paper: (..ours.papers.at(paper), width: 5.5in), ..given)
  set par(justify: false)
  body
}

#let division(kind, ..more, body) = {
  if kind == "dateline" {
    ours.line-of(align(left, body))
  } else {
    ours.division(kind, ..more, body)
  }
}
"""


def made_with(template: str, folder: Path) -> bytes:
    file = folder / "house.typ"
    file.write_text(template, encoding="utf-8")
    return pdf.make(replace(BOOK, outputs=Outputs(styles=Styles(pdf_template=file))))


def test_a_template_changes_pages_and_parts_and_no_text(tmp_path: Path) -> None:
    data = made_with(EXAMPLE, tmp_path)
    with pikepdf.open(BytesIO(data)) as opened:
        assert float(opened.pages[0].mediabox[2]) == 5.5 * 72
    assert faults(data) == []
    assert verify_pdf.check(BOOK, data) == ()


def test_the_example_in_the_docs_is_the_one_tried_here() -> None:
    docs = Path(__file__).parents[2] / "docs" / "outputs.md"
    assert f"```typst\n{EXAMPLE}```\n" in docs.read_text(encoding="utf-8")


def test_a_template_that_changes_nothing_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made_with("// nothing\n", tmp_path) == pdf.make(BOOK)


def test_text_that_a_template_drops_is_missed(tmp_path: Path) -> None:
    given = EXAMPLE.replace("ours.line-of(align(left, body))", "none")
    assert verify_pdf.check(BOOK, made_with(given, tmp_path))


@pytest.mark.parametrize(
    ("wrong", "place", "said"),
    [
        ("#let a = 1\n#let b = (", ":2:", "unclosed delimiter"),
        ("#let section(..given) = {\n  none.x\n}", ":2:", "cannot access fields"),
        ('#panic("\\u{1b}[2J\\n::stop::")', ":1:", "panicked"),
        ("#let division = 3", ":1: no PDF", "expected function"),
        ('#import "@preview/cetz:0.3.0": *', ":1: ", "can use no package"),
        ('#import "@local/house:0.1.0": *', ":1: ", "can use no package"),
        ('#let a = read("/../dialect.py")', ":1:", "read no file"),
        ('#let a = read("/etc/passwd")', ":1:", "read no file"),
        ('#let a = image("house.png")', ":1:", "read no file"),
    ],
)
def test_a_wrong_template_is_told_by_file_and_line(
    wrong: str, place: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UnusableFileError) as told:
        made_with(wrong, tmp_path)
    message = str(told.value)
    assert message.startswith(f"{tmp_path / 'house.typ'}{place}")
    assert said in message
    assert message.isprintable()


def test_a_template_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "limits", lambda _: Limits(seconds=3, memory=1 << 30))
    rows = "#for a in range(9000) { for b in range(9000) { for c in range(9000) {} } }"
    with pytest.raises(
        UnusableFileError, match="ended with this template: it was not done after 3 seconds"
    ):
        made_with(rows, tmp_path)


def test_a_template_that_takes_all_memory_is_ended(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="want of memory"):
        made_with("#let a = range(100000000).map(b => range(1000))", tmp_path)


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "house.typ"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UnusableFileError, match="not UTF-8"):
        pdf.make(replace(BOOK, outputs=Outputs(styles=Styles(pdf_template=file))))
