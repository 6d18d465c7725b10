"""A101: a name or term leads to an entry that the authority files do not have."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope

_SHOWN = 60


def _check(scope: Scope) -> Iterator[Finding]:
    keys = scope.index.keys
    if not keys or scope.facts.keys <= keys:
        return
    for one in scope.reading.annotated:
        if isinstance(one.node, model.PersonName | model.Term) and one.node.key not in keys:
            yield Finding(
                scope.reading.span_of(one),
                f"“{scope.reading.words(one)[:_SHOWN]}” leads to {one.node.key}, "
                "which no authority file has",
                "add the entry to persons.xml or terms.xml, or correct the id",
            )


RULE = Rule(
    "A101",
    "authority-key-unknown",
    Severity.ERROR,
    summary="A name or term leads to an entry that the authority files do not have.",
    why="The TEI would hold a pointer to nothing, and an index of persons would miss the name.",
    example="`persName` with `#p_SJ1` where `persons.xml` has no such id.",
    remedy="To mend it, add the entry, or correct the id.",
    check=_check,
)
