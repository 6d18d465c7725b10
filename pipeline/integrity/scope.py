"""What a rule of integrity looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline import document as model
from pipeline.integrity.facts import DocumentFacts, Survey
from pipeline.integrity.index import EditionIndex

_Node = TypeVar("_Node", bound=model.Node)


@dataclass(frozen=True, slots=True)
class Scope:
    """One document with its facts and the edition it belongs to."""

    document: model.Document
    facts: DocumentFacts
    index: EditionIndex
    survey: Survey

    def nodes(self, kind: type[_Node]) -> Iterator[_Node]:
        """Yield all nodes of one type: those of the text, then those of the notes."""
        for placed in self.survey.get(kind, ()):
            if isinstance(placed.node, kind):
                yield placed.node

    def text_nodes(self, kind: type[_Node]) -> Iterator[_Node]:
        """Yield all nodes of one type that stand in the text and not in a note."""
        for placed in self.survey.get(kind, ()):
            if placed.home == self.document.id and isinstance(placed.node, kind):
                yield placed.node
