"""The invariant of figures: no figure of a transcription is lost, whatever it was read as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from pipeline import tei
from pipeline.engine.stages import EncodedDocument
from pipeline.model import document as model
from pipeline.model.ledger import leaves

_FIGURES = re.compile(r"[0-9]+", re.ASCII)
_LIST_NUMBER = re.compile(r"\n ?[ ]?[0-9]{1,6}[a-z]?\.(?: |\n|\Z)", re.ASCII)
_PLACED = (model.NoteMarker, model.PageBreak, model.UnplacedNote)


def unaccounted(work: EncodedDocument) -> Iterator[str]:
    """Yield the figures that are in no text of the TEI, and are no marker, page or list number.

    A marker leads to a note that exists. The text that is kept is that of the transcription.
    """
    assert work.tei is not None
    assert work.ledger is not None
    document = tei.read(work.tei, work.ledger)
    text, notes = work.source.text, {note.id for note in document.notes}
    done = 0
    for leaf in sorted(leaves(document), key=attrgetter("span")):
        start, end = leaf.span
        yield from _between(text, done, start)
        if isinstance(leaf, model.Text) and text[start:end] != leaf.text:
            yield leaf.text
        if isinstance(leaf, model.NoteMarker | model.UnplacedNote) and leaf.note not in notes:
            yield leaf.note
        if not isinstance(leaf, (model.Text, *_PLACED)):
            yield from _FIGURES.findall(text, start, end)
        done = max(done, end)
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[str]:
    """Yield figures between two leaves, where a list may have its numbers and nothing else."""
    if _FIGURES.search(text, start, end):
        left = _LIST_NUMBER.sub("\n", "\n" + text[start:end])
        yield from _FIGURES.findall(left)
