"""The words of a collection around a text, which a form would be read in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Mending, Rule, Severity
from pipeline.model.document import Span
from pipeline.model.source import Source

# What Project Gutenberg sets before and behind a work, and who typed it, who comes first in it.
_FRAME_ABOVE = re.compile(
    r"(?:[^\n]*\n)*?\*{3} ?START OF TH(?:E|IS) PROJECT GUTENBERG[^\n]*\n*"
    r"(?:(?:Produced|Transcribed|E-text prepared|This e-?[Tt]ext was) [^\n]*(?:\n[^\n]+)*\n*)?"
)
_FRAME_BELOW = re.compile(
    r"^(?:\*{3} ?END OF TH(?:E|IS) PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg)",
    re.MULTILINE,
)
_COLLECTION = re.compile("project gutenberg", re.IGNORECASE)


def _check(source: Source) -> Iterator[Finding]:
    text = source.text
    if not _COLLECTION.search(text):
        return
    above, below = _FRAME_ABOVE.match(text), _FRAME_BELOW.search(text)
    if above:
        yield _frame(text, (0, above.end()), "", "before")
    if below:
        yield _frame(text, (len(text[: below.start()].rstrip()), len(text)), "\n", "behind")


def _frame(text: str, span: Span, instead: str, place: str) -> Finding:
    words = text[slice(*span)]
    shown = span[1] - len(words.lstrip()), span[0] + len(words.rstrip())
    return Finding(
        shown,
        f"what Project Gutenberg has set {place} the work is no part of it",
        'take it out; profile = "gutenberg" in edition.toml reads such texts, and [source] says '
        "where this one is from",
        fix=Mending.wording("take it out", (span, instead)),
    )


FRAME_OF_COLLECTION = Rule(
    "T181", "frame-of-collection", Severity.ERROR, check=_check,
    summary="The words of a collection stand around the work.",
    why="""They would be printed as its text, the title of the file as its heading; and the name of
    the collection may not stand in editions that are not its own.""",
    example="`*** START OF THE PROJECT GUTENBERG EBOOK … ***` and all that stands above it.",
    remedy="To mend it, take them out, as `edition fix --unsafe` does.",
)  # fmt: skip
