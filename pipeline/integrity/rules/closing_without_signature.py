"""S119: a closing phrase is followed by no signature."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_SHOWN = 60


def check(scope: Scope) -> Iterator[Finding]:
    """A closing phrase is followed by no signature.

    The name was lost in transcribing, or stands so that it was read as something else.

    Example: ``Sincerely yours,`` as the last line of a letter.

    To mend it, put the name on the line below the phrase; where the print has none, the text stays.
    """
    reading = scope.reading
    signed = {p.division for p in reading.text_passages if isinstance(p.node, model.Signature)}
    for passage in reading.text_passages:
        if isinstance(passage.node, model.Valediction) and passage.division not in signed:
            yield Finding(
                reading.span_of(passage),
                f"no signature follows the closing phrase “{reading.words(passage)[:_SHOWN]}”",
                "put the name on the line below; where the print has none, nothing needs mending",
            )
