"""Transcriptions made up for the tests, and the default profile's settings."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pipeline.encode.markers import MarkerSettings, resolve
from pipeline.encode.notes import NoteSettings, find_notes
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.standoff import Marker

ROOT = Path(__file__).resolve().parent.parent.parent
PROFILE = ROOT / "pipeline" / "encode" / "profiles" / "frus"


def _table(name: str) -> dict[str, object]:
    return tomllib.loads((PROFILE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def note_settings() -> NoteSettings:
    return NoteSettings.from_table(_table("notes"))


@cache
def page_settings() -> PageSettings:
    return PageSettings.from_table(_table("pages"))


@cache
def marker_settings() -> MarkerSettings:
    return MarkerSettings.from_table(_table("markers"))


def markers_of(text: str) -> tuple[Marker, ...]:
    notes = find_notes(text, note_settings())
    return resolve(text, notes, find_pages(text, page_settings()), marker_settings()).markers


def seen(text: str) -> list[tuple[int, str, str]]:
    """Give note, label and the ten characters before it for each marker."""
    return [
        (m.note, m.label, text[: m.span[0]].rstrip(" ")[-10:].replace("\n", " "))
        for m in markers_of(text)
    ]


def with_notes(body: str, *notes: str) -> str:
    """Put the list of notes below a text."""
    items = "".join(f"  {number}. {note}\n" for number, note in enumerate(notes, 1))
    return f"{body}\n{items}"
