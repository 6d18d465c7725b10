"""What is promised of every text: notes and markers belong together, no finding hides another."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from pipeline import edition
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from pipeline.model import document as model
from tests.hostile import words
from tests.hostile.folders import SETTINGS

# Each a paragraph with a fault of its own, and the code of what is found there.
DEFECTS = {
    "T131": "It went to the the Minister of War.",
    "X102": "This is printed ante, p. 4711, of the volume.",
    "T006": "This is a wo\u200brd of the Board.",
    "T135": "A blank stands before this mark , and no other.",
    "T136": "There are two  spaces in this line.",
    "T106": "One tab\tstands in this line.",
    "T011": "The number 12345678901234567890 is too long.",
}


def found(folder: Path, text: str) -> set[tuple[str, str]]:
    """Give the codes of what is found, each with the line it is found in."""
    (folder / "d1.txt").write_text(text, encoding="utf-8")
    (folder / "edition.toml").write_text(SETTINGS)
    lines = text.split("\n")
    said = commands.check([folder], lambda *_: None, ProcessPool(1)).diagnostics
    return {
        (one.code, lines[one.location.line - 1])
        for one in said
        if one.location.file.endswith("d1.txt")
    }


@pytest.mark.parametrize(("first", "second"), list(permutations(DEFECTS, 2)))
def test_a_defect_hides_no_other(tmp_path: Path, first: str, second: str) -> None:
    alone = found(tmp_path, f"{words.HEAD}{DEFECTS[first]}\n\nRufus Firefly\n")
    both = found(tmp_path, f"{words.HEAD}{DEFECTS[first]}\n\n{DEFECTS[second]}\n\nRufus Firefly\n")
    assert (first, DEFECTS[first]) in alone
    if "T011" in {first, second}:  # there is no text that could be taken further
        alone = {one for one in alone if one[0].startswith("T0")}
    assert {one for one in alone if one[1] == DEFECTS[first]} <= both


@pytest.mark.parametrize("seed", range(40))
def test_every_note_has_its_place_and_every_marker_its_note(tmp_path: Path, seed: int) -> None:
    """A note is marked once or more, or stands unplaced at the end, which is said."""
    make = (words.spoilt, words.soup, words.counted)[seed % 3]
    text = make(Random(seed))[:20_000]  # noqa: S311 - the same texts every time
    path = tmp_path / "d1.txt"
    path.write_bytes("".join(one for one in text if one in "\n\t" or one.isprintable()).encode())
    (tmp_path / "edition.toml").write_text(SETTINGS)
    loaded, _ = edition.load(tmp_path)
    work = run_stages(TranscriptionFile.read(path), EditionContext.of(loaded))
    if work.document is None:
        assert work.diagnostics
        return
    notes = {note.id for note in work.document.notes}
    holders: list[model.Document | model.Note] = [work.document, *work.document.notes]
    leaves = [leaf for one in holders for leaf in model.leaves_of(one)]
    marked = {leaf.note for leaf in leaves if isinstance(leaf, model.NoteMarker)}
    unplaced = {leaf.note for leaf in leaves if isinstance(leaf, model.UnplacedNote)}
    assert marked | unplaced == notes
    assert not marked & unplaced
    said = {
        one.code for one in commands.check([tmp_path], lambda *_: None, ProcessPool(1)).diagnostics
    }
    assert not unplaced or {"N102", "N201"} & said


@pytest.mark.parametrize("defect", [None, "T131", "T011"])
def test_exit_0_is_no_error_and_whole_outputs(tmp_path: Path, defect: str | None) -> None:
    folder, out = tmp_path / "letters", tmp_path / "out"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS)
    (folder / "d1.txt").write_text(words.HEAD + DEFECTS.get(defect or "", "Sir: I report.") + "\n")
    report = commands.build(folder, out, lambda *_: None, ProcessPool(1), only=["html"])
    is_whole = bool(report.summary.outputs) and all(
        map(Path.is_file, map(Path, report.summary.outputs))
    )
    assert (report.summary.exit_code("error") == 0) == is_whole == (defect != "T011")
    assert (out / "letters" / "html").exists() == is_whole
