"""T102: the replacement character U+FFFD stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof


def check(proof: Proof) -> Iterator[Finding]:
    """The replacement character U+FFFD stands in the text.

    A program puts it where it could not decode a byte; the character that was there is lost.

    Example: ``caf�`` for ``café``.

    To mend it, restore the character from the printed page.
    """
    yield from proof.each(
        "\ufffd",
        "U+FFFD stands for a character that was lost",
        "restore the character from the printed page",
    )
