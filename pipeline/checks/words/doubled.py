"""Words and passages that were written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, islice
from operator import eq

from pipeline.checks.fixes import one_taken_out
from pipeline.checks.plain_text import END
from pipeline.checks.proof import TOKEN, shown
from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.tables import read_table

_PATTERN = re.compile(r"(?<![\w’–—-])([^\W\d_]{2,30}|a)[ \n\x02]{1,3}\1(?![\w’–-])")
# "What it was was a whale": the verb of one clause stands before that of the next.
_CLAUSE_BEFORE = re.compile(r"\b[Ww]hat(?:ever)? (?:\w+ ){0,3}\Z")
_VERBS = frozenset({"is", "was", "are", "were", "does", "did"})
_LONGEST_CLAUSE = 60


@cache
def _legitimate() -> frozenset[str]:
    return frozenset(read_table(__file__, "doubled_words.toml")["words"])


@rule("T131", Severity.WARNING, languages=ENGLISH,
    summary="A word stands twice in a row.",
    why="""It happens at the ends of lines and pages, and in printing as well as in transcribing.
    Doublings that English has (`had had`) and names (`Pago Pago`) are let pass.""",
    example="`in the the Soviet Union`.",
    remedy="take one out, unless the printed page has both.",
)  # fmt: skip
def word_doubled(view: View) -> Iterator[Finding]:
    proof = view.proof
    tokens = proof.tokens
    doubled = set(compress(tokens, map(eq, tokens, islice(tokens, 1, None))))
    if not any(
        (len(word) > 1 and word.isalpha()) or word == "a" for word in doubled - _legitimate()
    ):
        return
    for match, span in proof.find(_PATTERN):
        word = match[1]
        if word in _legitimate() or word.isupper():
            continue
        before = proof.prose[max(match.start() - _LONGEST_CLAUSE, 0) : match.start()]
        if word not in _VERBS or not _CLAUSE_BEFORE.search(before):
            yield Finding(
                span,
                f"“{word}” stands twice",
                fix=one_taken_out(proof, proof.span(match.end() - len(word), match.end())),
            )


# Shorter ones are said in speeches, and letters count in them: "time to time to".
_FEWEST, _MOST = 4, 80
_PLAIN = str.islower


@rule("T163", Severity.WARNING,
    summary="A passage of four words or more stands twice in a row.",
    why="""The eye went back to the line above. In 19,000 published documents it happens 40 times;
    most are faults of the print, and some are in speeches written down.""",
    example="`and the oil was landed on the quay was landed on the quay in good order`",
    remedy="compare with the printed page and take one of the two out.",
)  # fmt: skip
def passage_doubled(view: View) -> Iterator[Finding]:
    proof = view.proof
    words = list(filter(None, proof.tokens))
    repeats = list(_repeats(words))
    if not repeats:
        return
    places = [match.span() for match in TOKEN.finditer(proof.prose)]
    for first, second, after in repeats:
        start, middle, end = places[first][0], places[second][0], places[after - 1][1]
        if END not in proof.prose[start:end]:
            yield Finding(
                proof.span(middle, end),
                f"“{shown(proof.prose[middle:end])}” stands twice in a row",
                related=(("the first time", proof.span(start, places[second - 1][1])),),
            )


def _repeats(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where words begin, where they begin again right behind themselves, and the end."""
    latest: dict[tuple[str, ...], int] = {}
    done = 0
    for place, some in enumerate(zip(*(words[shift:] for shift in range(_FEWEST)), strict=False)):
        before = latest.get(some, place)
        latest[some] = place
        length = place - before
        if (
            before >= done
            and _FEWEST <= length <= _MOST
            and words[before:place] == words[place : place + length]
            and sum(map(_PLAIN, some)) > 1
        ):
            done = place + length
            yield before, place, done
