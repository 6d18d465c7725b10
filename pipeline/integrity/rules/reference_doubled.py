"""X112: the same reference stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_BETWEEN = re.compile(r"[ ,;.]{0,3}(?:and )?", re.ASCII)
_SHOWN = 60


def check(scope: Scope) -> Iterator[Finding]:
    """The same reference stands twice in a row.

    It was transcribed twice.

    Example: ``See Document 44, Document 44.``

    To mend it, compare with the printed page and take one of the two out.
    """
    reading = scope.reading
    references = [one for one in reading.annotated if isinstance(one.node, model.Reference)]
    for one, after in pairwise(references):
        between = reading.text[one.end : after.start]
        words = reading.words(after)
        is_same = f" {reading.words(one)}".endswith(f" {words}")
        if words and is_same and _BETWEEN.fullmatch(between):
            yield Finding(
                reading.span_of(after),
                f"the reference “{words[:_SHOWN]}” stands twice in a row",
                "compare with the printed page and take one of the two out",
            )
