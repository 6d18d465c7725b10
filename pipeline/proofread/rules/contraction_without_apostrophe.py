"""T162: a contraction has lost its apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

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


def check(proof: Proof) -> Iterator[Finding]:
    """A contraction has lost its apostrophe.

    The apostrophe is small on the page and often lost in recognition.

    Example: ``dont`` for ``don’t``.

    To mend it, put the apostrophe in, unless the page has none.
    """
    for word in proof.words(_WORDS):
        for span in proof.places(word):
            yield Finding(
                span,
                f"“{word}” has lost its apostrophe",
                "put the apostrophe in, if the page has it",
            )
