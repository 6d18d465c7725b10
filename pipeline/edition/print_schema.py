"""The tables ``[source]`` and ``[print]``: the printed book before, and the one that is printed."""

import re
from typing import Annotated, Literal, TypeAlias

import msgspec

from pipeline.book.outputs import CoverBinding, CoverSettings, PrinterSettings, SpineText
from pipeline.edition.conform import TomlTable, form
from pipeline.edition.schema_values import LINE, LONGEST_PATH, isbn_fault, lines, switch, words


def _pages_below(value: str) -> str:
    """Say that a path leads out of the folder of the edition."""
    return "it is outside of the folder of the edition" if ".." in value.split("/") else ""


_PATH = r"([^/\\{}:]+/)"
_PAGE = r"\{page(:0[1-9])?\}"
_ADDRESS = r"https://[^\s\\{}]+"
PageImage: TypeAlias = Annotated[
    str,
    form(
        "The picture of a page.",
        'write a path from the folder of the edition, or an address, as "https://iiif.example.org/12.jpg"',
        pattern=rf"^({_PATH}*[^/\\{{}}]+\.(png|jpe?g)|{_ADDRESS})$",
        most=LONGEST_PATH, check=_pages_below,
    ),
]  # fmt: skip


class SourceTable(TomlTable, frozen=True):
    """The printed book that the transcriptions are of, where there is one."""

    title: Annotated[str, words("Its title.", 'title = "Letters, 1931"')] = ""
    editors: Annotated[
        tuple[Annotated[str, LINE], ...], lines("Who edited it.", 'editors = ["A. Smith"]')
    ] = ()
    place: Annotated[str, words("Where it was published.", 'place = "Berlin"')] = ""
    publisher: Annotated[str, words("Who published it.", 'publisher = "The Press"')] = ""
    year: Annotated[str, words("When it was published.", 'year = "1960"')] = ""
    isbn: Annotated[
        str, form("Its ISBN.", 'write it as isbn = "978-0-306-40615-7"', check=isbn_fault)
    ] = ""
    archive: Annotated[str, words("Where it is kept.", 'archive = "Harbour Archive, Box 3"')] = ""
    url: Annotated[str, words("Where it is shown.", 'url = "https://archive.example.org/3"')] = ""
    pages: Annotated[
        str,
        form(
            "The pictures of its pages: PNG or JPEG files, or addresses.",
            'write a path with the number of the page, as pages = "scans/{page}.jpg", or'
            ' "scans/{page:04}.jpg" where numbers have zeros before them, or an address that begins'
            " with https://",
            pattern=rf"^({_PATH}*[^/\\{{}}]*{_PAGE}[^/\\{{}}]*\.(png|jpe?g)|{_ADDRESS}({_PAGE}[^\s\\{{}}]*)+)?$",
            most=LONGEST_PATH, check=_pages_below,
        ),
    ] = ""  # fmt: skip
    page_images: Annotated[
        dict[str, PageImage],
        form(
            "The pictures of single pages, by their numbers.",
            'write "12v" = "scans/back.jpg" or an address below [source.page_images]',
        ),
    ] = msgspec.field(default_factory=dict)


def _millimetres(description: str, example: str) -> msgspec.Meta:
    return form(
        description, f"write millimetres in quotation marks, as {example}",
        pattern=r"^[0-9]{1,2}(\.[0-9]{1,3})? ?mm$",
    )  # fmt: skip


_INCH = 25.4
# What a sheet of paper is measured in: millimetres, micrometres, or pages to an inch.
_THICK = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?) ?(mm|µm|um|ppi)")


def _sheet(value: str) -> str:
    """Say that no paper is so thick."""
    return "" if 0 < _millimetres_thick(value) <= _THICKEST else "no paper is so thick or so thin"


_THICKEST = 2


def _millimetres_thick(value: str) -> float:
    """Give the thickness of a leaf, which has two pages; 0 where it cannot be told."""
    found = _THICK.fullmatch(value)
    given = float(found[1]) if found else 0.0
    if found is None or not given:
        return 0.0
    return {"mm": given, "ppi": 2 * _INCH / given}.get(found[2], given / 1000)


class CoverTable(TomlTable, frozen=True):
    """The cover of the printed book, made where this table stands: back, spine and front."""

    binding: Annotated[
        CoverBinding,
        form("Whose ISBN and price it has.", 'write "paperback" or "hardback"'),
    ] = "paperback"
    spine: Annotated[
        str,
        form(
            "The width of the spine; reckoned from the pages and the paper where it is not given.",
            'write millimetres in quotation marks, as spine = "14.5mm"',
            pattern=r"^([0-9]{1,2}(\.[0-9]{1,3})? ?mm)?$",
        ),
    ] = ""
    spine_text: Annotated[
        SpineText,
        form(
            "How the words of the spine run: down, up, or by the custom of the language.",
            "write one of them in quotation marks",
        ),
    ] = "custom"

    def settings(self) -> CoverSettings:
        """Give it as the formats take it."""
        spine = float(self.spine.removesuffix("mm")) if self.spine else None
        return CoverSettings(self.binding, spine, self.spine_text)


class PrintTable(TomlTable, frozen=True):
    """What the printer's PDF has; it is made where ``print`` is among the formats."""

    bleed: Annotated[str, _millimetres("The bleed at all edges.", 'bleed = "3mm"')] = "3mm"
    crop_marks: Annotated[bool, switch("Whether there are crop marks.")] = True
    half_title: Annotated[bool, switch("Whether a half title comes first.")] = True
    cip: Annotated[
        tuple[Annotated[str, LINE], ...],
        lines("The lines of the CIP block on the back of the title.", 'cip = ["Cataloguing"]'),
    ] = ()
    sheet: Annotated[
        str,
        form(
            "How thick a leaf is: a thick book has wider inner margins and a wider spine.",
            'write it in quotation marks, as sheet = "0.1mm", "100µm" or, by pages to an inch,'
            ' "508ppi"',
            pattern=f"^{_THICK.pattern}$", check=_sheet,
        ),
    ] = "0.1mm"  # fmt: skip
    signature: Annotated[
        Literal[1, 2, 4, 8, 16, 32],
        form("The pages of the book are a multiple of this.", "write 1, 2, 4, 8, 16 or 32"),
    ] = 2

    cover: CoverTable = CoverTable()

    def printer(self, *, has_cover: bool) -> PrinterSettings:
        """Give it as the formats take it."""
        return PrinterSettings(
            float(self.bleed.removesuffix("mm")), _millimetres_thick(self.sheet), self.signature,
            self.cip, crop_marks=self.crop_marks, half_title=self.half_title,
            cover=self.cover.settings() if has_cover else None,
        )  # fmt: skip
