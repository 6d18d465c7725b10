"""Blocks written as an outline that a person can read: one line a block, indented by depth."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from pipeline.encode import blocks
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.standoff import BlockKind, BlockMark, Marker, NoteList
from pipeline.model.document import ListKind, ParagraphStyle, RowRole

PROFILE = files("pipeline.encode") / "profiles" / "frus"
SETTINGS = blocks.BlockSettings.from_table(
    tomllib.loads((PROFILE / "blocks.toml").read_text("utf-8"))
)
PAGES = PageSettings.from_table(tomllib.loads((PROFILE / "pages.toml").read_text("utf-8")))


def segment(text: str, markers: Iterable[Marker] = (), end: int | None = None) -> str:
    """Give the outline of the blocks of ``text``."""
    notes = None if end is None else NoteList(end, ())
    pages = find_pages(text, PAGES)
    return outline(
        text, blocks.segment(text, notes, blocks.Asides(pages, tuple(markers)), SETTINGS).blocks
    )


def outline(text: str, marks: Iterable[BlockMark]) -> str:
    return "".join(f"{line}\n" for line in lines(text, marks, 0))


def lines(text: str, marks: Iterable[BlockMark], depth: int) -> Iterator[str]:
    for mark in marks:
        words = [mark.kind.name.lower()]
        if mark.style is not ParagraphStyle.BODY:
            words.append(f"[{mark.style.value}]")
        if mark.list_kind is not ListKind.SIMPLE:
            words.append(f"[{mark.list_kind.value}]")
        if mark.row_role is not RowRole.DATA:
            words.append(f"[{mark.row_role.value}]")
        if mark.run_in:
            words.append("[run-in]")
        if mark.kind is BlockKind.ITEM or not mark.children:
            words.append(" / ".join(text[slice(*mark.span)].strip(" ").split("\n")))
        yield "  " * depth + " ".join(words).rstrip(" ")
        yield from lines(text, mark.children, depth + 1)
