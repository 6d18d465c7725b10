"""S132: a paragraph stands twice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.reading import Stretch
from pipeline.integrity.scope import Scope

# Shorter ones are formulas that documents repeat rightly.
_SHORTEST = 120


def check(scope: Scope) -> Iterator[Finding]:
    """A paragraph stands twice in one document.

    It was transcribed twice, most often where a page breaks.

    Example: the last paragraph of a page again at the top of the next.

    To mend it, compare with the printed page and take one of the two out.
    """
    reading = scope.reading
    first: dict[str, Stretch] = {}
    for passage in reading.text_passages:
        if passage.end - passage.start < _SHORTEST:
            continue
        earlier = first.setdefault(reading.words(passage), passage)
        if earlier is not passage:
            yield Finding(
                reading.span_of(passage),
                "this paragraph stands here for the second time",
                "compare with the printed page and take one of the two out",
                (("the first time", reading.span_of(earlier)),),
            )
