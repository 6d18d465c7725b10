"""What Project Gutenberg puts around a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Mending, Rule, Severity
from pipeline.model.source import Source

_LINE = re.compile(
    r"^\*{3} ?(START|END) OF TH(?:E|IS) PROJECT GUTENBERG EBOOK[^\n]*$", re.MULTILINE
)


def _check(source: Source) -> Iterator[Finding]:
    text = source.text
    lines = list(_LINE.finditer(text)) if "PROJECT GUTENBERG" in text else []
    if not lines:
        return
    start, end = 0, len(text)
    for line in lines:
        if line[1] == "START":
            start = len(text) - len(text[line.end() :].lstrip())
        else:
            end = min(end, len(text[: line.start()].rstrip()))
    parts = (((0, start), ""), ((end, len(text)), "\n"))
    yield Finding(
        lines[0].span(),
        "above START and below END here speaks Project Gutenberg, and not the text",
        'take it out; profile = "gutenberg" in edition.toml reads the text as it is wrapped',
        tuple(("the other line", line.span()) for line in lines[1:2]),
        Mending.wording("take it out", *(part for part in parts if part[0][0] < part[0][1])),
    )


FRAME_LEFT_IN = Rule(
    "T014", "frame-left-in", Severity.WARNING, check=_check,
    summary="What Project Gutenberg puts around a text stands in it.",
    why="""Title, licence and thanks would be printed as parts of the document, and a changed text
    may not be published under that name.""",
    example="`*** START OF THE PROJECT GUTENBERG EBOOK LETTERS FROM THE PORT ***`",
    remedy="""To mend it, take out the lines of START and END, all above the one and all below the
    other; `edition fix --unsafe` does.""",
)  # fmt: skip
