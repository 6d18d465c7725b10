"""The cover of a printed book: back, spine and front on one sheet, and its bars."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline.book import Book, Outputs
from pipeline.book.outputs import CoverSettings, PrinterSettings, Styles
from pipeline.convert.cover import wrap
from pipeline.convert.cover.ean import bars, ean_of
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Publication
from pipeline.verify.pdf import cover
from pipeline.verify.pdf.ean import PrintedBar, figures_of
from tests.command import edition
from tests.pdf.reading import text
from tests.pictures.dots import png
from tests.verify.volume import METADATA

MILLIMETRE = 72 / 25.4
SAID = Publication(
    description="What the board and the pilots wrote to each other.",
    prices=(("paperback", "59.00 EUR"),),
)
KNOWN = replace(METADATA, publication=SAID)
PAGES = 320


def book(metadata: Metadata = KNOWN, styles: Styles | None = None, **cover: object) -> Book:
    """Give a book of which only the cover is made; its paper is 0.1 mm thick."""
    printer = PrinterSettings(cover=replace(CoverSettings(), **cover))  # type: ignore[arg-type]
    outputs = Outputs(formats=("print",), printer=printer, styles=styles or Styles())
    return replace(Book.of(metadata, (), b"<TEI/>"), outputs=outputs)


def block(pages: int = PAGES) -> bytes:
    """Give blank pages, which are all that a cover asks of the book."""
    made = io.BytesIO()
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page()
        file.save(made)
    return made.getvalue()


def made_of(whole: Book, pages: int = PAGES) -> tuple[bytes, list[str]]:
    """Give the cover, and the codes of what is found in it."""
    made = wrap.make(whole, block(pages))
    assert made is not None
    return made, [one.rule.code for one in cover.check(whole, block(pages), made)]


def test_the_spine_is_as_wide_as_the_leaves_are_thick() -> None:
    made, found = made_of(book())
    assert found == []
    with pikepdf.open(io.BytesIO(made)) as file:
        (page,) = file.pages
        wide, high = (
            float(page.obj.BleedBox[at + 2]) - float(page.obj.BleedBox[at]) for at in (0, 1)
        )
    assert wide / MILLIMETRE == pytest.approx(2 * 6 * 25.4 + PAGES / 2 * 0.1 + 2 * 3, abs=0.01)
    assert high / MILLIMETRE == pytest.approx(9 * 25.4 + 2 * 3, abs=0.01)
    words = text(made)
    assert "What the board and the pilots wrote" in words
    assert "59.00 EUR" in words
    assert "ISBN 978-0-306-40615-7" in words
    assert words.count("Papers of the Harbour, 1931–1932") == 2


def test_a_spine_that_the_printer_gives_is_taken() -> None:
    made, found = made_of(book(spine=14.2))
    assert found == []
    with pikepdf.open(io.BytesIO(made)) as file:
        trim = [float(one) for one in file.pages[0].obj.TrimBox]
    assert (trim[2] - trim[0]) / MILLIMETRE == pytest.approx(2 * 152.4 + 14.2, abs=0.01)


def test_a_narrow_spine_has_no_words_and_that_is_said() -> None:
    made, found = made_of(book(), pages=100)
    assert found == ["O207"]
    assert "A. Mast; B. Sail" in text(made)  # on the front alone
    assert text(made).count("A. Mast; B. Sail") == 1


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "he"])
@pytest.mark.parametrize("given", ["custom", "up", "down"])
def test_the_words_of_a_spine_run_as_is_the_custom_or_as_is_said(language: str, given: str) -> None:
    whole = book(replace(KNOWN, language=language), spine_text=given)
    made, found = made_of(whole)
    assert found == []
    up = given == "up" or (given == "custom" and language in {"de", "fr", "es", "it"})
    with pikepdf.open(io.BytesIO(made)) as file:
        ways = {
            float(one.operands[1]) > 0
            for one in pikepdf.parse_content_stream(file.pages[0])
            if str(one.operator) == "cm" and one.operands[1]
        }
    assert ways == {up}


def test_a_book_read_from_the_right_has_its_front_at_the_left() -> None:
    hebrew = replace(
        METADATA, language="he", title="מכתבים מן הנמל", subtitle="", series="",
        editors=("א. כהן",), publisher="הוצאה", place="חיפה",
        publication=Publication(description="מה שכתבו זה לזה 1931 הועד והנווטים. " * 9),
    )  # fmt: skip
    assert made_of(book(hebrew))[1] == []


def test_a_front_of_the_editions_own_is_printed_in_grey_with_its_bleed(tmp_path: Path) -> None:
    path = tmp_path / "cover.png"
    path.write_bytes(png(1860, 2800))
    made, found = made_of(book(styles=Styles(epub_cover=path)))
    assert found == []
    assert "With an Index of Persons" not in text(made)
    path.write_bytes(png())
    assert made_of(book(styles=Styles(epub_cover=path)))[1] == ["O209"]


def test_words_without_room_are_told() -> None:
    long = replace(
        KNOWN, publication=replace(SAID, description="THE HARBOUR BOARD WROTE TO WWW. " * 125)
    )
    assert made_of(book(long))[1] == ["O208"]
    titled = replace(KNOWN, title="The Letters of the Harbour Board and of its Pilots " * 3)
    assert made_of(book(titled))[1] == ["O208"]
    assert made_of(book(replace(titled, short_title="Letters")))[1] == []


def test_a_cover_of_a_book_of_which_nothing_is_known() -> None:
    assert made_of(book(Metadata("letters", "Letters")))[1] == []


@pytest.mark.parametrize("first", range(10))
def test_bars_are_read_as_the_figures_they_were_made_of(first: int) -> None:
    body = f"{first}25091738640"
    weighted = sum(int(one) * (1, 3)[place % 2] for place, one in enumerate(body))
    ean = f"{body}{-weighted % 10}"
    drawn = [PrintedBar(0.9 * at, 0.9 * (at + wide)) for at, wide, _ in bars(ean)]
    assert figures_of(drawn) == ean


def test_an_isbn_of_ten_figures_has_thirteen_in_its_bars() -> None:
    assert ean_of("0-306-40615-2") == "9780306406157"
    assert ean_of("3-16-148410-X") == "9783161484100"
    assert made_of(book(replace(KNOWN, isbn="0-306-40615-2")))[1] == []


def _a_bar_less(file: pikepdf.Pdf) -> None:
    _without(file, "f", 20)


def _a_wider_bar(file: pikepdf.Pdf) -> None:
    _write_otherwise(file, b"0.9354331 0 l", b"1.8708662 0 l")


def _a_fold_beside(file: pikepdf.Pdf) -> None:
    _write_otherwise(file, b"440.504", b"444.504")


def _words_less(file: pikepdf.Pdf) -> None:
    _without(file, "TJ", 0)


def _a_narrower_sheet(file: pikepdf.Pdf) -> None:
    file.pages[0].obj.TrimBox[2] = float(file.pages[0].obj.TrimBox[2]) - 9


def _no_intent(file: pikepdf.Pdf) -> None:
    file.Root.OutputIntents = pikepdf.Array([])


def _without(file: pikepdf.Pdf, operator: str, place: int) -> None:
    """Take the operator at ``place`` among those alike out of the page."""
    instructions = list(pikepdf.parse_content_stream(file.pages[0]))
    alike = [at for at, one in enumerate(instructions) if str(one.operator) == operator]
    del instructions[alike[place]]
    file.pages[0].obj.Contents = file.make_stream(pikepdf.unparse_content_stream(instructions))


def _write_otherwise(file: pikepdf.Pdf, before: bytes, after: bytes) -> None:
    content = file.pages[0].obj.Contents
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    written = b"\n".join(one.read_bytes() for one in parts)
    assert before in written
    file.pages[0].obj.Contents = file.make_stream(written.replace(before, after))


@pytest.mark.parametrize(
    "fault",
    [_a_bar_less, _a_wider_bar, _a_fold_beside, _words_less, _a_narrower_sheet, _no_intent],
)
def test_what_is_wrong_with_a_cover_is_found(fault: Callable[[pikepdf.Pdf], None]) -> None:
    whole = book(spine=22.5)
    made = wrap.make(whole, block())
    assert made is not None
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as file:
        fault(file)
        file.save(spoilt)
    found = cover.check(whole, block(), spoilt.getvalue())
    assert "O501" in {one.rule.code for one in found}


def test_an_edition_that_asks_for_it_has_a_cover_beside_its_pages(tmp_path: Path) -> None:
    folder = tmp_path / "input" / "letters"
    folder.mkdir(parents=True)
    (folder / "d1.txt").write_text(
        "1. Letter\n\nPORT ELLIS, May 3, 1931.\n\nDEAR SIR: It is built.\n"
    )
    settings = '[edition]\ntitle = "Letters"\nlanguage = "en"\n[outputs]\nformats = ["print"]\n'
    settings += "per_document = true\n"
    (folder / "edition.toml").write_text(settings + '[print]\nsheet = "508 ppi"\n[print.cover]\n')
    ran = edition("build", "input", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "O207" in ran.stdout + ran.stderr
    made = sorted(one.name for one in (tmp_path / "build" / "letters").rglob("*.pdf"))
    assert made == ["d1.print.pdf", "letters.cover.pdf", "letters.print.pdf"]
    (folder / "edition.toml").write_text(settings)
    assert edition("build", "input", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "build" / "letters" / "letters.cover.pdf").exists()
