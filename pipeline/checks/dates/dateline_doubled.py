"""S115: the same dateline stands twice in the opening of a document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.plain_text import Stretch
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SHOWN = 60
_LONGEST = 200


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    first: dict[tuple[int, str], Stretch] = {}
    for passage in plain.text_passages:
        if passage.inside is model.Closer or passage.end - passage.start > _LONGEST:
            continue
        key = passage.division, plain.words(passage)
        if key in first:
            yield Finding(
                plain.span_of(passage),
                f"the dateline “{key[1][:_SHOWN]}” stands here for the second time",
                "take one of the two out",
                (("the first time", plain.span_of(first[key])),),
            )
        elif isinstance(passage.node, model.Dateline):
            first[key] = passage


RULE = DocumentRule(
    "S115", "dateline-doubled", Severity.WARNING, check=_check,
    summary="The same dateline stands twice in the opening of a document.",
    why="A line was transcribed twice, or the beginning of another document went in between.",
    example="`Trieste, May 2, 1951.` above the salutation and again below it.",
    remedy="To mend it, take one of the two out.",
)  # fmt: skip
