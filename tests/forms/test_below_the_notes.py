"""What a web page has below the notes, as a licence, hides none of them, and is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine.commands import examine
from pipeline.model import document as model
from pipeline.model.document import walk

LETTER = "7. Letter\n\nParis, May 2, 1945.\n\nThe note[1] was sent,[2] as you know.\n\n{}\n\n{}\n"
LICENCE = "This work is in the public domain."


@pytest.mark.parametrize("notes", ["↑ See ante.\n↑ Lost.", "1. ↑ See ante.\n2. ↑ Lost."])
def test_a_licence_below_notes_with_arrows(notes: str, tmp_path: Path) -> None:
    (tmp_path / "d7.txt").write_text(LETTER.format(notes, LICENCE), encoding="utf-8")
    work, found = examine(tmp_path / "d7.txt")
    assert work.document is not None
    markers = [one.note for one in walk(work.document) if isinstance(one, model.NoteMarker)]
    assert markers == ["d7fn1", "d7fn2"]
    assert work.tei is not None
    assert f">{LICENCE}<".encode() in work.tei
    assert b"\xe2\x86\x91" not in work.tei
    (told,) = (one for one in found if one.code[0] == "F")
    assert (told.code, f"“{LICENCE}” below the notes" in told.message) == ("F002", True)
