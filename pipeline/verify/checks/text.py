"""What can be wrong with the text of an output."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.model.diagnostics import Finding, Rule, Severity, rule
from pipeline.verify.checks.words import OURS, division, findings_of, quoted
from pipeline.verify.differences import Differences, MarkFault, TextDifference
from pipeline.verify.reading import MarkKind, excerpt, shown


@rule("O101", Severity.ERROR,
    summary="The output lacks text of the transcription.",
    why="Nothing may be lost on the way; a reader would never know.",
    example="of `the Board met on May 4` the output has `the Board on May 4`.",
    remedy="""look for a character there that the format cannot hold, which is the usual cause; the
    fault is the program's, so please report it with the transcription.""",
)  # fmt: skip
def text_lost(differences: Differences) -> Iterator[Finding]:
    for text in _texts(differences):
        if not text.found:
            yield Finding(text.span, f"{text.where} has lost {quoted(text)}")


@rule("O102", Severity.ERROR,
    summary="The output has text that is not in the transcription.",
    why="What a reader takes for the source must be the source.",
    example="the number of a note stands as if it were text.",
    remedy=OURS,
)  # fmt: skip
def text_added(differences: Differences) -> Iterator[Finding]:
    for text in _texts(differences):
        if not text.wanted:
            near = excerpt(text.expected.text, text.start, text.start)
            yield Finding(text.span, f"{text.where} has gained “{shown(text.found)}” in “{near}”")


@rule("O103", Severity.ERROR,
    summary="The output has other text than the transcription.",
    why="""A changed quotation mark, dash or digit is a false quotation. Typographic replacement in
    a writer is the usual cause.""",
    example="`--` has become `–`.",
    remedy=OURS,
)  # fmt: skip
def text_changed(differences: Differences) -> Iterator[Finding]:
    for text in _texts(differences):
        if text.wanted and text.found:
            message = f"{text.where} has “{shown(text.found)}” in place of {quoted(text)}"
            yield Finding(text.span, message)


@rule("O104", Severity.ERROR,
    summary="Paragraphs, rows, cells or lines begin or end elsewhere in the output.",
    why="""Two paragraphs run together, or a cell moved to the next column, is another text, though
    no character is lost.""",
    example="the row `April | 12 |` has become `April 12`.",
    remedy=OURS,
)  # fmt: skip
def text_divided_otherwise(differences: Differences) -> Iterator[Finding]:
    for text in differences.texts:
        if text.only_separators:
            near = excerpt(text.expected.text, text.start, text.end)
            message = f"{text.where} is divided otherwise at “{near}”: {division(text)}"
            yield Finding(text.span, message)


HEADING_CHANGED = Rule(
    "O105", "heading-changed", Severity.ERROR,
    summary="A heading is none in the output, stands at another level, or covers other words.",
    why="The levels of headings are how a screen reader, a reading system and Word find their way.",
    example="the heading of an enclosure is a paragraph in large type.",
    remedy=OURS,
    check=partial(findings_of, kinds={MarkKind.HEADING}, said={
        MarkFault.MISSING: "there is no heading of level {value}: {place}",
        MarkFault.ADDED: "there is a heading of level {value} too many: {place}",
        MarkFault.MOVED: "the heading of level {value} covers other words than {place}",
        MarkFault.OTHER: "the heading is not of level {value}: {place}",
    }),
)  # fmt: skip


LOOK_CHANGED = Rule(
    "O106", "look-changed", Severity.ERROR,
    summary="Words that are emphasized or struck out are not so in the output, or others are.",
    why="""A deletion that is printed as if it stood is another text, and so is an emphasis that
    nobody wrote.""",
    example="of `the ~~old~~ quarry` the output has `the old quarry`.",
    remedy=OURS,
    check=partial(findings_of, kinds={MarkKind.LOOK}, said={
        MarkFault.MISSING: "words that should be {value} are not: {place}",
        MarkFault.ADDED: "words are {value} that should not be: {place}",
        MarkFault.MOVED: "other words are {value} than {place}",
        MarkFault.OTHER: "words look otherwise than {value}: {place}",
    }),
)  # fmt: skip


def _texts(differences: Differences) -> Iterator[TextDifference]:
    return (text for text in differences.texts if not text.only_separators)
