"""Profiles: what is particular to one kind of raw text, as data that a person can read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias, TypeVar

from pipeline.encode import likeness
from pipeline.encode.blocks import BlockSettings, LayoutSettings
from pipeline.encode.blocks.weights import LearnedLines
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

TOPICS = (
    "pages", "notes", "markers", "blocks", "lines", "wrapping", "dates", "references", "names",
    "marks",
)  # fmt: skip
"""What a profile has tables of, each in a file named after it."""
OwnFiles: TypeAlias = tuple[tuple[str, str], ...]
"""The files of a profile that lies outside of the package: name and text, by name."""
_UNUSABLE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError, re.error)
_Settings = TypeVar("_Settings")
_SettingsReader: TypeAlias = Callable[[Mapping[str, Any]], _Settings]


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of every part of encoding; each comes from a file named after it.

    What is None is not looked for. ``marks`` are the tables by which transcribers' marks are read.
    ``is_own`` says that it came with an edition, and its expressions with it.
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
    is_own: bool = False

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
        raise UsageError(f"there is no profile {name!r}; the profiles are {', '.join(names())}")
    return read(_folder(), name)


def origins(name: str, own: OwnFiles = ()) -> list[tuple[str, str, Mapping[str, Any]]]:
    """Give for each topic of a profile whose table it has, the name or nothing, and that table."""
    if not own:
        return [(topic, *_found(_folder(), name, topic)) for topic in TOPICS]
    tables = {path.removesuffix(".toml"): tomllib.loads(text) for path, text in own}
    shared = tables.pop("shared", {})
    return [
        (topic, name, tables[topic]) if tables.get(topic) else (topic, *_shared(shared, topic))
        for topic in TOPICS
    ]


def _folder() -> Traversable:
    return files("pipeline.encode") / "profiles"


def chosen(name: str, own: OwnFiles = ()) -> Profile:
    """Give the profile of an edition: that of its ``own`` files, or that of the package.

    Raises UsageError where there is none, and where the own files make none.
    """
    return from_files(name, own) if own else load(name)


def from_files(name: str, own: OwnFiles) -> Profile:
    """Read a profile that lies outside of the package; raises UsageError, which names the file."""
    texts = dict(own)
    if strange := sorted(set(texts) - {f"{topic}.toml" for topic in (*TOPICS, "shared")}):
        raise UsageError(f"{strange[0]} is no file of a profile; there are {', '.join(TOPICS)}")

    def table(topic: str) -> dict[str, Any]:
        text = texts.get(f"{topic}.toml")
        return tomllib.loads(text) if text is not None else {}

    at = "shared"
    try:
        shared = table(at)

        def topical(topic: str) -> dict[str, Any]:
            nonlocal at
            at = topic
            found = table(topic)
            known = likeness.known(_folder(), topic, found)
            if found and (fault := likeness.fault(found, known)):
                raise ValueError(fault)
            return found or _shared(shared, topic)[1]

        return replace(_assembled(name, topical, _folder()), is_own=True)
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from error
    except KeyError as error:
        raise UsageError(f"{name}/{at}.toml: {error.args[0]!r} is missing") from error
    except _UNUSABLE as error:
        raise UsageError(f"{name}/{at}.toml cannot be used: {error}") from error


def read(folder: Traversable, name: str) -> Profile:
    """Read the profile in the subfolder ``name`` of ``folder``, beside those it shares with."""
    return _assembled(name, lambda topic: _found(folder, name, topic)[1], folder)


def _found(folder: Traversable, name: str, topic: str) -> tuple[str, dict[str, Any]]:
    """Give the profile in ``folder`` that the table of a profile is from, and that table."""
    if not name:
        return name, {}
    if name not in {path.name for path in folder.iterdir()}:
        raise UsageError(f"there is no profile {name!r} to share {topic} with")
    path = folder / name / f"{topic}.toml"
    if path.is_file():
        return name, tomllib.loads(path.read_text("utf-8"))
    shared = folder / name / "shared.toml"
    table = tomllib.loads(shared.read_text("utf-8")) if shared.is_file() else {}
    return _shared(table, topic, folder)


def _shared(
    shared: Mapping[str, str], topic: str, folder: Traversable | None = None
) -> tuple[str, dict[str, Any]]:
    """Find the table of a profile that has none itself; ``base`` names the one for the rest."""
    return _found(folder or _folder(), shared.get(topic, shared.get("base", "")), topic)


def _assembled(name: str, found: Callable[[str], dict[str, Any]], folder: Traversable) -> Profile:
    """Make a profile of the tables that are ``found`` by topic.

    A table with ``like`` has only what is different from that of another profile in ``folder``.
    """

    def whole(topic: str, table: dict[str, Any]) -> dict[str, Any]:
        if "like" not in table:
            return table
        return whole(topic, _found(folder, table["like"], topic)[1]) | table

    def table(topic: str) -> dict[str, Any]:
        return whole(topic, found(topic))

    def by_form(topic: str, readers: Mapping[str, _SettingsReader[_Settings]]) -> _Settings:
        given = table(topic)
        if "form" not in given:
            raise UsageError(f"{topic}.toml is missing, or has no form")
        if given["form"] not in readers:
            raise UsageError(f"{topic}.toml has no form of {', '.join(readers)}")
        return readers[given["form"]](given)

    def if_there(topic: str, reader: _SettingsReader[_Settings]) -> _Settings | None:
        given = table(topic)
        return reader(given) if given else None

    def taught(blocks: BlockSettings | LayoutSettings) -> BlockSettings | LayoutSettings:
        learned = table("lines")
        if learned and isinstance(blocks, BlockSettings):
            return replace(blocks, learned=LearnedLines.from_table(learned))
        return blocks

    pages = table("pages")
    if not pages:
        raise UsageError("pages.toml is missing")
    return Profile(
        name=name,
        pages=PageSettings.from_table(pages),
        notes=by_form("notes", _NOTES),
        markers=by_form("markers", _MARKERS),
        blocks=taught(by_form("blocks", _BLOCKS)),
        wrapping=if_there("wrapping", WrapSettings.from_table),
        dates=if_there("dates", DateSettings.from_table),
        references=if_there("references", ReferenceSettings.from_table),
        names=if_there("names", NameSettings.from_table),
        marks=tuple(table("marks").get("tables", DEFAULT)),
    )
