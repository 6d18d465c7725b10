"""Numbers that count in the text itself are not taken for those of notes or pages."""

from __future__ import annotations

import pytest

from tests.forms.figures import is_said
from tests.marks.encoded import Encoded

LETTER = "7. Letter From Pell to Ruiz\n\nGlockenburg, May 3, 1921.\n\n{}\n"
NOTES = "\n  1. See the ledger.\n  2. Not found.\n"
PARAGRAPHS = (
    "They hold three things1 in store:\n\n(1) lime, which is burnt in the old kiln;\n"
    "(2) stones, as the mole needs them;2\n(3) sand."
)


def test_items_beside_notes_that_are_all_called_are_no_second_list() -> None:
    assert not is_said(LETTER.format(PARAGRAPHS) + NOTES, "d7")


def test_lines_that_are_called_and_no_list_beside_them_are_said() -> None:
    text = (
        "The lime (1) and the sand (2) and stones (3) are here.\n\n(1) See it.\n(2) Lost.\n(3) No."
    )
    assert is_said(LETTER.format(text), "d7")


@pytest.mark.parametrize(
    "text",
    [
        "The papers 159/1, 159/2 and 159/3 are lost.",
        "In the year:\n\nLoads\t\tTons\n(1) Lime\t\t40\n(2) Sand\t\t12",
    ],
    ids=["numbers behind a stroke", "rows of a table"],
)
def test_numbers_of_papers_and_of_rows_are_no_markers(text: str) -> None:
    assert not is_said(LETTER.format(text), "d7")


@pytest.mark.parametrize("head", ["ARTICLE {}", "TAB {}", "Chapter {}", "{} JUNE"])
def test_headings_that_count_from_1_are_no_running_heads(head: str) -> None:
    articles = "\n\n".join(f"{head.format(number)}\n\nOf the lime." for number in (1, 2, 3))
    text = Encoded(LETTER.format(articles)).body
    assert "<pb" not in text
    assert [head.format(number) in text for number in (1, 2, 3)] == [True] * 3


@pytest.mark.parametrize("head", ["ARTICLE {}", "{} JUNE"])
def test_headings_that_count_from_another_number_are_in_doubt(head: str) -> None:
    articles = "\n\n".join(f"{head.format(number)}\n\nOf the lime." for number in (4, 5, 6))
    assert "F002" in [code for code, _ in Encoded(LETTER.format(articles)).found]


def test_headings_beside_marks_of_pages_stay() -> None:
    days = "4 JUNE\n\nOf the lime.\n\n[p. 9]\n\n5 JUNE\n\nOf the stones."
    text = Encoded(LETTER.format(days)).body
    assert '<pb n="9"' in text
    assert text.count("JUNE") == 2


def test_capitals_on_the_outer_side_of_pages_are_their_running_heads() -> None:
    pages = "4 THE HARBOR BOARD\n\nOf the lime.\n\nTHE HARBOR BOARD 5\n\nOf the stones."
    assert "F002" not in [code for code, _ in Encoded(LETTER.format(pages)).found]


def test_numbers_before_lines_may_be_quantities() -> None:
    text = "Send us:\n\n1 barrel of lime\n2 barrels of sand\n3 barrels of stones\n\nSo it is."
    said = dict(Encoded(LETTER.format(text)).found)
    assert "may be quantities" in said["F002"]
