"""S108: the heading has no number, though the documents of this edition are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """The heading has no number, though the documents of this edition are numbered.

    Documents are cited by their numbers, and a reference to this one would have no name to use.

    Example: ``Letter From the Consul at Trieste`` where the heading before it has the number 11.

    To mend it, put the number in front of the title as the printed page has it.
    """
    if scope.document.number is not None or not scope.index.is_numbered:
        return
    for passage in scope.reading.main:
        if isinstance(passage.node, model.Heading):
            yield Finding(
                scope.reading.span_of(passage),
                "the heading has no number, and nearly all others of the edition have one",
                "put the number in front of the title, as “12. Letter From …”",
            )
            return
