"""S111: a line inside the document reads like the heading of the next document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.index import is_arabic
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_KINDS = (
    "Action|Address|Aide|Airgram|Background|Briefing|Circular|Conversation|Despatch|Diary|Draft|"
    "Editorial Note|Information|Instruction|Intelligence|Letter|Memoran|Message|Minutes|National|"
    "Note|Paper|Position|Record|Report|Research|Special|Statement|Summary|Talking|Telegram|"
    "Transcript"
)
_HEADING = re.compile(
    rf"(?:(?P<no>No\. )?(?P<number>[0-9]{{1,5}})\.? )(?:{_KINDS})[^\n]{{0,300}}(?<![.;:,])(?=\n)",
    re.ASCII,
)
_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    number = view.document.number or ""
    own = int(number) if is_arabic(number) else None
    first = next((p for p in plain.main if isinstance(p.node, model.Heading)), None)
    for passage in plain.passages:
        match = _HEADING.match(plain.text, passage.start)
        if match is None or passage is first or isinstance(passage.node, model.ListItem):
            continue
        is_next = own is not None and int(match["number"]) == own + 1
        if (match["no"] and own is None) or is_next:
            yield Finding(
                plain.span(*match.span()),
                f"“{match.group()[:_SHOWN]}” reads like the heading of another document",
                "if another document begins here, move it into a file of its own",
            )


RULE = DocumentRule(
    "S111", "document-inside-document", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A line inside the document reads like the heading of the next document.",
    why="""Two documents were put into one file. They could not be cited apart, and the notes of the
    first would stand in the middle of the text.""",
    example="`13. Telegram From the Embassy in Italy` inside document 12.",
    remedy="To mend it, move the text from this line on into a file of its own.",
)  # fmt: skip
