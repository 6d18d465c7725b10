"""S106: an id is borne by two things of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """An id is borne by two documents or notes of the edition.

    A reference to it can lead to only one of them, and the TEI file of the edition would not be
    well-formed in the eyes of most programs.

    Example: a document whose file is named ``d12fn1.txt`` beside note 1 of ``d12.txt``.

    To mend it, rename one of the files.
    """
    spans = {scope.facts.id: scope.facts.span}
    spans.update((note.id, note.span) for note in scope.facts.notes)
    for identifier, span in spans.items():
        owners = scope.index.owners.get(identifier, ())
        if len(owners) > 1:
            others = sorted({owner for owner in owners if owner != scope.facts.id})
            where = f"also in {', '.join(others[:5])}" if others else "more than once in it"
            yield Finding(
                span,
                f"the id {identifier} is borne in this document and {where}",
                "rename one of the files, since ids are made from their names",
            )
