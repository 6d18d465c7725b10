"""T157, T158: the name of a month or a day of the week that is misspelt by one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from pipeline.checks.fixes import reworded
from pipeline.checks.proof import Proof
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.document import Span

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
            for span in proof.places(word):
                if name not in before_a_day or _day_follows(proof, span):
                    yield _finding(proof, word, name, kind, span)


def _finding(proof: Proof, word: str, name: str, kind: str, span: Span) -> Finding:
    return Finding(
        span,
        f"“{word}” is most likely the {kind} {name}, misspelt",
        f"compare with the printed page; if it has “{name}”, correct the word",
        fix=reworded(proof, span, word, name),
    )


def _day_follows(proof: Proof, span: Span) -> bool:
    return _DAY.match(proof.source.text, span[1]) is not None


@cache
def _ends(names: tuple[str, ...]) -> frozenset[str]:
    """One wrong letter leaves either the beginning or the end of a name as it is."""
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
    remedy="To mend it, correct the word, or keep it if the page has it so.",
    check=partial(_find, names=_MONTHS, kind="month", before_a_day=_SHORT),
)  # fmt: skip


WEEKDAY_MISSPELT = DocumentRule(
    "T158", "weekday-misspelt", Severity.WARNING, languages=ENGLISH,
    summary="The name of a day of the week is misspelt.",
    why="A search for the day does not find it.",
    example="`on Wedesday morning`.",
    remedy="To mend it, correct the word, or keep it if the page has it so.",
    check=partial(_find, names=_DAYS, kind="weekday"),
)  # fmt: skip
