"""T155: a capital inside a word that the document has elsewhere without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

# Capitals whose shape is that of the small letter.
_ALIKE = re.compile(r"[A-Z]?[a-z]+[CKOPSUVWXZ][a-z]+", re.ASCII)
_SMALL_FIRST = re.compile(r"[a-z][COSVWXZ][a-z]+|[a-z]{2,}[A-Z][a-z]*", re.ASCII)
# Prefixes to names, and those of names and telegrams.
_PREFIX = re.compile(
    r"(?:anti|ex|inter|mid|non|pan|post|pre|pro|trans|un|al|de|del|della|di|du|el|la|le|van|von"
    r"|my|our|re|ref|ur|your)[A-Z]",
    re.ASCII,
)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.unusual:
        likely = word[:1] + word[1:].lower()
        is_known = likely in proof.plain or likely in proof.capitalized
        is_odd = _SMALL_FIRST.fullmatch(word) and not _PREFIX.match(word)
        if is_odd or (is_known and _ALIKE.fullmatch(word)):
            for span in proof.places(word):
                yield Finding(
                    span,
                    f"“{word}” has a capital inside",
                    "compare with the printed page: write the small letter, or put the space in",
                    fix=reworded(proof, span, word, likely) if is_known else None,
                )


RULE = DocumentRule(
    "T155", "capital-inside-word", Severity.INFO, check=_check,
    summary="""A capital inside a word that begins small, or that the document has elsewhere without
    it.""",
    why="""Recognition mixes up letters whose capital has the same shape (C, O, S, V, W, X, Z), and
    loses spaces before capitals.""",
    example="`upOn` for `upon`; `SeCretary` in a document that has `Secretary`.",
    remedy="To mend it, write the small letter or put the space in, as on the printed page.",
)  # fmt: skip
