"""T125: a straight apostrophe in a text whose others are curly."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.proof import once
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "'" not in proof.source.text or "’" not in proof.source.text:
        return
    spans = list(proof.spans("'"))
    # One that no letter stands before may be an opening quotation mark.
    certain = all(proof.source.text[start - 1 : start].isalpha() for start, _ in spans)
    fix = Mending.safely("write ’", *((span, "’") for span in spans)) if certain else None
    message = "a straight apostrophe stands in a text with curly ones"
    yield from once(spans, message, "write ’", fix)


RULE = DocumentRule(
    "T125", "straight-apostrophe-among-curly", Severity.INFO, check=_check,
    summary="A straight apostrophe in a text whose others are curly.",
    why="The same word is written in two ways, and a search finds only one of them.",
    example="`don't` in a text that has `won’t`.",
    remedy="To mend it, write the curly apostrophe everywhere. It is said once a file.",
)  # fmt: skip
