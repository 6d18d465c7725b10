"""The results of encoding one document, which the rules on encoding check."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.encode.reading import Marks
from pipeline.model.document import Leaf, Span
from pipeline.model.source import Source


@dataclass(frozen=True, slots=True)
class Context:
    """The text, what was found in it, and the leaves of the document made of that.

    ``marks`` are the stretches that encoding has read as markers, page marks, note numbers;
    ``homeless`` those markers and page marks that no block holds, ``unresolved`` phrases that read
    like references and have no address, ``disordered`` what comes behind a later part of the text,
    ``bullet`` the sign of an item, ``carried`` the last note number of the document before, which
    the notes may go on from, ``decided`` the places that a person has decided to be markers.
    """

    source: Source
    found: Marks
    leaves: tuple[Leaf, ...]
    marks: frozenset[Span]
    homeless: tuple[Span, ...]
    unresolved: tuple[tuple[Span, str], ...]
    disordered: tuple[Span, ...]
    bullet: str
    carried: int | None
    decided: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text, in the form that encoding reads."""
        return self.source.text
