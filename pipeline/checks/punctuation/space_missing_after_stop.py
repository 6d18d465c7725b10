"""T133: a full stop without a space between two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity

_PATTERN = re.compile(r"[A-Za-z]?[a-z]{3,}([.])[A-Z][a-z]+", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.unusual:
        found = _PATTERN.fullmatch(word)
        if found:
            for start, _ in proof.places(word):
                place = start + found.start(1)
                yield Finding(
                    (place, place + 1),
                    "a space is missing after the full stop",
                    "put the space in",
                    fix=mended(proof, (place, place + 1), ".", ". "),
                )


RULE = DocumentRule(
    "T133",
    "space-missing-after-stop",
    Severity.WARNING,
    summary="A full stop without a space between two sentences.",
    why="The last word of the one and the first of the other are one word for every search.",
    example="`left the room.Then he`.",
    remedy="To mend it, put the space in.",
    check=_check,
)
