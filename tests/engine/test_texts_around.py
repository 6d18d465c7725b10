"""The texts around the documents go the way of the documents: decisions, the cache."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import commands, jobs, tei_text
from pipeline.engine.cache.store import Cache
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.tei.names import Element
from pipeline.validate import failure
from tests.edition.test_edition import make
from tests.engine import editions

SETTINGS = '[edition]\ntitle = "Letters"\n\n[book]\nfront = ["preface.txt"]\n'
PREFACE = "Preface\n\nThese are are letters.\n"
DECISION = '[[reading]]\ntext = "are are"\naccept = "{}"\nwhy = "so on the page"\n'


def codes(folder: Path) -> list[str]:
    """Give the codes of what is found in the preface and the decisions on it."""
    found = json.loads(editions.check(folder))["diagnostics"]
    return [one["code"] for one in found if "preface" in one["file"]]


def test_a_reading_is_accepted_in_a_preface(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    make(folder, edition__toml=SETTINGS, d1__txt=editions.TEXTS["d2"], preface__txt=PREFACE)
    assert codes(folder) == ["T131"]
    decisions = folder / "preface.decisions.toml"
    decisions.write_text(DECISION.format("T131"), encoding="utf-8")
    assert codes(folder) == []
    decisions.write_text(DECISION.format("T130"), encoding="utf-8")
    assert sorted(codes(folder)) == ["D005", "T131"], "a decision that accepts nothing is named"


def test_only_a_preface_that_changed_is_worked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = tmp_path / "letters", tmp_path / "store"
    make(folder, edition__toml=SETTINGS, d1__txt=editions.TEXTS["d2"], preface__txt=PREFACE)
    editions.check(folder, Cache(store))
    worked: list[str] = []

    def noted(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
        worked.append(file.path.stem)
        return run_stages(file, context)

    monkeypatch.setattr(jobs, "run_stages", noted)
    (folder / "preface.txt").write_text(PREFACE + "They are short.\n", encoding="utf-8")
    found = editions.check(folder, Cache(store))
    assert worked == ["preface"]
    assert found == editions.check(folder)


def preface_tei(tmp_path: Path) -> str:
    """Give the preface as TEI, for an editor to work on."""
    make(tmp_path / "draft", edition__toml="", preface__txt=PREFACE.replace("are are", "are"))
    encoded, _ = commands.examine(tmp_path / "draft" / "preface.txt")
    assert encoded.tei is not None
    return encoded.tei.decode()


def test_what_is_found_in_tei_stands_in_its_line(tmp_path: Path) -> None:
    """An editor of XML has wrapped the lines; they are counted as they stand in the file."""
    folder, tei = tmp_path / "letters", preface_tei(tmp_path)
    wrapped = 'These\nare letters of 北\nsee\n<ref target="#d1fn9">this\nnote</ref>.'
    written = tei.replace("These are letters.", wrapped)
    settings = SETTINGS.replace(".txt", ".xml")
    make(folder, edition__toml=settings, d1__txt=editions.TEXTS["d2"], preface__xml=written)
    found = json.loads(editions.check(folder))["diagnostics"]
    places = {one["code"]: one["line"] for one in found if "preface" in one["file"]}
    first = 1 + written[: written.index("<p>These")].count("\n")
    assert places == {"C101": first, "X101": first + 3}


LEAST = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Preface</title></titleStmt>
<publicationStmt><p>Not published before.</p></publicationStmt>
<sourceDesc><p>Written for this edition.</p></sourceDesc></fileDesc></teiHeader>
<text><body><div type="document" subtype="historical-document" xml:id="preface">
<head>Preface</head><p>These are letters.</p></div></body></text></TEI>
"""


def test_the_least_header_that_tei_asks_for_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    settings = SETTINGS.replace(".txt", ".xml")
    make(folder, edition__toml=settings, d1__txt=editions.TEXTS["d2"], preface__xml=LEAST)
    assert _said_of_preface(folder) == []
    without = LEAST.replace(' subtype="historical-document"', "")
    (folder / "preface.xml").write_text(without, encoding="utf-8")
    (found,) = _said_of_preface(folder)
    assert (found["code"], found["line"]) == ("V301", 6)
    assert 'subtype="historical-document"' in found["message"]


def _said_of_preface(folder: Path) -> list[dict[str, Any]]:
    found = json.loads(editions.check(folder))["diagnostics"]
    return [one for one in found if "preface" in one["file"]]


def test_tei_is_read_once_and_explained_only_where_it_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read, explained = tmp_path / "letters", [], []

    def noted(file: TranscriptionFile, context: EditionContext) -> EncodedDocument:
        read.append(file.path.name)
        return tei_text.read_tei(file, context)

    def told(root: Element) -> Iterator[failure.Failure]:
        explained.append(root.tag)
        return failures(root)

    failures = failure.failures
    monkeypatch.setattr(jobs, "read_tei", noted)
    monkeypatch.setattr(failure, "failures", told)
    written = preface_tei(tmp_path)
    settings = SETTINGS.replace(".txt", ".xml")
    make(folder, edition__toml=settings, d1__txt=editions.TEXTS["d2"], preface__xml=written)
    assert "preface.xml" not in editions.check(folder)
    assert read == ["preface.xml"]
    assert not explained
    (folder / "preface.xml").write_text(
        written.replace("<p>These", "<p><p/>These"), encoding="utf-8"
    )
    assert "V103" in codes(folder)
    assert explained


def test_tei_of_too_many_elements_is_refused(tmp_path: Path) -> None:
    folder, written = tmp_path / "letters", preface_tei(tmp_path)
    many = written.replace("<p>These", "<p/>" * tei_text.MOST_ELEMENTS + "<p>These")
    settings = SETTINGS.replace(".txt", ".xml")
    make(folder, edition__toml=settings, d1__txt=editions.TEXTS["d2"], preface__xml=many)
    found = json.loads(editions.check(folder))["diagnostics"]
    assert [one["code"] for one in found if "preface" in one["file"]] == ["M016"]
    assert any("40,000 elements" in one["message"] for one in found)
