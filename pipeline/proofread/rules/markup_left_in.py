"""T175: a tag or an entity of HTML or XML stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(
    r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,6});"
    r"|</?(?:p|i|b|em|hi|br|sup|sub|span|div|note|pb|a|u|strong)(?: [^<>\n]{0,80})?/?>"
)


def check(proof: Proof) -> Iterator[Finding]:
    """A tag or an entity of HTML or XML stands in the text.

    A transcription is plain text; what looks like markup is printed as it stands.

    Example: ``Ministry of Trade &amp; Industry``; ``<i>Ibid.</i>``

    To mend it, write the character that is meant, and take tags out.
    """
    if "&" in proof.source.text or "<" in proof.source.text:
        for match, span in proof.find_raw(_PATTERN):
            yield Finding(
                span,
                f"“{match.group()}” looks like markup of HTML or XML",
                "write the character that is meant, or take the tag out",
            )
