"""How a file is read: a regular file and no link, of a size that its kind can have, and once.

Git keeps links and a pull request can bring them, so a link is refused wherever it leads: what it
leads to could be anything that whoever runs the pipeline can read. Nobody who writes to a pipe, and
no device without an end, is waited for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.errors import UnreadableFileError


@dataclass(frozen=True, slots=True)
class InputKind:
    """What a file is read as: ``name`` completes "it is larger than … can be"."""

    name: str
    most_bytes: int


# Each is many times the largest that the published volumes have.
SETTINGS = InputKind("settings", 1 << 20)
DECISIONS = InputKind("decisions", 1 << 22)
ORDER = InputKind("an order of documents", 1 << 20)
AUTHORITIES = InputKind("a list of names", 1 << 20)
STYLE = InputKind("a style sheet or template", 1 << 20)
REFERENCE_DOCUMENT = InputKind("a reference document", 1 << 24)
COVER = InputKind("a cover", 1 << 24)
PICTURE = InputKind("a picture", 1 << 24)
TYPEFACE = InputKind("a typeface", 1 << 25)
HANDED_IN = InputKind("a document that is handed in", 1 << 26)
IMPORT_LEDGER = InputKind("the ledger of an import", 1 << 26)
BASELINE = InputKind("a baseline", 1 << 24)
SHOWN = InputKind("a file that is shown", 1 << 26)
OUTPUT = InputKind("an output", 1 << 30)

# Names that Windows and others lack; there a link is looked for before the file is opened.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = (
    os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
)  # fmt: skip
_BLOCK = 1 << 20


def read(path: Path, kind: InputKind) -> bytes:
    """Read the whole file; raises UnreadableFileError, which says what is wrong with it."""
    with _regular(path) as handle:
        # A file may grow while it is read; one that is too large is refused before.
        is_large = os.fstat(handle).st_size > kind.most_bytes
        data = b"" if is_large else up_to(handle, kind.most_bytes + 1)
    if is_large or len(data) > kind.most_bytes:
        size = f"{kind.most_bytes >> 20} MiB"
        raise UnreadableFileError(path, f"it is larger than {kind.name} can be ({size})")
    return data


def read_if_there(path: Path, kind: InputKind) -> bytes | None:
    """Read the file as :func:`read` does; None where nothing is there under its name."""
    return read(path, kind) if is_there(path) else None


def read_start(path: Path, count: int) -> bytes:
    """Read no more than the first ``count`` bytes; raises UnreadableFileError."""
    with _regular(path) as handle:
        return up_to(handle, count)


@contextmanager
def _regular(path: Path) -> Iterator[int]:
    """Hold a regular file open; raises UnreadableFileError, also for what fails while it is."""
    try:
        handle = _opened(path)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnreadableFileError(path, "it is no regular file")
            yield handle
        finally:
            os.close(handle)
    except OSError as error:
        raise UnreadableFileError(path, f"it cannot be read ({error.strerror})") from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableFileError(path, f"it cannot be read ({error})") from error


def up_to(handle: int, count: int) -> bytes:
    """Read from an open file to its end, but at most ``count`` bytes."""
    parts: list[bytes] = []
    while count > 0 and (part := os.read(handle, min(count, _BLOCK))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def is_there(path: Path) -> bool:
    """Tell whether anything is there under this name, if it were a link that leads nowhere."""
    return os.path.lexists(path)


def is_regular(path: Path) -> bool:
    """Tell whether a regular file is there, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there, and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _opened(path: Path) -> int:
    if path.is_symlink():  # asked first for the sake of what is said; the flag keeps the promise
        raise UnreadableFileError(path, "it is a link to another place")
    return os.open(path, _FLAGS)
