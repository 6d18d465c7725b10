"""References, notes, pages and ids of an edition: whole, or reported.

``facts`` are taken of each document alone; :class:`EditionIndex` puts them together, or only
their ``outlook``; ``check`` applies :data:`RULES` to each document in view of the whole. A new
rule is a file in ``rules`` and a line in its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.diagnostics import Finding, Message
from pipeline.document import Document
from pipeline.integrity.facts import DocumentFacts, facts, facts_of, outlook
from pipeline.integrity.index import EditionIndex
from pipeline.integrity.reading import Reading, read_through
from pipeline.integrity.rules import RULES
from pipeline.integrity.scope import Scope

__all__ = [
    "RULES",
    "DocumentFacts",
    "EditionIndex",
    "Reading",
    "check",
    "check_document",
    "facts",
    "facts_of",
    "outlook",
    "read_through",
]


def check_document(
    document: Document,
    index: EditionIndex,
    own: DocumentFacts | None = None,
    reading: Reading | None = None,
) -> tuple[tuple[Message, Finding], ...]:
    """Apply every rule to one document.

    ``own`` are its facts where ``index`` was made of an outlook, which does not have all of them;
    ``reading`` is the document read through, where that was done already.
    """
    reading = reading or read_through(document)
    known = own or index.documents.get(document.id)
    if known is None or (own is None and index.owners[document.id] != (document.id,)):
        known = facts_of(document, reading)
    scope = Scope(document, known, index, reading)
    return tuple((rule, finding) for rule in RULES for finding in rule.check(scope))


def check(
    documents: Iterable[Document], index: EditionIndex
) -> Iterator[tuple[str, Message, Finding]]:
    """Apply every rule to every document; each finding comes with the id of its document."""
    for document in documents:
        for rule, finding in check_document(document, index):
            yield document.id, rule, finding
