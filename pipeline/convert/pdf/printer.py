"""The printer's PDF: PDF/X-4 (ISO 15930-7) in black alone, with bleed, marks and blank last pages.

The pages are those of the accessible PDF. Their boxes are what a printer needs: on the sheet, the
page as it is trimmed (TrimBox), moved where a thick book takes more of it into its fold, and the
bleed around it. Links are no part of a page that is printed; the structure tree stays, so that what
is printed can be read back.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf

from pipeline.book.outputs import PrinterSettings
from pipeline.model.errors import ConversionError

Box: TypeAlias = tuple[float, float, float, float]

_POINTS = 72 / 25.4  # in a millimetre
_SLUG = 5 * _POINTS  # beside the bleed, for crop marks
_MARK = 4 * _POINTS
# Of the thickness of a book, what each page moves out of its fold, and the most of it.
_INTO_THE_FOLD = 0.1
_MOST = 4 * _POINTS
_PAGES = "http://ns.adobe.com/xap/1.0/t/pg/"
_PDFX = "http://www.npes.org/pdfx/ns/id/"
_CONDITION = "One-colour black, gamma 1.8"


def for_printer(pdf: bytes, printer: PrinterSettings) -> bytes:
    """Make the printer's PDF of one that Typst has set for it."""
    with pikepdf.open(BytesIO(pdf)) as file:
        leaf = file.pages[0].mediabox
        while len(file.pages) % printer.signature:
            file.add_blank_page(page_size=(float(leaf[2]), float(leaf[3])))
        _, _, width, height = map(float, leaf)
        for index, page in enumerate(file.pages):
            left = -_out_of_fold(printer, len(file.pages)) * (-1) ** index
            _boxes(page, (left, 0, left + width, height), printer)
        return _in_one_ink(file)


def cover_for_printer(pdf: bytes, printer: PrinterSettings, spine: float) -> bytes:
    """Make the printer's PDF of a cover with its bleed, whose ``spine`` is so many millimetres."""
    with pikepdf.open(BytesIO(pdf)) as file:
        (sheet,) = file.pages
        _, _, width, height = map(float, sheet.mediabox)
        bleed = printer.bleed * _POINTS
        folds = ((width - spine * _POINTS) / 2, (width + spine * _POINTS) / 2)
        _boxes(sheet, (bleed, bleed, width - bleed, height - bleed), printer, folds)
        return _in_one_ink(file)


def _in_one_ink(file: pikepdf.Pdf) -> bytes:
    """Give the file in black alone, with what PDF/X-4 asks of it."""
    made = BytesIO()
    for page in file.pages:
        _in_black(page)
    for one in _images(file):
        _picture_in_black(one)
    _intent(file)
    _facts(file)
    file.save(made, deterministic_id=True, fix_metadata_version=False, min_version="1.6")
    return made.getvalue()


def _out_of_fold(printer: PrinterSettings, pages: int) -> float:
    return min(pages / 2 * printer.sheet * _INTO_THE_FOLD * _POINTS, _MOST)


def _in_black(page: pikepdf.Page) -> None:
    """Let grey be that of the printer, which knows one ink; links are none on paper.

    A colour that a template of the edition's own has is left, to be found when the PDF is read.
    """
    if "/Annots" in page.obj:
        del page.obj["/Annots"]
    resources: Any = page.obj.get("/Resources")
    spaces: Any = None if resources is None else resources.get("/ColorSpace")
    for name in [] if spaces is None else list(spaces.keys()):
        space: Any = spaces[name]
        if isinstance(space, pikepdf.Array) and space[1].get("/N") == 1:  # grey by a profile
            spaces[name] = pikepdf.Name.DeviceGray


def _images(file: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the pictures of a file; what a mask lets through is none."""
    for one in file.objects:
        is_picture = isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        if is_picture and not one.get("/ImageMask", False):
            yield one


def _picture_in_black(image: Any) -> None:  # noqa: ANN401 - a stream, with what any may have
    """Let the grey of a picture be what its colours are to the eye (ITU-R BT.601)."""
    if image.ColorSpace == pikepdf.Name.DeviceGray:
        return
    try:
        grey = pikepdf.PdfImage(image).as_pil_image().convert("L")
    except (OSError, ValueError, pikepdf.PdfError, pikepdf.UnsupportedImageTypeError) as error:
        size = f"{image.Width} by {image.Height} dots"
        raise ConversionError(
            f"the picture of {size} cannot be printed in black ({error!r}); save it anew"
        ) from error
    image.write(zlib.compress(grey.tobytes(), 9), filter=pikepdf.Name.FlateDecode)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8


def _boxes(
    page: pikepdf.Page, trim: Box, printer: PrinterSettings, folds: tuple[float, ...] = ()
) -> None:
    """Set the boxes of a page that is cut to ``trim``; a cover is folded at ``folds``."""
    bleed = printer.bleed * _POINTS
    for name, room in (("/TrimBox", 0.0), ("/BleedBox", bleed), ("/MediaBox", bleed + _SLUG)):
        box = (trim[0] - room, trim[1] - room, trim[2] + room, trim[3] + room)
        page.obj[name] = pikepdf.Array([round(one, 4) for one in box])
    if printer.crop_marks:
        lines = " ".join((*_crop_marks(trim, bleed), "[2 1.5] 0 d", *_upright(folds, trim, bleed)))
        page.contents_add(f"/Artifact BMC q 0 G 0.25 w {lines} Q EMC".encode())


def _crop_marks(trim: Box, bleed: float) -> Iterator[str]:
    left, low, right, high = trim
    for y in (low, high):
        for x, outward in ((left, -1), (right, 1)):
            start, end = outward * bleed, outward * (bleed + _MARK)
            yield f"{x + start:.3f} {y:.3f} m {x + end:.3f} {y:.3f} l S"
    yield from _upright((left, right), trim, bleed)


def _upright(places: Iterable[float], trim: Box, bleed: float) -> Iterator[str]:
    """Draw marks above and below the bleed."""
    for x in places:
        for y, upward in ((trim[1], -1), (trim[3], 1)):
            start, end = upward * bleed, upward * (bleed + _MARK)
            yield f"{x:.3f} {y + start:.3f} m {x:.3f} {y + end:.3f} l S"


def _intent(file: pikepdf.Pdf) -> None:
    profile = file.make_stream(grey_profile(), N=1, Alternate=pikepdf.Name.DeviceGray)
    file.Root.OutputIntents = pikepdf.Array([
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX,
            OutputConditionIdentifier=pikepdf.String("Custom"),
            OutputCondition=pikepdf.String(_CONDITION), Info=pikepdf.String(_CONDITION),
            DestOutputProfile=profile,
        )
    ])  # fmt: skip


def _facts(file: pikepdf.Pdf) -> None:
    file.docinfo["/Trapped"] = pikepdf.Name("/False")
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as stated:
        stated.register_xml_namespace(_PDFX, "pdfxid")
        stated["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        stated["pdf:Trapped"] = "False"
        stated["xmpMM:VersionID"] = "1"
        stated["xmpMM:RenditionClass"] = "default"
        stated[f"{{{_PAGES}}}NPages"] = str(len(file.pages))
        stated["xmp:MetadataDate"] = stated["xmp:ModifyDate"]


def grey_profile() -> bytes:
    """Make an ICC profile (ICC.1:2001-04) of a printer with black ink alone, of gamma 1.8.

    It is our own, so that no licence of another is needed.
    """
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(n * 65536) for n in (0.9642, 1, 0.8249)))
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(1.8 * 256)) + b"\0\0"
    name = _CONDITION.encode() + b"\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78)
    described += bytes(-len(described) % 4)
    rights = b"text\0\0\0\0No rights reserved\0"
    rights += bytes(-len(rights) % 4)
    parts = ((b"desc", described), (b"cprt", rights), (b"wtpt", white), (b"kTRC", curve))
    place = 128 + 4 + 12 * len(parts)
    table = struct.pack(">I", len(parts))
    for tag, part in parts:
        table += tag + struct.pack(">2I", place, len(part))
        place += len(part)
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI2I2II3i4s44x",
        place, b"\0\0\0\0", 0x02400000, b"prtr", b"GRAY", b"XYZ ", 2000, 1, 1, 0, 0, 0,
        b"acsp", b"\0\0\0\0", 0, 0, 0, 0, 0, 0, 63190, 65536, 54061, b"\0\0\0\0",
    )  # fmt: skip
    return head + table + b"".join(part for _, part in parts)
