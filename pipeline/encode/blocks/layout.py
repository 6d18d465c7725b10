"""Find the blocks of a plain text by layout alone: blank lines, indentation, lines of capitals.

No fitted judgement: a paragraph is what stands between blank lines, what is indented is set off as
a quotation, and titles are told by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.encode.blocks.kinds import LineKind, Unit, make_units
from pipeline.encode.blocks.lines import JUDGED, Asides, Line, LineLayout, read_lines
from pipeline.encode.blocks.tables import make_table
from pipeline.encode.standoff import BlockKind, BlockMark, Marker, NoteList, PageMark
from pipeline.model.document import ParagraphStyle, Span

_MIDDLE = ",;:!?"
_ENDS = f"{_MIDDLE}."
# As markers that no note answers to; a title has one at its end at most.
_LEFT_MARKER = re.compile(r"\[[^\[\]\n]{1,8}\]")
_BLOCK_KINDS = {
    LineKind.HEADING: BlockKind.HEADING,
    LineKind.PARAGRAPH: BlockKind.PARAGRAPH,
    LineKind.PAGE: BlockKind.PAGE_BREAK,
}


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """How titles and set-off passages look; the keys are described in ``blocks.toml``."""

    chapter: re.Pattern[str]
    byline: re.Pattern[str]
    ornament: re.Pattern[str]
    title_lines: int
    title_length: int
    indent: int
    bullet: str = ""

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> LayoutSettings:
        """Read the settings from a profile's table."""
        forms = (re.compile(table[name], re.ASCII) for name in ("chapter", "byline", "ornament"))
        chapter, byline, ornament = forms
        lines, length = int(table["title_lines"]), int(table["title_length"])
        return cls(chapter, byline, ornament, lines, length, int(table["indent"]))


def segment_plain(
    text: str,
    notes: NoteList | None,
    pages: Sequence[PageMark],
    markers: Sequence[Marker],
    settings: LayoutSettings,
) -> tuple[BlockMark, ...]:
    """Give the blocks of a document, the notes in the midst of it left out."""
    asides = Asides(pages, markers)
    spans = notes.text_spans() if notes else [(0, len(text))]
    stretches = [_units(text, span, asides, settings) for span in spans]
    heading, rest = _heading(stretches, settings)
    units = [*heading, *(_settled(unit, settings) for unit in rest)]
    return tuple(_marks(text, units, settings, titled=True))


def segment_plain_note(
    text: str, span: Span, asides: Asides, settings: LayoutSettings
) -> tuple[BlockMark, ...]:
    """Give the blocks of one note: its paragraphs."""
    units = _units(text, span, asides, settings)
    return tuple(_marks(text, units, settings, titled=False))


def _units(text: str, span: Span, asides: Asides, settings: LayoutSettings) -> list[Unit]:
    """Join the lines between blank ones."""
    lines = read_lines(text, span, asides, settings.bullet)
    return make_units(lines, list(_kinds([line for line in lines if line.look in JUDGED])))


def _kinds(lines: Sequence[Line]) -> Iterator[LineKind]:
    above = None
    for line in lines:
        if line.look is LineLayout.ROW:
            yield LineKind.ROW
        elif line.blank_before or above is not LineLayout.TEXT:
            yield LineKind.PARAGRAPH
        else:
            yield LineKind.CONTINUATION
        above = line.look


def _heading(
    stretches: Sequence[Sequence[Unit]], settings: LayoutSettings
) -> tuple[list[Unit], list[Unit]]:
    """Make one heading of the titles with which the document begins; give it and the rest."""
    units = [unit for stretch in stretches for unit in stretch]
    first = next((i for i, unit in enumerate(units) if unit.kind is not LineKind.PAGE), None)
    if first is None:
        return [], units
    together = next(stretch for stretch in stretches if units[first] in stretch)
    run = together[together.index(units[first]) :]
    titles = _leading_titles(run, settings)
    if titles and any(_is_chapter(unit, settings) for unit in units[first + titles[-1] + 1 :]):
        first_chapter = _first_chapter(run, settings)
        titles = [place for place in titles if place < first_chapter]
    if not titles:
        return [], units
    stop = titles[-1]
    heading = replace(
        run[0], kind=LineKind.HEADING, span=(run[0].span[0], run[stop].span[1]),
        words="\n".join(run[i].words for i in titles),
    )  # fmt: skip
    return [*units[:first], heading], units[first + stop + 1 :]


def _first_chapter(run: Sequence[Unit], settings: LayoutSettings) -> int:
    """Give the place below the title of a whole work where its first chapter begins."""
    chapters = (i for i, unit in enumerate(run) if i and _is_chapter(unit, settings))
    return next(chapters, len(run))


def _leading_titles(run: Sequence[Unit], settings: LayoutSettings) -> list[int]:
    """Give the places of the titles at the start; one line after a title need not look like one."""
    titles: list[int] = []
    may_be_plain = True
    for place, unit in enumerate(run):
        if unit.kind is LineKind.PAGE:
            continue
        is_title = _is_title(unit, settings)
        if not is_title and not (may_be_plain and _may_be_title(unit, settings)):
            break
        titles.append(place)
        may_be_plain = is_title
    return titles


def _is_chapter(unit: Unit, settings: LayoutSettings) -> bool:
    """Tell the title of a chapter by its form."""
    lines = unit.words.split("\n")
    is_short = unit.kind is LineKind.PARAGRAPH and _fits(lines, settings)
    return is_short and settings.chapter.match(lines[0]) is not None


def _is_title(unit: Unit, settings: LayoutSettings) -> bool:
    """Tell a title by its form, or by its capitals."""
    if _is_chapter(unit, settings):
        return True
    words = unit.words
    if unit.kind is not LineKind.PARAGRAPH or not _fits(words.split("\n"), settings):
        return False
    letters = sum(character.isalpha() for character in words)
    is_capital = words.isupper() and letters > 1 and words[-1] not in _MIDDLE
    return is_capital or settings.byline.fullmatch(words) is not None


def _may_be_title(unit: Unit, settings: LayoutSettings) -> bool:
    lines = unit.words.split("\n")
    fits = unit.kind is LineKind.PARAGRAPH and len(lines) == 1 and _fits(lines, settings)
    words, *others = _LEFT_MARKER.split(unit.words)
    is_text = any(others) or not words or words[-1] in _ENDS
    return fits and not is_text and words[0] not in "[\ufffc"


def _fits(lines: Sequence[str], settings: LayoutSettings) -> bool:
    return len(lines) <= settings.title_lines and max(map(len, lines)) <= settings.title_length


def _settled(unit: Unit, settings: LayoutSettings) -> Unit:
    """Tell what is set off by its indentation."""
    is_plain = unit.kind is LineKind.PARAGRAPH and not settings.ornament.fullmatch(unit.words)
    if is_plain and unit.line.indent >= settings.indent and not _is_title(unit, settings):
        return replace(unit, kind=LineKind.QUOTATION)
    return unit


def _marks(
    text: str, units: Sequence[Unit], settings: LayoutSettings, *, titled: bool
) -> Iterator[BlockMark]:
    place = 0
    while place < len(units):
        unit = units[place]
        stop = _stop(units, place)
        if unit.kind is LineKind.ROW:
            yield make_table(text, units[place:stop])
        elif unit.kind is LineKind.QUOTATION:
            yield _quotation(units[place:stop])
        else:
            style = _style(unit, settings) if titled else ParagraphStyle.BODY
            yield BlockMark(_BLOCK_KINDS[unit.kind], unit.span, style=style)
        place = stop


def _stop(units: Sequence[Unit], place: int) -> int:
    """Give where the block that begins at ``place`` ends; a page may break inside a quotation."""
    kind = units[place].kind
    stop = place + 1
    if kind is LineKind.ROW:
        while stop < len(units) and units[stop].kind is kind and units[stop].joined:
            stop += 1
    elif kind is LineKind.QUOTATION:
        for after in range(stop, len(units)):
            if units[after].kind is kind:
                stop = after + 1
            elif units[after].kind is not LineKind.PAGE:
                break
    return stop


def _quotation(run: Sequence[Unit]) -> BlockMark:
    children = [
        BlockMark(_BLOCK_KINDS.get(unit.kind, BlockKind.PARAGRAPH), unit.span) for unit in run
    ]
    span = children[0].span[0], children[-1].span[1]
    return BlockMark(BlockKind.QUOTATION, span, tuple(children))


def _style(unit: Unit, settings: LayoutSettings) -> ParagraphStyle:
    if settings.ornament.fullmatch(unit.words):
        return ParagraphStyle.CENTER
    is_title = unit.kind is LineKind.PARAGRAPH and _is_title(unit, settings)
    return ParagraphStyle.SECTION_TITLE if is_title else ParagraphStyle.BODY
