"""Notes inside notes and markers inside references: proved in every format, and lost in none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.book import Book
from pipeline.model import document as model
from pipeline.model.document import (
    ChoiceKind,
    Document,
    EditorialChoice,
    Inline,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    PersonName,
    Reference,
    Text,
    UnplacedNote,
)
from tests.convert import samples
from tests.verify.conftest import MAKERS
from tests.verify.specimens import CHECKS, try_faults

FAULTS = 100


def noted(label: int, *content: Inline) -> Note:
    return Note(f"d4fn{label}", str(label), (Paragraph(content),))


def document(blocks: Sequence[model.Block], *notes: Note) -> Document:
    return replace(samples.document("d4", *blocks), notes=notes)


def paragraph(*content: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content))


def mark(label: int) -> NoteMarker:
    return NoteMarker(f"d4fn{label}")


DEEP = document(
    (
        paragraph("One", mark(1), " and five", mark(5), " and two", mark(6), "."),
        UnplacedNote("d4fn7"),
    ),
    noted(1, Text("To two"), mark(2), Text(" and three"), mark(3), Text(", six"), mark(6)),
    noted(2, Text("To four"), mark(4)),
    noted(3, Text("Ibid."), mark(1)),
    noted(4, Text("Ibid.")),
    noted(5, Text("To four as well"), mark(4), Text(", eight"), mark(8)),
    noted(6, Text("Ibid.")),
    noted(7, Text("Ibid."), mark(9)),
    noted(8, Text("Ibid.")),
    noted(9, Text("Ibid.")),
)  # fmt: skip

PARTED = document(
    (
        paragraph(
            Reference("#d4", (mark(1), Text("the "), mark(2), PageBreak("7"), Text("first"))),
            " and ",
            Reference("#d4", (Text("last"), mark(3))),
            Reference("#d4", (Text("next "), PersonName("#p", (Text("Mr."), mark(4), Text(" A"))))),
            Reference(
                "#d4", (Text(", "), EditorialChoice(ChoiceKind.CORRECTION, (Text("hree"),), "here"))
            ),
            Reference("#d4", (mark(1),)),
            Reference("#d4", (Text("here"),)),
        ),
    ),
    *(noted(label, Text(f"Note {label}.")) for label in range(1, 5)),
)


def book(*documents: Document) -> Book:
    return Book.of(samples.METADATA, documents, b"<TEI/>")


BOOKS = {"all parts": samples.BOOK, "notes in notes": book(DEEP), "references": book(PARTED)}


@pytest.mark.parametrize("which", BOOKS)
@pytest.mark.parametrize("name", CHECKS)
def test_nothing_is_found_in_a_good_output(name: str, which: str) -> None:
    made = BOOKS[which]
    assert CHECKS[name](made, MAKERS[name](made)) == ()


@pytest.mark.parametrize("which", ["notes in notes", "references"])
@pytest.mark.parametrize("name", CHECKS)
def test_every_single_fault_is_found(name: str, which: str) -> None:
    made = BOOKS[which]
    trial = try_faults(name, made, MAKERS[name](made), range(FAULTS))
    assert trial.missed == []


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (noted(1, Text("To two.")), "O201"),
        (noted(1, mark(2), Text("To two.")), "O203"),
        (noted(1, Text("To two."), mark(2), mark(2)), "O202"),
    ],
    ids=["lost", "moved", "twice"],
)
def test_a_fault_at_a_marker_in_a_note_is_found(name: str, given: Note, code: str) -> None:
    blocks, inner = (paragraph("One", mark(1), "."),), noted(2, Text("Two."))
    right = document(blocks, noted(1, Text("To two."), mark(2)), inner)
    faulty = MAKERS[name](book(document(blocks, given, inner)))
    assert code in {one.rule.code for one in CHECKS[name](book(right), faulty)}


@pytest.mark.parametrize("name", CHECKS)
def test_a_note_that_nothing_leads_to_is_missed(name: str) -> None:
    blocks = (paragraph("One."),)
    circle = document(blocks, noted(1, Text("To two"), mark(2)), noted(2, Text("To one"), mark(1)))
    output = MAKERS[name](book(circle))
    assert "O201" in {one.rule.code for one in CHECKS[name](book(circle), output)}


RAW = """No. 7
The Harbour Master to the Board

Port Ellis, May 2, 1931.

Sir: The light at Cape Ivor was out from May 1.1 The keeper has been told to mend it without delay.3

A. Mast

  1. See the report of the Keeper, which was not printed by the Board.2
  2. Found among the papers of the Keeper.
  3. He was Mr. Oak.
"""
EDITION = '[edition]\nid = "harbour"\ntitle = "Papers of the Harbour"\ndate = "1935"\n'


def test_a_transcription_with_a_note_in_a_note_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    folder.joinpath("d7.txt").write_text(RAW, encoding="utf-8")
    folder.joinpath("edition.toml").write_text(EDITION, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "build",
        str(folder),
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "out" / "harbour"
    tei = made.joinpath("tei", "d7.xml").read_text(encoding="utf-8")
    assert 'Board.<note n="2"' in tei
    names = {"html" if name == "html" else f"harbour.{name}" for name in CHECKS}
    assert names <= {path.name for path in made.iterdir()}
