"""T155: a capital inside a word that the document has elsewhere without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

# Capitals whose shape is that of the small letter.
_PATTERN = re.compile(r"[A-Z]?[a-z]+[CKOPSUVWXZ][a-z]+|[a-z]{2,}[A-Z]", re.ASCII)


def check(proof: Proof) -> Iterator[Finding]:
    """A capital inside a word that the document has elsewhere without it.

    Recognition mixes up letters whose capital has the same shape: C, O, S, V, W, X, Z.

    Example: ``SeCretary`` in a document that has ``Secretary``.

    To mend it, write the small letter, as on the printed page.
    """
    for word in proof.unusual:
        if _PATTERN.fullmatch(word):
            likely = word[0] + word[1:].lower()
            if likely in proof.plain or likely in proof.capitalized:
                for span in proof.places(word):
                    yield Finding(
                        span,
                        f"“{word}” has a capital inside and is “{likely}” elsewhere",
                        "compare with the printed page and write the small letter",
                    )
