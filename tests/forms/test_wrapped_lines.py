"""Lines that were wrapped to a width are joined, and nothing else is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pipeline.engine.commands import examine
from tests.forms.letters import handed_in, marks_of, read

PROSE = (
    "Gentlemen: The building of the light1 has stopped since March 12, because the stones from the "
    "quarry that was opened in 1908 have not been delivered to the landing below the point.2 We "
    "have written to the quarry twice and have had no answer, and the masons wait for orders."
)
NOTES = ("See ante, p. 30, where the light is said to have been begun in the year of the storm.",
         "Built in 1860.")  # fmt: skip
VERSE = "The light is low, the light is lost,\nAnd no man knows what it has cost.\n"


def letter(width: int, item: str, body: str = "") -> str:
    notes = "\n".join(
        textwrap.fill(item.format(label=n, text=note), width, subsequent_indent="     ")
        for n, note in enumerate(NOTES, 1)
    )
    prose = textwrap.fill(PROSE.replace("light1", f"light{item[:1] * (item[0] == '[')}1"), width)
    return f"1. Letter\n\nGlockenburg, May 3, 1921.\n\n{prose}\n\n{body}Silas Garrow\n\n{notes}\n"


@pytest.mark.parametrize("width", [55, 60, 72, 80])
@pytest.mark.parametrize("item", ["  {label}. {text}", "{label} {text}"])
def test_lines_of_a_paragraph_and_of_a_note_are_joined(width: int, item: str) -> None:
    raw = letter(width, item, VERSE + "\n")
    source = handed_in(raw, "d1")
    assert source is not None
    assert PROSE in source.text
    assert source.form is not None
    assert "wrapped" in source.form.words
    marks = marks_of(source)
    assert [source.text[slice(*one.span)] for one in marks.listed] == list(NOTES)
    assert [source.text[slice(*one.span)] for one in marks.markers] == ["1", "2"]
    assert VERSE in source.text
    assert source.raw_text() == raw


def test_markers_that_a_form_shows_keep_their_places() -> None:
    raw = textwrap.fill(PROSE.replace("light1", "light[1]").replace("point.2", "point.[2]"), 60)
    listed = "".join(f"[{n}] {note}\n" for n, note in enumerate(NOTES, 1))
    whole = f"1. Letter\n\n{raw}\n\nSilas Garrow\n\n" + textwrap.fill(listed, 60)
    found, source = read(whole.replace(" [2] Built", "\n[2] Built"))
    assert found is not None
    assert source is not None
    assert PROSE in source.text
    assert [marker[1:] for marker in found.markers] == [("1", 0), ("2", 1)]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,  # a paragraph is one line
        VERSE * 4,
        "Stones: forty tons, of which ten are here already and\nLime: forty barrels\n" * 4,
        "\n\n".join(textwrap.wrap(PROSE, 60)),
    ],
)
def test_other_lines_are_kept(text: str) -> None:
    raw = f"1. Letter\n\nGlockenburg, May 3, 1921.\n\n{text}\n"
    source = handed_in(raw, "d1")
    assert source is not None
    assert text.strip() in source.text


def test_an_edition_may_keep_them(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[form]\nusual = ["d1"]\n', encoding="utf-8")
    path = tmp_path / "d1.txt"
    path.write_text(letter(60, "  {label}. {text}"), encoding="utf-8")
    document, _ = examine(path)
    assert PROSE not in document.source.text


def test_glosses_in_a_column_are_told_where_the_first_stands(tmp_path: Path) -> None:
    gloss = Path(__file__).parent / "told" / "glosses-in-a-column-at-the-left.txt"
    path = tmp_path / "d7.txt"
    path.write_text(
        gloss.read_text(encoding="utf-8").replace("Bees", "Bees. Of the place."), "utf-8"
    )
    _, found = examine(path)
    (told,) = (one for one in found if one.code == "F002")
    place = told.location
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 1, 3, 14)
