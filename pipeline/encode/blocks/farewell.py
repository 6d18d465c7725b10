"""How a letter ends: complimentary close, signature, date, enclosures, in any known language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.features import classes_of
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.opening import MONTH
from pipeline.encode.blocks.settings import BlockSettings, language_form
from pipeline.encode.blocks.titles import is_name

_BODY = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.ROW})
_BELOW = frozenset({LineKind.POSTSCRIPT, LineKind.CLOSER_LINE, LineKind.DATELINE})
_ADDED = frozenset({
    LineKind.POSTSCRIPT, LineKind.PARAGRAPH, LineKind.DATELINE, LineKind.CLOSER_LINE,
})  # fmt: skip
_SIGNED = frozenset({LineKind.SIGNATURE, LineKind.DATELINE})
_NAMED = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION})
_ENCLOSING = _ADDED | {LineKind.SIGNATURE}
_CLOSED = _SIGNED | {LineKind.VALEDICTION, LineKind.CLOSER_LINE}
_TOPPING = frozenset({LineKind.PARAGRAPH, LineKind.VALEDICTION})
_FAREWELL = frozenset({"closing", "yours"})
_CARRIED = frozenset({LineKind.SIGNATURE, LineKind.CONTINUATION})
_LONGEST_VALEDICTION = 160
_LONGEST_LINE = 80
_LONGEST_SIGNATURE = 60
_LONGEST_FAREWELL = 6  # words of a close that is a sentence of its own
_LONGEST_OFFICE = 4
_LAST_LINES = 5
_LONGEST_PARTICLE = 2
_PARTICLE = language_form("particle")
_OWN_HAND = language_form("own_hand", r",? \(?{}\)?$")
_DAY_IN_FIGURES = re.compile(
    r"(?:[^\W\d][^\d\n]{0,40}[, ] ?)?[0-9]{1,2}[./] ?(?:[0-9]{1,2}|[IVX]{1,4})"
    r"[./]? ?(?:[0-9]{2,4})?(?:,? [A-ZÀ-Þ][^ \d\n]{1,20})?\.?"
)
_ENCLOSED = re.compile(r"(?:[0-9]+ )?[^\W\d_]+(?:-[^\W\d_]+)?\.?(?: ?[:,]? .{1,50})?")
_CLOSE = language_form("close")
_DATED = language_form("dated", "{} ")
_DAY = language_form("day")
_PIECES = language_form("enclosed")


def settle_closing(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> None:
    """Find the parts of the closing among the last lines of a letter."""
    body = next((i for i, kind in enumerate(settled) if kind in _BODY), len(lines))
    for place in range(max(body + 1, len(lines) - _LAST_LINES), len(lines)):
        words = lines[place].words
        is_last = settled[place] is LineKind.CONTINUATION and place + 1 == len(lines)
        is_last = is_last and settled[place - 1] is not LineKind.DATELINE
        if (settled[place] in _ENCLOSING or is_last) and _is_date_alone(words, settings):
            settled[place] = LineKind.DATELINE
        elif settled[place] is LineKind.DATELINE and _greets(words, settings):
            settled[place] = LineKind.VALEDICTION  # "Vale. Datum Romae, Idibus Martiis."
        elif settled[place] in _ENCLOSING and _is_enclosure(lines, settled, place, settings):
            settled[place] = LineKind.CLOSER_LINE
        elif settled[place] is LineKind.SIGNATURE and _CLOSE.fullmatch(words):
            joined = not lines[place].blank_before and settled[place - 1] is LineKind.VALEDICTION
            settled[place] = LineKind.CONTINUATION if joined else LineKind.VALEDICTION
    last = len(lines) - 1
    is_open = last > body and settled[last] is LineKind.PARAGRAPH and _CLOSED.isdisjoint(settled)
    if is_open and len(lines[last].words) <= _LONGEST_LINE and _greets(lines[last].words, settings):
        settled[last] = LineKind.VALEDICTION
    is_signed = not _NAMED.isdisjoint(settled[:last]) and settled[last - 1] in _SIGNED
    if last > body and settled[last] is LineKind.PARAGRAPH and is_signed:
        settled[last] = LineKind.POSTSCRIPT
    while last > body and settled[last] in _BELOW:
        last -= 1
    if last <= body:
        return
    for place in range(body + 1, len(lines)):
        ends = settled[place + 1 : place + 2] not in ([LineKind.CONTINUATION], [LineKind.SIGNATURE])
        is_joined = ends and settled[place] is LineKind.CONTINUATION
        if is_joined and is_signature(lines[place].words, settings):
            _part_name(lines, settled, place, settings)
    _part_office(lines, settled, body, settings)
    _join_close(lines, settled, body, settings)
    if _closes_above(lines, settled, last, settings):
        settled[last - 1 : last + 1] = [LineKind.VALEDICTION, LineKind.SIGNATURE]
    _settle_signature(lines, settled, body, settings)


def _greets(words: str, settings: BlockSettings) -> bool:
    return classes_of(words, settings)[:1] == ["closing"]


def _is_date_alone(words: str, settings: BlockSettings) -> bool:
    """Tell ``Saint-Malo, ce 4 mai 1888`` from a sentence that names a day."""
    classes = classes_of(words, settings)
    is_other = "closing" in classes or settings.postscript.match(words)
    if len(words) > _LONGEST_LINE or is_other:
        return False
    small = (word for word in words.split(" ") if word[:1].islower() and not settings.words[word])
    plain = [one for one in small if len(one) > _LONGEST_PARTICLE and not _DAY.fullmatch(one)]
    has_month = "month" in classes or MONTH.search(words) is not None
    is_roman = classes.count("month") > 1  # `Kal. Iuniis`
    # "Given under my hand and seal this 9th day of May 1702."
    return (len(plain) < 2 or _DATED.match(words) is not None) and (  # noqa: PLR2004
        _DAY_IN_FIGURES.fullmatch(words) is not None
        or is_roman
        or (has_month and any(map(str.isdecimal, words)))
    )


def _is_enclosure(
    lines: Sequence[Line], kinds: Sequence[LineKind], place: int, settings: BlockSettings
) -> bool:
    """Tell ``2 Beilagen`` below a signature, with no text of the enclosure below it."""
    is_below = LineKind.SIGNATURE in kinds[:place] and names_enclosure(lines[place].words, settings)
    return is_below and not any(len(line.words) > _LONGEST_LINE for line in lines[place + 1 :])


def names_enclosure(words: str, settings: BlockSettings) -> bool:
    """Tell ``2 Beilagen`` and ``P. J. : un plan``."""
    begins = _PIECES.match(words) is not None or classes_of(words, settings)[:1] == ["enclosure"]
    return begins and _ENCLOSED.fullmatch(words) is not None


def is_signature(words: str, settings: BlockSettings) -> bool:
    """Tell a name, perhaps with words as ``your`` beside it, from words that greet."""
    words = _OWN_HAND.sub("", words)
    if _CLOSE.fullmatch(words):
        return False
    if len(words) > _LONGEST_SIGNATURE or words[-1:] in ("", *"!?:;,"):
        return False
    tokens = [token.strip(".,()") for token in words.split(" ")]
    unknown = [token for token in tokens if token and not settings.words[token.lower()]]
    return any(token[0].isupper() for token in unknown) and all(
        token[0].isupper() or _PARTICLE.fullmatch(token) for token in unknown
    )


def _is_office(words: str, settings: BlockSettings) -> bool:
    """Tell ``El Alcalde,`` and ``Der Schriftführer:`` from words that greet."""
    is_short = words.count(" ") < _LONGEST_OFFICE and words[-1] in ",:"
    return is_short and is_signature(words[:-1], settings) and not classes_of(words, settings)


def _part_name(
    lines: Sequence[Line], settled: list[LineKind], last: int, settings: BlockSettings
) -> None:
    """Part the name at ``last`` from the close in the lines that it is joined to."""
    start = last
    while start and settled[start] is LineKind.CONTINUATION:
        start -= 1
    words = " ".join(line.words for line in lines[start:last])
    greets = not _FAREWELL.isdisjoint(classes_of(words, settings))
    is_closed = settled[start] is LineKind.VALEDICTION
    may_be = settled[start] in {LineKind.PARAGRAPH, LineKind.SIGNATURE}
    if is_closed or (may_be and greets and len(words) <= _LONGEST_VALEDICTION):
        settled[start], settled[last] = LineKind.VALEDICTION, LineKind.SIGNATURE


def _part_office(
    lines: Sequence[Line], settled: list[LineKind], body: int, settings: BlockSettings
) -> None:
    """Part a close of whole words from the office above a name, `The Mayor,`."""
    for place in range(body + 2, len(lines)):
        words = lines[place - 1].words
        is_pair = settled[place - 1] in _TOPPING and settled[place] is LineKind.VALEDICTION
        is_apart = settled[place - 1] is LineKind.PARAGRAPH or lines[place].blank_before
        if not (is_pair and is_apart) or len(words) > _LONGEST_VALEDICTION:
            continue
        below = set(classes_of(lines[place].words, settings))
        if "closing" in classes_of(words, settings) and _FAREWELL.isdisjoint(below):
            settled[place - 1 : place + 1] = [LineKind.VALEDICTION, LineKind.SIGNATURE]


def _join_close(
    lines: Sequence[Line], settled: list[LineKind], body: int, settings: BlockSettings
) -> None:
    """Join ``votre très humble serviteur`` to the close above it; a name ends the lines."""
    for place in range(len(lines) - 2, body, -1):
        is_named = not lines[place + 1].blank_before and settled[place + 1] is LineKind.SIGNATURE
        is_close = settled[place] in _CARRIED and is_named
        if not is_close or "closing" not in classes_of(lines[place].words, settings):
            continue
        start = place
        while settled[start] in _CARRIED and not lines[start].blank_before:
            start -= 1
        if settled[start] is LineKind.VALEDICTION:
            settled[start + 1 : place + 1] = [LineKind.CONTINUATION] * (place - start)


def _closes_above(
    lines: Sequence[Line], kinds: Sequence[LineKind], last: int, settings: BlockSettings
) -> bool:
    """Tell a complimentary close above the last line, if that is a name or a signature."""
    words = lines[last - 1].words
    if kinds[last - 1] is not LineKind.PARAGRAPH or len(words) > _LONGEST_VALEDICTION:
        return False
    is_signed = kinds[last] is LineKind.SIGNATURE or (
        kinds[last] is LineKind.PARAGRAPH and is_name(lines[last].words, settings)
    )
    is_past = not _BODY.isdisjoint(kinds[: last - 1])
    return is_signed and is_past and "closing" in classes_of(words, settings)


def _settle_signature(
    lines: Sequence[Line], settled: list[LineKind], body: int, settings: BlockSettings
) -> None:
    """Find the signature below a close that has none, and a short close above the date."""
    for place in range(body + 1, len(lines) - 1):
        is_above = settled[place : place + 2] == [LineKind.VALEDICTION, LineKind.SIGNATURE]
        if is_above and _is_office(lines[place].words, settings):
            settled[place] = LineKind.SIGNATURE
    for place in range(body + 1, len(lines)):
        words = lines[place].words
        unsigned = LineKind.SIGNATURE not in settled[place:]
        if settled[place] is LineKind.VALEDICTION and unsigned:
            below = place + 1
            while below < len(lines) and settled[below] in {
                LineKind.CONTINUATION, LineKind.DATELINE,
            }:  # fmt: skip
                below += 1
            if below < len(lines):
                is_added = settings.postscript.match(lines[below].words)
                if not is_added and is_signature(lines[below].words, settings):
                    settled[below] = LineKind.SIGNATURE
            return
        if settled[place] is LineKind.PARAGRAPH and settled[place + 1 : place + 2] in (
            [LineKind.DATELINE], [LineKind.SIGNATURE],
        ):  # fmt: skip
            is_short = words.count(" ") < _LONGEST_FAREWELL
            if is_short and "closing" in classes_of(words, settings)[:2]:
                settled[place] = LineKind.VALEDICTION
