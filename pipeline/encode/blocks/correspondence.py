"""The parts of a letter that stand by themselves, in any language whose words are known.

Editions of letters set the parts of opening and closing apart in many ways, and most of them no
volume for fitting had. What is short, stands where such a part stands, and has its words, is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.farewell import settle_closing
from pipeline.encode.blocks.features import classes_of, is_personal
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.settings import BlockSettings

_OPENING = frozenset({
    LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE, LineKind.CONTINUATION,
})  # fmt: skip
_BODY = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.ROW, LineKind.POSTSCRIPT})
_HEAD = frozenset({LineKind.HEADING, LineKind.SOURCE_NOTE, LineKind.CONTINUATION})
_SORTS = frozenset({"sort", "paper", "classification"})
_TIMES = frozenset({"month", "weekday", "time"})
_FAREWELL = frozenset({"closing", "yours"})
_LISTED = re.compile(r"(?:[-–—*]|[0-9]{1,2}[.)]|[a-z]\)) ")
_NO_HEADING = frozenset({LineKind.PARAGRAPH, LineKind.OPENER_LINE, LineKind.DATELINE})
_UNSURE = frozenset({LineKind.PARAGRAPH, LineKind.OPENER_LINE})
_CLOSED = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION, LineKind.CLOSER_LINE})
_ADDED = frozenset({LineKind.POSTSCRIPT, LineKind.PARAGRAPH})
_LONGEST_SALUTATION = 60
_LONGEST_DATELINE = 80
_LONGEST_OPENING = 8
_MOST_SMALL_WORDS = 5
_LONGEST_PARTICLE = 3
_AFTER_SALUTATION = tuple(",:!.—–")
_AFTER_SENTENCE = tuple(".!?")
_INITIALS = re.compile(
    r"(?:.{1,50} )?(?:S\. ?(?:P\. ?)?D\.(?: ?[A-Z]\.)?|s\. ?(?:p\. ?)?d\.)"
)  # salutem (plurimam) dicit
_FIGURES = re.compile(r"(?<![0-9])[0-9]{1,2}[./] ?(?:[0-9]{1,2}|[IVX]{1,4})[./] ?(?:[0-9]{2,4})?")
_NUMBER = re.compile(r"[^\W\d_]{1,4}\. ?[0-9]+(?:[/–-][0-9]+)?\.?")
_ADDRESS = frozenset({"greeting", "addressee"})


def settle_letter(
    lines: Sequence[Line], kinds: Sequence[LineKind], settings: BlockSettings
) -> list[LineKind]:
    """Find dateline, salutation, closing and postscript among the paragraphs of a letter."""
    settled = list(kinds)
    below = lines[1].words if len(lines) > 1 and settled[1] in _NO_HEADING else ""
    if is_personal(below, settings) and len(_long_words(below, settings)) < 2:  # noqa: PLR2004
        apart = lines[1].blank_before
        settled[1] = LineKind.HEADING if apart else LineKind.CONTINUATION
    _settle_items(lines, settled, settings)
    _settle_opening(lines, settled, settings)
    for place, line in enumerate(lines):
        is_closed = not _CLOSED.isdisjoint(settled[:place])
        if is_closed and settings.postscript.match(line.words):
            settled[place] = LineKind.POSTSCRIPT
        elif is_closed and settled[place] in _ADDED and _is_addressee(line, settings):
            settled[place] = LineKind.CLOSER_LINE
        if settled[place] is LineKind.DATELINE and not _has_date(line.words, settings):
            settled[place] = LineKind.POSTSCRIPT if is_closed else _begun(line.words, settings)
        if settled[place] is LineKind.SALUTATION and _is_sentence(line.words, settings):
            is_salutation = _is_salutation(line.words, settings)
            settled[place] = LineKind.SALUTATION if is_salutation else LineKind.PARAGRAPH
        if settled[place] not in _UNSURE:
            continue
        above = settled[place - 1] if place else LineKind.PARAGRAPH
        if above is LineKind.SALUTATION and _is_sentence(line.words, settings):
            settled[place] = LineKind.PARAGRAPH
        if above in _OPENING and _is_opening(settled[:place]):
            if _is_salutation(line.words, settings):
                settled[place] = LineKind.SALUTATION
            elif _is_dateline(line.words, settings):
                settled[place] = LineKind.DATELINE
    _settle_body(lines, settled, settings)
    settle_closing(lines, settled, settings)
    return settled


def begins_text(words: str, kind: LineKind) -> bool:
    """Tell the first sentence of a text from a line of the opening; a date has a figure."""
    small = sum(word[:1].islower() for word in words.split(" "))
    is_sentence = words.endswith(".") and words[0] not in "[(" and small > _MOST_SMALL_WORDS
    return is_sentence and (kind is LineKind.OPENER_LINE or not any(map(str.isdecimal, words)))


def _is_addressee(line: Line, settings: BlockSettings) -> bool:
    """Tell ``Mrs. Clara Benbow, Port Ellery.`` from what was added to the letter."""
    classes = classes_of(line.words, settings)
    if len(line.words) > _LONGEST_SALUTATION or "closing" in classes:
        return False
    is_sentence = classes[:1] != ["addressee"] and _long_words(line.words, settings)
    return "addressee" in classes and not is_sentence


def _long_words(words: str, settings: BlockSettings) -> list[str]:
    """Give the words in small letters, but for the shortest, that are of no class."""
    small = (word for word in words.split(" ") if word[:1].islower() and not settings.words[word])
    return [word for word in small if len(word) > _LONGEST_PARTICLE]


def _settle_items(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> None:
    """Keep ``- oil`` and ``2) wicks`` out of opening and closing, where no bullet tells a list."""
    for place, line in enumerate(lines):
        is_part = settled[place] in _CLOSED or settled[place] is LineKind.DATELINE
        is_part = is_part or (settled[place] is LineKind.CONTINUATION and line.blank_before)
        is_listed = is_part and place > 1 and _LISTED.match(line.words) is not None
        if is_listed and not _has_month(line.words, settings):
            joined = not line.blank_before
            settled[place] = LineKind.CONTINUATION if joined else LineKind.PARAGRAPH


def _has_month(words: str, settings: BlockSettings) -> bool:
    return "month" in classes_of(words, settings) or _FIGURES.search(words) is not None


def _settle_opening(
    lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings
) -> None:
    """Let nothing close a letter above its date or salutation, and find the date in an address."""
    first = next((i for i, kind in enumerate(settled) if kind not in _HEAD), 0)
    stop = _opening_stop(lines, settled, first, settings)
    if _BODY.isdisjoint(settled[stop:]):
        return
    for place in range(first, stop):
        words, joined = lines[place].words, not lines[place].blank_before
        if _is_sort(words, settings):
            settled[place] = LineKind.OPENER_LINE
        elif settled[place] in _CLOSED:
            settled[place] = LineKind.CONTINUATION if joined else LineKind.OPENER_LINE
        above = settled[place - 1] if place else LineKind.HEADING
        is_dated = LineKind.DATELINE in settled[place + 1 : stop]
        if settled[place] is LineKind.DATELINE and is_dated and _NUMBER.fullmatch(words):
            settled[place] = LineKind.OPENER_LINE
        is_new = settled[place] is LineKind.CONTINUATION and above is not LineKind.DATELINE
        if is_new and (_is_dateline(words, settings) or _FIGURES.search(words)):
            settled[place] = LineKind.DATELINE


def _opening_stop(
    lines: Sequence[Line], kinds: Sequence[LineKind], first: int, settings: BlockSettings
) -> int:
    """Give where the short lines end that lead to a date or a salutation."""
    stop = first
    for place in range(first, min(first + _LONGEST_OPENING, len(lines))):
        words = lines[place].words
        if len(words) > _LONGEST_DATELINE:
            break
        is_dated = _is_dateline(words, settings) or _FIGURES.search(words) is not None
        if is_dated or _is_salutation(words, settings):
            stop = place + 1
        elif kinds[place] in _BODY or (kinds[place] in _CLOSED and lines[place].blank_before):
            break
    return stop


def _is_sort(words: str, settings: BlockSettings) -> bool:
    """Tell a line that says what kind of letter it is: a telegram, a postcard, a copy."""
    tokens = words.strip("[(.)]").lower().split(" ")
    return all(settings.words[token] in _SORTS for token in tokens)


def _has_date(words: str, settings: BlockSettings) -> bool:
    if any(map(str.isdecimal, words)):
        return True
    classes = set(classes_of(words, settings))
    return not _TIMES.isdisjoint(classes) and not _is_sentence(words, settings)


def _begun(words: str, settings: BlockSettings) -> LineKind:
    """Give what an undated line of the opening is: a place, or the first words of the letter."""
    if _is_sentence(words, settings) and not _is_salutation(words, settings):
        return LineKind.PARAGRAPH
    return LineKind.OPENER_LINE if _is_salutation(words, settings) else LineKind.DATELINE


def _is_sentence(words: str, settings: BlockSettings) -> bool:
    plain = [word for word in words.split(" ") if word[:1].islower() and not settings.words[word]]
    return words.endswith(_AFTER_SENTENCE) and len(plain) > 1


def _settle_body(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> None:
    """Make a paragraph of what closes a letter that has no text otherwise.

    It is the first of two closings, or the first sentence.
    """
    closing = [place for place, kind in enumerate(settled) if kind is LineKind.VALEDICTION]
    is_double = len(closing) > 1 and lines[closing[1]].blank_before
    if is_double and _BODY.isdisjoint(settled[: closing[1]]):
        settled[closing[0]] = LineKind.PARAGRAPH
    if _BODY.isdisjoint(settled):
        for place in closing[:1]:
            words = lines[place].words
            greets = not _FAREWELL.isdisjoint(classes_of(words, settings))
            if words.endswith(_AFTER_SENTENCE) and not greets:
                settled[place] = LineKind.PARAGRAPH


def confirms(kind: LineKind, words: str, settings: BlockSettings) -> bool:
    """Tell whether a line has the form of what it was taken for."""
    match kind:
        case LineKind.SALUTATION:
            return _is_salutation(words, settings)
        case LineKind.DATELINE:
            return _is_dateline(words, settings)
        case LineKind.OPENER_LINE:
            return _is_sort(words, settings)
        case _:
            return False


def _is_opening(above: Sequence[LineKind]) -> bool:
    return _BODY.isdisjoint(above) and _CLOSED.isdisjoint(above)


def _is_salutation(words: str, settings: BlockSettings) -> bool:
    if _INITIALS.fullmatch(words):
        return True
    if len(words) > _LONGEST_SALUTATION or not words.endswith(_AFTER_SALUTATION):
        return False
    known = _ADDRESS if words.endswith(".") else _ADDRESS | {"kin"}
    return not known.isdisjoint(classes_of(words, settings))


def _is_dateline(words: str, settings: BlockSettings) -> bool:
    if len(words) > _LONGEST_DATELINE or begins_text(words, LineKind.DATELINE):
        return False
    classes = set(classes_of(words, settings))
    has_figure = any(character.isdecimal() for character in words)
    is_day = "weekday" in classes and _begins_day(words, settings)
    return is_day or ("month" in classes and has_figure)


def _begins_day(words: str, settings: BlockSettings) -> bool:
    """Tell ``Grange Farm, Sunday night`` and ``Ce lundi`` from words that name a day."""
    for part in words.lower().split(","):
        first, _, second = part.strip().partition(" ")
        begins = first if len(first) > _LONGEST_PARTICLE + 1 else f"{first} {second}"
        if "weekday" in classes_of(" ".join(begins.split(" ")[:2]), settings):
            return True
    return False
