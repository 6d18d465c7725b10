"""Text files of an edition that say how its outputs look: style sheets and templates."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import UnreadableFileError, UnusableFileError
from pipeline.system import reading


def read_style(path: Path) -> bytes:
    """Read a file that must be UTF-8 and of a moderate size; raises UnusableFileError."""
    try:
        data = reading.read(path, reading.STYLE)
    except UnreadableFileError as error:
        hint = "put the file itself there, and in it no more than is needed"
        raise UnusableFileError(path, error.fault, hint) from error
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableFileError(path, "it is not UTF-8", "save it as UTF-8", line) from error
    return data
