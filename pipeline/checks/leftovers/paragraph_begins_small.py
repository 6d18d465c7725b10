"""T174: a paragraph begins with a small letter after a sentence that has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# Shorter than this it is a title, which older volumes print in small capitals.
_LINE = 40
# Neither a copy line, a name nor a roman number.
_WORD = re.compile(r"(?!b?cc\b|de |von |van |al\b|el\b|ibn |[ivx]+\b)[a-z]{2,}[ ,]", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for one, other in pairwise(proof.passages):
        first = proof.first(other)
        if (
            proof.prose[first].islower()
            and isinstance(one.node, model.Paragraph)
            and isinstance(other.node, model.Paragraph)
            and one.flow == other.flow
            and min(one.end - one.start, other.end - other.start) >= _LINE
            and proof.text(one).endswith(".")
            and _WORD.match(proof.prose, first)
        ):
            yield Finding(
                proof.span(first, first + 1),
                "this paragraph begins with a small letter",
                "restore its beginning, or join it with the paragraph before",
            )


RULE = DocumentRule(
    "T174", "paragraph-begins-small", Severity.INFO, check=_check,
    summary="A paragraph begins with a small letter after a sentence that has ended.",
    why="Its beginning was lost, or the paragraph was parted inside a sentence.",
    example="a paragraph that begins `and left the room.` after one that ends `He rose.`",
    remedy="To mend it, restore the beginning from the printed page, or join the two paragraphs.",
)  # fmt: skip
