"""S120: running text follows the closing of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_PHRASE = re.compile(
    r"(?:(?:Very |Most )?(?:[Ss]incerely|[Rr]espectfully|[Ff]aithfully|[Cc]ordially|[Tt]ruly)"
    r"(?: yours)?|Yours (?:very )?(?:sincerely|truly|faithfully)),?",
    re.ASCII,
)
# Shorter lines below a signature are notes on copies, enclosures and receipt.
_SHORTEST = 120
# The name and up to two lines of office.
_SIGNATURE = 4


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    passages = plain.text_passages
    for place, closing in enumerate(passages):
        if not _PHRASE.fullmatch(plain.words(closing)):
            continue
        for passage in passages[place + 1 : place + 1 + _SIGNATURE]:
            is_text = passage.inside is model.Document or passage.inside is model.Attachment
            if passage.division != closing.division or not is_text:
                break
            if passage.end - passage.start > _SHORTEST and isinstance(
                passage.node, model.Paragraph
            ):
                yield Finding(
                    plain.span(passage.start, passage.start + 1),
                    f"this paragraph stands after the closing “{plain.words(closing)}”",
                    "see whether it belongs above the closing or to another document",
                    (("the closing", plain.span_of(closing)),),
                )
                break


RULE = DocumentRule(
    "S120", "text-after-closing", Severity.INFO, check=_check, languages=ENGLISH,
    summary="Running text follows the closing of a document.",
    why="""What follows a signature is a postscript, a list of enclosures, or the beginning of
    another document; or the closing was none.""",
    example="a paragraph below `Harry S. Truman` that begins like any other.",
    remedy="To mend it, see that nothing is misplaced; `P.S.` marks a postscript.",
)  # fmt: skip
