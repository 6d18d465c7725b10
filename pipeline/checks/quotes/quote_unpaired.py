"""T121: a quotation mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.quotes.pairs import unpaired
from pipeline.checks.quotes.wrong_way import wrong_way
from pipeline.checks.rule import HIGH_QUOTES, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# A straight mark opens after one of these.
_BEFORE = " \n([—–-“‘\x01\x02"


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "„" in proof.characters:  # where “ closes
        return
    turned = {place for _, place in wrong_way(proof)}

    def is_opening_mark(mark: str, place: int) -> bool:
        if mark == '"':
            return place == 0 or proof.prose[place - 1] in _BEFORE
        return (mark == "“") != (place in turned)

    marks = (
        (mark, place)
        for mark, place in proof.marks_of('“”"')
        if not isinstance(proof.passage(place).node, model.Cell)  # it may mean “the same”
    )
    for place, is_opening in unpaired(proof, marks, is_opening_mark, reopens=True):
        yield Finding(
            proof.span(place, place + 1),
            "this quotation is not closed" if is_opening else "this quotation was not opened",
            f"set the “{'”' if is_opening else '“'}” that is missing, or take this one out",
        )


RULE = DocumentRule(
    "T121", "quote-unpaired", Severity.WARNING, check=_check, languages=HIGH_QUOTES,
    summary="A quotation mark without its partner.",
    why="""The reader cannot tell where the quotation ends. A quotation that runs over several
    paragraphs may open each of them anew and close only the last.""",
    example="`He said “we shall see and left.`",
    remedy="To mend it, set the mark that is missing, as on the printed page.",
)  # fmt: skip
