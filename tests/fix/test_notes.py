"""The list of notes is numbered anew where the text leaves no doubt, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.review.fix import FixSelection, plan
from tests.fix.test_cases import check, counts, quiet

TEXT = """1. Letter From the Consul at Trieste to the Secretary of State

Trieste, May 2, 1951.

Ships of three nations1 lay at anchor,2 and the pilots3 returned at noon.4

Sincerely yours,

Rufus Firefly

"""
NOTES = (
    "Not printed.",
    "See the list.",
    "The pilots of the harbour.",
    "By the clock of the tower.",
)


def edition_with(numbers: tuple[int, ...], folder: Path) -> Path:
    listed = (f"  {number}. {note}\n" for number, note in zip(numbers, NOTES, strict=False))
    path = folder / "letters" / "d1.txt"
    path.parent.mkdir()
    path.write_text(TEXT + "".join(listed), encoding="utf-8")
    return path


@pytest.mark.parametrize("numbers", [(1, 2, 2, 4), (1, 2, 8, 4), (1, 2, 4, 5), (1, 3, 4, 5)])
def test_list_is_numbered_as_the_text_is(numbers: tuple[int, ...], tmp_path: Path) -> None:
    path = edition_with(numbers, tmp_path)
    plan(path.parent, FixSelection(), quiet, 1).write()
    right = (f"  {number}. {note}\n" for number, note in enumerate(NOTES, 1))
    assert path.read_text(encoding="utf-8") == TEXT + "".join(right)
    assert not [code for _, code in counts(check(path.parent)) if code.startswith("N")]


@pytest.mark.parametrize("numbers", [(1, 3, 2, 4), (1, 2, 4), (1, 2, 3), (2, 3, 4, 1)])
def test_list_of_notes_lost_or_out_of_order_is_left(
    numbers: tuple[int, ...], tmp_path: Path
) -> None:
    path = edition_with(numbers, tmp_path)
    before = path.read_bytes()
    assert [code for _, code in counts(check(path.parent)) if code.startswith("N")]
    assert not plan(path.parent, FixSelection(), quiet, 1).mended.texts
    assert path.read_bytes() == before
