"""The list of notes at the end is found, and nothing else is taken for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.encode.notes import find_notes
from tests.markers.samples import note_settings, with_notes

BODY = "Heading1\n\nThe text of it.2"


def texts(text: str) -> list[tuple[str, str]] | None:
    found = find_notes(text, note_settings())
    if found is None:
        return None
    return [(note.number, text[slice(*note.span)]) for note in found.notes]


def test_list_ends_the_text_before_it() -> None:
    text = with_notes(BODY, "One.", "Two.")
    found = find_notes(text, note_settings())
    assert found is not None
    assert text[: found.start] == BODY
    assert texts(text) == [("1", "One."), ("2", "Two.")]
    assert [text[slice(*note.number_span)] for note in found.notes] == ["1", "2"]


def test_note_of_several_paragraphs_keeps_list_table_and_page() -> None:
    long = "One:\n\n    “First.”\n\n    • a\n    • b\n[Page 12]\n\nx\t\ty\n12. March"
    assert texts(with_notes(BODY, long, "Two.")) == [("1", long), ("2", "Two.")]


def test_no_list() -> None:
    assert texts("Heading\n\n1. A point.\n\n2. Another.\n") is None


def test_numbered_list_of_the_text_is_not_the_list_of_notes() -> None:
    body = "Heading1\n\nPoints:\n  1. Peace.\n  2. Bread.\n  3. Land.\n\nEnd."
    assert texts(with_notes(body, "One.", "Two.")) == [("1", "One."), ("2", "Two.")]


def test_list_inside_a_note_belongs_to_it() -> None:
    inner = "C:\n  1. a\n  2. b"
    assert texts(with_notes(BODY, "A.", "B.", inner, "D.")) == [
        ("1", "A."), ("2", "B."), ("3", inner), ("4", "D."),
    ]  # fmt: skip


def test_note_without_text_leaves_no_line() -> None:
    text = f"{BODY}\n  1. One.\n  2. Two.\n  4. Four.\n"
    assert texts(text) == [("1", "One."), ("2", "Two."), ("4", "Four.")]


def test_no_break_space_is_kept() -> None:
    assert texts(f"{BODY}\n  1. One.\N{NO-BREAK SPACE}\n") == [("1", "One.\N{NO-BREAK SPACE}")]


@given(st.text(alphabet="12. \nax•[\t", max_size=80))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_notes(text, note_settings())
    if found is not None:
        edges = [found.start]
        for note in found.notes:
            edges += [*note.number_span, *note.span]
        assert edges == sorted(edges)
        assert edges[-1] <= len(text)
