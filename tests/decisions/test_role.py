"""A person says what a line is, and an edition brings a profile of its own."""

from __future__ import annotations

from pathlib import Path

from pipeline.engine import commands
from pipeline.model import document as model
from pipeline.model.decisions import DecisionKind
from pipeline.model.diagnostics import has_errors
from pipeline.review.decide import ExaminedPlace, FilePosition
from pipeline.review.decision_file import NewDecision

LETTER = "An einen Freund\n\nParis, im Mai\n\nIch komme morgen.\n\nHerzlich Dein\n\nArthur\n"


def letter(folder: Path) -> Path:
    path = folder / "letters" / "d2.txt"
    path.parent.mkdir()
    path.write_bytes(LETTER.encode())
    return path


def kinds(path: Path) -> list[str]:
    document = commands.examine(path)[0].document
    assert document is not None
    return [type(block).__name__ for block in document.blocks]


def test_a_line_is_what_a_person_says(tmp_path: Path) -> None:
    path = letter(tmp_path)
    new = NewDecision(DecisionKind.ROLE, "paragraph", "", "")
    ExaminedPlace.of(FilePosition.of(f"{path}:3")).decide(new)
    assert kinds(path)[1] == model.Paragraph.__name__
    again = NewDecision(DecisionKind.ROLE, "dateline", "", "")
    ExaminedPlace.of(FilePosition.of(f"{path}:3")).decide(again)
    assert kinds(path)[1] == model.Dateline.__name__


def test_an_edition_has_a_profile_of_its_own(tmp_path: Path) -> None:
    path = letter(tmp_path)
    own = path.parent / "profile"
    own.mkdir()
    (own / "shared.toml").write_text('base = "frus"\n', encoding="utf-8")
    pages = 'before = "{fol. "\nafter = "}"\nnumber = "[0-9]+"\n'
    (own / "pages.toml").write_text(pages, encoding="utf-8")
    (path.parent / "edition.toml").write_text('[edition]\nprofile = "profile"\n', encoding="utf-8")
    path.write_bytes(LETTER.replace("Ich komme", "{fol. 7} Ich komme").encode())
    work, found = commands.examine(path)
    assert not has_errors(found), found
    assert work.document is not None
    found_pages = [one for one in model.walk(work.document) if isinstance(one, model.PageBreak)]
    assert [one.number for one in found_pages] == ["7"]
