"""T111: letters of two scripts in one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

# Letters of Greek and Cyrillic beside Latin ones.
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_LATIN = "A-Za-z\u00c0-\u024f"
_PATTERN = re.compile(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_SIGNS = "µμΩ"


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if not any("\u0370" <= character <= "\u052f" for character in proof.characters):
        return
    for word in sorted({*proof.plain, *proof.capitalized, *proof.unusual}):
        found = _PATTERN.search(word)
        if found and not set(found.group()) & set(_SIGNS):
            for span in proof.places(word):
                yield Finding(
                    span,
                    f"“{word}” has letters of two scripts (“{found.group()}”)",
                    "write the word anew with the letters of one script",
                )


RULE = DocumentRule(
    "T111", "mixed-scripts", Severity.WARNING, check=_check,
    summary="Letters of two scripts in one word.",
    why="""Letters of Cyrillic or Greek look like Latin ones. No search finds such a word, and a
    person can be deceived by it.""",
    example="`Trеaty` with U+0435, a Cyrillic letter, for its first e.",
    remedy="To mend it, write the word anew.",
)  # fmt: skip
