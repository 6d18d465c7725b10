"""The words of a collection around a text, which a form would be read in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Mending, Severity, rule
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
# What those who scan books set on each page or below the last.
_SCANNER = re.compile(r"Google|Internet Archive|Hathi ?Trust|Microsoft", re.IGNORECASE)
_SCANNED = re.compile(r"(?:Digiti[sz]ed by|Generated (?:on|for)|Public Domain\b)", re.IGNORECASE)
_LONGEST_LINE = 200


@rule("T181", Severity.ERROR,
    summary="The words of a collection stand around the work, or of those who scanned it within.",
    why="""They would be printed as its text, the title of the file as its heading; and the name of
    the collection may not stand in editions that are not its own.""",
    example="`*** START OF THE PROJECT GUTENBERG EBOOK … ***`, or a line `Digitized by Google`.",
    remedy="take them out, as `edition fix --unsafe` does.",
)  # fmt: skip
def frame_of_collection(source: Source) -> Iterator[Finding]:
    yield from _scanned(source.text)
    yield from _gutenberg(source.text)


def _scanned(text: str) -> Iterator[Finding]:
    # The expression takes ten times as long, and few texts have any of the names.
    folded = text.casefold()
    if not any(name in folded for name in ("google", "internet archive", "hathi", "microsoft")):
        return
    start = 0
    for line in text.splitlines(keepends=True):
        named = _SCANNER.search(line) if len(line) <= _LONGEST_LINE else None
        scanned = _SCANNED.search(line)
        if named and scanned:
            # Of a line that begins otherwise nobody knows how much of it is theirs.
            is_theirs = not line[: min(named.start(), scanned.start())].strip()
            said = f"{named[0]} has set into"
            yield _frame(text, (start, start + len(line)), "" if is_theirs else None, said)
        start += len(line)


def _gutenberg(text: str) -> Iterator[Finding]:
    if not _COLLECTION.search(text):
        return
    above, below = _FRAME_ABOVE.match(text), _FRAME_BELOW.search(text)
    if above:
        yield _frame(text, (0, above.end()), "", "Project Gutenberg has set before")
    if below:
        yield _frame(
            text,
            (len(text[: below.start()].rstrip()), len(text)),
            "\n",
            "Project Gutenberg has set behind",
        )


def _frame(text: str, span: Span, instead: str | None, said: str) -> Finding:
    words = text[slice(*span)]
    shown = span[1] - len(words.lstrip()), span[0] + len(words.rstrip())
    return Finding(
        shown,
        f"what {said} the work is no part of it",
        'take it out; profile = "gutenberg" in edition.toml reads texts of Project Gutenberg, and '
        "[source] says where this one is from",
        fix=None if instead is None else Mending.wording("take it out", (span, instead)),
    )
