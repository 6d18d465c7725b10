"""N110: a note is marked with a letter, and its notes are no series of letters."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.facts import NoteFacts
from pipeline.checks.plain_text import PlacedMark, PlainText
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SERIES = "abcdefghijklmnopqrstuvwxyz"


def _check(view: View) -> Iterator[Finding]:
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
            f"the letter {note.label!a} was read as the marker of a note",
            "set the number of the note where the printed page has its marker",
            (("the note", note.span),),
        )


RULE = DocumentRule(
    "N110", "marker-is-letter-of-word", Severity.WARNING, check=_check,
    summary="A note is marked with a letter, and its notes are no series of letters.",
    why="A letter at the end of a word was probably read as the marker, and the word has lost it.",
    example="the notes 1, 2 and 4, and between them one with the marker `e`.",
    remedy="To mend it, set the number of the note where the printed page has it.",
)  # fmt: skip


def _is_torn(mark: PlacedMark, note: NoteFacts, plain: PlainText) -> bool:
    """Whether the letter is glued to a word; letters that tables use begin their note too."""
    passages = plain.note_passages.get(note.id)
    begins_note = passages is not None and plain.words(passages[0]).startswith(f"{note.label} ")
    if isinstance(plain.passage_at(mark.at).node, model.Cell):  # tables mark notes with letters
        return False
    before = plain.text[max(mark.at - 1, 0) : mark.at]
    return before.islower() and note.label.islower() and not begins_note
