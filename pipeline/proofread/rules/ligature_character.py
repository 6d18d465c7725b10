"""T109: a ligature as a single character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof

_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"


def check(proof: Proof) -> Iterator[Finding]:
    """A ligature as a single character.

    Ligatures are the font's business. A search for ``office`` does not find a word whose
    letters are one character.

    Example: ``o\ufb03ce`` (U+FB03) for ``office``.

    To mend it, write the letters.
    """
    if proof.characters.isdisjoint(_LIGATURES):
        return
    for ligature in _LIGATURES:
        letters = unicodedata.normalize("NFKD", ligature)
        for span in proof.spans(ligature):
            yield Finding(
                span,
                f"U+{ord(ligature):04X} is a ligature for “{letters}”",
                f"write the letters: {letters}",
                fix=mended(proof, span, ligature, letters),
            )
