"""Quotation marks that were turned the wrong way."""

from __future__ import annotations

import re

from pipeline.checks.proof import Proof

_WRONG_WAY = re.compile(
    "“(?<=[A-Za-z0-9,.]“)(?=[ .,;:)\x1e])"  # opens at the end of a word
    "|”(?<=[ (]”)(?=[A-Za-z])"  # closes at its beginning
    "|”(?<=\\n”)(?=[^\x1e\x01])"  # or at that of a paragraph
    "|”(?<=:”)(?= [A-Z])",
    re.ASCII,
)


def wrong_way(proof: Proof) -> list[tuple[str, int]]:
    """Give each quotation mark that opens at the end of a word or closes at its beginning."""
    if "„" in proof.characters:  # where “ closes
        return []
    return [
        (mark, place)
        for mark, place in proof.marks_of("“”")
        if _WRONG_WAY.match(proof.prose, place)
    ]
