"""Bytes of a transcription to normalized text, with a log of every change.

Nothing is guessed and nothing replaced: what is no strict UTF-8 text is refused with its place.
``normalize`` of normalized text changes nothing, and playing the log backwards gives the raw text.
"""

from __future__ import annotations

import hashlib

from pipeline.diagnostics import Diagnostic, Rule, Severity, in_order
from pipeline.normalize import characters, decoding, edits, size
from pipeline.normalize.size import MOST_READ
from pipeline.source import Source

__all__ = ["MOST_READ", "RULES", "normalize"]

RULES = (
    Rule("T001", "not-utf-8", Severity.ERROR, decoding.check),
    Rule("T002", "empty-transcription", Severity.ERROR, size.check_empty),
    Rule("T003", "transcription-too-large", Severity.ERROR, size.check_too_large),
    Rule("T004", "forbidden-character", Severity.ERROR, characters.check_forbidden),
    Rule("T005", "line-end-other-than-lf", Severity.ERROR, characters.check_line_ends),
    Rule("T006", "invisible-character", Severity.WARNING, characters.check_invisible),
    Rule("T007", "byte-order-mark-dropped", Severity.INFO, edits.check_byte_order_mark),
    Rule("T008", "crlf-became-lf", Severity.INFO, edits.check_crlf),
    Rule("T009", "character-composed", Severity.INFO, edits.check_composed),
)
_CHARACTER_CHECKS = (
    characters.check_forbidden,
    characters.check_line_ends,
    characters.check_invisible,
)
_TOO_LARGE = next(rule for rule in RULES if rule.check is size.check_too_large)
_TEXT_RULES = tuple(rule for rule in RULES if rule.check is not decoding.check)


def normalize(data: bytes, file: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Normalize the bytes of one transcription; ``file`` is its path as the user knows it.

    Where the diagnostics hold an error the source reaches only as far as the text could be read
    and must not be encoded.
    """
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > size.MOST_BYTES:  # cut off in reading, perhaps inside a character
        source = Source(file, "", sha256=digest)
        return source, tuple(
            source.diagnose(_TOO_LARGE, [size.too_large(f"over {size.MOST_BYTES:,} bytes")])
        )
    raw, findings = decoding.decode(data)
    if findings:
        source = Source(file, raw, sha256=digest)
        return source, tuple(source.diagnose(RULES[0], findings))
    if len(raw) > size.LIMIT:  # the other checks cost more than such a file is worth
        source = Source(file, raw, sha256=digest)
    else:
        source = Source(file, *edits.apply(raw), sha256=digest)
    plain = characters.is_plain(source.text)
    found = [
        diagnostic
        for rule in _TEXT_RULES
        if not (plain and rule.check in _CHARACTER_CHECKS)
        for diagnostic in source.diagnose(rule, rule.check(source))
    ]
    return source, in_order(tuple(found))
