"""T108: some lines end with CRLF and some with LF."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity


def _check(view: View) -> Iterator[Finding]:
    text = view.proof.source.text
    crlf = [edit for edit in view.proof.source.log if edit.before == "\r\n"]
    if crlf and len(crlf) < text.count("\n"):
        ends = {edit.start for edit in crlf}
        here = next(i for i, c in enumerate(text) if c == "\n" and i not in ends)
        start = min(here, crlf[0].start) if here > crlf[0].start else crlf[0].start
        yield Finding(
            (start, start + 1),
            f"{len(crlf):,} lines end with CRLF and {text.count(chr(10)) - len(crlf):,} with LF",
            "save the file with LF (Unix) line ends",
            fix=Mending.safely(
                "end all lines with LF",
                *(((edit.start, edit.start + 1), "\n") for edit in crlf),
            ),
        )


RULE = DocumentRule(
    "T108", "line-ends-mixed", Severity.WARNING, check=_check,
    summary="Some lines end with CRLF and some with LF.",
    why="""The file was put together from two others or changed by two programs, and other changes
    may have come with it.""",
    example="a passage pasted from a word processor on Windows into a file written elsewhere.",
    remedy="To mend it, save the file with LF line ends.",
)  # fmt: skip
