"""The files of an edition, each opened once in a run and kept in memory."""

from __future__ import annotations

from pathlib import Path


class EditionFiles:
    """What was read of one edition; every stage works on the bytes that were read first.

    So a file that somebody changes during a run is the same file to all stages.
    """

    def __init__(self) -> None:
        self._bytes: dict[Path, bytes] = {}

    def read(self, path: Path, most: int = -1) -> bytes:
        """Give the bytes of a file, cut after ``most``; raises OSError where it cannot be read."""
        if path not in self._bytes:
            with path.open("rb") as file:
                self._bytes[path] = file.read(most)
        return self._bytes[path]

    def read_if_present(self, path: Path) -> bytes | None:
        """Give the bytes of a file, or None where there is no such file."""
        return self.read(path) if path in self._bytes or path.is_file() else None

    def text(self, path: Path) -> str:
        """Give a file as text; empty where there is none, with U+FFFD for what is not UTF-8."""
        return (self.read_if_present(path) or b"").decode("utf-8", "replace")

    def known(self, path: Path) -> bytes | None:
        """Give the bytes of a file if it was read already; nothing is opened."""
        return self._bytes.get(path)
