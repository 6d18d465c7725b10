"""T131: a word stands twice in a row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import compress, islice
from operator import eq
from pathlib import Path

from pipeline.checks.fixes import one_taken_out
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"(?<![\w’–—-])([^\W\d_]{2,30}|a)[ \n\x02]{1,3}\1(?![\w’–-])")
_TABLE = Path(__file__).with_name("doubled_words.toml")


@cache
def _legitimate() -> frozenset[str]:
    return frozenset(tomllib.loads(_TABLE.read_text(encoding="utf-8"))["words"])


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    tokens = proof.tokens
    doubled = set(compress(tokens, map(eq, tokens, islice(tokens, 1, None))))
    if not any(
        (len(word) > 1 and word.isalpha()) or word == "a" for word in doubled - _legitimate()
    ):
        return
    for match, span in proof.find(_PATTERN):
        word = match[1]
        if word not in _legitimate() and not word.isupper():
            yield Finding(
                span,
                f"“{word}” stands twice",
                "take one out, unless the printed page has both",
                fix=one_taken_out(proof, proof.span(match.end() - len(word), match.end())),
            )


RULE = DocumentRule(
    "T131", "word-doubled", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A word stands twice in a row.",
    why="""It happens at the ends of lines and pages, and in printing as well as in transcribing.
    Doublings that English has (`had had`) and names (`Pago Pago`) are let pass.""",
    example="`in the the Soviet Union`.",
    remedy="To mend it, take one out, unless the page has both.",
)  # fmt: skip
