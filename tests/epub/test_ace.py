"""Ace by DAISY finds no violation in an EPUB; ``nox -s ace`` installs it from npm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.book import Book
from pipeline.convert import epub
from pipeline.model.document import Cell, Row, RowRole, Table, Text
from tests.convert.samples import METADATA, document, paragraph
from tests.verify.volume import volume

SCRIPT = Path(__file__).with_name("ace.js")
FOLDER = os.environ.get("ACE_FOLDER", "")


def wide(columns: int) -> Table:
    """Make a table that no page is wide enough for."""
    words = [f"Department {place}" for place in range(columns)]
    cells = tuple(Cell((Text(word),)) for word in words)
    return Table((Row(cells, RowRole.LABEL), Row(cells), Row(cells)))


def tables() -> Book:
    """Make a book of texts with wide tables, several of them in one."""
    one = document("d1", paragraph("Before."), wide(12), paragraph("Between."), wide(20))
    return Book.of(METADATA, (one, document("d2", wide(9))), b"<TEI/>")


@pytest.mark.skipif(not FOLDER, reason="Ace is not installed: nox -s ace")
@pytest.mark.parametrize("book", [volume(), tables()], ids=["volume", "tables"])
def test_ace_finds_no_violation(book: Book, tmp_path: Path) -> None:
    node, chromium = shutil.which("node"), shutil.which("chromium")
    assert node is not None
    path = tmp_path / "book.epub"
    path.write_bytes(epub.make(book))
    subprocess.run(
        [node, SCRIPT, path, tmp_path / "out"],
        env={**os.environ, "NODE_PATH": f"{FOLDER}/node_modules",
             "PUPPETEER_EXECUTABLE_PATH": chromium or ""},
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    found = [
        (of["earl:testSubject"]["url"], one["earl:test"]["dct:title"])
        for of in report["assertions"]
        for one in of["assertions"]
    ]
    assert found == []
    assert report["earl:result"]["earl:outcome"] == "pass"
