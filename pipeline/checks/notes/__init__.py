"""Notes and their markers."""

from __future__ import annotations

from pipeline.checks.notes import markers, pairing, wording

RULES = (
    pairing.MARKER_WITHOUT_NOTE,
    pairing.NOTE_WITHOUT_MARKER,
    pairing.NOTE_NUMBER_MISSING,
    pairing.NOTE_NUMBER_DOUBLED,
    pairing.NOTES_OUT_OF_ORDER,
    wording.NOTE_EMPTY,
    pairing.NOTE_MARKED_TWICE,
    markers.MARKER_MAY_BE_FIGURE,
    markers.MARKER_IS_LETTER_OF_WORD,
    markers.MARKER_SYMBOL_AMONG_NUMBERS,
    wording.NOTE_INSIDE_TEXT,
    wording.NOTE_TORN,
    wording.NOTE_BEGINS_MID_SENTENCE,
    wording.NOTE_LONGER_THAN_TEXT,
    markers.MARKERS_IN_A_ROW,
    markers.MARKER_INSIDE_WORD,
    markers.MARKER_BEFORE_FULL_STOP,
    wording.NOTE_BRACKET_LEFT_OVER,
    wording.NOTE_DOUBLED,
    wording.NOTE_WITHOUT_LETTERS,
    markers.MARKER_BEFORE_TEXT,
    pairing.NOTE_LIST_BEGINS_LATE,
    markers.NUMBER_READ_AS_MARKER,
    pairing.REPEATED_NOTE_UNMARKED,
    markers.NOTE_ZERO_WITHOUT_MARKER,
)
