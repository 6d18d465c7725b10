"""Raised letters mark notes, and letters of another script are none of them."""

from __future__ import annotations

from tests.forms.figures import is_said
from tests.forms.letters import read

LETTER = "7. Letter From Pell to Ruiz\n\nGlockenburg, May 3, 1921.\n\n{}\n"
RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ"


def test_raised_letters_go_on_from_a_to_p() -> None:
    body = " and stones".join(f"lime{letter}" for letter in RAISED)
    listed = "\n".join(f"{letter} See the ledger." for letter in RAISED)
    found, _ = read(LETTER.format(f"The {body} came.\n\n{listed}"))
    assert found is not None
    assert [(label, note) for _, label, note in found.markers] == [
        (label, note) for note, label in enumerate("abcdefghijklmnop")
    ]


def test_letters_of_another_script_are_no_markers() -> None:
    text = LETTER.format("Камень¹ и известь² пришли.\n\n¹ See the ledger.\n² Not found.")
    found, _ = read(text)
    assert found is not None
    assert [label for _, label, _ in found.markers] == ["1", "2"]
    assert not is_said(text, "d7")
