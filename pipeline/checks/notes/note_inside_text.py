"""N112: a paragraph of the text reads like a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_NOTE = re.compile(
    r"[0-9]{1,3}\. (?:Source: |Not printed|Not found|Ibid\.|See (?:Document|footnote|foreign|ante|"
    r"post|supra|infra)|Reference is to|Printed in|No record of|A copy of th|For text,? see)",
    re.ASCII | re.IGNORECASE,
)


def _check(view: View) -> Iterator[Finding]:
    for passage in view.plain.text_passages:
        if match := _NOTE.match(view.plain.text, passage.start):
            yield Finding(
                view.plain.span(*match.span()),
                f"“{match.group()}” reads like the beginning of a footnote inside the text",
                "move the note into the list at the end, with two spaces before its number",
            )


RULE = DocumentRule(
    "N112", "note-inside-text", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A paragraph of the text reads like a footnote.",
    why="""The list of notes ends the transcription. A note that stands before it, or lacks the two
    spaces at the start of its line, is no note to any output.""",
    example="`3. Not printed.` between two paragraphs of the text.",
    remedy="""To mend it, move the line into the list of notes at the end, with two spaces before
    its number.""",
)  # fmt: skip
