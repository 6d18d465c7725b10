"""Profiles: what is particular to one kind of raw text, as data that a person can read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pipeline.encode.blocks import BlockSettings
from pipeline.encode.dates import DateSettings
from pipeline.encode.markers import MarkerSettings
from pipeline.encode.names import NameSettings
from pipeline.encode.notes import NoteSettings
from pipeline.encode.pages import PageSettings
from pipeline.encode.references import ReferenceSettings
from pipeline.errors import UsageError

_Settings = TypeVar("_Settings")


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of every part of encoding; each comes from a file named after it."""

    pages: PageSettings
    notes: NoteSettings
    markers: MarkerSettings
    blocks: BlockSettings
    dates: DateSettings
    references: ReferenceSettings
    names: NameSettings


@cache
def load(name: str) -> Profile:
    """Read the profile ``name``; raises UsageError where there is none."""
    folder = files("pipeline.encode") / "profiles"
    known = sorted(path.name for path in folder.iterdir() if path.is_dir())
    if name not in known:
        raise UsageError(f"there is no profile {name!a}; the profiles are {', '.join(known)}")

    def settings(topic: str, read: Callable[[dict[str, Any]], _Settings]) -> _Settings:
        return read(tomllib.loads((folder / name / f"{topic}.toml").read_text("utf-8")))

    return Profile(
        pages=settings("pages", PageSettings.from_table),
        notes=settings("notes", NoteSettings.from_table),
        markers=settings("markers", MarkerSettings.from_table),
        blocks=settings("blocks", BlockSettings.from_table),
        dates=settings("dates", DateSettings.from_table),
        references=settings("references", ReferenceSettings.from_table),
        names=settings("names", NameSettings.from_table),
    )
