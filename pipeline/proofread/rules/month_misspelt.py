"""T157: the name of a month is misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof
from pipeline.proofread.spelling import near

_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SHORT = ("March", "April", "June", "July", "August")


def check(proof: Proof) -> Iterator[Finding]:
    """The name of a month is misspelt.

    The date is not recognized, so the document cannot be found by it.

    Example: ``Septemer 2, 1945``.

    To mend it, correct the word, or keep it if the page has it so.
    """
    yield from near(proof, _MONTHS, "month", before_a_day=_SHORT)
