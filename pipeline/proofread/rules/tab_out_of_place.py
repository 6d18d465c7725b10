"""T106: a tab that does not stand between two cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.document import Span
from pipeline.proofread.fixes import run_of_spaces
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
                fix=None if _in_table(proof, span) else run_of_spaces(proof, span, " \t"),
            )


def _in_table(proof: Proof, span: Span) -> bool:
    """Tell whether there are other tabs in the block, which then may be a table."""
    text = proof.source.text
    start = text.rfind("\n\n", 0, span[0])
    end = text.find("\n\n", span[1])
    around = text[max(start, 0) : span[0]] + text[span[1] : end if end >= 0 else None]
    return "\t" in around
