"""T127: an apostrophe is written as an opening quotation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"‘(?:[0-9]{2}s?|em|tis|twas|til)(?![\w’])|(?<=[a-z])‘(?=(?:s|t|re|ve|ll|d)\b)"
)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "‘" not in proof.characters:
        return
    for match, span in proof.find(_PATTERN):
        if not proof.prose.startswith("’", match.end()):
            yield Finding(
                (span[0], span[0] + 1),
                "this opening quotation mark is most likely an apostrophe",
                "write ’",
                fix=mended(proof, (span[0], span[0] + 1), "‘", "’"),
            )


RULE = DocumentRule(
    "T127", "apostrophe-wrong-way", Severity.INFO, check=_check, languages=ENGLISH,
    summary="An apostrophe is written as an opening quotation mark.",
    why="""Programs that make quotation marks curly take each one before a letter for an opening
    one.""",
    example="`the ‘40s` for `the ’40s`; `don‘t` for `don’t`.",
    remedy="To mend it, write ’.",
)  # fmt: skip
