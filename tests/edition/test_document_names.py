"""A document takes no name, file or id that something else in the outputs has."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline import edition
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from tests.edition.test_edition import make

SETTINGS = '[edition]\nid = "letters"\ntitle = "Letters"\n'
FIRST = "1. Letter From Mr. Smith to Mr. Jones\n\nTrieste, May 2, 1951.\n\nAll is well.\n"
SECOND = "2. Letter From Mr. Jones to Mr. Smith\n\nLondon, May 5, 1951.\n\nHere too.\n"


@pytest.mark.parametrize("name", ["html", "TEI", "documents", "report.json", "letters.pdf"])
def test_the_name_of_an_output_is_refused_at_the_file(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "e", edition__toml=SETTINGS, d1__txt=FIRST, **{f"{name}__txt": SECOND})
    said = edition.load(folder)[1]
    assert [(Path(one.location.file).name, one.code) for one in said] == [(f"{name}.txt", "M043")]


def test_a_document_named_as_its_edition_replaces_nothing(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", edition__toml=SETTINGS, d1__txt=FIRST, letters__txt=SECOND)
    out = tmp_path / "out"
    commands.build(folder, out, lambda *_: None, ProcessPool(1), only=("html",))
    whole = {path: path.read_bytes() for path in out.rglob("*.html")}
    commands.build(folder / "letters.txt", out, lambda *_: None, ProcessPool(1), only=("html",))
    assert {path: path.read_bytes() for path in whole} == whole
    assert (out / "letters" / "letters" / "html" / "letters.html").is_file()


@pytest.mark.parametrize("name", ["toc", "text", "title", "xml", "index", "cover"])
def test_a_name_that_outputs_have_as_an_id(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "e", edition__toml=SETTINGS, d1__txt=FIRST, **{f"{name}__txt": SECOND})
    report = commands.build(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))
    assert [one for one in report.diagnostics if one.severity.value == "error"] == []
    made = tmp_path / "out" / "letters"
    with ZipFile(made / "letters.epub") as epub:
        files = [epub.read(one) for one in epub.namelist() if one.endswith((".xhtml", ".opf"))]
    files += [page.read_bytes() for page in (made / "html").glob("*.html")]
    each = [Counter(re.findall(r' id="([^"]*)"', data.decode())) for data in files]
    assert sum(ids[name] for ids in each) > 1
    assert [one for ids in each for one, number in ids.items() if number > 1] == []
