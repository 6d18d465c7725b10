"""T133, T134: two words without a space after the mark between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_AFTER_STOP = re.compile(r"[A-Za-z]?[a-z]{3,}([.])[A-Z][a-z]+", re.ASCII)
_AFTER_COMMA = re.compile(r"[A-Za-z]?[a-z]+([,;])[A-Za-z]{2,}[.]?", re.ASCII)


def _find(view: View, pattern: re.Pattern[str], name: str) -> Iterator[Finding]:
    """Yield the mark in the first group of each match; ``name`` may quote it as ``{}``."""
    proof = view.proof
    for word in proof.unusual:
        found = pattern.fullmatch(word)
        if found is None:
            continue
        for start, _ in proof.places(word):
            mark, place = found[1], start + found.start(1)
            yield Finding(
                (place, place + 1),
                f"a space is missing after the {name.format(mark)}",
                "put the space in",
                fix=mended(proof, (place, place + 1), mark, f"{mark} "),
            )


SPACE_MISSING_AFTER_STOP = DocumentRule(
    "T133", "space-missing-after-stop", Severity.WARNING,
    summary="A full stop without a space between two sentences.",
    why="The last word of the one and the first of the other are one word for every search.",
    example="`left the room.Then he`.",
    remedy="To mend it, put the space in.",
    check=partial(_find, pattern=_AFTER_STOP, name="full stop"),
)  # fmt: skip


SPACE_MISSING_AFTER_COMMA = DocumentRule(
    "T134", "space-missing-after-comma", Severity.WARNING,
    summary="A comma or semicolon without a space after it.",
    why="The words on both sides of it are one word for every search.",
    example="`bread,butter and tea`.",
    remedy="To mend it, put the space in.",
    check=partial(_find, pattern=_AFTER_COMMA, name="“{}”"),
)  # fmt: skip
