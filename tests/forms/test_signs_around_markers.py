"""Signs around a marker are taken off as far as they belong to it, and none of the text's own."""

from __future__ import annotations

import pytest

from tests.forms.figures import is_said
from tests.forms.letters import read

LETTER = "7. Letter From Pell to Ruiz\n\nGlockenburg, May 3, 1921.\n\n{}\n"
NOTES = "\n1. See the ledger.\n2. Not found.\n"


@pytest.mark.parametrize("form", ["^({})", "^[{}]", "^{{{}}}", r"\textsuperscript{{{}}}"])
def test_a_parenthesis_that_closes_behind_a_marker_stays(form: str) -> None:
    one, two = form.format(1), form.format(2)
    text = LETTER.format(f"The stones (and the lime{one}) came{two} to the port.") + NOTES
    found, _ = read(text)
    assert found is not None
    assert "Thestones(andthelime)cametotheport." in found.words


def test_a_note_of_the_text_at_the_begin_of_a_line_is_told() -> None:
    inside = "The lime[fn]See the ledger.[/fn] came, and the sand[fn]Lost.[/fn] too."
    assert not is_said(LETTER.format(inside), "d7")
    assert is_said(LETTER.format(f"{inside}\n\n[fn]Not seen.[/fn]The stones came."), "d7")


def test_a_note_in_the_text_may_hold_parentheses_in_parentheses() -> None:
    note = "See the ledger (box 3 (of 7), p. 2)."
    found, _ = read(LETTER.format(f"The stones(FN: {note}) came."))
    assert found is not None
    assert [text for _, text in found.notes] == ["".join(note.split())]
