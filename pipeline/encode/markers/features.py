"""Describe a candidate by what stands around it, as keys of the fitted weights."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.encode.markers.candidates import Candidate

_SHAPES = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "a" * 26 + "A" * 26 + "0" * 10,
)
_BEFORE, _AFTER = 32, 20


def describe(text: str, candidate: Candidate, words: Mapping[str, str], heading: int) -> list[str]:
    """Give the keys that say how ``candidate`` looks in ``text``.

    ``heading`` is the length of the opening lines, where markers stand more freely.
    """
    start, end, label, number, run_start, _ = candidate
    before = "\n" * (start == 0) + text[max(0, start - _BEFORE) : start]
    after = text[end : end + _AFTER] + "\n"
    left, right = before[-2:].translate(_SHAPES), after[:2].translate(_SHAPES)
    kind = "s" if number < 0 else str(min(len(label), 2))
    keys = [
        "bias" + kind,
        f"l {left}",
        f"r {right}",
        f"lr {left[-1:]}{right[:1]} {kind}",
        f"q {left}_{right}",
    ]
    follow = _word_after(after, words)
    if number < 0:
        keys.append(f"sym {label} {left[-1:]}{right[:1]}")
    elif start > run_start:
        keys += _digits(text, candidate, words, follow)
    else:
        lead = _word_before(before, words)
        keys += (
            f"w {lead} {left[-1:]}{right[:1]}",
            f"x {follow} {left[-1:]}",
            f"wx {lead} {follow}",
        )
    if start < heading:
        keys.append(f"h {left[-1:]}{right[:1]}")
    return keys


def _digits(text: str, candidate: Candidate, words: Mapping[str, str], follow: str) -> list[str]:
    """Weigh the number with the marker against the number without it."""
    start, end, label, _, run_start, _ = candidate
    rest, whole = text[run_start:start], text[run_start:end]
    before = "\n" * (run_start == 0) + text[max(0, run_start - _BEFORE) : run_start]
    lead = _word_before(before, words)
    mark = before[-1:].translate(_SHAPES)
    kinds = f"{_kind(rest)}>{_kind(whole)}"
    right = text[end : end + 1].translate(_SHAPES)
    return [
        f"d {kinds} {mark}",
        f"dw {kinds} {lead}",
        f"dx {kinds} {follow}",
        f"dr {len(rest)}+{len(label)} {before[-2:].translate(_SHAPES)}",
        f"de {kinds} {right}",
    ]


def _kind(number: str) -> str:
    """Name what a number could be: a day, a year, or just so many digits."""
    size = len(number)
    if size == 4 and "1700" <= number < "2000":
        return "year"
    if size <= 2 and 0 < int(number) <= 31 and number[0] != "0":
        return f"day{size}"
    return str(min(size, 6))


def _word_before(before: str, words: Mapping[str, str]) -> str:
    """Name the word before a number, by group where it has one, else by shape."""
    parts = before.rsplit(None, 1) if before[-1:] in " \t" else before.rsplit(" ", 1)
    word = parts[-1] if parts else ""
    bare = word.strip("()[].,;:“”’—–\n")
    group = words.get(bare) or words.get(bare.lower())
    if group:
        return group
    return word[-3:].translate(_SHAPES) if before[-1:] not in "\n" else "^"


def _word_after(after: str, words: Mapping[str, str]) -> str:
    """Name the word after a number by its group, or by its first letters' shape."""
    word = after.lstrip(" ").split(" ", 1)[0].split("\n", 1)[0]
    bare = word.strip("()[].,;:“”’—–")
    group = words.get(bare) or words.get(bare.lower())
    return group or after[:1] + word[:2].translate(_SHAPES)
