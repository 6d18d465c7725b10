"""What comes from an editor and what goes to its log, whoever is at the other end."""

from __future__ import annotations

import logging
import sys
from typing import BinaryIO

from pipeline.system.shown import escaped

MOST_ASKED = 1 << 26
"""Bytes of one message: many times the largest transcription, written in JSON."""
_LONGEST_LINE = 1_000
_LOG = logging.getLogger("pygls")


class BoundedStream:
    """What an editor asks; a message that says that it is larger than any ends the conversation."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Read a line of the head of a message."""
        return self._stream.readline(MOST_ASKED)

    def read(self, count: int) -> bytes:
        """Read a message of so many bytes; nothing of one that is too long."""
        if count > MOST_ASKED:
            _LOG.error("a message of %s bytes is not read; %s are the limit", count, MOST_ASKED)
            return b""
        return self._stream.read(count)


class _InOneLine(logging.Formatter):
    """An error of the protocol is the editor's, and a traceback of ours would say nothing of it."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        lines = [record.getMessage(), *([str(error)] if error else [])]  # each may hold a traceback
        said = ": ".join(line.partition("\n")[0] for line in lines)
        return f"edition: lsp: {escaped(said[:_LONGEST_LINE])}"


def log_in_lines() -> None:
    """Have all that pygls tells go to standard error, a line for each fault."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_InOneLine())
    _LOG.handlers, _LOG.propagate = [handler], False
