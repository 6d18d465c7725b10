"""T124: a straight quotation mark in a text whose others are curly."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof, once

_MOST = 3


def check(proof: Proof) -> Iterator[Finding]:
    """A straight quotation mark in a text whose others are curly.

    A passage was pasted in from elsewhere, or a mark was typed by hand; it cannot be told
    whether it opens or closes.

    Example: ``"the first`` in a text that has ``“the second”``.

    To mend it, write the curly mark. Where the straight ones are many, it is said once.
    """
    if '"' not in proof.source.text or not ("“" in proof.source.text or "”" in proof.source.text):
        return
    yield from once(
        list(proof.spans('"')),
        "a straight quotation mark stands in a text with curly ones",
        "write “ or ”",
    )
