"""S110: two documents of the edition bear the same number."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    others = view.edition.numbers.get(view.facts.number or "", ())
    if len(others) > 1:
        other = next((one for one in others if one != view.facts.id), view.facts.id)
        yield Finding(
            view.facts.span,
            f"the number {view.facts.number} is also that of document {other}",
            "compare with the printed page and correct the number that was misread",
        )


RULE = DocumentRule(
    "S110", "heading-number-doubled", Severity.WARNING, check=_check,
    summary="Two documents of the edition bear the same number.",
    why="A reference to the number can lead to only one of them.",
    example="`12. Letter` in `d12.txt` and `12. Telegram` in `d13.txt`.",
    remedy="To mend it, compare with the printed page and correct the number that was misread.",
)  # fmt: skip
