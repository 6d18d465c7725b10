"""Where persons and places are named: the documents, and the pages of the printed source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import document as model


@dataclass(frozen=True, slots=True)
class Mentions:
    """The pages of one document that name a person; none where they are not known."""

    document: model.Document
    pages: tuple[str, ...]


def mentions(documents: Sequence[model.Document]) -> dict[str, tuple[Mentions, ...]]:
    """Give for the key of each person who is named where that is, in the order of the text.

    A note is on the page of its marker. The page that a document begins on without saying so is
    the one before its first mark, and known only where the mark before that has this number.
    """
    found: dict[str, dict[str, dict[str, None]]] = {}
    by_id = {document.id: document for document in documents}
    for document, start in zip(documents, _starts(documents), strict=True):
        for key, page in _named(document, start):
            pages = found.setdefault(key, {}).setdefault(document.id, {})
            if page is not None:
                pages[page] = None
    return {
        key: tuple(Mentions(by_id[name], tuple(pages)) for name, pages in places.items())
        for key, places in found.items()
    }


def _starts(documents: Sequence[model.Document]) -> Iterator[str | None]:
    """Yield the page that each document begins on."""
    marks = [_marks(document) for document in documents]
    following: list[str | None] = []
    after: str | None = None
    for numbers in reversed(marks):
        after = numbers[0] if numbers else after
        following.append(after)
    before: str | None = None
    for numbers, after in zip(marks, reversed(following), strict=True):
        yield before if _follows(before, after) else None
        before = numbers[-1] if numbers else before


def _marks(document: model.Document) -> list[str]:
    return [node.number for node in model.walk(document) if isinstance(node, model.PageBreak)]


def _follows(before: str | None, after: str | None) -> bool:
    digits = before is not None and before.isdecimal(), after is not None and after.isdecimal()
    return all(digits) and int(after or "") == int(before or "") + 1


def _named(document: model.Document, start: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield the key of each name with its page; of a note at the place of its first marker."""
    notes = {note.id: note for note in document.notes}
    waiting: list[tuple[Iterator[model.Node], str | None]] = [(model.walk(document), start)]
    while waiting:
        nodes, page = waiting.pop()
        for node in nodes:
            if isinstance(node, model.PageBreak):
                page = node.number
            elif isinstance(node, model.PersonName | model.Place) and node.key:
                yield node.key, page
            elif isinstance(node, model.NoteMarker | model.UnplacedNote) and node.note in notes:
                waiting += (nodes, page), (model.walk(notes.pop(node.note)), page)
                break
