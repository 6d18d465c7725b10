"""T177: a line begins with blanks in a way the raw form has no meaning for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Mending
from pipeline.document import Span
from pipeline.proofread.proof import Proof, once

_PATTERN = re.compile(r"\n( +)(?=[^ \n])")


def check(proof: Proof) -> Iterator[Finding]:
    """A line begins with blanks in a way the raw form has no meaning for.

    Two blanks begin a list item or a note, four more a level deeper. An odd number of them was
    left in from a print or a word processor.

    Example: a paragraph that begins with five blanks.

    To mend it, take the blanks out. It is said once a file.
    """
    odd = [m.span(1) for m in _PATTERN.finditer(proof.source.text) if len(m[1]) % 2]
    yield from once(
        odd,
        "this line begins with an odd number of blanks, which means nothing",
        "take the blanks out; a list item or note begins with two",
        _fix(odd),
    )


def _fix(odd: list[Span]) -> Mending | None:
    """Of three blanks one may be too many, or all."""
    certain = all(end - start == 1 for start, end in odd)
    return Mending.safely("take the blank out", *((span, "") for span in odd)) if certain else None
