"""The features of a line from which its kind is classified."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.encode.blocks.kinds import Custom
from pipeline.encode.blocks.lines import Line, LineLayout
from pipeline.encode.blocks.settings import BlockSettings

POSTSCRIPT_CUE = "cue postscript"
LONG = 100
MIDDLING = 240
_MANY_WORDS = 12
_MANY_SMALL = 6
TOKEN = re.compile(r"[^\W\d_’']+(?:[’'][^\W\d_]+)*|[0-9]+|[^\w\s]|_")
_LENGTHS = (1, 3, 6, 12, 20, 30, 42, 56, 75, LONG, 160, 300, 600)
_FIRST = 6
_DATED = frozenset({"month", "weekday"})
_YEAR = 4
_LOOKS = {look: look.name for look in LineLayout}
_STRETCHES = {LineLayout.BULLET: "bulleted", LineLayout.ROW: "tabled"}
GAPS = ("blank", "joined", "labelled", "bulleted", "tabled")


def look_features(line: Line, settings: BlockSettings) -> list[str]:
    """Give the features of a line by itself; they also speak for its neighbours."""
    words = line.words
    found = [_LOOKS[line.look], f"length {_length(words)}"]
    if line.look is LineLayout.ROW or not words:
        return found
    start, end = _class(words[0]), _class(words[-1])
    found += (f"starts {start}", f"ends {end}", f"ends {start}…{end}")
    if settings.postscript.match(words):
        found.append(POSTSCRIPT_CUE)
    if len(words) > MIDDLING:
        return found
    found += [f"cue {name}" for name, form in settings.cues if form.fullmatch(words)]
    tokens = TOKEN.findall(words)
    lower = list(map(str.lower, tokens))
    if len(words) > LONG:
        found += _classes(lower, settings, "far ")
        if tokens:
            found += (f"far first {lower[0]}",)
        return found
    small = sum(map(str.islower, tokens))
    found += (
        f"shape {_shape(tokens)}",
        f"count {min(len(tokens), _MANY_WORDS)}",
        f"small {min(small, _MANY_SMALL)}",
    )
    if tokens:
        found += (f"first {lower[0]}", f"last {lower[-1]}")
    if len(tokens) <= _MANY_WORDS:
        found += [f"word {token}" for token in dict.fromkeys(lower)]
    found += _classes(lower, settings, "")
    if words.isupper():
        found.append("capitals")
    return found


def _classes(tokens: Sequence[str], settings: BlockSettings, prefix: str) -> list[str]:
    """Give the classes of words that a line has, begins with, ends with, or has alone."""
    words = settings.words
    classes = [words[token] for token in tokens if token[0].isalpha()]
    known = [name for name in dict.fromkeys(classes) if name]
    found = [f"{prefix}has {name}" for name in known]
    if known:
        if classes[0]:
            found.append(f"{prefix}begins {classes[0]}")
            if len(set(classes)) == 1:
                found.append(f"{prefix}only {classes[0]}")
        if classes[-1]:
            found.append(f"{prefix}closes {classes[-1]}")
        if len(known) > 1:
            found.append(f"{prefix}both {known[0]} {known[1]}")
    if not _DATED.isdisjoint(known) and any(map(str.isdigit, tokens)):
        found.append("cue dated")
    if any(token[0] in "12" and len(token) == _YEAR and token.isdigit() for token in tokens):
        found.append(f"{prefix}has year")
    return found


def classes_of(words: str, settings: BlockSettings) -> list[str]:
    """Give the classes of the words of a line, as far as they have one."""
    tokens = TOKEN.findall(words.lower())
    return [name for token in tokens if token[0].isalpha() and (name := settings.words[token])]


def place_features(
    lines: Sequence[Line], place: int, part: LetterPart, custom: Custom, looks: Sequence[str]
) -> list[str]:
    """Give the features of a line's place among ``lines``, blank lines and pages left out."""
    line = lines[place]
    length = _length(line.words)
    before, after = min(place - part.start, _FIRST), min(part.stop - 1 - place, _FIRST)
    closed = place + 1 == len(lines) or lines[place + 1].blank_before
    gap = f"{'blank' if line.blank_before else 'joined'} {'blank' if closed else 'joined'}"
    inside = "inside " if part.start else ""
    found = [
        "always", f"custom {custom}", f"{inside}from start {before}", f"from end {after}", gap,
        f"{inside}from start {before} {custom} {gap}", f"from end {after} {length}",
        f"{gap} {length}", f"indent {line.indent}", f"{custom} length {length}",
        f"{custom} from end {after} {gap}",
    ]  # fmt: skip
    if line.words:
        ends = f"{_class(line.words[0])}…{_class(line.words[-1])}"
        found += [
            f"{gap} {ends}", f"{length} {ends}", f"from end {after} {ends}",
            f"{inside}from start {before} {ends}",
        ]  # fmt: skip
    if part.closing < place <= part.closing + _FIRST:
        since = f"since closing {place - part.closing}"
        found += (since, f"{since} {length}", f"{since} {gap}", f"{since} {after}")
    for name in looks:
        if name.startswith(_CROSSED):
            found += (
                f"{gap} {name}", f"{inside}{before} {name}", f"end {after} {name}",
                f"{custom} {name}",
            )  # fmt: skip
    return found


def seen_around(
    lines: Sequence[Line],
    place: int,
    part: LetterPart,
    custom: Custom,
    looks: Sequence[Sequence[str]],
) -> Iterator[tuple[str, str]]:
    """Yield all that speaks for a line's kind: the row of weights that it is in, and its name."""
    yield from (("here", name) for name in looks[place])
    placed = place_features(lines, place, part, custom, looks[place])
    yield from (("here", name) for name in placed)
    yield from (("above", name) for name in (looks[place - 1] if place else EDGE))
    last = place + 1 == len(lines)
    yield from (("below", name) for name in (EDGE if last else looks[place + 1]))


EDGE = ("edge",)
"""What stands above the first line and below the last."""
_CROSSED = ("only ", "has ", "begins ", "cue ")


class LetterPart(NamedTuple):
    """A letter or an inclosure: its lines, and the last of them above that closes a letter."""

    start: int
    stop: int
    closing: int


def parts_of(looks: Sequence[Sequence[str]]) -> list[LetterPart]:
    """Give for each line the part it stands in: up to the next line that tells an inclosure."""
    starts = [0, *(i for i, look in enumerate(looks) if i and "cue attachment" in look)]
    found: list[LetterPart] = []
    for start, stop in zip(starts, [*starts[1:], len(looks)], strict=True):
        closing = -_FIRST
        for place in range(start, stop):
            found.append(LetterPart(start, stop, closing))
            if place > start and "has closing" in looks[place]:
                closing = place
    return found


def has_number_above(lines: Sequence[Line], settings: BlockSettings) -> bool:
    """Tell whether the first line is a number that stands by itself above the heading."""
    if len(lines) < _HEADING_LINES or not settings.letter_number.match(lines[0].words):
        return False
    is_alone = len(lines[0].words) < _NUMBER_LENGTH and lines[1].blank_before
    below = lines[1:_HEADING_LINES]
    return is_alone and any(settings.addressed.fullmatch(line.words) for line in below)


_HEADING_LINES = 4
_NUMBER_LENGTH = 12


def gaps(lines: Sequence[Line], settings: BlockSettings) -> list[str]:
    """Say of each line how it stands to the one above: below a blank line or joined to it.

    Of those joined, lines below a row, a bullet or a label of the same stretch are told apart.
    """
    found: list[str] = []
    gap = "blank"
    for line in lines:
        if line.blank_before:
            gap = "joined"
            found.append("blank")
        else:
            found.append(gap)
        if line.look in _STRETCHES:
            gap = _STRETCHES[line.look]
        elif gap in {"blank", "joined"} and settings.label.fullmatch(line.words):
            gap = "labelled"
    return found


def _length(words: str) -> int:
    """Give the least of the bounds that ``words`` stay within, or 0."""
    place = bisect_left(_LENGTHS, len(words))
    return _LENGTHS[place] if place < len(_LENGTHS) else 0


@lru_cache(maxsize=1024)
def _class(character: str) -> str:
    if character.isdigit():
        return "9"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return character


def _shape(tokens: Sequence[str]) -> str:
    return "".join(map(_token_shape, tokens[:8]))


@lru_cache(maxsize=8192)
def _token_shape(token: str) -> str:
    if token.isdigit():
        return str(min(len(token), 5))
    if not token[0].isalpha():
        return token
    if token.isupper():
        return "I" if len(token) == 1 else "C"
    return "X" if token[0].isupper() else "x"
