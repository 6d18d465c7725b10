"""A101: a name or term leads to an entry that the authority files do not have."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    keys = view.edition.keys
    if view.facts.keys <= keys:
        return
    for one in view.plain.annotated:
        if not isinstance(one.node, model.PersonName | model.Place | model.Term):
            continue
        if one.node.key and one.node.key not in keys:
            yield Finding(
                view.plain.span_of(one),
                f"“{view.plain.words(one)[:_SHOWN]}” leads to {one.node.key}, "
                "which no authority file has",
                "add the entry to persons.xml, places.xml or terms.xml, or correct the id",
            )


RULE = DocumentRule(
    "A101", "authority-key-unknown", Severity.ERROR, check=_check,
    summary="A name or term leads to an entry that the authority files do not have.",
    why="The TEI would hold a pointer to nothing, and an index of persons would miss the name.",
    example="`persName` with `#p_SJ1` where `persons.xml` has no such id.",
    remedy="To mend it, add the entry, or correct the id.",
)  # fmt: skip
