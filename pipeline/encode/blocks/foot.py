"""What stands below the close of a letter: the receiver's address, and the place of its date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.farewell import is_signature
from pipeline.encode.blocks.features import classes_of
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.opening import ADDRESSED, has_day, is_sentence
from pipeline.encode.blocks.settings import BlockSettings

_CLOSE = frozenset({LineKind.VALEDICTION, LineKind.SIGNATURE})
_UNSURE = frozenset({
    LineKind.SIGNATURE, LineKind.POSTSCRIPT, LineKind.PARAGRAPH, LineKind.CLOSER_LINE,
})  # fmt: skip
_IN_CLOSE = frozenset({LineKind.VALEDICTION, LineKind.CONTINUATION})
_GOES_ON = _UNSURE | {LineKind.CONTINUATION}
_RECEIVERS = frozenset({"addressee", "kin"})
_OF_ADDRESS = _GOES_ON | {LineKind.DATELINE}  # "Am Dobben 12" has no day
_LONGEST = 70
_SHORTEST_NAME = 3
_NAME = re.compile(r"[^\W\d_]+")
# Between the writer and the receiver in a heading.
_TO = re.compile(r" (?:to|an|à|aux?|al?|ad|aan|alla|allo) ")
# "For my loving wife Mrs. Anne Gray at Combe, these", as on the back of a folded sheet.
_FOR = re.compile(r"For |Für |Pour |Per ")


def settle_foot(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> None:
    """Find the address below a close, and the place above the date that stands there."""
    writer, receiver = _named(lines[0].words if lines else "")
    _settle_writer(lines, settled, writer - receiver, settings)
    place = 1
    while place < len(lines):
        if _begins_address(lines, settled, place, receiver - writer, settings):
            place = _settle_address(lines, settled, place, settings)
        elif _is_place_of_date(lines, settled, place, settings):
            settled[place : place + 2] = [LineKind.DATELINE, LineKind.CONTINUATION]
            place += 2
        else:
            place += 1


def _settle_writer(
    lines: Sequence[Line], settled: list[LineKind], names: frozenset[str], settings: BlockSettings
) -> None:
    """Take the writer's name below a close for the signature; what stands above it is none."""
    place = next(
        (
            place
            for place in range(1, len(lines))
            if settled[place] in _GOES_ON
            and not _CLOSE.isdisjoint(settled[:place])
            and names & _names(lines[place].words)
            and is_signature(lines[place].words, settings)
        ),
        0,
    )
    if not place:
        return
    settled[place] = LineKind.SIGNATURE
    for above in range(1, place):
        if settled[above] is LineKind.SIGNATURE and "closing" in classes_of(
            lines[above].words, settings
        ):
            joined = not lines[above].blank_before
            is_in_close = joined and settled[above - 1] in _IN_CLOSE
            settled[above] = LineKind.CONTINUATION if is_in_close else LineKind.VALEDICTION


def _named(heading: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names in a heading before the word for "to" and behind it."""
    writer, _, receiver = _TO.sub("\n", heading, count=1).partition("\n")
    return _names(writer), _names(receiver)


def _names(words: str) -> frozenset[str]:
    found = _NAME.findall(words)
    return frozenset(one for one in found if one[0].isupper() and len(one) >= _SHORTEST_NAME)


def _begins_address(
    lines: Sequence[Line],
    kinds: Sequence[LineKind],
    place: int,
    receiver: frozenset[str],
    settings: BlockSettings,
) -> bool:
    """Tell ``Mr. Thos. Ware, Shoemaker,`` below a name, and the receiver's name below a close."""
    words = lines[place].words
    is_part = kinds[place] in _UNSURE and len(words) <= _LONGEST and lines[place].blank_before
    if not is_part or _CLOSE.isdisjoint(kinds[:place]) or is_sentence(words, settings):
        return False
    classes = classes_of(words, settings)
    is_for = _FOR.match(words) is not None
    if _names(words) & receiver:
        return is_for or "closing" not in classes
    is_titled = classes[:1] == ["addressee"] or ADDRESSED.match(words) is not None
    is_titled = is_titled or (is_for and not _RECEIVERS.isdisjoint(classes))
    return is_titled and LineKind.SIGNATURE in kinds[:place]


def _settle_address(
    lines: Sequence[Line], settled: list[LineKind], place: int, settings: BlockSettings
) -> int:
    """Make one block of the lines of an address; give the place below it."""
    settled[place] = LineKind.CLOSER_LINE
    place += 1
    while place < len(lines) and settled[place] in _OF_ADDRESS:
        bare = lines[place].words.rstrip(".,;")
        is_address = bare and (is_signature(bare, settings) or any(map(str.isdecimal, bare)))
        if not is_address or len(bare) > _LONGEST or has_day(bare, settings):
            break
        settled[place] = LineKind.CONTINUATION
        place += 1
    return place


def _is_place_of_date(
    lines: Sequence[Line], kinds: Sequence[LineKind], place: int, settings: BlockSettings
) -> bool:
    """Tell ``Agnetendorf`` between a name and ``d. 18 Dec 1906``, each joined to the next."""
    joined = [not line.blank_before for line in lines[place : place + 2]]
    if joined != [True, True] or kinds[place - 1] is not LineKind.SIGNATURE:
        return False
    is_name = kinds[place] in _GOES_ON and is_signature(lines[place].words, settings)
    below = lines[place + 1].words
    return is_name and len(below) <= _LONGEST and has_day(below, settings)
