"""T132: two marks of punctuation where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(
    r"[,;:.](?:(?<=,)[,;:.]|(?<=[;:])[;:,.]|(?<=[a-z]{3}[.])[.](?![.]))(?=[ \n\x01\x02\x1e”)])"
)


def check(proof: Proof) -> Iterator[Finding]:
    """Two marks of punctuation where one belongs.

    One of them was left behind by a change, or is a speck that recognition took for a mark.

    Example: ``London,, May 2``; ``the Secretary.. He``.

    To mend it, take the wrong one out.
    """
    for match, span in proof.find(_PATTERN):
        yield Finding(
            span,
            f"“{match.group()}”: one of the two marks is too many",
            "take the wrong one out, as on the printed page",
        )
