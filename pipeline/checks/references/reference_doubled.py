"""X112: the same reference stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_BETWEEN = re.compile(r"[ ,;.]{0,3}(?:and )?", re.ASCII)
_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    references = [one for one in plain.annotated if isinstance(one.node, model.Reference)]
    for one, after in pairwise(references):
        between = plain.text[one.end : after.start]
        words = plain.words(after)
        is_same = f" {plain.words(one)}".endswith(f" {words}")
        if words and is_same and _BETWEEN.fullmatch(between):
            yield Finding(
                plain.span_of(after),
                f"the reference “{words[:_SHOWN]}” stands twice in a row",
                "compare with the printed page and take one of the two out",
            )


RULE = DocumentRule(
    "X112", "reference-doubled", Severity.WARNING, check=_check,
    summary="The same reference stands twice in a row.",
    why="It was transcribed twice.",
    example="`See Document 44, Document 44.`",
    remedy="To mend it, compare with the printed page and take one of the two out.",
)  # fmt: skip
