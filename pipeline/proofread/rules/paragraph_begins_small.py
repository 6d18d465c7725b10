"""T174: a paragraph begins with a small letter after a sentence that has ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

# Shorter than this it is a title, which older volumes print in small capitals.
_LINE = 40
_NAMES = ("cc", "bcc", "de ", "von ", "van ", "al", "el", "d’", "ibn ")


def check(proof: Proof) -> Iterator[Finding]:
    """A paragraph begins with a small letter after a sentence that has ended.

    Its beginning was lost, or the paragraph was parted inside a sentence.

    Example: a paragraph that begins ``and left the room.`` after one that ends ``He rose.``

    To mend it, restore the beginning from the printed page, or join the two paragraphs.
    """
    for one, other in pairwise(proof.passages):
        if (
            isinstance(one.node, model.Paragraph)
            and isinstance(other.node, model.Paragraph)
            and one.flow == other.flow
        ):
            start = proof.first(other)
            first = proof.prose[start : start + 2]
            is_long = min(one.end - one.start, other.end - other.start) >= _LINE
            is_name = proof.prose.startswith(_NAMES, start)
            if (
                is_long
                and not is_name
                and first.islower()
                and first.isalpha()
                and proof.text(one)[-1:] == "."
            ):
                yield Finding(
                    proof.span(other.start, other.start + 1),
                    "this paragraph begins with a small letter",
                    "restore its beginning, or join it with the paragraph before",
                )
