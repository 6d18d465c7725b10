"""A profile that lies in the folder of an edition: which it is, and its files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TypeAlias

from pipeline.edition.files import EditionFiles
from pipeline.edition.settings import Settings
from pipeline.model.errors import UsageError
from pipeline.system import reading

PROFILE_FOLDER = "profile"
"""The folder that is read without being named."""
ProfileFiles: TypeAlias = tuple[tuple[str, str], ...]


def own_profile(
    folder: Path, settings: Settings, profiles: Collection[str], files: EditionFiles
) -> tuple[str, ProfileFiles]:
    """Give the name of the profile of an edition, and its files where the edition has it itself.

    An edition that names none has that of its folder ``profile``, if there is one. Raises
    UsageError where a file is no UTF-8, UnreadableFileError where it cannot be read.
    """
    name = settings.profile
    if "profile" not in (settings.lines or {}) and _tables(folder / PROFILE_FOLDER):
        name = PROFILE_FOLDER
    elif name in profiles or not reading.is_folder(folder / name):
        return name, ()
    found = []
    for path in _tables(folder / name):
        try:
            found.append((path.name, files.read(path).decode("utf-8")))
        except UnicodeDecodeError as error:
            raise UsageError(f"{name}/{path.name} is not UTF-8") from error
    return name, tuple(found)


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) if reading.is_folder(folder) else []
