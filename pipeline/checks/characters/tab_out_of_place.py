"""T106: a tab that does not stand between two cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended, run_of_spaces
from pipeline.checks.proof import Proof
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Mending, Severity
from pipeline.document import Span

_PATTERN = re.compile(r"\t+")
_BETWEEN_CELLS = 2


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "\t" not in proof.source.text:
        return
    for match, span in proof.find_raw(_PATTERN):
        if (match.end() - match.start()) % _BETWEEN_CELLS:
            yield Finding(
                span,
                "cells of a table are parted by two tabs; here the number of tabs is odd",
                "write two tabs between cells, or a space if this is no table",
                fix=_fix(proof, span),
            )


RULE = DocumentRule(
    "T106", "tab-out-of-place", Severity.WARNING, check=_check,
    summary="A tab that does not stand between two cells of a table.",
    why="""Two tabs part the cells of a row. A single tab, an odd number of them or tabs that end a
    line make cells that the page has not, or none where it has some.""",
    example="`Paris\\tMay 2` in a row whose other lines have two tabs.",
    remedy="To mend it, part cells by two tabs and write a space everywhere else.",
)  # fmt: skip


def _fix(proof: Proof, span: Span) -> Mending | None:
    """Write a space where there is no table, and in one as many tabs as make a row like others."""
    text = proof.source.text
    start, end = text.rfind("\n\n", 0, span[0]) + 1, text.find("\n\n", span[1])
    before, here = text[start : span[0]], text[span[0] : span[1]]
    after = text[span[1] : end if end >= 0 else None]
    if "\t" not in before and "\t" not in after:
        return run_of_spaces(proof, span, " \t")
    above, _, left = before.rpartition("\n")
    right, _, below = after.partition("\n")
    usual = {row.count("\t") for row in (*above.split("\n"), *below.split("\n")) if "\t" in row}
    meant = usual.pop() - left.count("\t") - right.count("\t") if len(usual) == 1 else 0
    near = abs(meant - len(here)) == 1 and meant > 0
    return mended(proof, span, here, "\t" * meant) if near else None
