"""The parts of a letter that stand by themselves, in any language whose words are known.

Editions of letters set the parts of opening and closing apart in many ways, and most of them no
volume for fitting had. What is short, stands where such a part stands, and has its words, is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.encode.blocks.features import classes_of, is_personal
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.titles import is_name

_OPENING = frozenset({
    LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE, LineKind.CONTINUATION,
})  # fmt: skip
_BODY = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.ROW, LineKind.POSTSCRIPT})
_UNSURE = frozenset({LineKind.PARAGRAPH, LineKind.OPENER_LINE})
_CLOSED = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION, LineKind.CLOSER_LINE})
_LONGEST_SALUTATION = 60
_LONGEST_DATELINE = 80
_LONGEST_VALEDICTION = 160
_AFTER_SALUTATION = ",:!.—–"
_ADDRESS = frozenset({"greeting", "addressee"})


def settle_letter(
    lines: Sequence[Line], kinds: Sequence[LineKind], settings: BlockSettings
) -> list[LineKind]:
    """Find dateline, salutation, closing and postscript among the paragraphs of a letter."""
    settled = list(kinds)
    if len(lines) > 1 and settled[1] in _UNSURE and is_personal(lines[1].words, settings):
        apart = lines[1].blank_before
        settled[1] = LineKind.HEADING if apart else LineKind.CONTINUATION
    for place, line in enumerate(lines):
        is_closed = not _CLOSED.isdisjoint(settled[:place])
        if is_closed and settings.postscript.match(line.words):
            settled[place] = LineKind.POSTSCRIPT
        elif is_closed and settled[place] is LineKind.POSTSCRIPT and _is_addressee(line, settings):
            settled[place] = LineKind.CLOSER_LINE
        if settled[place] not in _UNSURE:
            continue
        above = settled[place - 1] if place else LineKind.PARAGRAPH
        if above in _OPENING and _is_opening(settled[:place]):
            if _is_salutation(line.words, settings):
                settled[place] = LineKind.SALUTATION
            elif _is_dateline(line.words, settings):
                settled[place] = LineKind.DATELINE
    _settle_body(lines, settled)
    return _closed(lines, settled, settings)


def _is_addressee(line: Line, settings: BlockSettings) -> bool:
    """Tell ``Mrs. Clara Benbow, Port Ellery.`` from what was added to the letter."""
    if len(line.words) > _LONGEST_SALUTATION:
        return False
    return classes_of(line.words, settings)[:1] == ["addressee"]


def _settle_body(lines: Sequence[Line], settled: list[LineKind]) -> None:
    """Make a paragraph of the first of two closings, where there is no text above them."""
    closing = [place for place, kind in enumerate(settled) if kind is LineKind.VALEDICTION]
    is_double = len(closing) > 1 and lines[closing[1]].blank_before
    if is_double and _BODY.isdisjoint(settled[: closing[1]]):
        settled[closing[0]] = LineKind.PARAGRAPH


def confirms(kind: LineKind, words: str, settings: BlockSettings) -> bool:
    """Tell whether a line has the form of what it was taken for."""
    match kind:
        case LineKind.SALUTATION:
            return _is_salutation(words, settings)
        case LineKind.DATELINE:
            return _is_dateline(words, settings)
        case _:
            return False


def _is_opening(above: Sequence[LineKind]) -> bool:
    return _BODY.isdisjoint(above) and _CLOSED.isdisjoint(above)


def _is_salutation(words: str, settings: BlockSettings) -> bool:
    if len(words) > _LONGEST_SALUTATION or words[-1] not in _AFTER_SALUTATION:
        return False
    known = _ADDRESS if words[-1] == "." else _ADDRESS | {"kin"}
    return not known.isdisjoint(classes_of(words, settings))


def _is_dateline(words: str, settings: BlockSettings) -> bool:
    if len(words) > _LONGEST_DATELINE:
        return False
    classes = set(classes_of(words, settings))
    has_figure = any(character.isdecimal() for character in words)
    return "weekday" in classes or ("month" in classes and has_figure)


def _closed(
    lines: Sequence[Line], kinds: Sequence[LineKind], settings: BlockSettings
) -> list[LineKind]:
    """Find a complimentary close above the last line, if that is a name or a signature."""
    settled = list(kinds)
    last = next(
        (i for i in range(len(lines) - 1, 0, -1) if settled[i] is not LineKind.POSTSCRIPT), 0
    )
    if last < 2 or settled[last - 1] is not LineKind.PARAGRAPH:  # noqa: PLR2004 - heading and text
        return settled
    words = lines[last - 1].words
    is_signed = settled[last] is LineKind.SIGNATURE or (
        settled[last] is LineKind.PARAGRAPH and is_name(lines[last].words, settings)
    )
    if not is_signed or len(words) > _LONGEST_VALEDICTION or not _is_opening_past(settled, last):
        return settled
    if "closing" in classes_of(words, settings):
        settled[last - 1 : last + 1] = [LineKind.VALEDICTION, LineKind.SIGNATURE]
    return settled


def _is_opening_past(kinds: Sequence[LineKind], last: int) -> bool:
    return not _BODY.isdisjoint(kinds[: last - 1])
