"""Notes and markers that stand in brackets, so that no number need be doubted, only its order."""

from pipeline.encode.bracketed.notes import find_notes, find_unread
from pipeline.encode.bracketed.order import Resolution, resolve
from pipeline.encode.bracketed.settings import BracketedMarkers, BracketedNotes

__all__ = [
    "BracketedMarkers",
    "BracketedNotes",
    "Resolution",
    "find_notes",
    "find_unread",
    "resolve",
]
