"""S129: a letter has a salutation and no closing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_DEAR = re.compile(r"(?:My )?[Dd]ear [^\n]{2,60}[:,]", re.ASCII)
_LONGEST = 80
_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    closed = {c.division for c in plain.containers if isinstance(c.node, model.Closer)}
    done = closed
    for passage in plain.text_passages:
        if passage.division in done or passage.end - passage.start > _LONGEST:
            continue
        if isinstance(passage.node, model.Salutation) or _DEAR.fullmatch(plain.words(passage)):
            done = {*done, passage.division}
            yield Finding(
                plain.span_of(passage),
                f"no closing answers to the salutation “{plain.words(passage)[:_SHOWN]}”",
                "compare with the printed page: the end of the letter may be lost",
            )


RULE = DocumentRule(
    "S129", "salutation-without-closing", Severity.INFO, check=_check, languages=ENGLISH,
    summary="A letter has a salutation and no closing.",
    why="Its end was lost, or its closing was read as a paragraph.",
    example="`Dear Mr. Secretary:` at the top and no name at the end.",
    remedy="""To mend it, compare with the printed page; where the print has no closing, the text
    stays.""",
)  # fmt: skip
