"""The words that a mark holds, and those that no mark can mean."""

from __future__ import annotations

import re

from pipeline.encode.marks.rows import MarkRow
from pipeline.model.document import Span

BLANKS = " \t\u00a0\n"
# What stands in brackets and is read as something else: a page, a marker, a note; a tag.
_PAGE_OR_NOTE = (
    r"[\[(]?(?:(?:pages?|pg\.?|p\.|pag\.|s\.|seite|fol\.?|f\.|image|folio)[ \u00a0]?)?"
    r"(?:[0-9]{1,5}[rvab]?|[ivxlc]+)[\])]?"
    r"|\^?[0-9]{1,3}[a-z]?|[*†‡§║ǁ¶‖#]{1,3}|[a-z]|\[[^\[\]]{1,6}\]\(\#[^()\s]{1,60}\)"
    r"|(?:foot|end)?note[ :].*|(?:fn|anm)\.?[ :].*"
)
NO_READING = re.compile(rf"{_PAGE_OR_NOTE}|[\W_]*", re.IGNORECASE | re.DOTALL)
_RESERVED = re.compile(
    rf"{_PAGE_OR_NOTE}|/?(?:i|b|u|em|sup|sub|ref|note|pb|a|br|p)\b.*", re.IGNORECASE | re.DOTALL
)


def held_words(text: str, opening: Span, at: int, row: MarkRow) -> Span | None:
    """Give the words from the ``opening`` of a mark to its end; None where it cannot hold them."""
    start, end = opening[1], at
    words = text[start:end]
    if not words.strip(BLANKS):
        return None
    if row.is_symmetric:
        return (start, end) if len(words) <= row.most and _is_phrase(words) else None
    start += len(words) - len(words.lstrip(BLANKS))
    end -= len(words) - len(words.rstrip(BLANKS))
    words = text[start:end]
    if (row.is_bare or row.may_be_marker) and _RESERVED.fullmatch(words):
        return None
    if row.write.startswith("[TEXT") and "[" in (text[opening[0] - 1 : opening[0]], words[0]):
        return None  # double brackets are another mark
    if row.is_inside and not is_inside(text, (opening[0], at + 1), words):
        return None
    return start, end


def _is_phrase(words: str) -> bool:
    """Tell whether words may stand between two signs that are the same."""
    first = words.lstrip("“‘\"'(¿¡„«‹_*~=^[<")[:1]
    return first.isalnum() and words[-1] not in BLANKS and "\t" not in words


def is_inside(text: str, span: Span, words: str) -> bool:
    """Tell whether a mark stands within a word, or against one."""
    before, after = text[span[0] - 1 : span[0]], text[span[1] : span[1] + 1]
    return (before.isalpha() or after.isalpha()) and not any(sign.isspace() for sign in words)
