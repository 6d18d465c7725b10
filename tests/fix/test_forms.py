"""Mending a text that was laid out anew: no fix reaches over what was moved elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.review.fix import FixSelection, plan

LETTER = (
    "7. Letter From Ada Quill\n\nSandwick, May 2, 1908.\n\nThe chart[1] shows no rock. \n\n"
    "[1] Printed in the report. \n\nOur boats[2]  have struck it twice.\n\n[2] Not found.\n\n"
    "Ada Quill\n"
)


def quiet(_what: str, _done: int, _total: int) -> None:
    pass


@pytest.mark.parametrize("line_ends", ["LF", "CRLF", "mixed"])
def test_only_what_is_named_is_changed(line_ends: str, tmp_path: Path) -> None:
    raw = LETTER if line_ends == "LF" else LETTER.replace("\n", "\r\n")
    raw = raw.replace("\r\n", "\n", 3) if line_ends == "mixed" else raw
    (tmp_path / "d7.txt").write_bytes(raw.encode())
    found = commands.check([tmp_path], quiet, ProcessPool(1)).diagnostics
    assert ("T108" in {one.code for one in found}) == (line_ends == "mixed")
    plan(tmp_path, FixSelection(), quiet, 1).write()
    mended = (tmp_path / "d7.txt").read_bytes().decode()
    assert mended.split() == raw.split()
    assert "boats[2] have" in mended
    assert ("\r\n" in mended) == (line_ends == "CRLF")


def test_no_change_reaches_over_a_note_that_was_moved(tmp_path: Path) -> None:
    torn = "The chart[1] shows no rock off the\n\n[1] Printed in the report.\n\n\f\nmole of it.\n\n"
    raw = LETTER.replace("Our boats", torn + "Our boats")
    (tmp_path / "d7.txt").write_text(raw, encoding="utf-8")
    found = commands.check([tmp_path], quiet, ProcessPool(1)).diagnostics
    changes = [change for one in found if one.fix for change in one.fix.changes]
    assert changes
    assert all(one.location.line == one.location.end_line for one in changes)
