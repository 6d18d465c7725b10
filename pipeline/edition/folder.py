"""Folders of editions, and where in them the transcriptions are."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

SETTINGS = "edition.toml"
READ = frozenset({SETTINGS, "order.txt", "persons.xml", "terms.xml"})
"""What is read of every edition by these names."""

# Texts about a folder or an edition: none of them is a transcription, however it is spelt.
_ABOUT = frozenset({"readme.txt", "order.txt", "persons.txt", "terms.txt"})


def is_edition(folder: Path) -> bool:
    """Tell an edition: it has settings, or it has transcriptions and no edition below it has any.

    So a stray text in a folder of editions does not make one of them.
    """
    return (folder / SETTINGS).is_file() or (
        holds_texts(folder) and not any((one / SETTINGS).is_file() for one in below(folder))
    )


def holds_texts(folder: Path) -> bool:
    """Tell whether a transcription lies in a folder, or in its folder ``raw``."""
    return any(texts_in(place) for place in (folder / "raw", folder))


def below(folder: Path) -> tuple[Path, ...]:
    """Give the folders in a folder by name, those that are hidden left out."""
    with os.scandir(folder) as entries:
        names = [one.name for one in entries if not one.name.startswith(".") and one.is_dir()]
    return tuple(folder / name for name in sorted(names))


def place_of_texts(folder: Path) -> Path:
    """Give where the transcriptions of an edition lie: in ``raw``, where that holds any."""
    return folder / "raw" if texts_in(folder / "raw") else folder


def texts_in(place: Path, others: Collection[Path] = ()) -> list[Path]:
    """Give the transcriptions in a folder by name; ``others`` are texts that are none."""
    return sorted(
        path
        for path in place.glob("*.txt")
        if path not in others and path.name.lower() not in _ABOUT
    )
