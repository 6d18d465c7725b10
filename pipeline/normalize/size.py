"""Transcriptions with nothing in them, or too much."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Severity, rule
from pipeline.model.source import Source

# The longest document of 9,822 in the published volumes has 95,000 bytes in 1,066 lines; so much
# and more is read in seconds.
LIMIT = 1_000_000
MOST_LINES = 20_000
MOST_BRACKETS = 20_000  # page marks and notes begin with them
MOST_BYTES = 4 * LIMIT  # no character takes more than four
# As many as a count of 64 bits surely holds; the longest number of those volumes has 12.
MOST_FIGURES = 18
# Stream-Safe Text Format, Unicode Standard Annex 15; no word of any language has so many.
MOST_MARKS = 30
# The first is written apart, which makes the search twice as fast.
_FIGURES = re.compile(f"[0-9][0-9]{{{MOST_FIGURES},}}")
# None of ASCII is one, so that most texts are done with at once.
_OTHERS = re.compile(f"[^\\x00-\\x7f][^\\x00-\\x7f]{{{MOST_MARKS},}}")
MOST_READ = MOST_BYTES + 1
"""So many bytes of a transcription show that it is too large; no more need be read."""


@rule("T002", Severity.ERROR,
    summary="The transcription holds no text.",
    why="""An empty file is most often an upload that went wrong; an edition with an empty document
    would look whole.""",
    example="a file of 0 bytes, or of blank lines only.",
    remedy="put the text in, or take the file away.",
)  # fmt: skip
def empty_transcription(source: Source) -> Iterator[Finding]:
    if not source.text.strip(" \t\n"):
        yield Finding(
            (0, 0),
            "the transcription is empty",
            "put the text of the document into the file, or remove the file",
        )


@rule("T003", Severity.ERROR,
    summary="The transcription is longer than one document can be.",
    why="""A file holds one document. Several million characters are a whole volume in one file, or
    no transcription at all.""",
    example="a volume pasted into a single file.",
    remedy="give each document a file of its own.",
)  # fmt: skip
def transcription_too_large(source: Source) -> Iterator[Finding]:
    for count, limit, what in (
        (len(source.text), LIMIT, "characters"),
        (source.text.count("\n"), MOST_LINES, "lines"),
        (source.text.count("["), MOST_BRACKETS, "brackets"),
    ):
        if count > limit:
            yield too_large(f"{count:,} {what}", f"{limit:,} {what}")
            return


def too_large(size: str, most: str = f"{LIMIT:,} characters") -> Finding:
    """Say that a transcription of ``size`` is too large, since ``most`` are the limit."""
    message = f"the transcription has {size}; {most} are the limit"
    return Finding((0, 0), message, "a file holds one document: give each document its own file")


@rule("T011", Severity.ERROR,
    summary="A number has more figures than anything counts.",
    why="""Pages, notes, years and sums have a few figures. A longer row of them is a slip of the
    machine that read the page, and nothing can be made of it as a number.""",
    example="a page mark with a number of 20 figures.",
    remedy="look up the place in the source; a cipher is written in groups.",
)  # fmt: skip
def too_many_figures(source: Source) -> Iterator[Finding]:
    for match in _FIGURES.finditer(source.text):
        yield Finding(
            match.span(),
            f"{len(match.group()):,} figures stand in a row; {MOST_FIGURES} are the limit",
        )


@rule("T012", Severity.ERROR,
    summary="A letter bears more combining marks than any script has.",
    why="""They are drawn over and under the lines around, and programs that set type take time and
    memory for each of them.""",
    example="an `a` with 40 accents.",
    remedy="look up the letter in the source and take out the marks it does not bear.",
)  # fmt: skip
def too_many_combining_marks(source: Source) -> Iterator[Finding]:
    for match in _OTHERS.finditer(source.text):
        start = match.start()
        for end, character in enumerate(match.group() + " ", match.start()):
            if unicodedata.combining(character):
                continue
            if end - start > MOST_MARKS:
                yield Finding(
                    (start, end),
                    f"{end - start:,} combining marks stand in a row; {MOST_MARKS} are the limit",
                )
            start = end + 1
