"""T176: words stand between underscores or double asterisks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.proof import once, shown
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"(?<![\w*])([*]{2})(?=\w)[^*\n\x1e]{1,80}(?<=\w)[*]{2}(?![\w*])|(?<![\w_])_(?=[A-Za-z])[^_\n\x1e]{1,80}(?<=[A-Za-z.,])_(?![\w_])"
)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "_" not in proof.prose and "**" not in proof.prose:
        return
    found = list(proof.find(_PATTERN))
    yield from once(
        [span for _, span in found],
        f"“{shown(found[0][0].group()) if found else ''}” has marks of emphasis around it",
        "name a table that reads them below [marks] in edition.toml",
    )


RULE = DocumentRule(
    "T176", "emphasis-left-in", Severity.INFO, check=_check,
    summary="Words stand between underscores or double asterisks.",
    why="""They mark emphasis, and the tables that the edition names do not read them, so the marks
    are printed as they stand.""",
    example="`_Ibid._` where `[marks]` names `loc` alone",
    remedy="""To mend it, add a table that reads them below `[marks]` in `edition.toml`, as `house`.
    It is said once a file.""",
)  # fmt: skip
