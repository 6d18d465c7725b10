"""Rules on what encoding could not read, and whether anything was lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Finding
from pipeline.document import NoteMarker, Span
from pipeline.encode.context import Context
from pipeline.ledger import set_aside

_WORD = re.compile(r"[^ \t\n]+")


def check_unread(context: Context) -> Iterator[Finding]:
    """What begins like a note could not be read as one.

    It stays in the text, where it stands. A note has a label, begins in a line of its own, and
    has a closing bracket that ends its line; it does not reach into the next chapter.

    Example: ``[Footnote 3: See above.`` without its closing bracket.

    To mend it, give the note its label, its line, or its closing bracket; brackets inside a note
    must be closed too.
    """
    for span in context.unread:
        yield Finding(
            span,
            f"{context.text[span[0] : span[1]]!a} begins like a note, but none could be read here",
            "give it a label, a line of its own, and a closing bracket at the end of its last line",
        )


def check_reference_unresolved(context: Context) -> Iterator[Finding]:
    """A phrase reads like a cross-reference and no address can be given to it.

    It stays text and is no link. Where a reader would expect one, the phrase is incomplete, or
    names its target in a way that encoding does not know.

    Example: ``see footnote 3`` where no document is named and the volume is unclear.

    To mend it, compare the phrase with the source; often a misprint hides in it.
    """
    for span, reason in context.unresolved:
        yield Finding(
            span,
            f"{context.text[span[0] : span[1]]!r} reads like a reference: {reason}",
            "compare the phrase with the source; if it is sound, nothing needs mending",
        )


def check_text_lost(context: Context) -> Iterator[Finding]:
    """Characters of the transcription are in no block of the document.

    Nothing may be lost: what is neither text of the document nor a marker, page mark, bullet or
    note number would be missing from every output.

    Example: a page mark that stands where no block can hold it.

    To mend it, put the line into the paragraph it belongs to. If the text is sound, it is a
    fault of the program; please report it with the transcription.
    """
    lost = [*context.homeless, *_unheld(context)]
    marks = sorted(context.marks)
    for span, piece in set_aside(context.leaves, context.text):
        if span in context.marks or not piece.strip(" \t\n"):
            continue
        lost += _outside(span, marks, context)
    for span in lost:
        yield Finding(
            span,
            f"{context.text[span[0] : span[1]]!a} is in no part of the document",
            "put the line into the paragraph it belongs to, or separate it with blank lines",
        )


def _unheld(context: Context) -> Iterator[Span]:
    """Yield the markers that some block should hold and none does."""
    held = {leaf.span for leaf in context.leaves if isinstance(leaf, NoteMarker)}
    for marker in context.markers:
        if marker.span not in held and marker.span not in context.homeless:
            yield marker.span


def _outside(span: Span, marks: Sequence[Span], context: Context) -> Iterator[Span]:
    """Yield the words of a stretch that are inside none of ``marks``, which rise."""
    start, end = span
    here = marks[bisect_left(marks, (start,)) : bisect_left(marks, (end + 1,))]
    inside = [mark for mark in here if mark[1] <= end]
    done = start
    for mark_start, mark_end in [*inside, (end, end)]:
        for word in _WORD.finditer(context.text, done, max(done, mark_start)):
            if word.group() != context.bullet:
                yield word.span()
        done = max(done, mark_end)
