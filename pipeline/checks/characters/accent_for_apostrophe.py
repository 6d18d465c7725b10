"""T112: an accent or a prime stands where an apostrophe or a quotation mark belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.proof import Proof
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"(?<=[A-Za-z])[`´ʹ′](?=[a-z]{1,2}\b)|(?<!\w)[`´](?=[A-Za-z])|(?<=[A-Za-z.,])[`´](?!\w)",
    re.ASCII,
)

# Elsewhere it may be a quotation mark.
_INSIDE = re.compile(r"(?<=[A-Za-z])[`´ʹ′](?=[a-z])")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "`" not in proof.source.text and proof.characters.isdisjoint("´ʹ′"):
        return
    for match, span in proof.find(_PATTERN):
        code = f"U+{ord(match.group()):04X}"
        yield Finding(
            span,
            f"“{match.group()}” ({code}) is no apostrophe and no quotation mark",
            "write the apostrophe or quotation mark that the text has elsewhere",
            fix=mended(proof, span, match.group(), _apostrophe(proof))
            if _INSIDE.match(proof.prose, match.start())
            else None,
        )


RULE = DocumentRule(
    "T112", "accent-for-apostrophe", Severity.WARNING, check=_check,
    summary="An accent or a prime stands where an apostrophe or a quotation mark belongs.",
    why="They look alike in some fonts, but a search for the word does not find it.",
    example="`don´t` for `don’t`; `the Minister´s` for `the Minister’s`.",
    remedy="To mend it, write the apostrophe or the quotation mark that the text has elsewhere.",
)  # fmt: skip


def _apostrophe(proof: Proof) -> str:
    return "'" if "'" in proof.source.text and "’" not in proof.source.text else "’"
