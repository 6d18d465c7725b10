"""Ways to hand in a letter that are not read, or read in part: each is told, in `told/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.figures import is_said
from tests.forms.letters import read

TEXTS = sorted(Path(__file__).parent.joinpath("told").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_not_read_is_told(path: Path) -> None:
    assert is_said(path.read_text(encoding="utf-8"), path.stem)


@pytest.mark.parametrize("head", ["Erläuterungen:", "Notes de bas de page :", "Fußnoten :"])
def test_a_head_is_taken_off(head: str) -> None:
    found, _ = read(f"Brief\n\nDie Karte1 kam2 an.\n\nQuill\n\n{head}\n1 Von 1807.\n2 Am 3. Mai.\n")
    assert found is not None
    assert found.words == "BriefDieKartekaman.Quill"


@pytest.mark.parametrize(
    "text",
    [
        "The Board (see p. 1r) met.",
        "See:\n- the stones.\n- the lime.",
        "One of [2 p. 3] went.",
        "…] and so it was.",
        "The Board of the [U.S.] and the Clerk met.",
        "The Board agreed\n\n(2)\n\nto sell the quarry.",
        "The Board agreed to sell the quarry.\n\nThe Clerk agreed, and the Board went home.",
        "The mason, 12 [sic] years old, wrote 3/4 of it.",
        "The Board met in rooms 4/5 and 7 | 8.",
    ],
)
def test_what_is_text_is_not_told(text: str) -> None:
    assert not is_said(f"7. Letter\n\nParis, May 2, 1945.\n\nThe note was sent.\n\n{text}\n", "d7")
