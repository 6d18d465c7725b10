"""S133: a dateline names no date that can be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_FIGURE = re.compile(r"[0-9]", re.ASCII)
_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    dates = [one.start for one in view.plain.annotated if isinstance(one.node, model.Date)]
    for passage in view.plain.text_passages:
        if isinstance(passage.node, model.Dateline) and passage.inside is not model.Closer:
            if bisect_left(dates, passage.start) < bisect_left(dates, passage.end):
                continue
            words = view.plain.words(passage)
            if _FIGURE.search(words):
                yield Finding(
                    view.plain.span_of(passage),
                    f"no date was recognized in the dateline “{words[:_SHOWN]}”",
                    "correct the date if it is misread; if the print has it, nothing needs mending",
                )


RULE = DocumentRule(
    "S133", "dateline-without-date", Severity.INFO, check=_check,
    summary="A dateline names no date that can be read.",
    why="The document has no place in the order of time, and the TEI no value to search for.",
    example="`Washington, undated.` or `Trieste, Mai 2, 1951.`",
    remedy="""To mend it, correct the date if it is misread; where the print has none, the text
    stays.""",
)  # fmt: skip
