"""Rules on the markers of notes: what is not sure, and what looks like one and is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.encode.context import Context
from pipeline.encode.standoff import Marker
from pipeline.model.diagnostics import Finding, Severity, rule
from pipeline.model.document import Span

# The confidence that a marker needs, by what of the text it could be instead: where it alone in its
# document looks so, and where others do. For a marker that was forgotten a figure or a letter of
# the text is taken with much confidence, since no better place is left.
_LEAST = {
    "glued": (0.7, 0.7),
    "text": (0.86, 0.86),
    "cut": (0.95, 0.95),
    "apart": (0.98, 0.95),
}
_FIGURES = re.compile(r"[0-9]+\Z", re.ASCII)
_LONGEST_NUMBER = 24
_BEGINNINGS, _OPENING = frozenset(" \n\t"), frozenset("([“„‘")
_YEAR = re.compile(r"(?<![0-9])1[5-9][0-9]{2}\Z", re.ASCII)
# "6.5 billion", "1964:5-6", but not "June 15.2 The"
_IN_NUMBER = re.compile(r"(?<=[0-9])(?:[:/]|\.(?=\w++(?![\w\n]| [A-Z])))", re.ASCII)


@rule("N201", Severity.WARNING,
    summary="A digit or symbol was read as the marker of a note, and that is not sure.",
    why="""Markers come glued to words and numbers, so that `19435` can be the year 1943 with note 5
    or a number. Encoding decides for the whole document at once and says where it is not sure, what
    would be left of a number that was cut, and which places come next, with their probability. The
    note may also have no marker at all, since one is easily forgotten in typing.""",
    example="`paragraph 32` where both note 2 after `paragraph 3` and no note fit.",
    remedy="compare the place with the source, and settle it with `edition decide`.",
)  # fmt: skip
def marker_in_doubt(context: Context) -> Iterator[Finding]:
    looks = [_look(context.text, marker) for marker in context.found.markers]
    alike = Counter(looks)
    for marker, look in zip(context.found.markers, looks, strict=True):
        alone, with_others = _LEAST[look]
        if marker.confidence >= (alone if alike[look] == 1 else with_others):
            continue
        note = context.found.listed[marker.note]
        others = [(span, p) for span, p in marker.runners_up if span != marker.span]
        related = (
            ("the note", note.number_span),
            *(
                (f"the next best place for note {note.number} ({p:.0%})", span)
                for span, p in others
            ),
        )
        reading = "the marker" if marker.printed else "the place in the list, no printed marker,"
        yield Finding(
            marker.span,
            f"“{marker.label}” was read as {reading} of note {note.number}, "
            f"with a confidence of {marker.confidence:.0%}{_cut(context.text, marker)}",
            related=related,
        )


def _look(text: str, marker: Marker) -> str:
    """Say how a marker looks beside what stands before and behind it, as ``_LEAST`` has it."""
    start, end = marker.span
    label = text[start:end].strip(" ")
    before = text[max(0, start - _LONGEST_NUMBER) : start]
    is_apart = text.startswith(" ", start) and not text.startswith("\n", end)
    if not label.isalnum():
        return "glued"
    if before[-1:] in _OPENING or (before[-1:].isdecimal() and not _YEAR.search(before)):
        return "cut"
    if is_apart and before[-1:].isalnum():
        return "apart"
    in_number = _IN_NUMBER.match(text, start - 1) if start else None
    is_text = before[-1:].isdecimal() or before[-1:] in _BEGINNINGS or label.isalpha()
    return "text" if is_apart or is_text or in_number else "glued"


def _cut(text: str, marker: Marker) -> str:
    """Describe the rest of a number whose last digits were read as a marker."""
    end = marker.span[1]
    figures = _FIGURES.search(text, max(0, end - _LONGEST_NUMBER), end)
    whole = figures.group() if figures else ""
    left = whole.removesuffix(marker.label)
    return f"; of {whole} it leaves {left}" if 0 < len(left) < len(whole) else ""


@rule("N107", Severity.WARNING,
    summary="A number or symbol behind a word looks like a marker, but there is no such note.",
    why="""A note was probably lost from the list, or the marker was typed twice or with a wrong
    number. It stays in the text, where a reader takes it for a part of the word.""",
    example="`of the United Nations7 provides` where the list of notes ends with 6.",
    remedy="add the note to the list, correct the number, or part it from the word.",
)  # fmt: skip
def marker_of_no_note(context: Context) -> Iterator[Finding]:
    listed = context.found.listed
    placed = {marker.label: marker for marker in reversed(context.found.markers)}
    for span in context.found.figures:
        label = context.text[span[0] : span[1]]
        if label in placed:
            marker = placed[label]
            yield Finding(
                span,
                f"{label} looks like a second marker of note {listed[marker.note].number}",
                "take out the marker that the printed page does not have",
                (("the first marker", marker.span), ("the note", _number(context, marker.note))),
            )
        else:
            yield Finding(
                span,
                f"{label} looks like the marker of a note, but there is no note {label}",
                f"add note {label} to the list of notes, correct the number, or part it from the "
                "word with a space",
            )


def _number(context: Context, note: int) -> Span:
    return context.found.listed[note].number_span


@rule("N205", Severity.WARNING,
    summary="A decision gives a marker to a note that the list does not have.",
    why="The marker is read as if nothing had been decided, and the doubt is open again.",
    example='`note = "7"` in the decisions on a document of six notes.',
    remedy="write the number of the note as it stands in the list, or `none`.",
)  # fmt: skip
def decision_for_unknown_note(context: Context) -> Iterator[Finding]:
    for span in context.found.unknown:
        yield Finding(
            span,
            "a decision gives this marker to a note that the list does not have, or that it "
            "stands in itself",
        )


@rule("N202", Severity.WARNING,
    summary="A number in brackets looks like a marker, and there is no note for it.",
    why="""It stays in the text as it is printed. If a note was lost, a reader will look for it in
    vain.""",
    example="`the third voyage[7]` where no `[Footnote 7: …]` stands below it.",
    remedy="add the note. If the brackets are the author's, nothing needs mending.",
)  # fmt: skip
def bracketed_number_without_note(context: Context) -> Iterator[Finding]:
    for span in context.found.strays:
        label = context.text[span[0] : span[1]]
        yield Finding(
            span,
            f"{label} looks like the marker of a note, but there is no such note",
            "add the note, or correct the label; if this is no marker, nothing needs mending",
        )
