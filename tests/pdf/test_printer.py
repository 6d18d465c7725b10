"""The printer's PDF: the same text, on pages as a printer wants them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline.book import Book, Outputs
from pipeline.book.outputs import PrinterSettings, Styles
from pipeline.book.pictures import look_at
from pipeline.convert import pdf
from pipeline.convert.pdf.printer import grey_profile
from pipeline.model import document as model
from pipeline.model.errors import ConversionError
from pipeline.model.metadata import Metadata
from pipeline.verify import pdf as verify_pdf
from tests.pictures.dots import jpeg, png
from tests.pictures.test_shown import BOOK as WITH_PICTURE
from tests.verify.volume import volume

PRINTER = PrinterSettings(
    bleed=5, signature=16, cip=("Cataloguing in Publication Data", "LCCN 45-1234")
)


def for_printer() -> Book:
    """Give the made-up edition as a printer is to have it."""
    return replace(volume(), outputs=Outputs(printer=PRINTER))


@pytest.fixture(scope="module")
def made() -> bytes:
    """Give its PDF for the printer."""
    return pdf.make_for_printer(for_printer())


def test_all_that_is_in_the_text_is_printed_and_all_that_a_printer_needs_is_there(
    made: bytes,
) -> None:
    assert verify_pdf.check_for_printer(for_printer(), made) == ()
    with pikepdf.open(io.BytesIO(made)) as file:
        assert len(file.pages) % PRINTER.signature == 0
        page: Any = file.pages[0].obj
        trim, bleed, sheet = (
            [float(one) for one in page[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert (round(trim[2] - trim[0]), round(trim[3] - trim[1])) == (6 * 72, 9 * 72)
        assert round((trim[0] - bleed[0]) / 72 * 25.4, 2) == PRINTER.bleed
        assert sheet[0] < bleed[0]


def test_thick_books_have_wider_inner_margins() -> None:
    thick = Outputs(printer=replace(PRINTER, sheet=2, crop_marks=False, half_title=False))
    with pikepdf.open(io.BytesIO(pdf.make_for_printer(replace(volume(), outputs=thick)))) as file:
        recto, verso = (float(file.pages[at].obj.TrimBox[0]) for at in (0, 1))
    assert recto < -5
    assert verso == -recto


def test_a_picture_in_colours_is_printed_in_grey_and_one_left_in_colours_is_found() -> None:
    figure = model.Figure((model.Text("The mole"),), "a plan of the mole", "mole.png")
    blocks = (model.Heading((model.Text("Letter"),)), model.Paragraph((figure,)))
    text = model.Document("d1", None, model.DocumentKind.HISTORICAL, blocks)
    book = replace(
        Book.of(Metadata("letters", "Letters"), (text,), b"<TEI/>"),
        pictures={"mole.png": look_at(png())}, outputs=Outputs(printer=PRINTER),
    )  # fmt: skip
    made = pdf.make_for_printer(book)
    assert verify_pdf.check_for_printer(book, made) == ()
    with pikepdf.open(io.BytesIO(made)) as file:
        (picture,) = pictures_in(file)
        # 0.299 · 120 + 0.587 · 90 + 0.114 · 60, the weights of ITU-R BT.601
        assert set(picture.read_bytes()) == {96}
        picture.ColorSpace = pikepdf.Name.DeviceRGB
        spoilt = io.BytesIO()
        file.save(spoilt)
    (found,) = verify_pdf.check_for_printer(book, spoilt.getvalue())
    assert "a picture of 40 by 30 dots has colours" in found.finding.message


def pictures_in(file: pikepdf.Pdf) -> list[Any]:
    """Give the pictures of a PDF."""
    streams: list[Any] = [one for one in file.objects if isinstance(one, pikepdf.Stream)]
    return [one for one in streams if one.get("/Subtype") == pikepdf.Name.Image]


def test_a_picture_that_cannot_be_turned_grey_is_said() -> None:
    broken = replace(WITH_PICTURE, pictures={"mole.png": look_at(jpeg())})
    with pytest.raises(ConversionError, match="the picture of 40 by 30 dots"):
        pdf.make_for_printer(broken)


def test_a_colour_of_a_template_of_the_editions_own_is_found(tmp_path: Path) -> None:
    template = tmp_path / "house.typ"
    template.write_text("#let phrase(kind, body) = text(fill: red, body)\n")
    red = replace(volume(), outputs=Outputs(styles=Styles(pdf_template=template)))
    found = verify_pdf.check_for_printer(red, pdf.make_for_printer(red))
    assert any("has a colour" in one.finding.message for one in found)


def test_the_metadata_tell_of_the_file_that_it_is(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as file:
        with file.open_metadata() as stated:
            facts = [stated["xmpMM:VersionID"], stated["xmpMM:RenditionClass"]]
            pages = stated["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"]
        assert facts == ["1", "default"]
        assert pages == str(len(file.pages))


def test_the_profile_has_the_length_that_it_says_and_is_of_a_press() -> None:
    profile = grey_profile()
    assert int.from_bytes(profile[:4]) == len(profile)
    assert profile[12:24] == b"prtrGRAYXYZ "
    assert profile[36:40] == b"acsp"


def _a_link(file: pikepdf.Pdf) -> None:
    file.pages[6].obj.Annots = pikepdf.Array([])


def _a_colour(file: pikepdf.Pdf) -> None:
    file.pages[6].obj.Resources.ColorSpace[pikepdf.Name.c0] = pikepdf.Name.DeviceRGB


def _a_colour_within(file: pikepdf.Pdf) -> None:
    group = file.make_stream(b"", Subtype=pikepdf.Name.Form)
    spaces = pikepdf.Dictionary(c0=pikepdf.Name.DeviceRGB)
    group.Resources = pikepdf.Dictionary(ColorSpace=spaces)
    file.pages[6].obj.Resources.XObject = pikepdf.Dictionary(x0=group)


def _a_lower_sheet(file: pikepdf.Pdf) -> None:
    file.pages[6].obj.MediaBox[3] = file.pages[6].obj.TrimBox[3]


def _a_smaller_page(file: pikepdf.Pdf) -> None:
    file.pages[6].obj.TrimBox[3] = 600


def _a_smaller_bleed(file: pikepdf.Pdf) -> None:
    file.pages[6].obj.BleedBox[0] = 0


def _a_page_more(file: pikepdf.Pdf) -> None:
    file.pages.append(file.pages[-1])


def _no_intent(file: pikepdf.Pdf) -> None:
    file.Root.OutputIntents = pikepdf.Array([])


@pytest.mark.parametrize(
    "fault",
    [
        _a_link,
        _a_colour,
        _a_colour_within,
        _a_lower_sheet,
        _a_smaller_page,
        _a_smaller_bleed,
        _a_page_more,
        _no_intent,
    ],
)
def test_what_a_printer_would_send_back_is_found(
    fault: Callable[[pikepdf.Pdf], None], made: bytes
) -> None:
    faulty = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as file:
        fault(file)
        file.save(faulty)
    found = verify_pdf.check_for_printer(for_printer(), faulty.getvalue())
    assert "O501" in {one.rule.code for one in found}
