"""T103: UTF-8 was read as Windows-1252 somewhere before, which left two or three odd characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

# UTF-8 read as Windows-1252: the first byte of a sequence and what its next byte becomes.
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_PATTERN = re.compile(f"â[€„†‡ˆ‰][{_LATER}]?|ï[¬»¿][{_LATER}]?|[ÃÂ][\x80-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint("âïÃÂ"):
        return
    for match, span in proof.find_raw(_PATTERN):
        text = match.group()
        meant = _meant(text)
        yield Finding(
            span,
            f"“{text}” looks like UTF-8 read as Windows-1252"
            + (f"; it may be “{meant}”" if meant else ""),
            "write the character that was meant",
            fix=mended(proof, span, text, meant) if meant else None,
        )


RULE = DocumentRule(
    "T103", "utf-8-misread", Severity.WARNING, check=_check,
    summary="""UTF-8 was read as Windows-1252 somewhere before, which left two or three odd
    characters.""",
    why="The text looks broken, and no search finds the word.",
    example="`cafÃ©` for `café`; `donâ€™t` for `don’t`.",
    remedy="To mend it, write the character that was meant, or fetch the text again as UTF-8.",
)  # fmt: skip


def _meant(text: str) -> str:
    try:
        meant = text.encode("cp1252").decode()
    except UnicodeError:
        return ""
    return meant if meant.isprintable() else ""
