"""Bytes of a transcription to normalized text, with a log of every change.

Nothing is guessed and nothing replaced: what is no strict UTF-8 text is refused with its place.
``normalize`` of normalized text changes nothing, and playing the log backwards gives the raw text.
"""

from __future__ import annotations

import hashlib

from pipeline.model.diagnostics import Diagnostic, Message, Rule, in_order, stated_in
from pipeline.model.source import Source
from pipeline.normalize import characters, decoding, edits, frame, language_line, size
from pipeline.normalize.size import MOST_READ

__all__ = ["MOST_READ", "RULES", "normalize"]

_OF_SIZE = (size.empty_transcription, size.transcription_too_large, size.too_many_figures)
_OF_EDITS = stated_in(Rule, edits, language_line, frame)
RULES = stated_in(Message, decoding, size, characters, edits, language_line, frame)


def normalize(data: bytes, file: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Normalize the bytes of one transcription; ``file`` is its path as the user knows it.

    Where the diagnostics hold an error the source reaches only as far as the text could be read
    and must not be encoded.
    """
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > size.MOST_BYTES:  # cut off in reading, perhaps inside a character
        source = Source(file, "", sha256=digest)
        return source, tuple(
            source.diagnose(
                size.transcription_too_large, [size.too_large(f"over {size.MOST_BYTES:,} bytes")]
            )
        )
    raw, findings = decoding.decode(data)
    if findings:
        source = Source(file, raw, sha256=digest)
        return source, tuple(source.diagnose(decoding.NOT_UTF_8, findings))
    source = Source(file, raw, sha256=digest)
    # Composing takes the square of their number.
    marks = size.too_many_combining_marks
    if found := tuple(source.diagnose(marks, marks.check(source))):
        return source, found
    if len(raw) <= size.LIMIT:  # the other checks cost more than a longer file is worth
        source = language_line.with_language(Source(file, *edits.apply(raw), sha256=digest))
    of_characters = () if characters.is_plain(source.text) else characters.RULES
    found = tuple(
        diagnostic
        for rule in (*_OF_SIZE, *of_characters, *_OF_EDITS)
        for diagnostic in source.diagnose(rule, rule.check(source))
    )
    return source, in_order(found)
