"""The features of a line from which its kind is classified."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from pipeline.encode.blocks.lines import Line, LineLayout
from pipeline.encode.blocks.settings import BlockSettings

LONG = 100
_MANY_WORDS = 12
_MANY_SMALL = 6
_TOKEN = re.compile(r"[A-Za-z’']+|[0-9]+|[^\sA-Za-z0-9]", re.ASCII)
_LENGTHS = (1, 3, 6, 12, 20, 30, 42, 56, 75, LONG, 160, 300, 600)
_FIRST = 6
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
    if len(words) > LONG:
        return found
    found += [name for name, form in settings.cues if form.fullmatch(words)]
    tokens = _TOKEN.findall(words)
    lower = list(map(str.lower, tokens))
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
    found += _classes(lower, settings)
    if words.isupper():
        found.append("capitals")
    return found


def _classes(tokens: Sequence[str], settings: BlockSettings) -> list[str]:
    """Give the classes of words that a line has, begins with, or has alone."""
    classes = [settings.words.get(token, "") for token in tokens if token[0].isalpha()]
    found = [f"has {name}" for name in dict.fromkeys(classes) if name]
    if found and classes[0]:
        found.append(f"begins {classes[0]}")
        if len(set(classes)) == 1:
            found.append(f"only {classes[0]}")
    if any(token[0] in "12" and len(token) == _YEAR and token.isdigit() for token in tokens):
        found.append("has year")
    return found


def place_features(
    lines: Sequence[Line], place: int, custom: str, looks: Sequence[str]
) -> list[str]:
    """Give the features of a line's place among ``lines``, blank lines and pages left out."""
    line = lines[place]
    length = _length(line.words)
    before, after = min(place, _FIRST), min(len(lines) - 1 - place, _FIRST)
    closed = place + 1 == len(lines) or lines[place + 1].blank_before
    gap = f"{'blank' if line.blank_before else 'joined'} {'blank' if closed else 'joined'}"
    found = [
        "always", f"custom {custom}", f"from start {before}", f"from end {after}", gap,
        f"from start {before} {custom} {gap}", f"from end {after} {length}", f"{gap} {length}",
        f"indent {line.indent}", f"{custom} length {length}",
    ]  # fmt: skip
    if line.words:
        ends = f"{_class(line.words[0])}…{_class(line.words[-1])}"
        found += [f"{gap} {ends}", f"{length} {ends}", f"from end {after} {ends}"]
    found += [f"{gap} {name}" for name in looks if name.startswith("only ")]
    return found


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


def custom_of(lines: Sequence[Line], settings: BlockSettings) -> str:
    """Tell documents whose heading begins with their number from those of older volumes."""
    for line in lines[:3]:
        if settings.heading_number.match(line.words):
            return "numbered"
    return "older"


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
