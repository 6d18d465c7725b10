"""Text files of an edition that say how its outputs look: style sheets and templates."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UnusableFileError

MOST_BYTES = 1 << 20


def read_style(path: Path) -> bytes:
    """Read a file that must be UTF-8 and of a moderate size; raises UnusableFileError."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        fault = f"it cannot be read ({error.strerror})"
        raise UnusableFileError(path, fault, "give yourself the right to read it") from error
    if len(data) > MOST_BYTES:
        fault = f"it is larger than {MOST_BYTES} bytes"
        raise UnusableFileError(path, fault, "take out what is not needed")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableFileError(path, "it is not UTF-8", "save it as UTF-8", line) from error
    return data
