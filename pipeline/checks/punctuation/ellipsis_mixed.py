"""T139: omissions are marked in more than one way."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_FORMS = ("…", ". . .", "...")


def _check(view: View) -> Iterator[Finding]:
    places = {form: view.proof.prose.find(form) for form in _FORMS}
    found = sorted((place, form) for form, place in places.items() if place >= 0)
    if len(found) > 1:
        place, form = found[1]
        yield Finding(
            view.proof.span(place, place + len(form)),
            f"an omission is marked “{form}” here and “{found[0][1]}” before",
            "write one form everywhere, as on the printed page",
        )


RULE = DocumentRule(
    "T139", "ellipsis-mixed", Severity.INFO, check=_check,
    summary="Omissions are marked in more than one way.",
    why="""Editors mark what they leave out with points; a text that has them in two forms looks as
    if they meant two things.""",
    example="`. . .` and `...` in one document.",
    remedy="To mend it, write one form everywhere. It is said once a file.",
)  # fmt: skip
