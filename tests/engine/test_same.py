"""With what was kept and without: the same findings, the same bytes."""

from __future__ import annotations

import sqlite3
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import checks, edition
from pipeline.engine import jobs
from pipeline.engine.cache import values, version
from pipeline.engine.cache.store import Cache
from pipeline.engine.cache.version import PACKAGES
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from tests.engine import editions

ROOT = Path(__file__).resolve().parents[2]
WORDS = [
    "coal",
    "the the",
    "document 2",
    "page 4",
    "note 1.1",
    "\n\n",
    "[Page 5]",
    "  1. So.\n",
    "2",
]

names = st.sampled_from(["d1", "d2", "d3", "d4"])
edits = st.lists(
    st.tuples(names, st.sampled_from(WORDS), st.integers(0, 60)), min_size=1, max_size=4
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(edits, min_size=1, max_size=4))
def test_findings_after_any_edits(
    rounds: list[list[tuple[str, str, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = editions.make(tmp_path_factory.mktemp("edits") / "letters")
    store = folder.parent / "store"
    for changes in rounds:
        for name, word, place in changes:
            path = folder / f"{name}.txt"
            text = path.read_text(encoding="utf-8") if path.exists() else "4. The Fourth\n\nSo.\n"
            path.write_text(text[:place] + word + text[place:], encoding="utf-8")
        assert editions.check(folder, Cache(store)) == editions.check(folder)
        assert editions.check(folder, Cache(store)) == editions.check(folder)


CHANGES = {
    "edition.toml": '[edition]\ntitle = "Others"\n[severity]\nT131 = "info"\n',
    "order.txt": "d3\nd1\nd2\n",
    "d2.decisions.toml": '[[reading]]\ntext = "is is"\naccept = "T131"\nwhy = "so printed"\n',
    "persons.xml": (
        '<list xmlns="http://www.tei-c.org/ns/1.0"><item>'
        '<persName xml:id="p1">Berlin, Irving</persName>, composer</item></list>'
    ),
    "d4.txt": "4. The Fourth\n\nSee document 1.\n",
}


@pytest.mark.parametrize("name", CHANGES)
def test_findings_after_a_change_of_what_is_beside(name: str, tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "letters")
    before = editions.check(folder, Cache(tmp_path / "store"))
    (folder / name).write_text(CHANGES[name], encoding="utf-8")
    after = editions.check(folder)
    assert editions.check(folder, Cache(tmp_path / "store")) == after != before


def test_an_id_that_another_edition_takes(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "letters")
    (folder / "edition.toml").write_text('[edition]\nid = "a"\ntitle = "A"\n', encoding="utf-8")
    editions.check(folder, Cache(tmp_path / "store"))
    other = editions.make(tmp_path / "others")
    (other / "edition.toml").write_text('[edition]\nid = "a"\ntitle = "B"\n', encoding="utf-8")
    found = editions.check(folder, Cache(tmp_path / "store"))
    assert "M012" in found
    assert found == editions.check(folder)


GOOD = {
    "d1": "1. The First\n\nThere is coal.1\n\n  1. Much.\n",
    "d2": "2. The Second\n\nSee document 1.\n",
    "d3": "3. The Third\n\nThere is iron.\n",
}


def test_outputs_are_the_same_bytes(tmp_path: Path) -> None:
    folder, store = editions.make(tmp_path / "letters", **GOOD), tmp_path / "store"
    for words in ("", "And tin.\n", ""):
        editions.make(folder, **{**GOOD, "d3": GOOD["d3"] + words})
        plain = editions.build(folder, tmp_path / f"plain{len(words)}")
        assert "letters/letters.epub" in plain, plain["letters/report.txt"].decode()
        assert "letters/documents/d1.docx" in plain
        kept = editions.build(folder, tmp_path / f"plain{len(words)}", Cache(store))
        assert kept == plain


def test_outputs_are_the_same_bytes_from_several_processes(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "letters", **GOOD)
    plain = editions.build(folder, tmp_path / "out")
    assert "letters/html/d1.html" in plain
    assert editions.build(folder, tmp_path / "out", workers=3) == plain


def test_only_what_changed_is_worked_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = editions.make(tmp_path / "letters"), tmp_path / "store"
    editions.check(folder, Cache(store))
    worked: list[str] = []

    def noted(transcription: TranscriptionFile, setting: EditionContext) -> EncodedDocument:
        worked.append(transcription.path.stem)
        return run_stages(transcription, setting)

    monkeypatch.setattr(jobs, "run_stages", noted)
    editions.check(folder, Cache(store))
    assert worked == []
    (folder / "d2.txt").write_text(editions.TEXTS["d2"] + "More iron.\n", encoding="utf-8")
    editions.check(folder, Cache(store))
    assert worked == ["d2"]


def count(path: Path) -> int:
    with Cache(path) as store:
        return store.size().results


def test_another_version_keeps_nothing_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = editions.make(tmp_path / "letters"), tmp_path / "store"
    plain = editions.check(folder, Cache(store))
    before = count(store)
    monkeypatch.setattr("pipeline.engine.cache.keys.version", lambda: b"another")
    assert editions.check(folder, Cache(store)) == plain
    assert count(store) == 2 * before


def test_a_change_of_any_module_is_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "one.py").write_bytes(b"1")
    monkeypatch.setattr(version, "PACKAGE", tmp_path)
    seen = {version.version.__wrapped__()}
    (tmp_path / "rules" / "one.py").write_bytes(b"2")
    seen.add(version.version.__wrapped__())
    (tmp_path / "words.toml").write_bytes(b"")
    seen.add(version.version.__wrapped__())
    assert len(seen) == 3


def test_every_dependency_is_part_of_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {one.partition(">")[0] for one in project["dependencies"]} <= set(PACKAGES)


@pytest.mark.parametrize("value", [b"", b"\x80", b"no zip"])
def test_written_text_that_is_none_is_written_again(tmp_path: Path, value: bytes) -> None:
    folder, store = editions.make(tmp_path / "letters", **GOOD), tmp_path / "store"
    plain = editions.build(folder, tmp_path / "out", Cache(store))
    wrong = []
    connection = sqlite3.connect(store)
    found = connection.execute("SELECT key, value FROM results").fetchall()
    for key, data in found:
        result = values.opened(key, data, tuple[jobs.DocumentResult, None])
        if result is not None and result[0].packed:
            wrong.append(key)
            changed = values.sealed(key, (replace(result[0], packed=value), None))
            connection.execute("UPDATE results SET value = ? WHERE key = ?", (changed, key))
    connection.commit()
    connection.close()
    assert len(wrong) == 3
    assert editions.build(folder, tmp_path / "out", Cache(store)) == plain


def test_the_shared_facts_tell_a_rule_all_it_asks_for() -> None:
    """The findings are the same with an index of shared facts."""
    loaded, _ = edition.load(ROOT / "input" / "frus1945Berlinv02")
    setting = EditionContext.of(loaded)
    made = [run_stages(TranscriptionFile.read(path), setting) for path in loaded.order]
    facts = [one.facts for one in made if one.facts is not None]
    whole = checks.EditionIndex.of(facts, loaded.metadata.id)
    some = checks.EditionIndex.of(checks.shared_facts(facts), loaded.metadata.id)
    found = 0
    for one in made:
        assert one.view is not None
        expected = checks.check_in_edition(one.view, whole)
        assert checks.check_in_edition(one.view, some) == expected
        found += len(expected)
    assert found


def test_a_file_that_changes_during_a_run_is_the_same_to_all_stages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = editions.make(tmp_path / "letters"), tmp_path / "store"
    before = editions.check(folder)

    def changing(transcription: TranscriptionFile, setting: EditionContext) -> EncodedDocument:
        if transcription.path.stem == "d2":
            transcription.path.write_text(
                editions.TEXTS["d2"] + "Tin is is here.\n", encoding="utf-8"
            )
        return run_stages(transcription, setting)

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run_stages", changing)
        assert editions.check(folder, Cache(store)) == before
    changed = editions.check(folder)
    assert editions.check(folder, Cache(store)) == changed
    editions.make(folder)
    assert editions.check(folder, Cache(store)) == editions.check(folder) != changed
