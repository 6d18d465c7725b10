"""Notes and markers that stand in brackets, so that no number need be doubted, only its order."""

from pipeline.encode.bracketed.notes import find_notes, find_unread
from pipeline.encode.bracketed.order import resolve
from pipeline.encode.bracketed.settings import BracketedMarkers, BracketedNotes

__all__ = [
    "BracketedMarkers",
    "BracketedNotes",
    "find_notes",
    "find_unread",
    "resolve",
]
