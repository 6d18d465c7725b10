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


class Outcome(Enum):
    """What became of a reference."""

    FOUND = auto()
    AMBIGUOUS = auto()
    ITSELF = auto()
    BROKEN = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class TargetResult:
    """The outcome of a reference, and in words what it leads to and why it does not get there."""

    outcome: Outcome
    reason: str = ""


_FOUND = TargetResult(Outcome.FOUND)


def resolve(reference: ReferenceFacts, home: DocumentFacts, index: EditionIndex) -> TargetResult:
    """Follow ``reference``, which stands in the document ``home``."""
    if reference.target.startswith(model.WEB):
        return _FOUND
    part, _, fragment = reference.target.partition("#")
    if part and part != index.edition:
        place = f" ({fragment})" if fragment else ""
        return TargetResult(Outcome.ABSENT, f"{part}{place} is another part of the series")
    if not fragment:
        return _FOUND
    if fragment.startswith(_PAGE) and fragment not in index.owners:
        return _page(fragment.removeprefix(_PAGE), index)
    if fragment in {reference.home, home.id}:
        return TargetResult(Outcome.ITSELF, _named(fragment))
    if _names_home(reference, fragment, home):
        return TargetResult(Outcome.ITSELF, _named(home.id))
    if fragment in index.owners or fragment in index.unread:
        return _FOUND
    note = _NOTE.fullmatch(fragment)
    return _document(fragment, index) if note is None else _note(note[1], note[2], index)


def followed(view: View, outcome: Outcome) -> Iterator[tuple[ReferenceFacts, TargetResult]]:
    """Yield the references of a document that met with ``outcome``."""
    for reference in view.facts.references:
        resolution = resolve(reference, view.facts, view.edition)
        if resolution.outcome is outcome:
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


def _page(number: str, index: EditionIndex) -> TargetResult:
    owners = index.pages.get(number, ())
    if len(owners) > 1:
        return TargetResult(Outcome.AMBIGUOUS, f"page {number} begins in {', '.join(owners[:5])}")
    if owners:
        return _FOUND
    passing = index.passing(int(number)) if is_arabic(number) else None
    if passing is not None:
        return TargetResult(
            Outcome.BROKEN, f"document {passing} goes past page {number} and has no break to it"
        )
    return TargetResult(
        Outcome.ABSENT, f"page {number} does not begin in a document of this edition"
    )


def _document(identifier: str, index: EditionIndex) -> TargetResult:
    if index.spans_number(identifier):
        reason = (
            f"there is no document {identifier}, though there are documents on both sides of it"
        )
        return TargetResult(Outcome.BROKEN, reason)
    return TargetResult(Outcome.ABSENT, f"document {identifier} is not in this edition")


def _listed(labels: Sequence[str]) -> str:
    """Name the first and the last of a document's notes."""
    return f"note {labels[0]}" if len(labels) == 1 else f"notes {labels[0]} to {labels[-1]}"


def _note(document: str, number: str, index: EditionIndex) -> TargetResult:
    if document in index.documents:
        labels = [note.label for note in index.documents[document].notes]
        has = f"has {_listed(labels)}" if labels else "has none"
        return TargetResult(
            Outcome.BROKEN, f"there is no note {number} of document {document}, which {has}"
        )
    if document in index.unread:
        return TargetResult(
            Outcome.ABSENT, f"document {document} was not read in this run, nor its note {number}"
        )
    return _document(document, index)
