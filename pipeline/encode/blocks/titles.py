"""Tell titles and signatures among paragraphs by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.kinds import LATER, Custom, LineKind, Unit
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.settings import BlockSettings, language_form
from pipeline.model.document import ParagraphStyle

_LENGTHS = range(3, 101)
_LONGEST_NAME = 40
_LONGEST_ABOVE = 60
_WORD = re.compile(r"[“(\[]?[A-Z0-9][^ ]*|[a-z’]{1,4}|[–—&/-]+", re.ASCII)
_AFTER_SENTENCE = tuple(".!?”")
_ENDS = ".:;,?!”"
_TITLED = frozenset({
    LineKind.PARAGRAPH, LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM, LineKind.ROW,
    LineKind.QUOTATION, LineKind.DATELINE,
})  # fmt: skip

_TABS = frozenset({LineKind.PARAGRAPH, LineKind.CLOSER_LINE})
_BELOW_TAB = frozenset({LineKind.PARAGRAPH, LineKind.CONTINUATION, LineKind.OPENER_LINE})
_TAB = language_form("tab")


def settle_titles(
    lines: Sequence[Line], settled: list[LineKind], custom: Custom, settings: BlockSettings
) -> None:
    """Find the heading of what is attached, and the name that ends a document of a volume."""
    _settle_dated_tabs(lines, settled, settings)
    if custom is not Custom.LETTERS:
        _settle_last_name(lines, settled, custom, settings)


def _settle_dated_tabs(
    lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings
) -> None:
    """Take ``Tab A`` for the heading of what has its place and date right below, and no other.

    A name joined to nothing above it signs what it is attached to.
    """
    for place in range(2, len(lines) - 1):
        line, below = lines[place], lines[place + 1]
        may_be = settled[place] in _TABS and settled[place + 1] in _BELOW_TAB
        is_tab = may_be and line.blank_before and _TAB.fullmatch(line.words)
        if is_tab and settings.dateline.fullmatch(below.words):
            settled[place : place + 2] = [LineKind.HEADING, LineKind.DATELINE]
            above = lines[place - 1].words
            if settled[place - 1] is LineKind.PARAGRAPH and is_name(above, settings):
                settled[place - 1] = LineKind.SIGNATURE


def _settle_last_name(
    lines: Sequence[Line], settled: list[LineKind], custom: Custom, settings: BlockSettings
) -> None:
    """Take a name below the text for a signature: one with an office, at the end, above ``P. S.``.

    Volumes that number their documents print the last as paragraphs.
    """
    for place in range(2, len(lines)):
        words = lines[place].words
        if settled[place] is not LineKind.PARAGRAPH or not is_name(words, settings):
            continue
        if place + 1 == len(lines):
            above = lines[place - 1].words
            is_closed = settings.valediction.fullmatch(above) is not None
            is_signed = words[-1] not in ".," and (is_closed or len(above) > _LONGEST_ABOVE)
        else:
            is_added = settings.postscript.match(lines[place + 1].words) is not None
            is_signed = is_added and custom not in LATER
            is_signed = is_signed or _signs_with_office(lines, settled, place, settings)
        if is_signed:
            settled[place] = LineKind.SIGNATURE


def _signs_with_office(
    lines: Sequence[Line], kinds: Sequence[LineKind], place: int, settings: BlockSettings
) -> bool:
    """Tell ``R. Lowe, Chairman`` below the text, though something was added below it."""
    name, _, office = lines[place].words.partition(", ")
    above = lines[place - 1].words
    is_apart = lines[place].blank_before and lines[place + 1].blank_before
    is_below_text = kinds[place - 1] is LineKind.PARAGRAPH and above.endswith(_AFTER_SENTENCE)
    is_office = settings.words[office.partition(" ")[0].lower()] == "office"
    return is_apart and is_below_text and is_office and " " in name and office[-1:].isalpha()


def style_of(
    units: Sequence[Unit], place: int, settings: BlockSettings, *, begun: bool
) -> ParagraphStyle:
    """Give the style of a paragraph.

    A title stands above other text, centred where no paragraph has begun. A name stands to the
    right below the closing phrase of a letter or at the end.
    """
    words = units[place].words
    above, below = _nearest(units, place, -1), _nearest(units, place, 1)
    if begun and is_name(words, settings):
        closed = above is not None and settings.valediction.fullmatch(above.words)
        if closed or below is None or below.kind is LineKind.HEADING:
            return ParagraphStyle.RIGHT
    titled = _is_title(words) or settings.attachment.fullmatch(words)
    if below is None or below.kind not in _TITLED or not titled:
        return ParagraphStyle.BODY
    return ParagraphStyle.SECTION_TITLE if begun else ParagraphStyle.CENTER


def is_name(words: str, settings: BlockSettings) -> bool:
    """Tell whether ``words`` may be the name below a letter, and no answer ``A Yes.``."""
    if len(words) > _LONGEST_NAME or settings.name.fullmatch(words) is None:
        return False
    last = words.lower().rpartition(" ")[2]
    return settings.words[last] != "classification" and not words.startswith("A ")


def _is_title(words: str) -> bool:
    if len(words) not in _LENGTHS or words[-1] in _ENDS or words[0] in "[\ufffc" or "\n" in words:
        return False
    return all(_WORD.fullmatch(word) for word in words.split(" "))


def _nearest(units: Sequence[Unit], place: int, step: int) -> Unit | None:
    """Give the next unit above or below that is no page mark."""
    place += step
    while 0 <= place < len(units) and units[place].kind is LineKind.PAGE:
        place += step
    return units[place] if 0 <= place < len(units) else None
