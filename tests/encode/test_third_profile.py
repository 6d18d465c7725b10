"""The worked example of ``docs/profiles.md`` works as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.encode import Setting, encode, profile
from pipeline.encode.references import PageIndex
from pipeline.model import document as model
from pipeline.model.source import Source

ROOT = Path(__file__).resolve().parents[2]
LETTER = """LETTER IV
From Amelia Frost

We met at noon (note 1) and spoke of {34} the bridge.

    It will stand.

So he said. (note 2) I doubt it.

Note 1. By the old wall.
Note 2. He was the builder.
"""


@pytest.fixture
def example(tmp_path: Path) -> profile.Profile:
    """Make the folder that the page describes, beside the profiles there are."""
    folder = tmp_path / "profiles"
    shutil.copytree(ROOT / "pipeline" / "encode" / "profiles", folder)
    page = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    _, _, text = page.partition("## How to write a third")
    named = re.search(r"profiles/([a-z]+)/", text)
    files = re.findall(r"`([a-z]+\.toml)`:[^`]*```toml\n(.*?)```", text, re.DOTALL)
    assert named is not None
    assert len(files) == 5
    (folder / named[1]).mkdir()
    for name, table in files:
        (folder / named[1] / name).write_text(table, encoding="utf-8")
    return profile.read(folder, named[1])


def test_the_example_of_the_docs_encodes_its_letter(example: profile.Profile) -> None:
    setting = Setting("letters", ("d1",), example, None, PageIndex.of(()))
    document, _, diagnostics = encode(Source("d1.txt", LETTER), "d1", setting)
    assert diagnostics == ()
    heading, first, quotation, last = document.blocks
    assert isinstance(heading, model.Heading)
    assert isinstance(first, model.Paragraph)
    assert isinstance(quotation, model.Quotation)
    assert isinstance(last, model.Paragraph)
    marks = [node for node in model.walk(document) if isinstance(node, model.NoteMarker)]
    assert [mark.note for mark in marks] == ["d1fn1", "d1fn2"]
    pages = [node.number for node in model.walk(document) if isinstance(node, model.PageBreak)]
    assert pages == ["34"]
    assert [model.text_of(note) for note in document.notes] == [
        "By the old wall.",
        "He was the builder.",
    ]
