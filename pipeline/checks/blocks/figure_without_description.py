"""S140: a picture has no description."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.proof import once
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    bare = (
        view.plain.span_of(one)
        for one in view.plain.annotated
        if isinstance(one.node, model.Figure) and not one.node.description
    )
    yield from once(
        list(bare),
        "a picture has no description for those who cannot see it",
        "say what it shows, as in [figure: a plan of the mole | The caption]",
    )


RULE = DocumentRule(
    "S140", "figure-without-description", Severity.WARNING, check=_check,
    summary="A picture has no description.",
    why="""Who cannot see a picture, or has an output without it, knows of it by what is said of it.
    A caption names a picture and seldom says what it shows.""",
    example="`[Illustration: The mole]`",
    remedy="""To mend it, say what it shows: `[figure: a plan of the mole | The mole]`. It is said
    once a file.""",
)  # fmt: skip
