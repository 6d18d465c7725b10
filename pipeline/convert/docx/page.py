"""The page of a DOCX: paper, margins, and which header and footer its sections have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.book.outputs import Paper
from pipeline.convert.docx import xml
from pipeline.convert.docx.xml import Element

FOOTER = "rIdFooter"

_SMALLEST = 2880


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Size and margins by the names of Word's attributes, in twentieths of a point."""

    size: Mapping[str, int]
    margins: Mapping[str, int]

    @property
    def width(self) -> int:
        """How wide a line is."""
        sides = self.margins["left"] + self.margins["right"] + self.margins["gutter"]
        return self.size["w"] - sides

    @property
    def is_possible(self) -> bool:
        """Whether there is room for text: two inches each way."""
        upright = self.size["h"] - self.margins["top"] - self.margins["bottom"]
        return min(self.width, upright) >= _SMALLEST


def _page(size: tuple[int, int], sides: int, top: int, bottom: int, head: int) -> PageSetup:
    width, height = size
    margins = {"top": top, "right": sides, "bottom": bottom, "left": sides}
    return PageSetup(
        {"w": width, "h": height}, {**margins, "header": head, "footer": head, "gutter": 0}
    )


PAGES: Mapping[Paper, PageSetup] = {
    "6x9": _page((8640, 12960), 1080, 1224, 1224, 680),
    "a4": _page((11906, 16838), 1814, 1701, 1701, 964),
    "letter": _page((12240, 15840), 1980, 1620, 1620, 900),
}


def section_properties(
    page: PageSetup, head: str | None, *, restart: bool, titles: bool, runs: str
) -> Element:
    """Make the set-up of the pages of a section; ``head`` is the relationship of its running head.

    ``restart`` counts its notes from 1; without a head it is the title page, which has no number
    either. ``titles`` of parts stand in the middle of the page; ``runs`` is the way of the book.
    """
    section = xml.new("sectPr")
    if head is not None:
        for kind, name in (("headerReference", head), ("footerReference", FOOTER)):
            xml.add(section, kind, type="default").set(xml.R + "id", name)
    if restart:
        xml.add(xml.add(section, "footnotePr"), "numRestart", val="eachSect")
    xml.add(section, "type", val="nextPage")
    xml.add(section, "pgSz", **{name: str(value) for name, value in page.size.items()})
    xml.add(section, "pgMar", **{name: str(value) for name, value in page.margins.items()})
    if titles:
        xml.add(section, "vAlign", val="center")
    if runs == "rtl":
        xml.add(section, "bidi")
    return section
