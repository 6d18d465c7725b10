"""T106: a tab that does not stand between two cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(r"\t+")
_BETWEEN_CELLS = 2


def check(proof: Proof) -> Iterator[Finding]:
    r"""A tab that does not stand between two cells of a table.

    Two tabs part the cells of a row. A single tab, an odd number of them or tabs that end a
    line make cells that the page has not, or none where it has some.

    Example: ``Paris\tMay 2`` in a row whose other lines have two tabs.

    To mend it, part cells by two tabs and write a space everywhere else.
    """
    if "\t" not in proof.source.text:
        return
    for match, span in proof.find_raw(_PATTERN):
        if (match.end() - match.start()) % _BETWEEN_CELLS:
            yield Finding(
                span,
                "cells of a table are parted by two tabs; here the number of tabs is odd",
                "write two tabs between cells, or a space if this is no table",
            )
