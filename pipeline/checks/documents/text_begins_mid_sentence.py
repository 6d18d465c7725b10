"""S112: the text of the document begins in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.plain_text import PlainText, Stretch
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_OPENING = (model.Heading, model.Dateline, model.Salutation, model.OpenerLine)
_SHORTEST = 60
_SHOWN = 30


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    body = [p for p in plain.main if isinstance(p.node, (*_OPENING, model.Paragraph))]
    first = next((i for i, p in enumerate(body) if isinstance(p.node, model.Paragraph)), None)
    if first is None or (first and isinstance(body[first - 1].node, model.Salutation)):
        return
    words = plain.words(body[first])
    if words[:1].islower() and len(words) > _SHORTEST and _in_a_row(body[first], plain):
        yield Finding(
            plain.span(body[first].start, body[first].start + 1),
            f"the text begins in the middle of a sentence, with “{words[:_SHOWN]}…”",
            "compare with the printed page: the beginning may be lost, or stand in another file",
        )


RULE = DocumentRule(
    "S112", "text-begins-mid-sentence", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="The text of the document begins in the middle of a sentence.",
    why="Its beginning was lost, or stands at the end of the file before.",
    example="a heading and a dateline, and then `and so the matter was left to the Board.`",
    remedy="To mend it, compare with the printed page and supply the beginning.",
)  # fmt: skip


def _in_a_row(passage: Stretch, plain: PlainText) -> bool:
    """Whether nothing but the opening stands above ``passage``."""
    above = plain.main[: plain.main.index(passage)]
    return all(isinstance(p.node, (*_OPENING, model.SourceNote)) for p in above)
