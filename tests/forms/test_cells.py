"""Rows of tables: what stands between their cells, and what is no row or no rule."""

from __future__ import annotations

import pytest

from tests.forms.figures import is_said
from tests.marks.encoded import LETTER, Encoded


def rows(text: str) -> list[str]:
    """Give the cells of each row of the table in a letter, with bars between them."""
    body = Encoded(LETTER.format(f"So.\n\n{text}\n\nThe lime.")).body
    found = body.partition("<table>")[2].partition("</table>")[0].split("<row><cell>")[1:]
    return [row.partition("</cell></row>")[0].replace("</cell><cell>", "|") for row in found]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("| a | b |\n|---|---|\n| c | d |", ["a|b", "c|d"]),
        ("| a | b |\n|-|:-:|\n| c | d |", ["a|b", "c|d"]),
        ("|---|---|\n| a | b |\n|:--|--:|\n| c | d |\n|---|---|", ["a|b", "c|d"]),
        ("| a | b |\n| c | d |\n| - | - |\n| -- | - |", ["a|b", "c|d", "-|-", "--|-"]),
    ],
)
def test_rules_are_left_out_and_dashes_in_cells_are_not(text: str, read: list[str]) -> None:
    assert rows(text) == read


@pytest.mark.parametrize(
    ("text", "is_doubtful"),
    [
        ("TO:\tMr. Ruiz\nFROM:\tMr. Pell", True),
        ("TO:\tMr. Ruiz\nFROM:\tMr. Pell\nDATE:\tMay 3", False),
        ("Lime\t40\t12\nStones\t3\t7", False),
        ("| Lime | 40 |\n| Stones | 3 |", False),
    ],
)
def test_two_lines_with_one_tab_each_are_in_doubt(text: str, is_doubtful: bool) -> None:  # noqa: FBT001
    letter = LETTER.format(f"So.\n\n{text}\n\nThe lime.")
    assert len(rows(text)) == text.count("\n") + 1
    assert is_said(letter, "d7") == is_doubtful
