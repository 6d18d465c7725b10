"""Describe a candidate by what stands around it, as keys of the fitted weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.encode.markers.candidates import (
    LETTER,
    SYMBOL,
    MarkerCandidate,
    edges,
    is_beside,
)
from pipeline.encode.markers.statistics import (
    BEFORE,
    CABLE,
    JOINING,
    TextStatistics,
    last_word,
)

_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _SMALL + _SMALL.upper()
_SHAPES = str.maketrans(_LETTERS + "0123456789", "a" * 26 + "A" * 26 + "0" * 10)
_AFTER = 20
_KINDS = {SYMBOL: "s", LETTER: "a"}
_EDGES = "()[].,;:“”’—–\n\t"
_TAIL = re.compile(r"[^\W\d_]+\Z")
_CELLS = 60
_SHORT = 3
_YEAR = re.compile(r"1[789][0-9]{2}")
_DAY = re.compile(r"[1-9]|[12][0-9]|3[01]")
_ALIKE = 0.8
_CALLS = frozenset({"month", "division"})
_CALLS_CUT = frozenset({"division"})
_JOINTS = f"0123456789{JOINING}"


def sides(text: str, candidate: MarkerCandidate) -> tuple[str, str, str]:
    """Give the characters on both sides of a candidate, and its kind."""
    start, end, label, number, run, _ = candidate
    if number >= 0 and is_beside(text, candidate):
        start, end = edges(text, candidate)
        run = start
    left = text[start - 2 : start] if start > 1 else ("\n\n" + text[:start])[-2:]
    kind = _KINDS.get(number)
    if kind is None:
        is_lettered = label[-1] > "9"
        kind = str(len(label) - is_lettered) + "d" * (run < start) + "n" * is_lettered
    return left, text[end : end + 2], kind


def glance(seen: tuple[str, str, str]) -> list[str]:
    """Give the keys for the characters on both sides, which settle most candidates."""
    left, right, kind = seen
    left, right = left.translate(_SHAPES), (right + "\n\n")[:2].translate(_SHAPES)
    return [
        f"is {kind}",
        f"l {left}",
        f"r {right}",
        f"lr {left[1]}{right[0]} {kind}",
        f"q {left}_{right}",
    ]


def look(candidate: MarkerCandidate, page: TextStatistics) -> list[str]:
    """Give the keys for the words around and for the number that is left without the marker."""
    text, words = page.text, page.words
    start, end, label, number, run, _ = candidate
    beside = number >= 0 and is_beside(text, candidate)
    if beside:
        start, end = edges(text, candidate)
        run = start
    before = "\n" * (run == 0) + text[max(0, run - BEFORE) : run]
    after = text[end : end + _AFTER] or "\n"
    last, right = shape(before[-1:]), shape(after[0])
    keys = [f"open {last}{right}"] if start < page.opening else []
    if beside:
        keys.append("beside first" if run == candidate.start else "beside second")
    if "\t" in before.rpartition("\n")[2] or "\t" in after.partition("\n")[0]:
        keys.append(f"tab {min(number, 0)} {shape(before[-2:])}{right}")
        if run < start and right in "\t\n ":
            keys += _cell(candidate, page)
    if number == SYMBOL:
        return [*keys, f"own {label in page.own}"]
    if number == LETTER:
        return [*keys, *_letter(candidate, page)]
    word = last_word(before)
    lead, follow = _group_before(before, word, words), _word_after(after, words)
    if run == start:
        if last == " ":
            keys += _spaced(word, after, page)
        return [*keys, f"w {lead} {last}{right}", f"x {follow} {last}", f"wx {lead} {follow}"]
    rest, whole = text[run:start], text[run:end]
    kinds = f"{_kind(rest)}>{_kind(whole)}"
    around = shape(before[-2:])
    joint = before[len(before.rstrip(_JOINTS)) :].lstrip(JOINING)
    known = page.numbers.get(joint + rest, 0) > 0, page.numbers.get(joint + whole, 0) > 1
    return [
        *keys,
        f"dn {len(joint + rest)} {known[0]:d}{known[1]:d}",
        f"dj {_joined(joint)} {kinds}",
        f"d {kinds} {last}",
        f"dc {kinds} {min(page.counted.get(word, 0), 4)} {word[:1].isupper():d}{right}",
        f"dw {kinds} {lead}",
        f"dx {kinds} {follow}",
        f"dl {len(rest)}+{end - start} {around}",
        f"dr {kinds} {right}",
        *([_among_cables(rest, whole, page)] if lead == CABLE else ()),
    ]


def _among_cables(rest: str, whole: str, page: TextStatistics) -> str:
    """Tell whether other telegrams of the text have numbers like this one, cut or not.

    Telegrams between two places are numbered through, so that those of a few weeks are alike.
    """
    others = [int(number) for number in page.cables if number != whole]
    if not others:
        return "dm alone"
    near = [any(_ALIKE * max(o, n) < min(o, n) for o in others) for n in (int(rest), int(whole))]
    return f"dm {near[0]:d}{near[1]:d}"


def is_called_number(candidate: MarkerCandidate, page: TextStatistics) -> bool:
    """Tell whether the word before a figure makes it a number: ``Paragraph 5``, ``Article 106``.

    That holds of a figure that stands by itself, and of one that would be cut off the number of
    an article or paragraph, or of what the word after it counts: ``52 crowns``.
    """
    start, end, _, number, run, _ = candidate
    text = page.text
    if number < 0 or text[run - 1 : run] != " ":
        return False
    if run < start and text.startswith(" ", end):
        counted = text[end + 1 : end + BEFORE].partition(" ")[0].rstrip(_EDGES)
        if page.words.get(counted.lower()) == "amount":
            return True
    word = last_word(text[max(0, run - BEFORE) : run])
    bare = word.strip(_EDGES)
    group = page.words.get(bare) or page.words.get(bare.lower())
    return group in (_CALLS_CUT if run < start else _CALLS)


def _spaced(word: str, after: str, page: TextStatistics) -> list[str]:
    """Tell a marker after a name from a figure before what it counts: ``covers 2 points``."""
    right, case = shape(after[0]), "aA"[word[:1].isupper()]
    next_ = after.lstrip(" ").partition(" ")[0].rstrip(_EDGES)
    plural = next_[:1].islower() and next_[-1:] == "s" and len(next_) > _SHORT
    return [
        f"wn {min(page.counted.get(word, 0), 4)} {right}",
        f"wc {case}{right}{shape(next_[:1])}",
        f"wp {case}{plural:d}",
    ]


def _joined(joint: str) -> str:
    """Name the number that a number is joined to, as 1962 in ``1962–64``, and what joins them."""
    first = joint.rstrip(JOINING)
    return _kind(first[-4:]) + joint[len(first) :] if first else ""


def _letter(candidate: MarkerCandidate, page: TextStatistics) -> list[str]:
    """Weigh the word with the letter against the word without it."""
    start, label = candidate.start, candidate.label
    before = page.text[max(0, start - BEFORE) : start]
    word = (_TAIL.search(before) or [""])[0]
    if not word:
        return [f"a {label}", f"ad {label}{before[-1:]}"]
    known = page.vocabulary.get(word.lower(), 0), page.vocabulary.get((word + label).lower(), 0) - 1
    return [
        f"a {label}",
        f"ae {word[-1].lower()}",
        f"al {word[-1:].translate(_SHAPES)} {min(len(word), 5)}",
        f"at {word[-2:].lower()}{label}",
        f"at {word[-3:].lower()}{label}",
        f"aw {word[-2:].translate(_SHAPES)} {min(known[0], 2)}{min(known[1], 2)}",
    ]


def _cell(candidate: MarkerCandidate, page: TextStatistics) -> list[str]:
    """Compare a number in a cell, with the marker and without it, with its neighbours."""
    text, (start, end, *_) = page.text, candidate[:4]
    before, after = text[max(0, start - _CELLS) : start], text[end : end + _CELLS]
    cells = before.rpartition("\n")[2].split("\t")
    rest = cells[-1]
    others = [
        *cells[1 if len(before) == _CELLS else 0 : -1],
        *after.partition("\n")[0].split("\t")[1:-1],
    ]
    sizes = [_size(cell) for cell in others if cell.strip(" ")[-1:].isdigit()]
    mine, whole = _size(rest), _size(rest + candidate.label)
    if not sizes:
        return ["tn none"]
    point = max(sizes)[1] if any(size[1] == mine[1] for size in sizes) else -1
    fits = sum(size[1] == mine[1] for size in sizes), sum(size[1] == whole[1] for size in sizes)
    longest = max(size[0] for size in sizes)
    return [
        f"tf {_sign(fits[0] - fits[1])} {min(mine[1], 2)} {point >= 0:d}",
        f"tz {_sign(mine[0] - longest)}{_sign(whole[0] - longest)} {min(mine[1], 1)}",
    ]


def _size(cell: str) -> tuple[int, int]:
    """Give how many digits a number has before its point and after it."""
    whole, point, part = cell.strip(" ").rpartition(".")
    if not point:
        whole, part = part, ""
    return sum(c.isdigit() for c in whole), sum(c.isdigit() for c in part)


def _sign(difference: int) -> str:
    return "=" if difference == 0 else "+" if difference > 0 else "-"


@lru_cache(maxsize=4096)
def shape(letters: str) -> str:
    """Give a few characters with all letters and all digits made alike."""
    return letters.translate(_SHAPES)


@lru_cache(maxsize=4096)
def _kind(number: str) -> str:
    """Classify a number by its value: a day, a year, or else its count of digits."""
    size = len(number)
    if _YEAR.fullmatch(number):
        return "year"
    if _DAY.fullmatch(number):
        return f"day{size}"
    return str(min(size, 6))


def _group_before(before: str, word: str, words: Mapping[str, str]) -> str:
    """Name the word before a number by its group, or else by the shape of its end."""
    if before[-1:] == "\n":
        return "^"
    bare = word.strip(_EDGES)
    return words.get(bare) or words.get(bare.lower()) or shape(word[-3:])


def _word_after(after: str, words: Mapping[str, str]) -> str:
    """Name the word after a number by its group, or else by the shape of its beginning."""
    word = after.lstrip(" ").partition(" ")[0].partition("\n")[0]
    bare = word.strip(_EDGES)
    return words.get(bare) or words.get(bare.lower()) or after[:1] + shape(word[:2])
