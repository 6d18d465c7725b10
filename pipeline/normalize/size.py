"""Transcriptions with nothing in them, or too much."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.source import Source

# The longest document of 9,822 in the published volumes has 85,000 bytes.
LIMIT = 4_000_000
MOST_BYTES = 4 * LIMIT  # no character takes more than four
MOST_READ = MOST_BYTES + 1
"""So many bytes of a transcription show that it is too large; no more need be read."""


def _check_empty(source: Source) -> Iterator[Finding]:
    if not source.text.strip(" \t\n"):
        yield Finding(
            (0, 0),
            "the transcription is empty",
            "put the text of the document into the file, or remove the file",
        )


EMPTY_TRANSCRIPTION = Rule(
    "T002",
    "empty-transcription",
    Severity.ERROR,
    summary="The transcription holds no text.",
    why="""An empty file is most often an upload that went wrong; an edition with an empty document
    would look whole.""",
    example="a file of 0 bytes, or of blank lines only.",
    remedy="To mend it, put the text in, or take the file away.",
    check=_check_empty,
)


def _check_too_large(source: Source) -> Iterator[Finding]:
    if len(source.text) > LIMIT:
        yield too_large(f"{len(source.text):,} characters")


TRANSCRIPTION_TOO_LARGE = Rule(
    "T003",
    "transcription-too-large",
    Severity.ERROR,
    summary="The transcription is longer than one document can be.",
    why="""A file holds one document. Several million characters are a whole volume in one file, or
    no transcription at all.""",
    example="a volume pasted into a single file.",
    remedy="To mend it, give each document a file of its own.",
    check=_check_too_large,
)


def too_large(size: str) -> Finding:
    """Say that a transcription of ``size`` is too large."""
    message = f"the transcription has {size}; {LIMIT:,} characters are the limit"
    return Finding((0, 0), message, "a file holds one document: give each document its own file")
