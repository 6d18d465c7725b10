"""T122: a square bracket without its partner."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.pairs import unpaired
from pipeline.proofread.proof import Proof


def check(proof: Proof) -> Iterator[Finding]:
    """A square bracket without its partner.

    Square brackets set off what the editors have added; without one of the two nobody can tell
    what is theirs.

    Example: ``[Here follows a list of those present.``

    To mend it, set the bracket that is missing, as on the printed page.
    """
    for place, is_opening in unpaired(proof, proof.marks_of("[]"), lambda mark, _: mark == "["):
        yield Finding(
            proof.span(place, place + 1),
            "this bracket is not closed" if is_opening else "this bracket was not opened",
            "set the bracket that is missing, or take this one out",
        )
