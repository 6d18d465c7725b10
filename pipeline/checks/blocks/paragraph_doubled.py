"""S132: a paragraph stands twice in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.plain_text import Stretch
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# Shorter ones are formulas that documents repeat rightly.
_SHORTEST = 120
# The marker of a note stays a figure in the second of two copies.
_FIGURES = re.compile(r"[0-9]+", re.ASCII)
_BEGINNING = 80


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    first: dict[tuple[int, str], Stretch] = {}
    for passage in plain.text_passages:
        words = plain.words(passage)
        # What editors put in brackets, as on omissions, they word alike each time.
        # Tables may set two versions side by side.
        if len(words) < _SHORTEST or words.startswith("[") or isinstance(passage.node, model.Cell):
            continue
        key = passage.division, _FIGURES.sub("", words[:_BEGINNING])
        earlier = first.setdefault(key, passage)
        if earlier is not passage and _same(words, plain.words(earlier)):
            yield Finding(
                plain.span_of(passage),
                "this paragraph stands here for the second time",
                "compare with the printed page and take one of the two out",
                (("the first time", plain.span_of(earlier)),),
            )


RULE = DocumentRule(
    "S132", "paragraph-doubled", Severity.WARNING, check=_check,
    summary="A paragraph stands twice in one document.",
    why="It was transcribed twice, most often where a page breaks.",
    example="the last paragraph of a page again at the top of the next.",
    remedy="To mend it, compare with the printed page and take one of the two out.",
)  # fmt: skip


def _same(one: str, other: str) -> bool:
    return _FIGURES.sub("", one) == _FIGURES.sub("", other)
