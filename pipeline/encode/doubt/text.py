"""Rules on what encoding could not read, and whether anything was lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.encode.context import Context
from pipeline.model.diagnostics import Finding, Severity, rule
from pipeline.model.document import NoteMarker, Span
from pipeline.model.ledger import set_aside

_SHOWN = 40
_WORD = re.compile(r"[^ \t\n]+")


def _words(context: Context, start: int, end: int) -> str:
    """Give the words of a stretch of the text on one line."""
    return " ".join(context.text[start:end].split())


@rule("N203", Severity.WARNING,
    summary="What begins like a note could not be read as one.",
    why="""It stays in the text, where it stands. A note has a label, begins in a line of its own,
    and has a closing bracket that ends its line; it does not reach into the next chapter.""",
    example="`[Footnote 3: See above.` without its closing bracket.",
    remedy="""give the note its label, its line, or its closing bracket; brackets inside a note must
    be closed too.""",
)  # fmt: skip
def note_not_read(context: Context) -> Iterator[Finding]:
    for span in context.found.unread:
        yield Finding(
            span,
            f"“{_words(context, *span)}” begins like a note, but none could be read here",
            "give it a label, a line of its own, and a closing bracket at the end of its last line",
        )


@rule("X201", Severity.INFO,
    summary="A phrase reads like a cross-reference and no address can be given to it.",
    why="""It stays text and is no link. Where a reader would expect one, the phrase is incomplete,
    or names its target in a way that encoding does not know.""",
    example="`see footnote 3` where no document is named and the volume is unclear.",
    remedy="compare the phrase with the source; often a misprint hides in it.",
)  # fmt: skip
def reference_unresolved(context: Context) -> Iterator[Finding]:
    for span, reason in context.unresolved:
        yield Finding(
            span,
            f"“{_words(context, *span)}” reads like a reference: {reason}",
            "compare the phrase with the source; if it is sound, nothing needs mending",
        )


@rule("S201", Severity.ERROR,
    summary="Characters of the transcription are in no block of the document.",
    why="""Nothing may be lost: what is neither text of the document nor a marker, page mark, bullet
    or note number would be missing from every output.""",
    example="a page mark that stands where no block can hold it.",
    remedy="""put the line into the paragraph it belongs to. If the text is sound, it is a fault of
    the program; please report it with the transcription.""",
)  # fmt: skip
def text_in_no_block(context: Context) -> Iterator[Finding]:
    lost = [*context.homeless, *_unheld(context)]
    marks = sorted(context.marks)
    for span, piece in set_aside(context.leaves, context.text):
        if span in context.marks or not piece.strip(" \t\n"):
            continue
        lost += _outside(span, marks, context)
    for span in lost:
        yield Finding(
            span,
            f"“{_words(context, *span)}” is in no part of the document",
            "put the line into the paragraph it belongs to, or separate it with blank lines",
        )


@rule("S202", Severity.ERROR,
    summary="The document has a part of the text in another place than the transcription.",
    why="""Every output would show the words in an order that nobody wrote them in.""",
    example="the head of a list behind its items.",
    remedy="""separate the lines with blank lines. If the text is sound, it is a fault of the
    program; please report it with the transcription.""",
)  # fmt: skip
def text_out_of_order(context: Context) -> Iterator[Finding]:
    for start, end in context.disordered[:1]:
        yield Finding(
            (start, end),
            f"“{_words(context, start, end)[:_SHOWN]}” comes behind a later part of the text",
            "separate the lines here with blank lines, and put heads and items of a list in order",
        )


def _unheld(context: Context) -> Iterator[Span]:
    """Yield the markers that stand in no block."""
    held = {leaf.span for leaf in context.leaves if isinstance(leaf, NoteMarker)}
    for marker in context.found.markers:
        if marker.span not in held and marker.span not in context.homeless:
            yield marker.span


def _outside(span: Span, marks: Sequence[Span], context: Context) -> Iterator[Span]:
    """Yield the words of a stretch outside all ``marks``, which are sorted by place."""
    start, end = span
    here = marks[bisect_left(marks, (start,)) : bisect_left(marks, (end + 1,))]
    inside = [mark for mark in here if mark[1] <= end]
    done = start
    for mark_start, mark_end in [*inside, (end, end)]:
        for word in _WORD.finditer(context.text, done, max(done, mark_start)):
            if word.group() != context.bullet:
                yield word.span()
        done = max(done, mark_end)
