"""The pages of the PDF of a document as pictures, and where in the raw text each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import takewhile

import pypdfium2

from pipeline.model.errors import UsageError

_SCALE = 2.0  # dots of a picture for each point, 1/72 inch
_SIGNS = re.compile(r"\W+")
_RUN, _STEP, _LOOKED_AT = 24, 12, 600  # letters by which a page is known in the raw text


class PrintedPages:
    """The pages of a PDF; ``lines`` are those of the raw text of the document ``name``."""

    def __init__(self, name: str, data: bytes, lines: Sequence[str]) -> None:
        self.name = name
        self._pdf = pypdfium2.PdfDocument(data)
        self._lines = lines

    def png(self, page: int) -> bytes:
        """Draw a page, counted from 0; raises UsageError where there is none."""
        if not 0 <= page < len(self._pdf):
            raise UsageError("there is no such page")
        drawn = BytesIO()
        self._pdf[page].render(scale=_SCALE).to_pil().save(drawn, "PNG", compress_level=1)
        return drawn.getvalue()

    def pages(self) -> Iterator[tuple[int, str, int, float, float]]:
        """Yield the pages with figures for numbers, which are those of the text.

        Place, number, the line of the raw text, from 0, that it begins in, width, height. A page on
        which nothing is found again begins where the one before it does.
        """
        words = [_SIGNS.sub("", line) for line in self._lines]
        whole, at = "".join(words), 0
        for place, page in enumerate(self._pdf):
            number = self._pdf.get_page_label(place)
            if not number.isdecimal():
                continue
            shown = _SIGNS.sub("", page.get_textpage().get_text_bounded())
            runs = (shown[start : start + _RUN] for start in range(0, _LOOKED_AT, _STEP))
            found = (whole.find(run, at) for run in takewhile(bool, runs))
            at = next((begin for begin in found if begin >= 0), at)
            yield place, number, _line_of(words, at), *page.get_size()


def _line_of(words: Sequence[str], place: int) -> int:
    for line, here in enumerate(words):
        place -= len(here)
        if place < 0:
            return line
    return max(len(words) - 1, 0)
