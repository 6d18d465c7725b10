"""Profiles: what is particular to one kind of raw text, as data that a person can read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias, TypeVar

from pipeline.encode.blocks import BlockSettings, LayoutSettings
from pipeline.encode.bracketed import BracketedMarkers, BracketedNotes
from pipeline.encode.dates import DateSettings
from pipeline.encode.markers import MarkerSettings
from pipeline.encode.marks import DEFAULT
from pipeline.encode.names import NameSettings
from pipeline.encode.notes import NoteSettings
from pipeline.encode.pages import PageSettings
from pipeline.encode.references import ReferenceSettings
from pipeline.encode.wrapping import WrapSettings
from pipeline.model.errors import UsageError

_Settings = TypeVar("_Settings")
_SettingsReader: TypeAlias = Callable[[Mapping[str, Any]], _Settings]


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of every part of encoding; each comes from a file named after it.

    What is None is not looked for. ``marks`` are the tables by which transcribers' marks are read.
    """

    name: str
    pages: PageSettings
    notes: NoteSettings | BracketedNotes
    markers: MarkerSettings | BracketedMarkers
    blocks: BlockSettings | LayoutSettings
    wrapping: WrapSettings | None
    dates: DateSettings | None
    references: ReferenceSettings | None
    names: NameSettings | None
    marks: tuple[str, ...] = DEFAULT

    @property
    def bracketed_markers(self) -> BracketedMarkers:
        """The markers of a profile whose notes stand in brackets, as they do then too."""
        if not isinstance(self.markers, BracketedMarkers):
            raise TypeError("notes of the form bracketed need markers of the form bracketed")
        return self.markers


_NOTES: Mapping[str, _SettingsReader[NoteSettings | BracketedNotes]] = {
    "list": NoteSettings.from_table,
    "bracketed": BracketedNotes.from_table,
}
_MARKERS: Mapping[str, _SettingsReader[MarkerSettings | BracketedMarkers]] = {
    "glued": MarkerSettings.from_table,
    "bracketed": BracketedMarkers.from_table,
}
_BLOCKS: Mapping[str, _SettingsReader[BlockSettings | LayoutSettings]] = {
    "judged": BlockSettings.from_table,
    "layout": LayoutSettings.from_table,
}


@cache
def names() -> tuple[str, ...]:
    """Name the profiles there are."""
    return tuple(sorted(path.name for path in _folder().iterdir() if path.is_dir()))


@cache
def load(name: str) -> Profile:
    """Read the profile ``name``; raises UsageError where there is none."""
    if name not in names():
        raise UsageError(f"there is no profile {name!a}; the profiles are {', '.join(names())}")
    return read(_folder(), name)


def _folder() -> Traversable:
    return files("pipeline.encode") / "profiles"


def read(folder: Traversable, name: str) -> Profile:
    """Read the profile in the subfolder ``name`` of ``folder``, beside those it shares with."""
    shared: Mapping[str, str] = {}
    if (folder / name / "shared.toml").is_file():
        shared = tomllib.loads((folder / name / "shared.toml").read_text("utf-8"))

    def table(topic: str) -> dict[str, Any]:
        path = folder / shared.get(topic, name) / f"{topic}.toml"
        return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}

    def by_form(topic: str, readers: Mapping[str, _SettingsReader[_Settings]]) -> _Settings:
        found = table(topic)
        return readers[found["form"]](found)

    def if_there(topic: str, reader: _SettingsReader[_Settings]) -> _Settings | None:
        found = table(topic)
        return reader(found) if found else None

    return Profile(
        name=name,
        pages=PageSettings.from_table(table("pages")),
        notes=by_form("notes", _NOTES),
        markers=by_form("markers", _MARKERS),
        blocks=by_form("blocks", _BLOCKS),
        wrapping=if_there("wrapping", WrapSettings.from_table),
        dates=if_there("dates", DateSettings.from_table),
        references=if_there("references", ReferenceSettings.from_table),
        names=if_there("names", NameSettings.from_table),
        marks=tuple(table("marks").get("tables", DEFAULT)),
    )
