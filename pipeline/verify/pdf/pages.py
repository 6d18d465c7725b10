"""On which page of a PDF its notes and sections stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.verify.checks import makeup
from pipeline.verify.differences import pair
from pipeline.verify.expected import Expected
from pipeline.verify.pdf.parts import ranges
from pipeline.verify.reading import SEPARATORS, MarkKind, Passage, Reading
from pipeline.verify.rules import Discrepancy


class PageStarts:
    """Where in the text each page begins, and the pages of each marker and its note, from 0.

    ``folios`` are links in an index, and the runs of pages behind each: what is printed, and the
    page that it leads to.
    """

    def __init__(self) -> None:
        self._places: list[int] = []
        self._pages: list[int] = []
        self.notes: dict[str, tuple[int, int]] = {}
        self.note_pages: dict[str, range] = {}
        self.folios: list[tuple[str, list[tuple[str, int]]]] = []
        self._link = ""

    def text(self, end: int, page: int) -> None:
        """Note that text up to ``end`` stands on ``page``."""
        if self._pages and self._pages[-1] >= page:  # a cell can go on overleaf before the next
            self._places[-1] = end
        else:
            self._places.append(end)
            self._pages.append(page)

    def note(self, number: str, marker: int, pages: range) -> None:
        """Note the page of a marker and those of its note."""
        self.notes[number] = marker, pages.start
        self.note_pages[number] = pages

    def link(self, value: str) -> None:
        """Note a link that pages may follow."""
        self._link = value

    def folio(self, text: str, page: int) -> None:
        """Note a run of pages behind the link before it."""
        if self._link or not self.folios:
            self.folios.append((self._link, []))
        self._link = ""
        self.folios[-1][1].append((text, page))

    def of(self, start: int, end: int) -> range:
        """Give the pages of a stretch of the text; none where it has no text."""
        first = bisect_right(self._places, start)
        last = bisect_right(self._places, end - 1)
        if start >= end or last >= len(self._pages):
            return range(0)
        return range(self._pages[first], self._pages[last] + 1)


def notes_off(
    expected: Sequence[Expected], found: Sequence[Reading], starts: PageStarts
) -> Iterator[Discrepancy]:
    """Find notes that begin on another page than that of their marker."""
    wanted = {one.reading.id: one for one in expected}
    for reading in found:
        one = wanted[reading.id]
        for at, index in pair(one.reading.notes, reading.notes):
            marker, note = starts.notes[reading.notes[index].id]
            if marker != note:
                span = one.notes[at].span(0, 0)
                label = one.reading.notes[at].label
                said = makeup.note_off_its_page(label, note - marker, span)
                yield Discrepancy(
                    makeup.NOTE_OFF_ITS_PAGE, reading.id, said, one.reading.notes[at].id
                )


def sections_by_page(
    passage: Passage, expected: Sequence[Expected], found: Sequence[Reading], starts: PageStarts
) -> dict[int, list[int]]:
    """Give for each page the numbers of the sections that have something there, in their order."""
    there: dict[int, set[int]] = {}
    cuts = ranges(passage.text, [one.reading.body.text for one in expected])
    for cut, reading in zip(cuts, found, strict=True):
        text = passage.text[cut.start : cut.end].rstrip(SEPARATORS)
        markers = (mark.value for mark in reading.body.marks if mark.kind is MarkKind.NOTE)
        marked = (starts.notes[number][0] for number in markers)
        for page in (*starts.of(cut.start, cut.start + len(text)), *marked):
            there.setdefault(page, set()).add(cut.document)
    return {page: sorted(numbers) for page, numbers in there.items()}
