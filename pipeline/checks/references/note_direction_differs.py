"""X115: a footnote sends the reader up to a later note, or down to an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.index import is_arabic
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_ABOVE_OR_BELOW = re.compile(
    r"\b[Ff]ootnote (?P<number>[0-9]{1,4}),? (?P<where>above|below)(?=[.,;)])", re.ASCII
)


def _check(view: View) -> Iterator[Finding]:
    rising = all(note.id.endswith(f"fn{note.label}") for note in view.facts.notes)
    labels = {note.id: note.label for note in view.facts.notes if rising}
    for match in _ABOVE_OR_BELOW.finditer(view.plain.text, view.plain.text_end):
        own = labels.get(view.plain.passage_at(match.start()).home, "")
        if not is_arabic(own) or int(own) == int(match["number"]):
            continue
        if (int(match["number"]) < int(own)) != (match["where"] == "above"):
            yield Finding(
                view.plain.span(*match.span()),
                f"this is note {own}; footnote {match['number']} is not {match['where']} it",
                "compare the word and the number with the printed page",
            )


RULE = DocumentRule(
    "X115", "note-direction-differs", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A footnote sends the reader up to a later note, or down to an earlier one.",
    why="Either the word or the number is wrong.",
    example="`See footnote 5 above.` in note 3.",
    remedy="""To mend it, compare both with the printed page; where the print has it, the text
    stays.""",
)  # fmt: skip
