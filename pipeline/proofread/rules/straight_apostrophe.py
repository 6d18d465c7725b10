"""T125: a straight apostrophe in a text whose others are curly."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof, once


def check(proof: Proof) -> Iterator[Finding]:
    """A straight apostrophe in a text whose others are curly.

    The same word is written in two ways, and a search finds only one of them.

    Example: ``don't`` in a text that has ``won’t``.

    To mend it, write the curly apostrophe everywhere. It is said once a file.
    """
    if "'" not in proof.source.text or "’" not in proof.source.text:
        return
    yield from once(
        list(proof.spans("'")), "a straight apostrophe stands in a text with curly ones", "write ’"
    )
