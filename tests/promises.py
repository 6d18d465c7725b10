"""What is promised of a transcription, whatever it holds; see ``docs/robustness.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from pipeline import tei
from pipeline.engine.stages import EncodedDocument
from pipeline.model import document as model
from pipeline.model.diagnostics import has_errors
from pipeline.model.ledger import leaves

# What of a text is neither words nor a mark: bullets, the labels of notes, what frames a note in
# brackets.
_LABELS = re.compile(
    r"^[ ]{0,3}(?:[0-9]{1,6}[a-z]?|[A-Za-z]|[*†‡§¶]{1,4})\.(?= |$)|•", re.ASCII | re.MULTILINE
)
_BRACKETED = re.compile(
    r"\s+|\[Pg [0-9]+\]|\[(?:Footnote )?(?:[0-9]{1,4}|[A-Z]|[*]):?\]?|\]", re.ASCII
)


class BrokenPromiseError(AssertionError):
    """Something came of an input that must not; the message says what."""


def hold(work: EncodedDocument, data: bytes) -> None:
    """Hold what is promised of ``work``, which the stages have made of ``data``.

    It is refused by a finding, or its TEI holds each word of it, in its order, and is valid.
    """
    if work.tei is None:
        if not has_errors(work.diagnostics):
            raise BrokenPromiseError("it is refused, and nothing is said")
        return
    if work.source.raw_text().encode() != data:
        raise BrokenPromiseError("the raw text is not got back")
    wrong = [one for one in work.diagnostics if one.code.startswith(("V", "S201", "S202"))]
    if wrong:
        raise BrokenPromiseError(f"{wrong[0].code} {wrong[0].message}")
    for piece in lost(work):
        raise BrokenPromiseError(f"text is lost or moved: {piece!r}")
    if tei.read(work.tei, work.ledger) != work.document:
        raise BrokenPromiseError("the TEI reads otherwise than it was written")


def lost(work: EncodedDocument) -> Iterator[str]:
    """Yield what of the text is in no leaf of the TEI, in another place, or in other words."""
    assert work.tei is not None
    assert work.ledger is not None
    text, done = work.source.text, 0
    # The sign that stands in the text for a picture or a gap is none of its words.
    points = [mark for mark in work.source.marks if mark.is_point]
    held = [*leaves(tei.read(work.tei, work.ledger)), *points]
    for leaf in sorted(held, key=attrgetter("span")):
        start, end = leaf.span
        if start < done and end > start:
            yield text[start:done]
        yield from _left_out(text, done, start)
        if isinstance(leaf, model.Text) and text[start:end] != leaf.text:
            yield leaf.text
        done = max(done, end)
    yield from _left_out(text, done, len(text))


def _left_out(text: str, start: int, end: int) -> Iterator[str]:
    between = text[start:end]
    if _LABELS.sub("", between).strip() and _BRACKETED.sub("", between):
        yield between
