"""The files of an edition, each opened once in a run and kept in memory."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import UnreadableFileError
from pipeline.system import reading
from pipeline.system.reading import InputKind

_BY_NAME = {
    "edition.toml": reading.SETTINGS,
    "order.txt": reading.ORDER,
    "persons.xml": reading.AUTHORITIES,
    "places.xml": reading.AUTHORITIES,
    "terms.xml": reading.AUTHORITIES,
}


def kind_of(path: Path) -> InputKind:
    """Give what a file is read as, which says how large it may be."""
    other = reading.DECISIONS if path.name.endswith(".decisions.toml") else reading.STYLE
    return _BY_NAME.get(path.name, other)


def text_of(path: Path) -> str:
    """Give a file as text, with U+FFFD for what is not UTF-8.

    It is empty where there is none, and where it cannot be read, which is said where it is needed.
    """
    try:
        data = reading.read_if_there(path, kind_of(path))
    except UnreadableFileError:
        return ""
    return (data or b"").decode("utf-8", "replace")


class EditionFiles:
    """What was read of one edition; every stage works on the bytes that were read first.

    So a file that somebody changes during a run is the same file to all stages. Files that cannot
    be read raise UnreadableFileError: links, pipes, what is larger than files of its kind can be.
    """

    def __init__(self) -> None:
        self._bytes: dict[Path, bytes] = {}

    def read(self, path: Path, most: int | None = None) -> bytes:
        """Give the bytes of a file, cut after ``most``, or else whole."""
        if path not in self._bytes:
            self._bytes[path] = (
                reading.read(path, kind_of(path))
                if most is None
                else reading.read_start(path, most)
            )
        return self._bytes[path]

    def read_if_present(self, path: Path) -> bytes | None:
        """Give the bytes of a file, or None where there is nothing under its name."""
        return self.read(path) if path in self._bytes or reading.is_there(path) else None

    def text(self, path: Path) -> str:
        """Give a file as :func:`text_of` does."""
        known = self._bytes.get(path)
        return text_of(path) if known is None else known.decode("utf-8", "replace")

    def put(self, path: Path, data: bytes) -> None:
        """Take ``data`` for what the file holds, as of a text that is not saved yet."""
        self._bytes[path] = data

    def known(self, path: Path) -> bytes | None:
        """Give the bytes of a file if it was read already; nothing is opened."""
        return self._bytes.get(path)
