"""What the pages of the docs show of ``edition.toml`` and of decisions is followed as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypandoc
import pytest

from tests.command import edition

DOCS = Path(__file__).resolve().parents[2] / "docs"
LETTER = """{number}. Letter From Mr. Oak to the Harbor Board

Glockenburg, May {number}, 1921.

Gentlemen: We met the the count, and again in room 21 of the house. See Document 9 below.

  1. Not printed.

  2. Printed as it stands.
"""
# Settings and decisions; what is wrong with the letters is no matter here.
LOOKED_AT = ("M", "D")


def examples(page: str, language: str = "toml") -> list[str]:
    """Give the examples of a page, but those that are for an editor."""
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert blocks
    return [block for block in blocks if "schema" not in block]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an edition of nine letters with the settings of the docs and all files they name."""
    folder = tmp_path / "letters"
    folder.mkdir()
    files = {f"d{number}.txt": LETTER.format(number=number) for number in range(1, 10)}
    files |= {
        "preface.txt": "Preface\n\nThese are the letters.\n",
        "afterword.txt": "Afterword\n\nThose were they.\n",
        "sources.xml": "<TEI/>\n",
        "house.css": "p { color: #111 }\n",
        "house-web.css": "p { color: #111 }\n",
        "house.typ": examples("outputs.md", "typst")[0],
        "edition.toml": "\n".join([*examples("edition.md"), *examples("check.md")]),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    pypandoc.convert_text("A", "docx", "markdown", outputfile=str(folder / "house.docx"))
    return folder


def said(folder: Path) -> list[str]:
    """Give what is said of the settings of the edition and of decisions."""
    done = edition("check", folder, "--no-cache", "--format", "json", cwd=folder)
    found = json.loads(done.stdout)["diagnostics"]
    return [f"{one['code']} {one['message']}" for one in found if one["code"][0] in LOOKED_AT]


def test_the_settings_of_the_docs_are_followed(folder: Path) -> None:
    assert said(folder) == []


def test_the_decisions_of_the_docs_are_followed(folder: Path) -> None:
    (decisions,) = examples("decisions.md")
    (folder / "d8.decisions.toml").write_text(decisions, encoding="utf-8")
    assert said(folder) == []
