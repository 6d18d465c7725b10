"""T113: a low quotation mark stands where a comma belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(r"(?<=\w)[‚„](?= )")


def check(proof: Proof) -> Iterator[Finding]:
    """A low quotation mark stands where a comma belongs.

    The two can hardly be told apart on the page, but the sentence has lost its comma for every
    program.

    Example: ``London‚ May 2`` with U+201A for the comma.

    To mend it, write a comma.
    """
    if proof.characters.isdisjoint("‚„"):
        return
    for match, span in proof.find(_PATTERN):
        yield Finding(
            span,
            f"“{match.group()}” (U+{ord(match.group()):04X}) is a low quotation mark, no comma",
            "write a comma",
            fix=mended(proof, span, match.group(), ","),
        )
