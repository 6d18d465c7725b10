"""Folders of editions, and where in them the transcriptions are."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from pipeline.system import reading

SETTINGS = "edition.toml"
READ = frozenset({SETTINGS, "order.txt", "persons.xml", "places.xml", "terms.xml"})
"""What is read of every edition by these names."""

# Texts about a folder or an edition: none of them is a transcription, however it is spelt.
_ABOUT = frozenset({"readme.txt", "order.txt", "persons.txt", "terms.txt"})


def is_edition(folder: Path) -> bool:
    """Tell an edition: it has settings, or it has transcriptions and no edition below it has any.

    So a stray text in a folder of editions does not make one of them.
    """
    return reading.is_there(folder / SETTINGS) or (
        holds_texts(folder) and not any(reading.is_there(one / SETTINGS) for one in below(folder))
    )


def holds_texts(folder: Path) -> bool:
    """Tell whether a transcription lies in a folder, or in its folder ``raw``."""
    return bool(texts_in(place_of_texts(folder)))


def below(folder: Path) -> tuple[Path, ...]:
    """Give the folders in a folder by name, but none that is hidden or a link to elsewhere."""
    with os.scandir(folder) as entries:
        names = [
            one.name
            for one in entries
            if not one.name.startswith(".") and one.is_dir(follow_symlinks=False)
        ]
    return tuple(folder / name for name in sorted(names))


def links(folder: Path) -> tuple[Path, ...]:
    """Give the links in a folder that lead to other folders; none of them is followed."""
    with os.scandir(folder) as entries:
        names = [one.name for one in entries if one.is_symlink() and one.is_dir()]
    return tuple(folder / name for name in sorted(names) if not name.startswith("."))


def place_of_texts(folder: Path) -> Path:
    """Give where the transcriptions of an edition lie: in ``raw``, where that holds any."""
    raw = folder / "raw"
    return raw if reading.is_folder(raw) and texts_in(raw) else folder


def texts_in(place: Path, others: Collection[Path] = ()) -> list[Path]:
    """Give the transcriptions in a folder by name; ``others`` are texts that are none."""
    return sorted(
        path
        for path in place.glob("*.txt")
        if path not in others and path.name.lower() not in _ABOUT
    )
