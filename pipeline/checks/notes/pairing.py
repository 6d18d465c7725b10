"""Notes and markers that do not go together, and the numbers of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.facts import DocumentFacts, MarkerFacts, NoteFacts
from pipeline.checks.index import is_arabic
from pipeline.checks.notes.markers import zero_without_marker
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.document import Span

# Shorter ones, such as "Not printed.", are formulas, and each is a note of its own.
_SHORTEST = 40


def placed_notes(view: View) -> frozenset[str]:
    """Give the notes that have a marker in the text."""
    return frozenset(marker.note for marker in view.facts.markers if marker.placed)


def repeated_notes(view: View) -> dict[str, str]:
    """Give for each note without a marker the one with a marker whose text it repeats."""
    placed = placed_notes(view)
    idle = [note.id for note in view.facts.notes if note.id not in placed]
    if not idle:
        return {}
    words = {note.id: _words(view, note.id) for note in view.facts.notes}
    shown = {words[one]: one for one in reversed(words) if one in placed}
    return {one: shown[words[one]] for one in idle if words[one] in shown and _is_long(words[one])}


def _words(view: View, note: str) -> str:
    passages = view.plain.note_passages.get(note, ())
    return view.plain.text[passages[0].start : passages[-1].end] if passages else ""


def _is_long(words: str) -> bool:
    return len(words) > _SHORTEST


@rule("N101", Severity.ERROR,
    summary="A marker leads to a note that the document does not have.",
    why="A reader who follows the marker finds nothing, and no output can be made of it.",
    example="a second marker of note 3 where the list of notes ends with 2.",
    remedy="add the note to the list at the end of the transcription, or take the marker out.",
)  # fmt: skip
def marker_without_note(view: View) -> Iterator[Finding]:
    known = {note.id for note in view.facts.notes}
    for marker in view.facts.markers:
        if marker.note not in known:
            yield Finding(
                marker.span,
                f"this marker leads to the note {marker.note}, which is not in the document",
            )


_Related = tuple[tuple[str, Span], ...]


@rule("N102", Severity.ERROR,
    summary="A note of the list has no marker in the text.",
    why="""Nobody reading the text would find the note, so its place must be settled before the
    edition can be published. The likeliest places are named in order, or, where nothing in the text
    looks like its marker, the markers that it must stand between. A figure that makes sense as it
    stands was not cut. Notes that repeat another have N125, a note 0 has N126.""",
    example="a list of six notes below a text that shows the markers 1 to 5.",
    remedy="set the marker where the printed page has it: the number right after the word.",
)  # fmt: skip
def note_without_marker(view: View) -> Iterator[Finding]:
    placed = placed_notes(view)
    repeats = repeated_notes(view)
    said = placed.union(repeats, zero_without_marker(view))
    likely = {
        mark.node.note: mark.node.likely
        for mark in view.plain.marks
        if isinstance(mark.node, model.UnplacedNote)
    }
    for note in view.facts.notes:
        if note.id not in said:
            places = likely.get(note.id, ())
            yield Finding(
                note.span,
                f"note {note.label} has no marker in the text",
                f"set the marker {note.label} right after its word in the text, or remove the note",
                tuple((_order(rank), place) for rank, place in enumerate(places, 1))
                or _neighbours(view, note),
            )


def _order(rank: int) -> str:
    return "the likeliest place" if rank == 1 else f"the place that comes next ({rank})"


def _neighbours(view: View, note: NoteFacts) -> _Related:
    """Give the markers of the notes before and after, as far as they have one."""
    place = {one.id: index for index, one in enumerate(view.facts.notes)}
    marked = {one.note: one.span for one in reversed(view.facts.markers) if one.placed}
    at = place[note.id]
    before = [one for one in view.facts.notes[:at] if one.id in marked][-1:]
    after = [one for one in view.facts.notes[at + 1 :] if one.id in marked][:1]
    return (
        *((f"it stands behind the marker of note {one.label}", marked[one.id]) for one in before),
        *((f"and before that of note {one.label}", marked[one.id]) for one in after),
    )


@rule("N125", Severity.WARNING,
    summary="A note that repeats another has no marker of its own.",
    why="""Where the print shows the marker of one note at several words, a list may count the note
    each time. Readers find its text at the first of them; the others are not known.""",
    example="""the notes 2 and 5 have the same text of some length, and the text shows the markers 1
    to 4.""",
    remedy="""compare with the printed page: set the marker of the first note at the other word too,
    or take the repetition out of the list.""",
)  # fmt: skip
def repeated_note_unmarked(view: View) -> Iterator[Finding]:
    notes = {note.id: note for note in view.facts.notes}
    for name, other in repeated_notes(view).items():
        label = notes[other].label
        yield Finding(
            notes[name].span,
            f"this note repeats note {label} and has no marker of its own",
            f"set the marker {label} at the other word too, or take the repetition out of the list",
            (("the note with a marker", notes[other].span),),
        )


@rule("N108", Severity.WARNING,
    summary="The text shows the marker of one note at two places.",
    why="""A printed page gives a note two markers only rarely; mostly a number in the text was
    taken for one, or the marker was transcribed twice.""",
    example="`the harbour2 was opened2 again`.",
    remedy="take out the marker that the printed page does not have.",
)  # fmt: skip
def note_marked_twice(view: View) -> Iterator[Finding]:
    labels = {note.id: note.label for note in view.facts.notes}
    first: dict[str, MarkerFacts] = {}
    for marker in view.facts.markers:
        earlier = first.setdefault(marker.note, marker) if marker.placed else marker
        if earlier is not marker and marker.note in labels:
            yield Finding(
                marker.span,
                f"this is a second marker of note {labels[marker.note]}",
                related=(("the first marker", earlier.span),),
            )


@rule("N105", Severity.WARNING,
    summary="The markers in the text do not come in the order of the list of notes.",
    why="Either two notes changed places or a number in the text was taken for a marker.",
    example="marker 3 stands before marker 2.",
    remedy="compare with the printed page; where the print has this order, the text stays.",
)  # fmt: skip
def notes_out_of_order(view: View) -> Iterator[Finding]:
    order = {note.id: place for place, note in enumerate(view.facts.notes)}
    labels = {note.id: note.label for note in view.facts.notes}
    seen: set[str] = set()
    last = None
    for marker in view.facts.markers:
        if not marker.placed or marker.note in seen or marker.note not in order:
            continue
        seen.add(marker.note)
        if last is not None and order[marker.note] < order[last.note]:
            yield Finding(
                marker.span,
                f"the marker of note {labels[marker.note]} stands after that of note "
                f"{labels[last.note]}, the notes stand the other way round",
                "compare with the printed page: two notes may have changed places",
                ((f"the marker of note {labels[last.note]}", last.span),),
            )
        last = marker


_SECOND = "2"
_LIKE_ONE = re.compile(r"[lIi|!J][.)]? [A-Z“\"]")
_ROUND = 99  # where notes are numbered through, they begin anew after it


@rule("N123", Severity.WARNING,
    summary="The list of notes does not begin with 1.",
    why="""The first notes were lost in transcribing, or the number of the first was misread. A
    document that goes on with the numbers of the one before it is sound.""",
    example="a list of notes that begins with `2.`",
    remedy="compare with the printed page and supply the notes.",
)  # fmt: skip
def note_list_begins_late(view: View) -> Iterator[Finding]:
    numbered = [note for note in view.facts.notes if is_arabic(note.label)]
    if not numbered or numbered[0] is not view.facts.notes[0] or int(numbered[0].label) <= 1:
        return
    torn = _torn_first(view) if numbered[0].label == _SECOND else None
    if torn is not None:
        yield Finding(
            torn,
            "the first note is marked 2, and the line above it, which was read as text, begins "
            "like a misread 1",
            "write 1 in its place if the printed page has it",
        )
        return
    before = _last_number(view)
    if before is None or int(numbered[0].label) != before % _ROUND + 1:
        yield Finding(
            numbered[0].span,
            f"the first note is marked {numbered[0].label}"
            + ("" if before is None else f", and the last one before this document {before}"),
            "compare with the printed page: the first notes may be lost, or a document before",
        )


def _torn_first(view: View) -> Span | None:
    """Give the last line of the text, if it begins with what recognition makes of a 1."""
    last = next((p for p in reversed(view.plain.main) if p.start < p.end), None)
    if last is None or not isinstance(last.node, model.Paragraph | model.CloserLine):
        return None
    return view.plain.span_of(last) if _LIKE_ONE.match(view.plain.words(last)) else None


def _last_number(view: View) -> int | None:
    """Give the last number of the last document before that has notes with numbers."""
    before: DocumentFacts | None = view.facts
    while before is not None and before.id in view.edition.places:
        before = view.edition.before(before.id)
        labels = [note.label for note in before.notes if is_arabic(note.label)] if before else []
        if labels:
            return int(labels[-1])
    return None


_FIRST = "1"


@rule("N104", Severity.WARNING,
    summary="Two notes of a document have the same number.",
    why="""A reference to that number can mean either. Symbols are left alone: an asterisk may come
    again on every page, and a chapter may begin with 1 anew.""",
    example="the notes 1, 2, 2 and 3.",
    remedy="compare with the printed page and correct the number that was misread.",
)  # fmt: skip
def note_number_doubled(view: View) -> Iterator[Finding]:
    first: dict[str, NoteFacts] = {}
    last = ""
    for note in view.facts.notes:
        if note.label == _FIRST != last:  # a chapter may count its notes anew
            first = {}
        last = note.label
        earlier = first.setdefault(note.label, note)
        if earlier is not note and is_arabic(note.label):
            yield Finding(
                note.span,
                f"two notes have the number {note.label}",
                related=(("the other note", earlier.span),),
            )


@rule("N103", Severity.WARNING,
    summary="The numbers of the notes leave one out.",
    why="Either a note was lost in transcribing or its number was misread.",
    example="the notes 1, 2 and 4.",
    remedy="""compare with the printed page; where the print itself leaves a number out, the text
    stays as it is.""",
)  # fmt: skip
def note_number_missing(view: View) -> Iterator[Finding]:
    numbered = [note for note in view.facts.notes if is_arabic(note.label)]
    # Where the print marks its notes in several series, numbers do not run on.
    if len(numbered) < len(view.facts.notes):
        return
    for note, following in pairwise(numbered):
        first, last = int(note.label) + 1, int(following.label) - 1
        if first <= last:
            missing = f"note {first} is" if first == last else f"notes {first} to {last} are"
            yield Finding(
                following.span,
                f"{missing} missing between the notes {note.label} and {following.label}",
                "compare with the printed page: a note may be lost or a number misread",
                (("the note before", note.span),),
            )
