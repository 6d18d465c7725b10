"""A run that is interrupted leaves what it has measured in the page, and says so."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.benchmarks.table import BEGIN, END, Page, Row, plot

ROWS = [Row("check", 2.0, "5 / 0.1", "1", "check"), Row("a stage", 0.5, "", "25 %")]


def test_rows_stand_in_the_page_as_soon_as_they_are_known(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"Before.\n\n{BEGIN}\n\nof old\n\n{END}\n\nAfter.\n", encoding="utf-8")
    page = Page(path)
    page.add(ROWS[0])
    text = path.read_text(encoding="utf-8")
    assert "| check | 2.00 | 5 / 0.1 | 1 |" in text
    assert "not at its end" in text
    assert "of old" not in text
    page.add(ROWS[1])
    page.close()
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    assert "| a stage | 0.50 |  | 25 % |" in text
    assert "not at its end" not in text
    assert {one.name for one in tmp_path.iterdir()} == {"page.md", "page.svg"}


def test_the_plot_has_a_bar_for_each_row_that_is_in_it() -> None:
    root = etree.fromstring(plot(ROWS))
    assert len(root.findall("{*}rect")) == 1
    assert [one.text for one in root.findall("{*}text")] == ["check", "2.0 s"]
