"""Markers at places where hardly one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.facts import NoteFacts
from pipeline.checks.index import is_arabic
from pipeline.checks.plain_text import PlacedMark, PlainText
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_RARE = 3
_STOP = re.compile(r"\w[.,]")


@rule("N118", Severity.INFO,
    summary="""A marker stands before the full stop or comma, while this document has them behind
    it.""",
    why="Outputs print it as it stands. It may have been set at a wrong place in transcribing.",
    example="`opened again1.` in a document where the other markers follow the full stop.",
    remedy="compare with the printed page.",
)  # fmt: skip
def marker_before_full_stop(view: View) -> Iterator[Finding]:
    text = view.plain.text
    markers = [
        mark
        for mark in view.plain.marks
        if mark.in_words and isinstance(mark.node, model.NoteMarker)
    ]
    behind = sum(text[mark.at - 1 : mark.at] in {".", ","} for mark in markers)
    before = [mark for mark in markers if _STOP.match(text, max(mark.at - 1, 0))]
    if len(before) * _RARE < behind:
        for mark in before:
            yield Finding(
                mark.node.span,
                "this marker stands before the stop, others in this document behind it",
            )


_SET_OFF = {model.Paragraph: True, model.Heading: True}


@rule("N122", Severity.WARNING,
    summary="A marker stands at the very beginning of a paragraph.",
    why="""Markers stand behind words; it was torn from the end of the paragraph above, or it is a
    number.""",
    example="a paragraph that begins with `3The pilots returned`.",
    remedy="set the marker behind its word.",
)  # fmt: skip
def marker_before_text(view: View) -> Iterator[Finding]:
    starts = {p.start for p in view.plain.passages if _SET_OFF.get(type(p.node))}
    for mark in view.plain.marks:
        if mark.in_words and isinstance(mark.node, model.NoteMarker) and mark.at in starts:
            yield Finding(
                mark.node.span, "this marker stands before the first word of its paragraph"
            )


@rule("N117", Severity.WARNING,
    summary="A marker stands inside a word.",
    why="Markers stand behind words; a figure or letter of the word was taken for one.",
    example="`har1bour` for `harbour`.",
    remedy="compare with the printed page and set the marker behind the word.",
)  # fmt: skip
def marker_inside_word(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for mark in view.plain.marks:
        if mark.in_words and isinstance(mark.node, model.NoteMarker):
            around = text[max(mark.at - 1, 0) : mark.at + 1]
            if len(around) == len("ab") and around.isalpha() and around[1].islower():
                yield Finding(
                    mark.node.span,
                    "this marker stands inside a word",
                    "set the marker behind the word where the printed page has it",
                )


_SERIES = "abcdefghijklmnopqrstuvwxyz"


@rule("N110", Severity.WARNING,
    summary="A note is marked with a letter, and its notes are no series of letters.",
    why="A letter at the end of a word was probably read as the marker, and the word has lost it.",
    example="the notes 1, 2 and 4, and between them one with the marker `e`.",
    remedy="set the number of the note where the printed page has it.",
)  # fmt: skip
def marker_is_letter_of_word(view: View) -> Iterator[Finding]:
    notes = view.facts.notes
    letters = [note for note in notes if len(note.label) == 1 and note.label.isalpha()]
    if "".join(note.label for note in letters) == _SERIES[: len(notes)]:
        return
    by_id = {note.id: note for note in letters}
    for mark in view.plain.marks:
        note = by_id.pop(mark.node.note, None) if isinstance(mark.node, model.NoteMarker) else None
        if note is None or not _is_torn(mark, note, view.plain):
            continue
        yield Finding(
            mark.node.span,
            f"the letter “{note.label}” was read as the marker of a note",
            related=(("the note", note.span),),
        )


def _is_torn(mark: PlacedMark, note: NoteFacts, plain: PlainText) -> bool:
    """Whether the letter is glued to a word; letters that tables use begin their note too."""
    passages = plain.note_passages.get(note.id)
    begins_note = passages is not None and plain.words(passages[0]).startswith(f"{note.label} ")
    if isinstance(plain.passage_at(mark.at).node, model.Cell):  # tables mark notes with letters
        return False
    before = plain.text[max(mark.at - 1, 0) : mark.at]
    return before.islower() and note.label.islower() and not begins_note


_REACH = 12
_FIGURES = re.compile(r"[0-9,]+\Z", re.ASCII)
_YEAR_OR_SUM = re.compile(r"18[5-9][0-9]|19[0-9]{2}|[0-9]{1,3}(?:,[0-9]{3}){1,3}", re.ASCII)
_WHOLE = re.compile(r"1[6-9][0-9]{2}|[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){1,2}", re.ASCII)


@rule("N109", Severity.WARNING,
    summary="What was read as a marker would make a year or a sum with the figures before it.",
    why="The figure is then missing from every output, and the note stands at a wrong place.",
    example="`in 1945` read as `in 194` with note 5, or `12,000` as `12,00` with note 0.",
    remedy="compare with the printed page; part the figures with a space if they are a number.",
)  # fmt: skip
def marker_may_be_figure(view: View) -> Iterator[Finding]:
    plain = view.plain
    labels = {note.id: note.label for note in view.facts.notes}
    for mark in plain.marks:
        label = labels.get(mark.node.note, "") if isinstance(mark.node, model.NoteMarker) else ""
        before = plain.text[max(mark.at - _REACH, 0) : mark.at]
        if not label.isdecimal() or not before[-1:].isdecimal():
            continue
        figures = _FIGURES.search(before)
        if figures and _YEAR_OR_SUM.fullmatch(figures.group() + label) and not _is_whole(figures):
            yield Finding(
                mark.node.span,
                f"{label} was read as a marker, but {figures.group()}{label} may be one number",
                "compare with the printed page: only one of the two can be right",
            )


def _is_whole(figures: re.Match[str]) -> bool:
    """Whether the figures make a likely number without the marker."""
    return _WHOLE.fullmatch(figures.group()) is not None


@rule("N111", Severity.INFO,
    summary="A note is marked with a symbol among notes that are marked with numbers.",
    why="Editors mark the notes of the original so. It may be a misread number as well.",
    example="the notes 1 and 2, and between them one with the marker `*`.",
    remedy="Nothing need be done where the printed page has the symbol.",
)  # fmt: skip
def marker_symbol_among_numbers(view: View) -> Iterator[Finding]:
    notes = view.facts.notes
    symbols = [n for n in notes if not n.label[:1].isdecimal() and not n.label.isalpha()]
    if 0 < len(symbols) <= len(notes) - len(symbols):
        first = symbols[0]
        yield Finding(
            first.span,
            f"{len(symbols)} of {len(notes)} notes, this one first, are marked with a symbol as "
            f"“{first.label}”, the others with numbers",
        )


@rule("N116", Severity.INFO,
    summary="Two markers stand side by side.",
    why="""A reader cannot tell `12` from the notes 1 and 2, and one of the two may be a misread
    number.""",
    example="`the harbour12` where both note 1 and note 2 are meant.",
    remedy="compare with the printed page; where the print has both, the text stays.",
)  # fmt: skip
def markers_in_a_row(view: View) -> Iterator[Finding]:
    labels = {note.id: note.label for note in view.facts.notes}
    for one, after in pairwise(view.plain.marks):
        if not one.in_words or one.at != after.at or one.home != after.home:
            continue
        if isinstance(one.node, model.NoteMarker) and isinstance(after.node, model.NoteMarker):
            both = [labels.get(marker.note, "?") for marker in (one.node, after.node)]
            yield Finding(
                after.node.span,
                f"the markers {both[0]} and {both[1]} stand side by side",
                related=(("the marker before", one.node.span),),
            )


_COUNTS = re.compile(
    r" ?(?:lines?|pages?|paragraphs?|words?|names?|percent|million|billion|years?|months?|weeks?|"
    r"days?|hours?|minutes?|miles?|tons?|men|copies|members?|series)\b|[–/-][0-9]|[.,][0-9]|"
    r" (?:to|or) [0-9]|\) ?[a-z]",
    re.ASCII,
)
_APART = (" ", "(", "[", "\n", "")
_PART = re.compile(r"[0-9][.,]?\Z", re.ASCII)


@rule("N124", Severity.WARNING,
    summary="What was read as a marker is a number that counts something.",
    why="The marker of the note is probably lost, and the number is missing from every output.",
    example="`[less than 1 line not declassified]` with note 1 at the number.",
    remedy="set the marker where the printed page has it; the number is then text again.",
)  # fmt: skip
def number_read_as_marker(view: View) -> Iterator[Finding]:
    labels = {note.id: note.label for note in view.facts.notes}
    text = view.plain.text
    for mark in view.plain.marks:
        label = labels.get(mark.node.note, "") if isinstance(mark.node, model.NoteMarker) else ""
        counted = _COUNTS.match(text, mark.at) if is_arabic(label) else None
        if counted and _begins(text, mark.at, counted.group()):
            yield Finding(
                mark.node.span,
                f"{label} was read as a marker, but “{label}{counted.group()}” may be a number",
                f"set the marker of note {label} where the printed page has it",
            )


def _begins(text: str, at: int, counted: str) -> bool:
    """Whether nothing stands before a number that a marker could belong to."""
    before = text[max(at - 2, 0) : at]
    if counted.startswith(")"):  # as in "1) the pilots, 2) the ships"
        start = text.rfind("\n", 0, at) + 1
        return before.endswith(" ") and text.count("(", start, at) == text.count(")", start, at)
    if counted[0] in "–/-.,":
        return _PART.search(before) is not None or before[-1:] in _APART
    return before[-1:] in _APART


def zero_without_marker(view: View) -> frozenset[str]:
    """Give the note 0 that no marker shows: many editions print none for the note of the source."""
    placed = {marker.note for marker in view.facts.markers if marker.placed}
    first = view.facts.notes[:1]
    return frozenset(note.id for note in first if note.label == "0" and note.id not in placed)


@rule("N126", Severity.WARNING,
    summary="The list begins with a note 0 that has no marker in the text.",
    why="""Many editions count the note on the source as 0 and print no marker for it. It is kept
    without one, at the end of its document.""",
    example="`0. Source: Harbour Office.` above the notes 1 and 2, which have markers.",
    remedy="set the marker 0 behind the heading, `Memorandum0`.",
)  # fmt: skip
def note_zero_without_marker(view: View) -> Iterator[Finding]:
    zero = zero_without_marker(view)
    for note in view.facts.notes:
        if note.id in zero:
            yield Finding(
                note.span,
                "note 0 has no marker in the text, and stands at the end of the document",
                "set the marker 0 behind the heading, if the note is on the whole document",
            )
