"""Rules on the list of notes: numbers that do not count on, and notes out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.encode.context import Context
from pipeline.encode.notes import counted, value
from pipeline.encode.standoff import NoteText, overlaps
from pipeline.model.diagnostics import Finding, Mending, Severity, rule

_ROUND = 99  # numbers that run through a volume begin anew after it


@rule("N206", Severity.WARNING,
    summary="A number of the list of notes does not go on from the one above it.",
    why="""Each line in the form of a note is read as one, in the order of the list, whatever its
    number. Where a number comes twice or two have changed places, the text decides which marker is
    meant, and cannot always be right.""",
    example="a list that goes `1. 3. 2. 4.`, or `1. 1. 3.`",
    remedy="compare the list with the source and correct the number, or put the notes in order.",
)  # fmt: skip
def list_number_wrong(context: Context) -> Iterator[Finding]:
    # Lists of another form were found by how they count, and may each begin anew.
    form = context.source.form
    is_usual = form is None or form.is_of_lines
    listed = _listed(context) if is_usual else ()
    numbers = counted([note.number for note in listed]) if listed else []
    is_first = True
    for note, right in zip(listed, numbers, strict=True):
        number = value(note.number)
        if number is not None and number != right:
            yield Finding(
                note.number_span,
                f"this note has the number {note.number}, and by its place in the list {right}",
                "compare the list with the source: the number may be misread, or two notes may "
                "have changed places",
                # The fix is for the whole list.
                fix=_as_in_text(context) if is_first else None,
            )
            is_first = False


def _listed(context: Context) -> Sequence[NoteText]:
    """Give the notes of the list, unless they stand apart from it."""
    notes = context.found.notes
    return notes.notes if notes and not notes.apart else ()


@rule("N208", Severity.WARNING,
    summary="A note of the list stands at the margin, where the other notes do not.",
    why="""It has just the number that is missing between its neighbours, so it was read as that
    note.""",
    example="`2. Not printed.` at the margin between `  1.` and `  3.`",
    remedy="indent the line as the others are, if it is a note.",
)  # fmt: skip
def note_at_the_margin(context: Context) -> Iterator[Finding]:
    listed = _listed(context)
    indents = [_indent(context.text, note.number_span[0]) for note in listed]
    usual = max(indents, default="", key=len)
    for note, indent in zip(listed, indents, strict=True):
        if indent != usual:
            yield Finding(
                note.number_span, f"note {note.number} stands at the margin and not in the list"
            )


def _indent(text: str, place: int) -> str:
    before = text[text.rfind("\n", 0, place) + 1 : place]
    return before if not before.strip(" ") else ""


@rule("N207", Severity.INFO,
    summary="The numbers of the notes go on from the document before.",
    why="""Where the markers of a document stand was decided with the help of the number that the
    one before it stopped at. The printed numbers are kept; the list at the end may count from
    1.""",
    example="the markers 46 and 47, after a document whose last note is 45.",
    remedy="see that no document is missing in between; else nothing needs mending.",
)  # fmt: skip
def numbers_go_on(context: Context) -> Iterator[Finding]:
    numbers = ((value(marker.label), marker) for marker in context.found.markers if marker.printed)
    number, first = next(
        ((number, one) for number, one in numbers if number is not None), (0, None)
    )
    if first is None or context.carried is None:
        return
    listed = context.found.listed[first.note]
    if number == context.carried + 1 and listed.number != first.label:
        yield Finding(
            first.span,
            f"the numbers of the notes go on from {context.carried} in the document before",
            related=(("the note", listed.number_span),),
        )


@rule("N204", Severity.WARNING,
    summary="A note is marked with another number in the text than in the list.",
    why="""The numbers of the list and of the text run side by side, from 0 or from 1. Where they
    part, a note has been dropped from the list or a marker from the text, and every note after it
    may stand at the wrong place.""",
    example="""the list goes 1, 3, 4 and the text has 1, 2, 3; the note with the number 3 is put at
    the marker 2.""",
    remedy="""compare the list with the source; restore the missing note or its marker. Where the
    source has these numbers, settle the marker with `edition decide`.""",
)  # fmt: skip
def marker_other_than_number(context: Context) -> Iterator[Finding]:
    listed = context.found.listed
    counts = counted([note.number for note in listed]) if listed else []
    first = {marker.note: marker for marker in reversed(context.found.markers)}
    rows = _Distance()
    said = ""
    for _, marker in sorted(first.items()):
        label, number = value(marker.label), listed[marker.note].number
        before, said = said, f"note {number} of the list is marked {marker.label} in the text"
        if not marker.printed or label is None:
            rows.signs += 1
            continue
        if (notes := context.found.notes) and notes.apart and number == marker.label:
            continue  # notes in brackets of their own have their labels from the page, not a count
        parts = rows.parts(0 if number == marker.label else counts[marker.note] - label, label)
        if parts and not overlaps(marker.span, context.decided):
            yield Finding(
                marker.span,
                f"{said}, and {before}" if number == marker.label else said,
                "compare the list with the source: a note or a marker seems to be missing",
                (("the note", listed[marker.note].number_span),),
                _as_in_text(context),
            )


class _Distance:
    """How far the numbers of the list and of the text are apart, note by note.

    Notes with a symbol (``signs``) are counted by the list alone.
    """

    def __init__(self) -> None:
        self.signs = 0
        self.base: int | None = None
        self.last: int | None = None
        self.label = -1

    def parts(self, apart: int, label: int) -> bool:
        """Take the distance at the next note, and tell whether it has changed from the usual.

        Where a label comes again, which N104 says, the count of the text stands still.
        """
        apart -= self.signs
        if self.base is None or apart == self.base + _ROUND:
            self.base = apart
        elif label == self.label and self.last is not None:
            self.base += apart - self.last
        changed = apart not in {self.base, self.last}
        self.last, self.label = apart, label
        return changed


_GLUED = "(?<=[A-Za-z.,;:?!”’)]){}(?![0-9])"


def _as_in_text(context: Context) -> Mending | None:
    """Number the list from 1 on, where the markers of its notes do so.

    Gives None where the text is no guide.
    """
    listed = context.found.notes
    first = {marker.note: marker for marker in reversed(context.found.markers)}
    labels = [one.label * one.printed for _, one in sorted(first.items())]
    if listed is None or listed.apart or labels != _count(len(labels)):
        return None
    items = list(_items(context.text, listed.notes[0]))
    if len(items) < len(labels) or _changed_places(items):
        return None
    more = re.compile(_GLUED.format(len(items) + 1), re.ASCII)
    if more.search(context.text, 0, listed.start):  # then a note is lost
        return None
    changes = (
        (item.span("number"), number)
        for item, number in zip(items, _count(len(items)), strict=True)
        if item["number"] != number
    )
    return Mending.safely("number the list of notes as the text does", *changes)


def _changed_places(items: Sequence[re.Match[str]]) -> bool:
    """Tell whether notes may stand in the wrong order with the right numbers."""
    numbers = [int(item["number"]) for item in items]
    known = [number for number in numbers if number <= len(items)]
    return known != sorted(known)


def _count(length: int) -> list[str]:
    return [str(number) for number in range(1, length + 1)]


def _items(text: str, first: NoteText) -> Iterator[re.Match[str]]:
    """Find the lines that look like the first item of the list, whatever their number."""
    start, end = first.number_span
    line = text.rfind("\n", 0, start) + 1
    before, after = re.escape(text[line:start]), re.escape(text[end : first.span[0]])
    item = re.compile(f"^{before}(?P<number>[0-9]{{1,4}}){after}", re.MULTILINE | re.ASCII)
    return item.finditer(text, line)
