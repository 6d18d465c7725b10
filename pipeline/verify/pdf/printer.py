"""What makes a PDF one for a printer: its boxes, one ink, nothing to be clicked (ISO 15930-7)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.book import Book
from pipeline.verify.rules import Discrepancy, judge_facts

SIZES = {"6x9": (432.0, 648.0), "a4": (595.28, 841.89), "letter": (612.0, 792.0)}
_NEAR = 0.01
MILLIMETRE = 72 / 25.4


def check(book: Book, data: bytes) -> Iterator[Discrepancy]:
    """Hold what a printer's program looks at against what ``book`` asks for."""
    printer = book.outputs.printer
    own = book.outputs.styles.pdf_template is not None
    size = None if own else SIZES[book.outputs.paper]
    with pikepdf.open(BytesIO(data)) as file:
        wanted = [*PRESS, ("signature", "whole")]
        found = [
            *press_facts(file, size, printer.bleed * MILLIMETRE),
            ("signature", "torn" if len(file.pages) % printer.signature else "whole"),
        ]
    yield from judge_facts("the printer's PDF", wanted, found)


PRESS = (
    ("version", "PDF/X-4"),
    ("output intents", "/GTS_PDFX"),
    ("profiles", "prtrGRAY"),
    ("trapped", "/False"),
    ("faults of pages", ""),
    ("colours", ""),
)
"""What every file for a printer must say."""


def press_facts(
    file: pikepdf.Pdf, size: tuple[float, float] | None, bleed: float
) -> Iterator[tuple[str, str]]:
    """Give what a file for a printer says, whose pages are trimmed to ``size`` if that is known."""
    with file.open_metadata() as stated:
        yield "version", str(stated.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""))
    intents = list(file.Root.OutputIntents)
    profiles = [one.DestOutputProfile.read_bytes()[12:20] for one in intents]
    yield "output intents", ", ".join(str(one.S) for one in intents)
    yield "profiles", ", ".join(one.decode("latin-1") for one in profiles)
    yield "trapped", str(file.docinfo.get("/Trapped", ""))
    yield "faults of pages", "; ".join(_faults(file, size, bleed))
    yield "colours", "; ".join(_coloured(file))


def _faults(file: pikepdf.Pdf, size: tuple[float, float] | None, bleed: float) -> Iterator[str]:
    for number, page in enumerate(file.pages, 1):
        trim, around, sheet = (
            [float(one) for one in page.obj[name]]
            for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        trimmed = sorted((trim[2] - trim[0], trim[3] - trim[1]))
        if size is not None and any(abs(a - b) > 1 for a, b in zip(trimmed, size, strict=True)):
            yield f"page {number} is trimmed to {trimmed[0]:g} by {trimmed[1]:g}"
        rooms = [abs(one - other) for one, other in zip(trim, around, strict=True)]
        if any(abs(room - bleed) > _NEAR for room in rooms) or not _inside(around, sheet):
            yield f"page {number} has another bleed"
        if "/Annots" in page.obj:
            yield f"page {number} has links"
        if any(space != pikepdf.Name.DeviceGray for space in _spaces(page.obj.get("/Resources"))):
            yield f"page {number} has a colour"


def _spaces(part: Any, above: tuple[Any, ...] = ()) -> Iterator[Any]:  # noqa: ANN401 - pikepdf's
    """Yield the colour spaces of text, lines and shades, wherever a page has them."""
    is_holder = isinstance(part, pikepdf.Dictionary | pikepdf.Stream)
    if not is_holder or part in above or part.get("/Subtype") == pikepdf.Name.Image:
        return
    for key, value in part.items():
        if key in ("/ColorSpace", "/CS"):
            yield from value.values() if isinstance(value, pikepdf.Dictionary) else (value,)
        elif key != "/Font":
            yield from _spaces(value, (*above, part))


def _coloured(file: pikepdf.Pdf) -> Iterator[str]:
    """Name the pictures that have colours; a mask has none."""
    for one in file.objects:
        is_picture = isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        is_grey = one.get("/ColorSpace") == pikepdf.Name.DeviceGray if is_picture else True
        if not is_grey and not one.get("/ImageMask", False):
            yield f"a picture of {one.Width} by {one.Height} dots has colours"


def _inside(inner: list[float], outer: list[float]) -> bool:
    low = all(one >= other for one, other in zip(inner[:2], outer[:2], strict=True))
    return low and all(one <= other for one, other in zip(inner[2:], outer[2:], strict=True))
