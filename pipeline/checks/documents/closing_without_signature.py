"""S119: a closing phrase is followed by no signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.plain_text import PlainText, Stretch
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_PHRASE = re.compile(
    r"(?:(?:Very |Most )?(?:[Ss]incerely|[Rr]espectfully|[Ff]aithfully|[Cc]ordially|[Tt]ruly)"
    r"(?: yours)?|Yours (?:very )?(?:sincerely|truly|faithfully)),",
    re.ASCII,
)
_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    signed = {p.division for p in plain.text_passages if isinstance(p.node, model.Signature)}
    last = {p.division: p for p in plain.text_passages if p.start < p.end}
    for passage in plain.text_passages:
        if _closes(passage, plain, last) and passage.division not in signed:
            yield Finding(
                plain.span_of(passage),
                f"no signature follows the closing phrase “{plain.words(passage)[:_SHOWN]}”",
                "put the name on the line below; where the print has none, nothing needs mending",
            )


RULE = DocumentRule(
    "S119", "closing-without-signature", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A closing phrase is followed by no signature.",
    why="The name was lost in transcribing, or stands so that it was read as something else.",
    example="`Sincerely yours,` as the last line of a letter.",
    remedy="""To mend it, put the name on the line below the phrase; where the print has none, the
    text stays.""",
)  # fmt: skip


def _closes(passage: Stretch, plain: PlainText, last: Mapping[int, Stretch]) -> bool:
    """Whether a passage is a closing phrase; one with nothing below it is read as a paragraph."""
    return isinstance(passage.node, model.Valediction) or (
        last.get(passage.division) is passage
        and _PHRASE.fullmatch(plain.words(passage)) is not None
    )
