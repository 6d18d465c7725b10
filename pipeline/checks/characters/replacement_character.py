"""T102: the replacement character U+FFFD stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    yield from view.proof.each(
        "\ufffd",
        "U+FFFD stands for a character that was lost",
        "restore the character from the printed page",
    )


RULE = DocumentRule(
    "T102", "replacement-character", Severity.WARNING, check=_check,
    summary="The replacement character U+FFFD stands in the text.",
    why="A program puts it where it could not decode a byte; the character that was there is lost.",
    example="`caf�` for `café`.",
    remedy="To mend it, restore the character from the printed page.",
)  # fmt: skip
