"""T130: a guillemet without its partner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.quotes.pairs import unpaired
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_GUILLEMET = re.compile("[«»]")
_OPENS = re.compile(r"(?<![^ \n(\[—–])[«»](?=[^ \n.,;:!?)])")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint("«»"):
        return
    marks = [(match.group(), match.start()) for match in _GUILLEMET.finditer(proof.prose)]
    # German has them »so«, French «so»: what stands before words opens, or else the first.
    opens = Counter([*_OPENS.findall(proof.prose), *(mark for mark, _ in marks[:1])])
    opening = max(opens, key=opens.__getitem__, default="")
    for place, is_opening in unpaired(proof, marks, lambda mark, _: mark == opening, reopens=True):
        yield Finding(
            proof.span(place, place + 1),
            "this quotation is not closed" if is_opening else "this quotation was not opened",
            "set the guillemet that is missing, or take this one out",
        )


RULE = DocumentRule(
    "T130", "guillemet-unpaired", Severity.WARNING, check=_check,
    summary="A guillemet without its partner.",
    why="""The reader cannot tell where the quotation ends. A quotation that runs over several
    paragraphs may open each of them anew and close only the last.""",
    example="`Er sagte: »Wir kommen.`",
    remedy="To mend it, set the mark that is missing, as on the printed page.",
)  # fmt: skip
