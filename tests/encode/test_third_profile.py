"""The worked example of ``docs/profiles.md`` works as it stands there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pipeline.encode import reading
from pipeline.encode.blocks import LayoutSettings
from pipeline.encode.bracketed import BracketedMarkers
from pipeline.encode.notes import NoteSettings
from pipeline.encode.pages import PageSettings
from pipeline.encode.profile import Profile
from pipeline.encode.standoff import BlockKind

PAGE = Path(__file__).resolve().parents[2] / "docs" / "profiles.md"
LETTER = """LETTER IV
From Amelia Frost

We met at noon (note 1) and spoke of {34} the bridge.

    It will stand.

So he said. (note 2) I doubt it.

Note 1. By the old wall.
Note 2. He was the builder.
"""


def example() -> Profile:
    _, _, text = PAGE.read_text(encoding="utf-8").partition("## How to write a third")
    files = re.findall(r"`([a-z]+)\.toml`:[^`]*```toml\n(.*?)```", text, re.DOTALL)
    tables = {name: tomllib.loads(table) for name, table in files}
    assert set(tables) == {"pages", "notes", "markers", "blocks", "shared"}
    return Profile(
        "society",
        PageSettings.from_table(tables["pages"]),
        NoteSettings.from_table(tables["notes"]),
        BracketedMarkers.from_table(tables["markers"]),
        LayoutSettings.from_table(tables["blocks"]),
        None, None, None, None,
    )  # fmt: skip


def test_the_example_of_the_docs_reads_its_letter() -> None:
    found = reading.read_marks(LETTER, example())
    assert [page.number for page in found.pages] == ["34"]
    assert [(marker.label, marker.note, marker.confidence) for marker in found.markers] == [
        ("1", 0, 1.0),
        ("2", 1, 1.0),
    ]
    assert found.notes is not None
    assert [LETTER[slice(*note.span)] for note in found.notes.notes] == [
        "By the old wall.",
        "He was the builder.",
    ]
    assert [mark.kind for mark in found.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.PARAGRAPH,
    ]
    assert found.strays == ()
