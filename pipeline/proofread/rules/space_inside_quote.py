"""T128: a space stands between a quotation mark and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(r"(?<=[ —(])“ (?=\w)|(?<=[\w.,;?!]) ”(?=[ .,;\x1e])")


def check(proof: Proof) -> Iterator[Finding]:
    """A space stands between a quotation mark and what it quotes.

    It comes from recognition, and the mark may be left alone at the end of a line.

    Example: ``“ the Treaty”``.

    To mend it, take the space out.
    """
    if proof.has_pair("“ ", " ”"):
        for match, span in proof.find(_PATTERN):
            yield Finding(
                span,
                "there is a space between the quotation mark and what it quotes",
                "take the space out",
                fix=mended(proof, span, match.group(), match.group().strip(" ")),
            )
