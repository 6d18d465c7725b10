"""Where a reference leads: found, not there although it must be, or not in this edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.checks.facts import DocumentFacts, ReferenceFacts
from pipeline.checks.index import EditionIndex, is_arabic
from pipeline.checks.view import View
from pipeline.model import document as model

_NOTE = re.compile(r"(.+)fn([0-9]{1,6})", re.ASCII)
_PAGE = "pg_"


class Fate(Enum):
    """What became of a reference."""

    FOUND = auto()
    AMBIGUOUS = auto()
    ITSELF = auto()
    BROKEN = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class Arrival:
    """The fate of a reference, and in words what it leads to and why it does not get there."""

    fate: Fate
    reason: str = ""


_FOUND = Arrival(Fate.FOUND)


def resolve(reference: ReferenceFacts, home: DocumentFacts, index: EditionIndex) -> Arrival:
    """Follow ``reference``, which stands in the document ``home``."""
    if reference.target.startswith(model.WEB):
        return _FOUND
    part, _, fragment = reference.target.partition("#")
    if part and part != index.edition:
        place = f" ({fragment})" if fragment else ""
        return Arrival(Fate.ABSENT, f"{part}{place} is another part of the series")
    if not fragment:
        return _FOUND
    if fragment.startswith(_PAGE) and fragment not in index.owners:
        return _page(fragment.removeprefix(_PAGE), index)
    if fragment in {reference.home, home.id}:
        return Arrival(Fate.ITSELF, _named(fragment))
    if _names_home(reference, fragment, home):
        return Arrival(Fate.ITSELF, _named(home.id))
    if fragment in index.owners or fragment in index.unread:
        return _FOUND
    note = _NOTE.fullmatch(fragment)
    return _document(fragment, index) if note is None else _note(note[1], note[2], index)


def followed(view: View, fate: Fate) -> Iterator[tuple[ReferenceFacts, Arrival]]:
    """Yield the references of a document that met with ``fate``."""
    for reference in view.facts.references:
        resolution = resolve(reference, view.facts, view.edition)
        if resolution.fate is fate:
            yield reference, resolution


def _names_home(reference: ReferenceFacts, fragment: str, home: DocumentFacts) -> bool:
    """Whether a note is looked for in a document by number, which is the one at hand."""
    note = _NOTE.fullmatch(fragment)
    return note is not None and note[1] == home.id and "ocument " in reference.text


def owner_of(target: str, index: EditionIndex) -> str | None:
    """Give the one document of this edition that holds what ``target`` names."""
    part, _, fragment = target.partition("#")
    if (part and part != index.edition) or not fragment:
        return None
    if fragment.startswith(_PAGE):
        owners = index.pages.get(fragment.removeprefix(_PAGE), ())
    else:
        owners = index.owners.get(fragment, ())
    return owners[0] if len(owners) == 1 else None


def _named(fragment: str) -> str:
    note = _NOTE.fullmatch(fragment)
    return f"document {fragment}" if note is None else f"note {note[2]} of document {note[1]}"


def _page(number: str, index: EditionIndex) -> Arrival:
    owners = index.pages.get(number, ())
    if len(owners) > 1:
        return Arrival(Fate.AMBIGUOUS, f"page {number} begins in {', '.join(owners[:5])}")
    if owners:
        return _FOUND
    passing = index.passing(int(number)) if is_arabic(number) else None
    if passing is not None:
        return Arrival(
            Fate.BROKEN, f"document {passing} goes past page {number} and has no break to it"
        )
    return Arrival(Fate.ABSENT, f"page {number} does not begin in a document of this edition")


def _document(identifier: str, index: EditionIndex) -> Arrival:
    if index.spans_number(identifier):
        reason = (
            f"there is no document {identifier}, though there are documents on both sides of it"
        )
        return Arrival(Fate.BROKEN, reason)
    return Arrival(Fate.ABSENT, f"document {identifier} is not in this edition")


def _listed(labels: Sequence[str]) -> str:
    """Name the first and the last of a document's notes."""
    return f"note {labels[0]}" if len(labels) == 1 else f"notes {labels[0]} to {labels[-1]}"


def _note(document: str, number: str, index: EditionIndex) -> Arrival:
    if document in index.documents:
        labels = [note.label for note in index.documents[document].notes]
        has = f"has {_listed(labels)}" if labels else "has none"
        return Arrival(
            Fate.BROKEN, f"there is no note {number} of document {document}, which {has}"
        )
    if document in index.unread:
        return Arrival(
            Fate.ABSENT, f"document {document} was not read in this run, nor its note {number}"
        )
    return _document(document, index)
