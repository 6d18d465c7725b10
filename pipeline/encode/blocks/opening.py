"""How a letter opens: address, sort, date and salutation, in any language whose words are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.features import classes_of
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.settings import BlockSettings, language_form

_BODY = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.ROW, LineKind.POSTSCRIPT})
_HEAD = frozenset({LineKind.HEADING, LineKind.SOURCE_NOTE, LineKind.CONTINUATION})
_CLOSED = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION, LineKind.CLOSER_LINE})
_SORTS = frozenset({"sort", "paper", "classification"})
_ADDRESS = frozenset({"greeting", "addressee"})
_LONGEST_SALUTATION = 60
_LONGEST_DATELINE = 80
_LONGEST_OPENING = 12
_LONGEST_SORT = 4
_MOST_SMALL_WORDS = 5
_LONGEST_PARTICLE = 3
_AFTER_SALUTATION = tuple(",:!.—–")
_AFTER_SENTENCE = tuple(".!?")
_FIGURES = re.compile(
    r"(?<![0-9])[0-9]{1,2}[./] ?(?:[0-9]{1,2}|[IVX]{1,4})[./] ?(?:[0-9]{2,4})?"
    r"|(?<![0-9])[0-9]{1,2}[./] ?[IVX]{1,4} [0-9]{4}(?![0-9])"
    r"|(?<![0-9])[0-9]{1,2}[.-](?:[0-9]{1,2}|(?i:[IVX]{1,4}))[.-](?:[0-9]{2}){1,2}(?![0-9])"
)
_SALUTATION = language_form("salutation")
ADDRESSED = language_form("address", "{} ")
MONTH = language_form("month", r"\b{}\b")
_SORT = language_form("sort", "{}\\.?")
_COUNTED = re.compile(r"[0-9]{1,2}[.)] [A-ZÀ-Þ]")
_NUMBER = re.compile(r"[^\W\d_]{1,4}\. ?[0-9]+(?:[/–-][0-9]+)?\.?")
# A date and the text of a day in a diary, "Monday, March 3. Rose at six."
_ENTRY = re.compile(
    r"(?:[^\W\d_]+,? )?(?:[^\W\d_]{3,}\.? [0-9]{1,2}(?:st|d|nd|rd|th)?|[0-9]{1,2}\.? [^\W\d_]{3,})"
    r"(?:,? [0-9]{4})?\. ?—? ?[A-ZÀ-Þ][^\W\d_]*,? (?:[^ ]+ )*?[a-zß-ÿ]"
)


def settle_opening(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> int:
    """Let nothing close a letter above its date or salutation, and find the date in an address.

    Gives the place of the salutation, as far as the lines lead to one.
    """
    first = next((i for i, kind in enumerate(settled) if kind not in _HEAD), 0)
    stop = _opening_stop(lines, settled, first, settings)
    if _BODY.isdisjoint(settled[stop:]):
        return first
    greeted = _greeted(lines, first, stop, settings)
    for place in range(first, stop):
        words, joined = lines[place].words, not lines[place].blank_before
        if is_sort(words, settings) or is_address(words, settings):
            settled[place] = LineKind.OPENER_LINE
        elif settled[place] in _CLOSED or (
            place < greeted and _names(words, settled[place], settings)
        ):
            settled[place] = LineKind.CONTINUATION if joined else LineKind.OPENER_LINE
        elif place > greeted and joined and is_salutation(words, settings):
            settled[place] = LineKind.CONTINUATION  # "Hochgeehrter Herr, / Gnädiger Herr,"
        above = settled[place - 1] if place else LineKind.HEADING
        is_dated = LineKind.DATELINE in settled[place + 1 : stop] or any(
            settled[below] is LineKind.CONTINUATION and has_day(lines[below].words, settings)
            for below in range(place + 2, stop)  # a day right below goes with its place
        )
        if settled[place] is LineKind.DATELINE and is_dated:
            below = lines[place + 1].words  # "11.xii.57"
            is_place = below[0].isdecimal() and has_day(below, settings)
            if _NUMBER.fullmatch(words) or not (is_place or has_day(words, settings)):
                settled[place] = LineKind.OPENER_LINE
        elif settled[place] is LineKind.DATELINE and not has_day(words, settings):
            if joined and above is LineKind.OPENER_LINE:
                settled[place] = LineKind.CONTINUATION
            elif not joined and LineKind.DATELINE in settled[first:place]:
                settled[place] = LineKind.OPENER_LINE
        is_new = settled[place] is LineKind.CONTINUATION and above is not LineKind.DATELINE
        if is_new and has_day(words, settings):
            settled[place] = LineKind.DATELINE
    return greeted


def _greeted(lines: Sequence[Line], first: int, stop: int, settings: BlockSettings) -> int:
    """Give the place of the salutation, or ``first``: the first that greets, or else the last."""
    places = range(first, stop)
    found = [i for i in places if _is_alone(lines[i].words, settings)]
    greeting = (i for i in found if "greeting" in classes_of(lines[i].words, settings))
    place = next(greeting, found[-1] if found else first)
    while place - 1 in found and not lines[place].blank_before:
        place -= 1
    return place


def _is_alone(words: str, settings: BlockSettings) -> bool:
    """Tell a salutation from a letterhead and from a sentence that names somebody."""
    is_other = any(map(str.isdecimal, words)) or is_sentence(words, settings)
    return not is_other and is_salutation(words, settings)


def _names(words: str, kind: LineKind, settings: BlockSettings) -> bool:
    """Tell a line of the address above the salutation, ``Messrs. Fell & Co.,``."""
    is_house = kind is LineKind.SALUTATION and "greeting" not in classes_of(words, settings)
    return kind is LineKind.PARAGRAPH or (is_house and not words.endswith("!"))


def _opening_stop(
    lines: Sequence[Line], kinds: Sequence[LineKind], first: int, settings: BlockSettings
) -> int:
    """Give where the short lines end that lead to a date or a salutation."""
    stop = first
    for place in range(first, min(first + _LONGEST_OPENING, len(lines))):
        words = lines[place].words
        if len(words) > _LONGEST_DATELINE:
            break
        is_text = kinds[place] in _BODY and (
            is_sentence(words, settings) or len(words) > _LONGEST_SALUTATION
        )
        if any(leads(words, settings) for leads in (has_day, is_salutation, is_address)):
            stop = place + 1
        elif is_text or (kinds[place] in _CLOSED and lines[place].blank_before):
            break
    return stop


def has_day(words: str, settings: BlockSettings) -> bool:
    """Tell a line with a day in it, as a dateline or in figures."""
    return is_dateline(words, settings) or _FIGURES.search(words) is not None


def is_sort(words: str, settings: BlockSettings) -> bool:
    """Tell a line that says what kind of letter it is: a telegram, a postcard, a copy."""
    first, *others = (settings.words[one] for one in words.strip("[(.)]").lower().split(" "))
    is_short = len(others) < _LONGEST_SORT and not any(map(str.isdecimal, words))
    if _SORT.fullmatch(words):
        return True
    return (first == "sort" and is_short) or (first in _SORTS and _SORTS.issuperset(others))


def is_address(words: str, settings: BlockSettings) -> bool:
    """Tell ``To Mrs. Clara Benbow, Port Ellery.``, which greets nobody."""
    if not ADDRESSED.match(words) or words.endswith((":", "!")):
        return False
    is_short = len(words) <= _LONGEST_DATELINE and not is_sentence(words, settings)
    return is_short and "addressee" in classes_of(words, settings)


def is_sentence(words: str, settings: BlockSettings) -> bool:
    """Tell running text from names and formulas."""
    plain = [word for word in words.split(" ") if word[:1].islower() and not settings.words[word]]
    return words.endswith(_AFTER_SENTENCE) and len(plain) > 1


def is_counted(words: str, settings: BlockSettings) -> bool:
    """Tell ``1. The ebb has run since May.`` from a date."""
    return _COUNTED.match(words) is not None and is_sentence(words, settings)


def is_salutation(words: str, settings: BlockSettings) -> bool:
    """Tell ``Dear Sir,`` and ``Viro clarissimo s. p. d.``."""
    if _SALUTATION.fullmatch(words):
        return True
    if len(words) > _LONGEST_SALUTATION or not words.endswith(_AFTER_SALUTATION):
        return False
    if begins_text(words, LineKind.OPENER_LINE) or is_address(words, settings):
        return False
    known = _ADDRESS if words.endswith(".") else _ADDRESS | {"kin"}
    return not known.isdisjoint(classes_of(words, settings))


def is_dateline(words: str, settings: BlockSettings) -> bool:
    """Tell place and date, the month or the weekday in words."""
    if len(words) > _LONGEST_DATELINE or begins_text(words, LineKind.DATELINE):
        return False
    if is_counted(words, settings):
        return False
    classes = set(classes_of(words, settings))
    has_figure = any(character.isdecimal() for character in words)
    is_day = "weekday" in classes and _begins_day(words, settings)
    return is_day or (has_figure and ("month" in classes or MONTH.search(words) is not None))


def _begins_day(words: str, settings: BlockSettings) -> bool:
    """Tell ``Grange Farm, Sunday night`` and ``Ce lundi`` from words that name a day."""
    for part in words.lower().split(","):
        first, _, second = part.strip().partition(" ")
        begins = first if len(first) > _LONGEST_PARTICLE + 1 else f"{first} {second}"
        if "weekday" in classes_of(" ".join(begins.split(" ")[:2]), settings):
            return True
    return False


def begins_text(words: str, kind: LineKind) -> bool:
    """Tell the first sentence of a text from a line of the opening; a date has a figure."""
    small = sum(word[:1].islower() for word in words.split(" "))
    is_sentence = words.endswith(".") and words[0] not in "[(" and small > _MOST_SMALL_WORDS
    is_text = is_sentence and (kind is LineKind.OPENER_LINE or not any(map(str.isdecimal, words)))
    return is_text or (words.endswith(_AFTER_SENTENCE) and _ENTRY.match(words) is not None)
