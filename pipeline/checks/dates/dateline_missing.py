"""S114: a document has no dateline, though the documents of this edition have one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    if not view.edition.is_dated or view.facts.is_editorial_note:
        return
    if not any(
        isinstance(passage.node, model.Dateline) and passage.inside is not model.Closer
        for passage in view.plain.main
    ):
        yield Finding(
            view.facts.span,
            "this document has no dateline, and nearly all others of the edition have one",
            "add place and date where the printed page has them",
        )


RULE = DocumentRule(
    "S114", "dateline-missing", Severity.INFO, check=_check,
    summary="A document has no dateline, though the documents of this edition have one.",
    why="It cannot be put into the order of time, and no index of dates can name it.",
    example="a letter whose heading is followed by its first paragraph.",
    remedy="""To mend it, add place and date where the printed page has them; where it has none, the
    text stays.""",
)  # fmt: skip
