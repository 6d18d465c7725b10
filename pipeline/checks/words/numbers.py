"""Numbers, times and the names of days and months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from statistics import median_low

from pipeline.checks.fixes import misspelt, reworded
from pipeline.checks.rule import ENGLISH, DocumentRule, rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_LETTER = re.compile("[lIOo]")
# A small o and a capital I are misread figures between figures or in place of a year's first.
_LETTER_IN_NUMBER = re.compile(
    r"(?=[^0-9]{0,4}[0-9])"
    r"(?:[0-9lIOo]{1,3}(?:,[0-9lIOo]{3})+|[lI][0-9lOo]{3}|[0-9]{1,3}[lIOo][0-9]{1,3}|[0-9]{2,3}[lOo]"
    r"|[$£]?[0-9lO]{1,12}(?:[.,][0-9lO]{1,12}){0,4})(?:['’]s)?",
    re.ASCII,
)
# Pounds, as in "3l. 4s. 6d.": a stop that ends no sentence stands behind the letter.
_POUNDS = re.compile(r"(?<![\w.,])(?:[0-9],?){1,9}l(?=\.(?:[,;:)]| [a-z]| [0-9]+s\b))", re.ASCII)


@rule("T151", Severity.WARNING,
    summary="A letter that looks like a figure stands in a number.",
    why="Recognition takes 1 for l or I and 0 for O; the number is lost for searches and sums.",
    example="`l952` for `1952`; `19O5` for `1905`.",
    remedy="write the figure, as on the printed page.",
)  # fmt: skip
def letter_in_number(view: View) -> Iterator[Finding]:
    proof = view.proof
    wrong = [
        word for word in proof.mingled if _LETTER_IN_NUMBER.fullmatch(word) and _LETTER.search(word)
    ]
    pounds = frozenset(_POUNDS.findall(proof.prose)) if wrong else frozenset()
    for word in wrong:
        if word not in pounds:
            likely = word.translate(_FIGURES)
            message = f"“{word}” has a letter for a figure; it may be “{likely}”"
            yield from misspelt(proof, word, likely, message)


_FIGURES = str.maketrans("lIOo", "1100")


_GROUPED_WRONG = re.compile(
    r"[$£]?[0-9]{1,3}(?:,[0-9]{3})*,(?:[0-9]{2}(?:,[0-9]{3})+|[0-9]{4})", re.ASCII
)


@rule("T164", Severity.WARNING, languages=ENGLISH,
    summary="A number with commas has a group that is not of three figures.",
    why="""A figure was added or lost, or in a date the space behind the comma. Of 19,000 published
    documents eight have one, and each is a fault of the print.""",
    example="`1,1000 miles`; `$15,00,000`; `June 5,1882`.",
    remedy="compare with the printed page and correct the number, or put the space in.",
)  # fmt: skip
def number_grouped_wrong(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in filter(_GROUPED_WRONG.fullmatch, proof.unusual):
        message = f"“{word}” has a group that is not of three figures"
        yield from misspelt(proof, word, None, message)


_FIGURE_IN_WORD = re.compile(
    r"[A-Za-z]?[a-z]+[013568][a-z]{2,}|[A-Z]?[a-z]{2,}[013568][a-z]+|[015][a-z]{3,}", re.ASCII
)
_LETTERS = str.maketrans("01568", "olsbB")
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th|mm|cm|km|ies|ers)", re.ASCII)


@rule("T152", Severity.WARNING, languages=ENGLISH,
    summary="A figure stands inside a word and is no marker of a note.",
    why="Recognition takes o for 0 and l for 1; no search finds the word.",
    example="`w0rld` for `world`.",
    remedy="write the letter, as on the printed page.",
)  # fmt: skip
def figure_in_word(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.mingled:
        if _FIGURE_IN_WORD.fullmatch(word) and not _ORDINAL.fullmatch(word):
            right = word.translate(_LETTERS)
            yield from misspelt(proof, word, right, f"“{word}” has a figure in it")


_TEENS = (11, 12, 13)
_ORDINAL_WRONG = re.compile(r"([0-9]*[0-9])(st|nd|rd|th)", re.ASCII)


@rule("T160", Severity.WARNING, languages=ENGLISH,
    summary="The ending of an ordinal does not fit its number.",
    why="One of the two was misread, and the number may be wrong.",
    example="`the 21th session`.",
    remedy="compare with the printed page and correct the one that is wrong.",
)  # fmt: skip
def ordinal_wrong(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.mingled:
        found = _ORDINAL_WRONG.fullmatch(word)
        if found and found[2] != _ending(int(found[1][-2:])):
            right = found[1] + _ending(int(found[1][-2:]))
            message = f"“{word}”: the ending does not fit the number, as “{right}” would"
            yield from misspelt(proof, word, right, message)


def _ending(number: int) -> str:
    if number in _TEENS:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


_HALVES = (" a.m", " p.m", " a. m", " p. m", " am", " pm")
_TOKENS = frozenset({"a.m", "p.m", "am", "pm", "m"})
_HOUR_BEFORE = re.compile(r"(?<![0-9:.,/–$-])([0-9]{1,2})(?:[:.]([0-9]{2}))?$", re.ASCII)
_LONGEST_TIME = 6
_LAST_HOUR, _LAST_MINUTE = 12, 59


@rule("T159", Severity.WARNING, languages=ENGLISH,
    summary="A time of day that no clock shows.",
    why="A figure was misread, or a time by the 24-hour clock has got an `a.m.` or `p.m.`.",
    example="`25 p.m.`; `3:75 a.m.`",
    remedy="compare with the printed page and correct the figure.",
)  # fmt: skip
def time_impossible(view: View) -> Iterator[Finding]:
    proof = view.proof
    if not proof.words(_TOKENS):
        return
    for half in _HALVES:
        if half in proof.prose:
            for place in (m.start() for m in re.finditer(re.escape(half) + r"\b", proof.prose)):
                match = _HOUR_BEFORE.search(proof.prose, max(place - _LONGEST_TIME, 0), place)
                if match and not _is_time(int(match[1]), int(match[2] or 0)):
                    end = place + len(half) + proof.prose.startswith(".", place + len(half))
                    yield Finding(
                        proof.span(match.start(), end),
                        f"“{proof.prose[match.start() : end]}” is no time of day",
                    )


def _is_time(hour: int, minute: int) -> bool:
    return 0 < hour <= _LAST_HOUR and minute <= _LAST_MINUTE


_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
# What comes before a year, and before hardly any other number.
_DAY_BEFORE = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: [0-9]{1,2},)?|[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil) $",
    re.ASCII,
)
_NEAR, _FAR, _LONGEST_DAY = 10, 60, 16


@rule("T161", Severity.WARNING, languages=ENGLISH,
    summary="A year far from the date of its document, as two figures changed round would give.",
    why="The document is found at the wrong date, or the reference leads nowhere.",
    example="`May 2, 1495` in a document of 1945.",
    remedy="compare with the printed page and correct the year.",
)  # fmt: skip
def year_far_off(view: View) -> Iterator[Finding]:
    proof = view.proof
    year = median_low(proof.years) if proof.years else 0
    for word in proof.unusual:
        if _YEAR.fullmatch(word) and abs(int(word) - year) > _FAR:
            meant = next((m for m in _slips(word) if abs(m - year) <= _NEAR), None)
            if meant is not None:
                for span in proof.places(word):
                    if _DAY_BEFORE.search(
                        proof.source.text, max(span[0] - _LONGEST_DAY, 0), span[0]
                    ):
                        yield Finding(
                            span,
                            f"the year {word} is far from {year}, the year of most dates here",
                            f"compare with the printed page; {meant} would fit",
                            fix=reworded(proof, span, word, str(meant)),
                        )


def _slips(year: str) -> Iterator[int]:
    """Yield the years that two figures changed round would give."""
    for place in range(3):
        yield int(year[:place] + year[place + 1] + year[place] + year[place + 2 :])


_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SHORT = ("March", "April", "June", "July", "August")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PART = 3
_SHORTEST, _LONGEST = 4, 11
# Names and words of other languages that differ from an English name by a letter.
_OTHERS = frozenset({
    "Augusta", "Auguste", "Augusti", "Augusto", "Januario", "Julia", "Julie", "Julio", "Marche",
    "Marsh", "Novembre", "Octobre", "Septembre", "Septiembre", "Setembro", "Sunda", "Decembre",
    "Mondays", "Faraday", "Frida", "Monda",
})  # fmt: skip
_DAY = re.compile(r" [0-9]{1,2}(?![0-9])", re.ASCII)


def _find(
    view: View, names: tuple[str, ...], kind: str, *, before_a_day: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Yield a finding for each word that is one letter from one of ``names`` and none itself.

    Those of ``before_a_day`` are too like other names; they are looked for where the number of
    a day follows.
    """
    proof, ends = view.proof, _ends(names)
    likely = (w for w in proof.capitalized if w[:_PART] in ends or w[-_PART:] in ends)
    for word in sorted(likely):
        name = None if word in names else _likely(word, names)
        if name:
            message = f"“{word}” is most likely the {kind} {name}, misspelt"
            for found in misspelt(proof, word, name, message):
                if name not in before_a_day or _DAY.match(proof.source.text, found.span[1]):
                    yield found


@cache
def _ends(names: tuple[str, ...]) -> frozenset[str]:
    """Give how names begin and end: one wrong letter leaves one of the two as it is."""
    return frozenset({name[:_PART] for name in names} | {name[-_PART:] for name in names})


@lru_cache
def _likely(word: str, names: tuple[str, ...]) -> str | None:
    forms = _shortened(word)
    plurals = {f"{name}s" for name in names}
    if not _SHORTEST <= len(word) <= _LONGEST or word in plurals or word in _OTHERS:
        return None
    return next((name for name in names if forms & _shortened(name)), None)


@lru_cache
def _shortened(word: str) -> frozenset[str]:
    """Give ``word`` and what it is with any one letter left out.

    Two words with one of these in common differ by one letter: one too many, too few, another,
    or two changed round.
    """
    return frozenset({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})


MONTH_MISSPELT = DocumentRule(
    "T157", "month-misspelt", Severity.WARNING, languages=ENGLISH,
    summary="The name of a month is misspelt.",
    why="The date is not recognized, so the document cannot be found by it.",
    example="`Septemer 2, 1945`.",
    remedy="correct the word, or keep it if the page has it so.",
    check=partial(_find, names=_MONTHS, kind="month", before_a_day=_SHORT),
)  # fmt: skip


WEEKDAY_MISSPELT = DocumentRule(
    "T158", "weekday-misspelt", Severity.WARNING, languages=ENGLISH,
    summary="The name of a day of the week is misspelt.",
    why="A search for the day does not find it.",
    example="`on Wedesday morning`.",
    remedy="correct the word, or keep it if the page has it so.",
    check=partial(_find, names=_DAYS, kind="weekday"),
)  # fmt: skip
