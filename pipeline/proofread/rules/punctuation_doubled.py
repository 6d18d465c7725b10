"""T132: two marks of punctuation where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(
    r"[,;:.](?=[,;:.])(?:(?<=,)[,;:.]|(?<=[;:])[;:,.]|(?<=[a-z]{3}[.])[.](?![.]))"
    r"(?=[ \n\x01\x02\x1e”)])"
)

# Of two others either can be right, and two points may mark an omission.
_CERTAIN = frozenset({",,", ";;", "::"})


def check(proof: Proof) -> Iterator[Finding]:
    """Two marks of punctuation where one belongs.

    One of them was left behind by a change, or is a speck that recognition took for a mark.

    Example: ``London,, May 2``; ``the Secretary.. He``.

    To mend it, take the wrong one out.
    """
    for match, span in proof.find(_PATTERN):
        marks = match.group()
        yield Finding(
            span,
            f"“{marks}”: one of the two marks is too many",
            "take the wrong one out, as on the printed page",
            fix=mended(proof, span, marks, marks[0]) if marks in _CERTAIN else None,
        )
