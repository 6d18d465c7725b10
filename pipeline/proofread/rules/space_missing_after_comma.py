"""T134: a comma or semicolon without a space after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(r"[A-Za-z]?[a-z]+([,;])[A-Za-z]{2,}[.]?", re.ASCII)


def check(proof: Proof) -> Iterator[Finding]:
    """A comma or semicolon without a space after it.

    The words on both sides of it are one word for every search.

    Example: ``bread,butter and tea``.

    To mend it, put the space in.
    """
    for word in proof.unusual:
        found = _PATTERN.fullmatch(word)
        if found:
            for start, _ in proof.places(word):
                place = start + found.start(1)
                yield Finding(
                    (place, place + 1),
                    f"a space is missing after the “{found[1]}”",
                    "put the space in",
                    fix=mended(proof, (place, place + 1), found[1], f"{found[1]} "),
                )
