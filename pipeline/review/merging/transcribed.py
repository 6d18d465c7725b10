"""The same stream of words and marks as a transcription has it, each with its place there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.convert import signs
from pipeline.convert.view import reading_text
from pipeline.model import document as model
from pipeline.model.document import NOWHERE, Span
from pipeline.review.merging.compared import compared
from pipeline.verify.expected import expect
from pipeline.verify.sight import Addresses, FormatCapabilities

NOTES = frozenset({"note", "second marker"})
"""The kinds of marks that lead to notes."""

_OF_DOCX = FormatCapabilities(notes_in_notes=False, headings=False)


@dataclass(frozen=True, slots=True)
class TranscribedPassage:
    """The words of a body or note, all in one.

    ``places`` are those of the characters in the normalized text, None for what is not in it;
    ``marks`` the notes and pages with the number of characters before each.
    """

    text: str
    places: tuple[int | None, ...]
    marks: tuple[tuple[int, str, Span], ...]

    def noted(self) -> tuple[tuple[int, str], ...]:
        """Give the marks of notes alone, by which it is told that none has moved."""
        return tuple((at, kind) for at, kind, _ in self.marks if kind in NOTES)


def passages(document: model.Document, view: str) -> tuple[TranscribedPassage, ...]:
    """Give the body and the notes of a document, in the order in which a DOCX has them.

    The ``view`` is that of :class:`pipeline.book.outputs.Outputs`. Of a text as it is read, the
    places are those of the same words in the text as it was written.
    """
    written = _passages(document)
    if view == "diplomatic":
        return written
    pairs = zip(_passages(reading_text(document)), written, strict=True)
    return tuple(replace(one, places=_places_of(one.text, other)) for one, other in pairs)


def _places_of(text: str, written: TranscribedPassage) -> tuple[int | None, ...]:
    places: list[int | None] = [None] * len(text)
    for kind, start, end, low, high in compared(text, written.text):
        if kind == "equal":
            places[start:end] = written.places[low:high]
    return tuple(places)


def _passages(document: model.Document) -> tuple[TranscribedPassage, ...]:
    reading = expect(document, Addresses.of([document]), _OF_DOCX).reading
    order = [note.id for note in reading.notes]
    notes = {note.id: note for note in document.notes}
    families = _families(document, order)
    seen: set[str] = set()
    roots: list[model.Document | model.Note] = [document, *(notes[name] for name in order)]
    return tuple(_passage(root, families, seen) for root in roots)


def _families(document: model.Document, order: list[str]) -> Mapping[str, int]:
    """Give for each note with a marker in the text how many notes follow there in a DOCX.

    Notes cannot have notes there: those follow the note of the body that leads to them.
    """
    marked = {
        leaf.note
        for leaf in model.leaves_of(document)
        if isinstance(leaf, model.NoteMarker | model.UnplacedNote)
    }
    families: dict[str, int] = {}
    first = ""
    for name in order:
        first = name if name in marked else first
        families[first] = families.get(first, 0) + 1
    return families


def _passage(
    root: model.Document | model.Note, families: Mapping[str, int], seen: set[str]
) -> TranscribedPassage:
    words: list[str] = []
    places: list[int | None] = []
    marks: list[tuple[int, str, Span]] = []
    for leaf in _shown(root):
        match leaf:
            case str():
                words.append(leaf)
                places += [None] * len(leaf)
            case model.Text():
                words.append(leaf.text)
                places += _places(leaf)
            case model.LineBreak():
                marks.append((len(places), "line end", leaf.span))
            case model.PageBreak():
                marks.append((len(places), "page", leaf.span))
            case model.NoteMarker() | model.UnplacedNote():
                is_first = isinstance(root, model.Document) and leaf.note not in seen
                count = families.get(leaf.note, 1) if is_first else 1
                kind = "note" if is_first else "second marker"
                marks += [(len(places), kind, leaf.span)] * count
                seen.add(leaf.note)
            case model.Lacuna() | model.HandShift():
                shown = signs.sign_of(leaf)
                words.append(shown)
                places += [None] * len(shown)
            case _:
                assert_never(leaf)
    return TranscribedPassage("".join(words), tuple(places), tuple(marks))


def _shown(node: model.Node) -> Iterator[model.Leaf | str]:
    """Yield the leaves of a node, with the signs that outputs show for transcribers' marks."""
    if isinstance(node, model.Leaf):
        yield node
        return
    before, behind = signs.signs_of(node) if isinstance(node, model.Editorial) else ("", "")
    yield before
    for child in model.children(node):
        yield from _shown(child)
    yield behind


def _places(leaf: model.Text) -> Iterator[int | None]:
    start, end = leaf.span
    if leaf.span == NOWHERE or end - start != len(leaf.text):
        yield from [None] * len(leaf.text)
    else:
        yield from range(start, end)
