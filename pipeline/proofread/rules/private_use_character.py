"""T101: a character of a private-use area."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

_PATTERN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def check(proof: Proof) -> Iterator[Finding]:
    """A character of a private-use area.

    What it looks like is agreed between one font and its users and nowhere else; every other
    font shows an empty box.

    Example: U+E000 where an old font had a ligature.

    To mend it, look up the printed page and write the character that Unicode has for it.
    """
    if not any(map(_PATTERN.match, proof.characters)):
        return
    for match, span in proof.find_raw(_PATTERN):
        yield Finding(
            span,
            f"U+{ord(match.group()):04X} is a private-use character, which has no agreed form",
            "write the character that Unicode has for what the page shows",
        )
