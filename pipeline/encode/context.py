"""The results of encoding one document, which the rules on encoding check."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.encode.blocks import LineDoubt
from pipeline.encode.standoff import Marker, NoteList
from pipeline.model.document import Leaf, Span
from pipeline.model.form import Form
from pipeline.model.marks import MarksRead


@dataclass(frozen=True, slots=True)
class Context:
    """The text, what was found in it, and the leaves of the document made of that.

    ``marks`` are the stretches that encoding has read as markers, page marks, note
    numbers; ``homeless`` those markers and page marks that no block holds,
    ``unresolved`` phrases that read like references and have no address, ``strays`` and
    ``figures`` what looks like a marker, in brackets or without, and has no note, ``unread`` what
    begins like a note and is none, ``unknown`` places that a decision gives to a note which is not
    there, ``carried`` the last note number of the document before, which the notes may go on from,
    ``disordered`` what comes behind a later part of the text, ``form`` the form of the text where
    it is not the usual one, ``marks_read`` what was read of transcribers' marks, ``doubts`` lines
    whose kind is not sure, ``decided`` the places that a person has decided to be markers.
    """

    text: str
    notes: NoteList | None
    markers: tuple[Marker, ...]
    marks: frozenset[Span]
    homeless: tuple[Span, ...]
    bullet: str
    unresolved: tuple[tuple[Span, str], ...]
    strays: tuple[Span, ...]
    unread: tuple[Span, ...]
    leaves: tuple[Leaf, ...]
    unknown: tuple[Span, ...] = ()
    figures: tuple[Span, ...] = ()
    carried: int | None = None
    disordered: tuple[Span, ...] = ()
    form: Form | None = None
    marks_read: MarksRead | None = None
    doubts: tuple[LineDoubt, ...] = ()
    decided: tuple[Span, ...] = ()
