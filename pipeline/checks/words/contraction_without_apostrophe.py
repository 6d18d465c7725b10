"""T162: a contraction has lost its apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_WORDS = frozenset(
    [
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "wasnt",
        "arent",
        "werent",
        "havent",
        "hasnt",
        "hadnt",
        "couldnt",
        "wouldnt",
        "shouldnt",
        "youre",
        "theyre",
        "weve",
        "youve",
        "theyve",
    ]
)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.words(_WORDS):
        for span in proof.places(word):
            yield Finding(
                span,
                f"“{word}” has lost its apostrophe",
                "put the apostrophe in, if the page has it",
                fix=reworded(proof, span, word, _contracted(word)),
            )


RULE = DocumentRule(
    "T162", "contraction-without-apostrophe", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A contraction has lost its apostrophe.",
    why="The apostrophe is small on the page and often lost in recognition.",
    example="`dont` for `don’t`.",
    remedy="To mend it, put the apostrophe in, unless the page has none.",
)  # fmt: skip


def _contracted(word: str) -> str:
    """The apostrophe stands for the o of not, and for what is lost of are and have."""
    length = 1 if word.endswith("nt") else 2
    return f"{word[:-length]}’{word[-length:]}"
