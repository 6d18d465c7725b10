"""T177: a line begins with blanks in a way the raw form has no meaning for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.proof import Proof, once
from pipeline.checks.rule import FRUS, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_PATTERN = re.compile(r"\n( +)(?=[^ \n])")


def _check(view: View) -> Iterator[Finding]:
    odd = [m.span(1) for m in _PATTERN.finditer(view.proof.source.text) if len(m[1]) % 2]
    yield from once(
        odd,
        "this line begins with an odd number of blanks, which means nothing",
        "take the blanks out; a list item or note begins with two",
        _fix(view.proof, odd),
    )


RULE = DocumentRule(
    "T177", "line-indented", Severity.INFO, check=_check, profiles=FRUS,
    summary="A line begins with blanks in a way the raw form has no meaning for.",
    why="""Two blanks begin a list item or a note, four more a level deeper. An odd number of them
    was left in from a print or a word processor.""",
    example="a paragraph that begins with five blanks.",
    remedy="To mend it, take the blanks out. It is said once a file.",
)  # fmt: skip


def _fix(proof: Proof, odd: list[Span]) -> Mending | None:
    """A line below an indented one may belong to a note or a list, and then only one is wrong."""
    if all(end - start == 1 or _begins_anew(proof.source.text, start) for start, end in odd):
        return Mending.safely("take the blanks out", *((span, "") for span in odd))
    return None


def _begins_anew(text: str, start: int) -> bool:
    """Tell whether a blank line and a paragraph that is not indented stand above."""
    end = start - len("\n\n")
    above = text.rfind("\n", 0, end) + 1
    return text[end:start] == "\n\n" and above < end and text[above] != " "
