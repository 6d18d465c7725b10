"""T176: words stand between underscores or double asterisks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.proof import Proof, once, shown
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

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
        "take the marks out",
        _fix(proof, [span for _, span in found]),
    )


RULE = DocumentRule(
    "T176", "emphasis-left-in", Severity.INFO, check=_check,
    summary="Words stand between underscores or double asterisks.",
    why="""They come from a program that marks emphasis so; a transcription has no emphasis, and the
    marks are printed as they stand.""",
    example="`_Ibid._` for `Ibid.`",
    remedy="To mend it, take the marks out. It is said once a file.",
)  # fmt: skip


def _fix(proof: Proof, spans: list[Span]) -> Mending:
    changes: list[tuple[Span, str]] = []
    for start, end in spans:
        width = 2 if proof.source.text.startswith("**", start) else 1
        changes += ((start, start + width), ""), ((end - width, end), "")
    return Mending.safely("take the marks out", *changes)
