"""The tables ``[source]`` and ``[print]``: the printed book before, and the one that is printed."""

from typing import Annotated, Literal, TypeAlias

import msgspec

from pipeline.book.outputs import PrinterSettings
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
        str, _millimetres("How thick a leaf is; a thick book has wider inner margins.",
                          'sheet = "0.1mm"'),
    ] = "0.1mm"  # fmt: skip
    signature: Annotated[
        Literal[1, 2, 4, 8, 16, 32],
        form("The pages of the book are a multiple of this.", "write 1, 2, 4, 8, 16 or 32"),
    ] = 2

    def printer(self) -> PrinterSettings:
        """Give it as the formats take it."""
        bleed, sheet = (float(one.removesuffix("mm")) for one in (self.bleed, self.sheet))
        return PrinterSettings(
            bleed, sheet, self.signature, self.cip, crop_marks=self.crop_marks,
            half_title=self.half_title,
        )  # fmt: skip
