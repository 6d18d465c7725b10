"""T124: a straight quotation mark in a text whose others are curly."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.proof import Proof, once
from pipeline.checks.rule import HIGH_QUOTES, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_OPENING = frozenset(" \n([—–")
_CLOSING = frozenset(["", *" \n)].,;:?!—–"])


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if '"' not in proof.source.text or not ("“" in proof.source.text or "”" in proof.source.text):
        return
    yield from once(
        list(proof.spans('"')),
        "a straight quotation mark stands in a text with curly ones",
        "write “ or ”",
        _fix(proof),
    )


RULE = DocumentRule(
    "T124", "straight-quote-among-curly", Severity.INFO, check=_check, languages=HIGH_QUOTES,
    summary="A straight quotation mark in a text whose others are curly.",
    why="""A passage was pasted in from elsewhere, or a mark was typed by hand; it cannot be told
    whether it opens or closes.""",
    example='`"the first` in a text that has `“the second”`.',
    remedy="To mend it, write the curly mark. Where the straight ones are many, it is said once.",
)  # fmt: skip


def _fix(proof: Proof) -> Mending | None:
    """Turn all of them, if what stands beside each shows which way."""
    text = proof.source.text
    changes: list[tuple[Span, str]] = []
    for start, end in proof.spans('"'):
        after_gap = text[start - 1 : start] in _OPENING if start else True
        before_gap = text[end : end + 1] in _CLOSING
        if after_gap == before_gap:
            return None
        # After a figure it may stand for inches.
        if before_gap and text[start - 1].isdecimal():
            return None
        changes.append(((start, end), "“" if after_gap else "”"))
    return Mending.safely("write “ or ”", *changes)
