"""Rules on the decisions of encoding: what was doubtful, and whether anything was lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Finding
from pipeline.document import NoteMarker, Span
from pipeline.encode.context import Context
from pipeline.encode.renumber import as_in_text
from pipeline.ledger import set_aside

SURE = 0.9
_WORD = re.compile(r"[^ \t\n]+")


def check_marker_in_doubt(context: Context) -> Iterator[Finding]:
    """A digit or symbol was read as the marker of a note, and another place is about as likely.

    Markers come glued to words and numbers, so that ``19435`` can be the year 1943 with note 5 or
    a number. Encoding decides for the whole document at once and says where it is not sure; the
    next best places are listed with their probability.

    Example: ``paragraph 32`` where both note 2 after ``paragraph 3`` and no note fit.

    To mend it, look at the place in the source, and settle it for good with ``edition decide``.
    """
    for marker in context.markers:
        if marker.confidence >= SURE:
            continue
        number = context.notes.notes[marker.note].number if context.notes else marker.label
        others = [(span, p) for span, p in marker.runners_up if span != marker.span]
        related = tuple(
            (f"the next best place for note {number} ({p:.0%})", span) for span, p in others
        )
        reading = "the marker" if marker.printed else "the place in the list, no printed marker,"
        yield Finding(
            marker.span,
            f"{marker.label!r} was read as {reading} of note {number}, "
            f"with a confidence of {marker.confidence:.0%}",
            "compare the place with the source, and settle it with `edition decide`",
            related,
        )


def check_note_unknown(context: Context) -> Iterator[Finding]:
    """A decision gives a marker to a note that the list does not have.

    The marker is read as if nothing had been decided, and the doubt is open again.

    Example: ``note = "7"`` in the decisions on a document of six notes.

    To mend it, write the number of the note as it stands in the list, or ``none``.
    """
    for span in context.unknown:
        yield Finding(
            span,
            "a decision gives this marker to a note that the list does not have",
            "write the number of the note as it stands in the list, or none",
        )


def check_stray(context: Context) -> Iterator[Finding]:
    """A number in brackets looks like a marker, and there is no note for it.

    It stays in the text as it is printed. If a note was lost, a reader will look for it in vain.

    Example: ``the third voyage[7]`` where no ``[Footnote 7: …]`` stands below it.

    To mend it, add the note. If the brackets are the author's, nothing needs mending.
    """
    for span in context.strays:
        label = context.text[span[0] : span[1]]
        yield Finding(
            span,
            f"{label} looks like the marker of a note, but there is no such note",
            "add the note, or correct the label; if this is no marker, nothing needs mending",
        )


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


def check_label_differs(context: Context) -> Iterator[Finding]:
    """A note is marked with another number in the text than in the list.

    The numbers of the list and of the text run side by side, from 0 or from 1. Where they part,
    a note has been dropped from the list or a marker from the text, and every note after it may
    stand at the wrong place.

    Example: the list goes 1, 3, 4 and the text has 1, 2, 3; the note with the number 3 is put at
    the marker 2.

    To mend it, compare the list with the source; restore the missing note or its marker.
    """
    listed = context.notes.notes if context.notes else ()
    base: int | None = None
    signs = 0
    first = {marker.note: marker for marker in reversed(context.markers)}
    for _, marker in sorted(first.items()):
        number = listed[marker.note].number
        if not (marker.printed and marker.label.isdecimal() and number.isdecimal()):
            signs += 1
            continue
        apart = int(number) - int(marker.label) - signs
        if base is None:
            base = apart
        elif apart != base:
            yield Finding(
                marker.span,
                f"note {number} of the list is marked {marker.label} in the text",
                "compare the list with the source: a note or a marker seems to be missing",
                (("the note", listed[marker.note].number_span),),
                as_in_text(context, [one.label * one.printed for _, one in sorted(first.items())]),
            )
            return


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
