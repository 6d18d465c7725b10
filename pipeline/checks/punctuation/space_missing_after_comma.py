"""T134: a comma or semicolon without a space after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity

_PATTERN = re.compile(r"[A-Za-z]?[a-z]+([,;])[A-Za-z]{2,}[.]?", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.unusual:
        found = _PATTERN.fullmatch(word)
        if found:
            for start, _ in proof.places(word):
                place = start + found.start(1)
                yield Finding(
                    (place, place + 1),
                    f"a space is missing after the “{found[1]}”",
                    "put the space in",
                    fix=mended(proof, (place, place + 1), found[1], f"{found[1]} "),
                )


RULE = DocumentRule(
    "T134",
    "space-missing-after-comma",
    Severity.WARNING,
    summary="A comma or semicolon without a space after it.",
    why="The words on both sides of it are one word for every search.",
    example="`bread,butter and tea`.",
    remedy="To mend it, put the space in.",
    check=_check,
)
