"""Quotation marks that were turned the wrong way."""

from __future__ import annotations

import re

from pipeline.proofread.proof import Proof

_WRONG_WAY = re.compile(
    "“(?<=[A-Za-z0-9,.]“)(?=[ .,;:)\x1e])"  # opens at the end of a word
    "|”(?<=[ (]”)(?=[A-Za-z])"  # closes at its beginning
    "|”(?<=\\n”)(?=[^\x1e\x01])"  # or at that of a paragraph
    "|”(?<=:”)(?= [A-Z])",
    re.ASCII,
)


def wrong_way(proof: Proof) -> list[re.Match[str]]:
    """Give the quotation marks that open at the end of a word or close at its beginning."""
    if "„" in proof.characters:  # where “ closes
        return []
    return list(_WRONG_WAY.finditer(proof.prose))
