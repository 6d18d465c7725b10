"""Put a transcriber's slips into transcriptions whose markers are known, for fitting."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from marker_corpus import Printed

from pipeline.model.document import Span

_WORD_END = re.compile(r"(?<=[a-z]{3})(?=[ ,.;])")
_SHARE_OF_SECOND = 0.15


def with_slips(printed: Printed, rng: random.Random) -> Printed | None:
    """Put a slip into a transcription, now and then a second; None where the first one fails."""
    slipped = _slip(printed, rng)
    if slipped is not None and slipped.markers and rng.random() < _SHARE_OF_SECOND:
        return _slip(slipped, rng) or slipped
    return slipped


def _slip(printed: Printed, rng: random.Random) -> Printed | None:
    kinds = list(KINDS)
    kind = rng.choices(kinds, [KINDS[kind] for kind in kinds])[0]
    note = rng.randrange(len(printed.markers))
    return kind(printed, note, rng)


def _forgotten(printed: Printed, note: int, _: random.Random) -> Printed | None:
    span = printed.markers[note]
    if span is None:
        return None
    changed = _with_text(printed, span, "")
    markers = list(changed.markers)
    markers[note] = None
    return replace(changed, markers=markers)


def _doubled(printed: Printed, note: int, rng: random.Random) -> Printed | None:
    span = printed.markers[note]
    places = [match.start() for match in _WORD_END.finditer(printed.text, 0, printed.end)]
    if span is None or not places:
        return None
    place = rng.choice(places)
    return _with_text(printed, (place, place), printed.text[slice(*span)])


def _mistyped(printed: Printed, note: int, rng: random.Random) -> Printed | None:
    span = printed.markers[note]
    label = printed.text[slice(*span)] if span else ""
    if span is None or not label.isdecimal():
        return None
    wrong = str(int(label) + rng.choice((1, 1, 10, 10, -1)))
    return _with_text(printed, span, wrong) if wrong != "-1" else None


def _left_out(printed: Printed, note: int, _: random.Random) -> Printed | None:
    return _without_note(printed, note, printed.numbers)


def _left_out_and_counted_on(printed: Printed, note: int, _: random.Random) -> Printed | None:
    numbers = printed.numbers
    return _without_note(printed, note, [*numbers[: note + 1], *numbers[note:-1]])


def _number_doubled(printed: Printed, note: int, _: random.Random) -> Printed | None:
    if note == 0:
        return None
    numbers = list(printed.numbers)
    numbers[note] = numbers[note - 1]
    return replace(printed, numbers=numbers)


def _numbers_swapped(printed: Printed, note: int, _: random.Random) -> Printed | None:
    if note == 0:
        return None
    numbers = list(printed.numbers)
    numbers[note], numbers[note - 1] = numbers[note - 1], numbers[note]
    return replace(printed, numbers=numbers)


KINDS: Mapping[Callable[[Printed, int, random.Random], Printed | None], float] = {
    _forgotten: 4,
    _doubled: 1,
    _mistyped: 2,
    _left_out: 1,
    _left_out_and_counted_on: 1,
    _number_doubled: 0.5,
    _numbers_swapped: 0.5,
}
"""The slips and how often each is put in; a marker forgotten is what is hardest to tell."""


def _without_note(printed: Printed, note: int, numbers: list[str]) -> Printed | None:
    if len(printed.notes) == 1:
        return None
    left = [place for place in range(len(printed.notes)) if place != note]
    return replace(
        printed,
        notes=[printed.notes[place] for place in left],
        markers=[printed.markers[place] for place in left],
        numbers=[numbers[place] for place in left],
    )


def _with_text(printed: Printed, span: Span, new: str) -> Printed:
    """Put ``new`` in the place of a stretch before the list, which holds a marker or nothing."""
    start, end = span
    shift = len(new) - (end - start)

    def moved(one: Span) -> Span:
        if one == span and start < end:
            return start, start + len(new)
        return (one[0] + shift, one[1] + shift) if one[0] >= end else one

    return replace(
        printed,
        text=printed.text[:start] + new + printed.text[end:],
        end=printed.end + shift,
        notes=[moved(one) for one in printed.notes],
        markers=[None if one is None else moved(one) for one in printed.markers],
    )
