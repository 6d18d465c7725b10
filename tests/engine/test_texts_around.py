"""The texts around the documents go the way of the documents: decisions, the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.engine import commands, jobs
from pipeline.engine.cache.store import Cache
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
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


def test_what_is_found_in_tei_stands_in_its_line(tmp_path: Path) -> None:
    """An editor of XML has wrapped the lines; they are counted as they stand in the file."""
    folder = tmp_path / "letters"
    make(folder, edition__toml="", preface__txt=PREFACE.replace("are are", "are"))
    encoded, _ = commands.examine(folder / "preface.txt")
    assert encoded.tei is not None
    wrapped = 'These\nare letters of 北\nsee\n<ref target="#d1fn9">this\nnote</ref>.'
    written = encoded.tei.decode().replace("These are letters.", wrapped)
    (folder / "preface.txt").unlink()
    settings = SETTINGS.replace(".txt", ".xml")
    make(folder, edition__toml=settings, d1__txt=editions.TEXTS["d2"], preface__xml=written)
    found = json.loads(editions.check(folder))["diagnostics"]
    places = {one["code"]: one["line"] for one in found if "preface" in one["file"]}
    first = 1 + written[: written.index("<p>These")].count("\n")
    assert places == {"C101": first, "X101": first + 3}
