"""Documents that tests share, written by hand as TEI under ``tests/cases/documents``."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from pipeline import tei
from pipeline.model import document as model
from pipeline.model import ledger

_FOLDER = Path(__file__).parent / "cases" / "documents"


def file(name: str) -> bytes:
    """Give the bytes of a file, as ``letter.xml``."""
    return (_FOLDER / name).read_bytes()


def read(name: str) -> model.Document:
    """Read a document, as ``letter``; nothing in it has a place."""
    return tei.read(file(f"{name}.xml"))


def read_placed(name: str) -> model.Document:
    """Read a document with the places its leaves would have in a transcription.

    That is written without a gap from the start of the text to its end, and on through the notes.
    """
    bare = read(name)
    places: dict[int, model.Span] = {}
    start = 0
    roots: tuple[model.Node, ...] = (bare, *bare.notes)
    for root in roots:
        for leaf in model.leaves_of(root):
            end = start + _length(leaf)
            places[id(leaf)] = start, end
            start = end
    spans = tuple(places[id(leaf)] for leaf in ledger.leaves(bare))
    return tei.read(file(f"{name}.xml"), ledger.Ledger(spans))


def _length(leaf: model.Leaf) -> int:
    match leaf:
        case model.Text():
            return len(leaf.text)
        case model.PageBreak():
            return len(f"[Page {leaf.number}] ")
        case model.NoteMarker() | model.LineBreak() | model.Lacuna() | model.HandShift():
            return 1
        case model.UnplacedNote():
            return 0
        case _:
            assert_never(leaf)
