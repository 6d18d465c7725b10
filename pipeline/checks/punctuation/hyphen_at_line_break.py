"""T137: a word is broken at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Mending, Severity
from pipeline.document import Span

_PATTERN = re.compile(r"[-‐](?<=[a-z]{2}.)\n(?=[a-z]{2})")
_ENDS = ("-\n", "‐\n")
# Where lines were joined, a space stands for the line end; “pre- and postwar” is let pass.
_JOINED = re.compile(r"[-‐](?<=[a-z]{2}.) (?=[a-z]{2})(?!(?:and|or|nor|to|but|as)\b)")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    places: list[Span] = []
    if any(end in proof.source.text for end in _ENDS):
        places += [span for _, span in proof.find_raw(_PATTERN)]
    if proof.has_pair("- ") or "‐" in proof.characters:
        places += [span for _, span in proof.find(_JOINED)]
    for span in places:
        broken = proof.source.text[span[0] : span[1]]
        yield Finding(
            span,
            "a word is broken at the end of a line here",
            "write the word in one",
            fix=Mending.wording("write the word in one", (span, ""))
            if len(broken) == len("- ")
            else None,
        )


RULE = DocumentRule(
    "T137",
    "hyphen-at-line-break",
    Severity.WARNING,
    summary="A word is broken at the end of a line.",
    why="""A transcription has no lines but its paragraphs; the break comes from the printed page,
    and no search finds the word.""",
    example="`the govern-` and `ment of France` in the next line.",
    remedy="To mend it, write the word in one.",
    check=_check,
)
