"""N122: a marker stands at the very beginning of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_SET_OFF = {model.Paragraph: True, model.Heading: True}


def check(scope: Scope) -> Iterator[Finding]:
    """A marker stands at the very beginning of a paragraph.

    Markers stand behind words; it was torn from the end of the paragraph above, or it is a number.

    Example: a paragraph that begins with ``3The pilots returned``.

    To mend it, set the marker behind its word.
    """
    starts = {p.start for p in scope.reading.passages if _SET_OFF.get(type(p.node))}
    for mark in scope.reading.marks:
        if mark.in_words and isinstance(mark.node, model.NoteMarker) and mark.at in starts:
            yield Finding(
                mark.node.span,
                "this marker stands before the first word of its paragraph",
                "set the marker behind its word",
            )
