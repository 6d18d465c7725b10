"""S134: a paragraph ends in the middle of a sentence and the next one goes on with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.plain_text import Stretch
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# The numbers of items, such as "ii." and "b)", begin no sentence that was torn.
_GOES_ON = re.compile(
    r"(?!(?:i{1,3}|iv|vi{0,3}|ix|x)[.):])[a-z]{2,}(?:[ ,.:;’-]|$)|a (?=[a-z])", re.ASCII
)
_SHORTEST = 40
_SHORTEST_IN_NOTE = 10
_SHOWN = 30


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    for one, after in pairwise(plain.passages):
        if _is_running(one) and _is_running(after) and _home(one) == _home(after):
            words, more = plain.words(one).rstrip(" \t"), plain.words(after)
            shortest = _SHORTEST if one.home == plain.id else _SHORTEST_IN_NOTE
            if len(words) > shortest and words[-1].islower() and _GOES_ON.match(more):
                yield Finding(
                    plain.span(after.start, after.start + 1),
                    f"the sentence “…{words[-_SHOWN:]}” goes on in a new paragraph",
                    "take the blank line out if the printed page has no paragraph here",
                    (("the end of the paragraph before", plain.span(one.end - 1, one.end)),),
                )


RULE = DocumentRule(
    "S134", "paragraph-torn", Severity.WARNING, check=_check,
    summary="A paragraph ends in the middle of a sentence and the next one goes on with it.",
    why="A blank line was set where the printed page has none, most often where a page breaks.",
    example="`the Board will` as the end of a paragraph, and below it `decide in May.`",
    remedy="To mend it, take the blank line out.",
)  # fmt: skip


def _home(passage: Stretch) -> tuple[str, int]:
    return passage.home, passage.division


def _is_running(passage: Stretch) -> bool:
    return type(passage.node) is model.Paragraph
