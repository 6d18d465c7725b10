"""Read the cover of a printed book back: its size, its words and where they stand, its bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO

import pikepdf

from pipeline.book import Book
from pipeline.book.pictures import look_at
from pipeline.model.languages import direction
from pipeline.model.metadata import Metadata
from pipeline.system import reading
from pipeline.verify.checks import makeup
from pipeline.verify.pdf.ean import PrintedBar, figures_of
from pipeline.verify.pdf.printer import MILLIMETRE, PRESS, SIZES, press_facts
from pipeline.verify.pdf.text import ShownRun
from pipeline.verify.pdf.tree import Content, TaggedPdf
from pipeline.verify.rules import Discrepancy, judge_facts

_NARROW = 6 * MILLIMETRE
_COARSE = 200
_WHERE = "the cover of the printed book"
# What a bar of an ISBN is at most wide and at least high, in millimetres.
_BAR = (2.0, 18.0)
_EAN = 13
_ENDS = 2
_HALF_A_POINT = 0.5


@dataclass(slots=True)
class _Drawn:
    """What is drawn: black bars, ends of upright lines, which way words on the side run."""

    bars: list[PrintedBar] = field(default_factory=list)
    marks: set[float] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Measures:
    """The cover in points: the page it folds to, its spine, its bleed."""

    width: float
    height: float
    spine: float
    bleed: float

    @property
    def folds(self) -> tuple[float, float]:
        """Where it is folded."""
        return self.bleed + self.width, self.bleed + self.width + self.spine


def check(book: Book, block: bytes, data: bytes) -> Iterator[Discrepancy]:
    """Compare ``data``, the cover around the pages of ``block``, with ``book``."""
    printer, cover = book.outputs.printer, book.outputs.printer.cover
    if cover is None:
        return
    with pikepdf.open(BytesIO(block)) as pages:
        by_pages = len(pages.pages) * printer.sheet / 2
    spine = (by_pages if cover.spine is None else cover.spine) * MILLIMETRE
    is_, bleed = SIZES[book.outputs.paper], printer.bleed * MILLIMETRE
    measures = _Measures(*is_, spine, bleed)
    pdf = TaggedPdf(data)
    pieces = [one.piece for one in pdf.root.inside(Content)]
    runs = [run for piece in pieces for run in piece.runs]
    with pikepdf.open(BytesIO(data)) as file:
        drawn = _drawn(file.pages[0], measures)
        trim = sorted((2 * measures.width + spine, measures.height))
        found = [
            *press_facts(file, (trim[0], trim[1]), bleed),
            ("text", "".join(piece.text for piece in pieces).replace(" ", "")),
            ("bars", figures_of(drawn.bars)),
            ("spine text", ", ".join(sorted(drawn.ways))),
            ("marks", _in_millimetres(drawn.marks)),
        ]
    has_words = spine >= _NARROW
    edges = (bleed, *measures.folds, measures.folds[1] + measures.width)
    way = "up" if cover.runs_up(book.metadata.language) else "down"
    said = "".join(_texts(book, has_words=has_words))
    yield from judge_facts(_WHERE, [
        *PRESS,
        ("text", said.replace(" ", "")),
        ("bars", _ean(book.metadata.isbn_of(cover.binding))),
        ("spine text", way if has_words else ""),
        ("marks", _in_millimetres(edges if printer.crop_marks else ())),
    ], found)  # fmt: skip
    if not has_words:
        finding = makeup.spine_too_narrow(spine / MILLIMETRE)
        yield Discrepancy(makeup.SPINE_WITHOUT_WORDS, "", finding)
    yield from _without_room(book.metadata, runs, measures)
    yield from _coarse(book, measures)


def _texts(book: Book, *, has_words: bool) -> Iterator[str]:
    """Yield what stands on back, spine and front, in this order."""
    metadata, cover = book.metadata, book.outputs.printer.cover
    form = cover.binding if cover else ""
    isbn = metadata.isbn_of(form)
    published = ", ".join(one for one in (metadata.place, metadata.publisher) if one)
    editors = "; ".join(metadata.editors)
    yield from (metadata.publication.description, dict(metadata.publication.prices).get(form, ""))
    yield published
    if isbn:
        yield from (f"ISBN {isbn}", _ean(isbn))
    if has_words:
        yield from (editors, metadata.short_title or metadata.title, metadata.publisher)
    if book.outputs.styles.epub_cover is None:
        yield from (metadata.series, metadata.title, metadata.subtitle, editors, published)
        yield metadata.date[:4]


def _ean(isbn: str) -> str:
    figures = [one for one in isbn if one in "0123456789Xx"]
    if len(figures) in (0, _EAN):
        return "".join(figures)
    body = [9, 7, 8, *map(int, figures[:9])]
    last = -(sum(body[::2]) + 3 * sum(body[1::2])) % 10
    return "".join(map(str, (*body, last)))


def _in_millimetres(places: Sequence[float] | set[float]) -> str:
    return ", ".join(f"{one / MILLIMETRE:.1f}" for one in sorted(places))


def _drawn(page: pikepdf.Page, measures: _Measures) -> _Drawn:
    """Run the content of a page as far as its bars, its marks and the way of its words go."""
    found, matrix = _Drawn(), pikepdf.Matrix()
    kept: list[pikepdf.Matrix] = []
    shade, path = 0.0, list[tuple[float, float]]()
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        numbers = [float(given) for given in one.operands if isinstance(given, int | Decimal)]
        match operator:
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = pikepdf.Matrix(*numbers) @ matrix
            case "scn":
                shade = numbers[0]
            case "m" | "l":
                path = [
                    *(path if operator == "l" else ()),
                    matrix.transform((numbers[0], numbers[1])),
                ]
            case "f" if not shade:
                _bar(path, found)
            case "S" if len(path) == _ENDS and path[0][0] == path[1][0]:
                found.marks.add(round(path[0][0], 2))
            case "Tj" | "TJ" if measures.folds[0] < matrix.e < measures.folds[1]:
                found.ways.add("up" if matrix.b > 0 else "down" if matrix.b < 0 else "level")
    found.bars.sort()
    return found


def _bar(path: Sequence[tuple[float, float]], found: _Drawn) -> None:
    sides, heights = ([one[at] for one in path] for at in (0, 1))
    wide, high = (max(one) - min(one) for one in (sides, heights))
    if wide < _BAR[0] * MILLIMETRE and high > _BAR[1] * MILLIMETRE:
        found.bars.append(PrintedBar(min(sides), max(sides)))


def _without_room(
    metadata: Metadata, runs: Sequence[ShownRun], measures: _Measures
) -> Iterator[Discrepancy]:
    """Find words of the back that run into those below, and words of the spine on two lines."""
    left, end = len(metadata.publication.description.replace(" ", "")), 0
    while left > 0 and end < len(runs):
        left -= len(runs[end].text.replace(" ", ""))
        end += 1
    first, last = measures.folds
    is_right = direction(metadata.language) == "rtl"
    below = [
        one.y + one.size for one in runs[end:] if (one.x > last if is_right else one.x < first)
    ]
    if end and below and runs[end - 1].y < max(below):
        what = "the description runs into what stands below it"
        finding = makeup.cover_without_room(what, "shorten description below [publication]")
        yield Discrepancy(makeup.COVER_WITHOUT_ROOM, "", finding)
    places = [one.x for one in runs if first < one.x < last]
    if places and max(places) - min(places) > _HALF_A_POINT:
        what = "editors, title and publisher have no room on one line of the spine"
        finding = makeup.cover_without_room(what, "give a short_title below [edition]")
        yield Discrepancy(makeup.COVER_WITHOUT_ROOM, "", finding)


def _coarse(book: Book, measures: _Measures) -> Iterator[Discrepancy]:
    path = book.outputs.styles.epub_cover
    if path is not None:
        picture = look_at(reading.read(path, reading.COVER))
        wide, high = measures.width + measures.bleed, measures.height + 2 * measures.bleed
        dots = min(picture.width / wide, picture.height / high) * 72
        if dots < _COARSE:
            finding = makeup.cover_picture_coarse(dots)
            yield Discrepancy(makeup.COVER_PICTURE_COARSE, "", finding)
