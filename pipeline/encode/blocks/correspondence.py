"""The parts of a letter that stand by themselves, in any language whose words are known.

Editions of letters set the parts of opening and closing apart in many ways, and most of them no
volume for fitting had. What is short, stands where such a part stands, and has its words, is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.custom import is_personal
from pipeline.encode.blocks.farewell import is_signature, names_enclosure, settle_closing
from pipeline.encode.blocks.features import classes_of
from pipeline.encode.blocks.foot import settle_foot
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.opening import (
    ADDRESSED,
    has_day,
    is_address,
    is_counted,
    is_dateline,
    is_salutation,
    is_sentence,
    is_sort,
    settle_opening,
)
from pipeline.encode.blocks.settings import BlockSettings, language_form
from pipeline.model.document import Span

_OPENING = frozenset({
    LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE, LineKind.CONTINUATION,
})  # fmt: skip
_BODY = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.ROW, LineKind.POSTSCRIPT})
_TIMES = frozenset({"month", "weekday", "time"})
_FAREWELL = frozenset({"closing", "yours"})
_LISTED = re.compile(r"(?:[-–—*]|[0-9]{1,2}[.)]|[a-z]\)) ")
_NO_HEADING = frozenset({LineKind.PARAGRAPH, LineKind.OPENER_LINE, LineKind.DATELINE})
_UNSURE = frozenset({LineKind.PARAGRAPH, LineKind.OPENER_LINE})
_CLOSED = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION, LineKind.CLOSER_LINE})
_ADDED = frozenset({LineKind.POSTSCRIPT, LineKind.PARAGRAPH})
_LONGEST_SALUTATION = 60
_LONGEST_ADDRESS = 7
_FEW_WORDS = 5
_NO_SUBJECT = frozenset({LineKind.PARAGRAPH, LineKind.DATELINE, LineKind.SALUTATION})
_SUBJECT = language_form("subject", "{} ?:")
_CLOSING = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION})
_VERSE = frozenset({LineKind.VALEDICTION, LineKind.CONTINUATION})
_MESSAGE = 5  # spaces in a telegram that says more than a name
_LONGEST_PARTICLE = 3
_AFTER_SENTENCE = tuple(".!?")


def settle_letter(
    lines: Sequence[Line], kinds: Sequence[LineKind], settings: BlockSettings
) -> list[LineKind]:
    """Find dateline, salutation, closing and postscript among the paragraphs of a letter."""
    settled = list(kinds)
    below = lines[1].words if len(lines) > 1 and settled[1] in _NO_HEADING else ""
    if is_personal(below, settings) and len(_long_words(below, settings)) < 2:  # noqa: PLR2004
        apart = lines[1].blank_before
        settled[1] = LineKind.HEADING if apart else LineKind.CONTINUATION
    if settled[:1] == [LineKind.HEADING]:
        settled[0] = _first(lines, settings)
    _settle_items(lines, settled, settings)
    _settle_message(lines, settled, settings)
    greeted = settle_opening(lines, settled, settings)
    for place, line in enumerate(lines):
        is_closed = not _CLOSED.isdisjoint(settled[:place])
        if settings.postscript.match(line.words) and is_closed:
            settled[place] = LineKind.POSTSCRIPT
        elif settled[place] is LineKind.POSTSCRIPT and not is_closed:
            if place and settled[place - 1] is LineKind.DATELINE:  # of the next day in a diary
                settled[place] = LineKind.PARAGRAPH
        elif (is_closed and settled[place] in _ADDED and _is_addressee(line, settings)) or (
            _is_second_signature(settled, place) and ADDRESSED.match(line.words)
        ):
            settled[place] = LineKind.CLOSER_LINE
        if settled[place] is LineKind.DATELINE and not _has_date(line.words, settings):
            settled[place] = LineKind.POSTSCRIPT if is_closed else _begun(line.words, settings)
        if settled[place] is LineKind.SALUTATION and is_sentence(line.words, settings):
            greets = is_salutation(line.words, settings)
            settled[place] = LineKind.SALUTATION if greets else LineKind.PARAGRAPH
        is_subject = settled[place] in _NO_SUBJECT and _SUBJECT.match(line.words)
        if is_subject and _is_opening(settled[:place]):
            settled[place] = LineKind.OPENER_LINE
        if settled[place] not in _UNSURE:
            continue
        above = settled[place - 1] if place else LineKind.PARAGRAPH
        if above is LineKind.SALUTATION and is_sentence(line.words, settings):
            settled[place] = LineKind.PARAGRAPH
        if above in _OPENING and _is_opening(settled[:place]):
            greets = is_salutation(line.words, settings) or _stands_as_one(lines, place)
            if place >= greeted and greets:
                settled[place] = LineKind.SALUTATION
            elif is_dateline(line.words, settings):
                settled[place] = LineKind.DATELINE
    _settle_body(lines, settled, settings)
    settle_closing(lines, settled, settings)
    settle_foot(lines, settled, settings)
    return settled


def _first(lines: Sequence[Line], settings: BlockSettings) -> LineKind:
    """Tell a heading from a letter that has none and opens with its date or its salutation."""
    first = lines[0].words
    if settings.personal.fullmatch(first):
        return LineKind.HEADING
    if is_dateline(first, settings) and _is_greeted(lines[1:], settings):
        return LineKind.DATELINE
    greets = "greeting" in classes_of(first, settings) and not first.endswith(".")
    is_greeting = greets and is_salutation(first, settings)
    return LineKind.SALUTATION if is_greeting else LineKind.HEADING


def _stands_as_one(lines: Sequence[Line], place: int) -> bool:
    """Tell ``Deare Hart,`` above the text, whatever its words, by its comma and its place."""
    words = lines[place].words
    is_apart = lines[place].blank_before and all(
        below.blank_before and len(below.words) > _LONGEST_SALUTATION
        for below in lines[place + 1 : place + 2]
    )
    is_short = words.endswith(",") and words.count(" ") < _FEW_WORDS
    return is_apart and is_short and words[0].isupper() and place + 1 < len(lines)


def _is_greeted(below: Sequence[Line], settings: BlockSettings) -> bool:
    """Tell whether a salutation stands below, perhaps with the lines of an address above it."""
    for line in below[:_LONGEST_ADDRESS]:
        if is_salutation(line.words, settings):
            return True
        if len(line.words) > _LONGEST_SALUTATION or is_sentence(line.words, settings):
            return False
    return False


def _is_second_signature(kinds: Sequence[LineKind], place: int) -> bool:
    return kinds[place] is LineKind.SIGNATURE and LineKind.SIGNATURE in kinds[:place]


def _is_addressee(line: Line, settings: BlockSettings) -> bool:
    """Tell ``Mrs. Clara Benbow, Port Ellery.`` and ``Received May 2`` from what was added."""
    classes = classes_of(line.words, settings)
    first = line.words.partition(" ")[0].strip("[(").lower()
    is_short = len(line.words) <= _LONGEST_SALUTATION
    if is_short and settings.words[first] == "receipt":
        return has_day(line.words, settings) or not is_sentence(line.words, settings)
    if not is_short or "closing" in classes:
        return False
    if ADDRESSED.match(line.words) and not _long_words(line.words, settings):
        return True
    is_text = classes[:1] != ["addressee"] and _long_words(line.words, settings)
    return "addressee" in classes and not is_text


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
        if is_listed and not has_day(line.words, settings):
            joined = not line.blank_before
            settled[place] = LineKind.CONTINUATION if joined else LineKind.PARAGRAPH


def _has_date(words: str, settings: BlockSettings) -> bool:
    if any(map(str.isdecimal, words)):
        return True
    classes = set(classes_of(words, settings))
    return not _TIMES.isdisjoint(classes) and not is_sentence(words, settings)


def _begun(words: str, settings: BlockSettings) -> LineKind:
    """Give what an undated line of the opening is: a place, or the first words of the letter."""
    if is_salutation(words, settings) or words.endswith(":"):
        return LineKind.OPENER_LINE
    return LineKind.PARAGRAPH if is_sentence(words, settings) else LineKind.DATELINE


def _settle_message(
    lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings
) -> None:
    """Make a paragraph of a close that is all the text: a sentence, or a telegram in capitals."""
    is_text = any(
        kind in _BODY and not is_address(line.words, settings)
        for line, kind in zip(lines, settled, strict=True)
    )
    if is_text or LineKind.VALEDICTION not in settled:
        return
    place = settled.index(LineKind.VALEDICTION)
    words = lines[place].words
    is_text = words.endswith(_AFTER_SENTENCE) and not _bids_farewell(words, settings)
    if is_text or (words.isupper() and words.count(" ") >= _MESSAGE):
        settled[place] = LineKind.PARAGRAPH


def _settle_body(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> None:
    """Make paragraphs of closings above the text of a letter, or of the first of two without."""
    closing = [place for place, kind in enumerate(settled) if kind is LineKind.VALEDICTION]
    is_double = len(closing) > 1 and lines[closing[1]].blank_before
    if is_double and _BODY.isdisjoint(settled[: closing[1]]):
        settled[closing[0]] = LineKind.PARAGRAPH
    for place in range(1, len(lines)):
        if settled[place] in _CLOSING and lines[place].blank_before:
            stop = place + 1
            while stop < len(lines) and not lines[stop].blank_before:
                stop += 1
            if _is_text(lines, settled, (place, stop), settings):
                settled[place:stop] = [
                    LineKind.PARAGRAPH, *[LineKind.CONTINUATION] * (stop - place - 1),
                ]  # fmt: skip


def _is_text(
    lines: Sequence[Line], kinds: Sequence[LineKind], run: Span, settings: BlockSettings
) -> bool:
    """Tell verse and sentences from a close: text or a close stands below them."""
    start, stop = run
    words = lines[start].words
    below = kinds[stop:]
    if _CLOSING.isdisjoint(below):
        return False
    if stop - start > 1:
        is_verse = _VERSE.issuperset(kinds[start:stop]) and not _begins(words, settings)
        is_closed = below[0] is LineKind.VALEDICTION and _bids_farewell(lines[stop].words, settings)
        return is_verse and (is_closed or below[0] is LineKind.PARAGRAPH)
    if kinds[start] is LineKind.VALEDICTION:
        is_long = words.count(" ") >= _MESSAGE and words.endswith(_AFTER_SENTENCE)
        return is_long and not _bids_farewell(words, settings)
    is_closed = LineKind.VALEDICTION in kinds[:start] or not words.endswith(_AFTER_SENTENCE)
    return not is_closed and _begins(lines[stop].words, settings)


def _bids_farewell(words: str, settings: BlockSettings) -> bool:
    return not _FAREWELL.isdisjoint(classes_of(words, settings))


def _begins(words: str, settings: BlockSettings) -> bool:
    """Tell whether a line begins as a complimentary close does."""
    return not _FAREWELL.isdisjoint(classes_of(words, settings)[:1])


def _is_opening(above: Sequence[LineKind]) -> bool:
    return _BODY.isdisjoint(above) and _CLOSED.isdisjoint(above)


def confirms(kind: LineKind, words: str, settings: BlockSettings) -> bool:
    """Tell whether a line has the form of what it was taken for."""
    match kind:
        case LineKind.SALUTATION:
            return is_salutation(words, settings)
        case LineKind.DATELINE:
            return is_dateline(words, settings)
        case LineKind.OPENER_LINE:
            return is_sort(words, settings)
        case LineKind.PARAGRAPH:
            return is_counted(words, settings)
        case LineKind.SIGNATURE:
            greets = not _FAREWELL.isdisjoint(classes_of(words, settings))
            return greets and is_signature(words, settings)
        case LineKind.CLOSER_LINE:
            return names_enclosure(words, settings)
        case _:
            return False
