"""How what a rule finds is mended: what stands there, and what is to stand there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.proof import Proof
from pipeline.model.diagnostics import Finding, Mending
from pipeline.model.document import Span

_BLANK = " \t\u00a0"


def mended(proof: Proof, span: Span, before: str, after: str) -> Mending | None:
    """Write ``after`` for ``before`` at ``span`` of the transcription, which keeps the words.

    Gives None where ``span`` holds more than ``before``, as a page mark inside it.
    """
    if not _holds(proof, span, before):
        return None
    return Mending.safely(_message(before, after), (span, after))


def reworded(proof: Proof, span: Span, before: str, after: str) -> Mending | None:
    """Write ``after`` for ``before`` as :func:`mended` does, which changes a word."""
    if not _holds(proof, span, before):
        return None
    return Mending.wording(_message(before, after), (span, after))


def misspelt(proof: Proof, word: str, right: str | None, message: str) -> Iterator[Finding]:
    """Yield a finding for each place of ``word``; mended it is ``right``, where that is known."""
    for span in proof.places(word):
        fix = None if right is None else reworded(proof, span, word, right)
        yield Finding(span, message, fix=fix)


def one_taken_out(proof: Proof, span: Span) -> Mending:
    """Take out the word at ``span`` and one of the blanks beside it."""
    start, end = span
    text = proof.source.text
    if text[start - 1 : start] == " ":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return Mending.wording("take one of the two out", ((start, end), ""))


def run_of_spaces(proof: Proof, span: Span, kinds: str) -> Mending:
    """Leave one ordinary space of all that stand around ``span``, and none at a line's end."""
    text = proof.source.text
    start, end = span
    while start > 0 and text[start - 1] in kinds:
        start -= 1
    while end < len(text) and text[end] in kinds:
        end += 1
    edge = text[start - 1 : start] in {"", "\n"} or text[end : end + 1] in {"", "\n"}
    after = "" if edge else " "
    return Mending.safely(_message(text[start:end], after), ((start, end), after))


def _holds(proof: Proof, span: Span, before: str) -> bool:
    return proof.source.text[span[0] : span[1]] == before


def _message(before: str, after: str) -> str:
    if not before.strip(_BLANK) and not after.strip(_BLANK):
        return "leave one space" if after else "take the space out"
    return f"write “{after}”" if after else f"take “{before}” out"
