"""T158: the name of a day of the week is misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof
from pipeline.proofread.spelling import near

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(proof: Proof) -> Iterator[Finding]:
    """The name of a day of the week is misspelt.

    A search for the day does not find it.

    Example: ``on Wedesday morning``.

    To mend it, correct the word, or keep it if the page has it so.
    """
    yield from near(proof, _DAYS, "weekday")
