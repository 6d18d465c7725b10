"""Other editions beside this one, whose outputs go to the same place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.edition.folder import is_edition
from pipeline.edition.settings import Settings
from pipeline.edition.toml_text import TomlError, read_toml
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnreadableFileError
from pipeline.system import reading

EDITION_ID_TAKEN = Message(
    "M012", "edition-id-taken", Severity.ERROR,
    summary="Two editions in one folder have the same id.",
    why="Their outputs are named after the id, so that one would replace the other.",
    example='`id = "letters"` in `letters-1/edition.toml` and in `letters-2/edition.toml`.',
    remedy="give each edition an id of its own.",
)  # fmt: skip


def review(path: Path, settings: Settings) -> Iterator[Diagnostic]:
    """Compare the id that ``settings``, those of ``path``, give with the editions beside it.

    An edition that gives none is named after its folder, which no other can be.
    """
    line = (settings.lines or {}).get("id")
    if line is None:
        return
    identifier = settings.metadata.id
    own = path.parent.resolve()
    taken = [
        other.name
        for other in _folders_beside(own)
        if (_id_in(other / path.name) or _name_of(other, identifier)) == identifier
    ]
    if taken:
        more = f", and of {len(taken) - 1} more," if taken[1:] else ""
        message = f"the id {identifier!r} is that of the edition in {taken[0]!r}{more} too"
        yield EDITION_ID_TAKEN.say(message, path, line)


def _folders_beside(own: Path) -> list[Path]:
    try:
        return sorted(
            other for other in own.parent.iterdir() if other != own and reading.is_folder(other)
        )
    except OSError:
        return []


def _name_of(folder: Path, wanted: str) -> str:
    """Give the id of an edition without settings; a folder without texts is no edition."""
    return folder.name if folder.name == wanted and is_edition(folder) else ""


def _id_in(path: Path) -> str:
    """Give the id that a file of settings gives, empty where none can be read there."""
    try:
        return _id_of(reading.read_if_there(path, reading.SETTINGS) or b"")
    except UnreadableFileError:
        return ""


# Each edition of a folder looks at all the others.
@lru_cache(maxsize=1 << 12)
def _id_of(settings: bytes) -> str:
    try:
        described = read_toml(settings).table.get("edition")
    except TomlError:
        return ""
    identifier = described.get("id") if isinstance(described, Mapping) else ""
    return identifier if isinstance(identifier, str) else ""
