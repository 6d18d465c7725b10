"""T175: a tag or an entity of HTML or XML stands in the text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.proof import Proof
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_PATTERN = re.compile(
    r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,6});"
    r"|</?(?:p|i|b|em|hi|br|sup|sub|span|div|note|pb|a|u|strong)(?: [^<>\n]{0,80})?/?>"
)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "&" in proof.source.text or "<" in proof.source.text:
        for match, span in proof.find_raw(_PATTERN):
            yield Finding(
                span,
                f"“{match.group()}” looks like markup of HTML or XML",
                "write the character that is meant, or take the tag out",
                fix=_fix(proof, span, match.group()),
            )


RULE = DocumentRule(
    "T175", "markup-left-in", Severity.WARNING, check=_check,
    summary="A tag or an entity of HTML or XML stands in the text.",
    why="A transcription is plain text; what looks like markup is printed as it stands.",
    example="`Ministry of Trade &amp; Industry`; `<i>Ibid.</i>`",
    remedy="To mend it, write the character that is meant, and take tags out.",
)  # fmt: skip


def _fix(proof: Proof, span: Span, markup: str) -> Mending | None:
    """Write the character that is meant; what a tag says is not to be taken away."""
    meant = html.unescape(markup)
    certain = len(meant) == 1 and meant.isprintable()
    return mended(proof, span, markup, meant) if certain else None
