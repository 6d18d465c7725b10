"""Notes and markers in brackets: each number is certain, and only their order is resolved."""

from pipeline.encode.bracketed.notes import find_notes, find_unread
from pipeline.encode.bracketed.order import resolve
from pipeline.encode.bracketed.settings import BracketedMarkers, BracketedNotes

__all__ = [
    "BracketedMarkers", "BracketedNotes", "find_notes", "find_unread", "resolve",
]  # fmt: skip
