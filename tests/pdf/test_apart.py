"""Notes that came out on another page than their markers: the book is set again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO

import pikepdf
import pytest

from pipeline.book import Book
from pipeline.convert import pandoc_json, pdf
from pipeline.convert.pdf.apart import set_apart
from pipeline.convert.pdf.nodes import inside
from pipeline.convert.sections import SectionCache
from pipeline.engine.formats import FORMATS
from pipeline.model.document import (
    Block,
    Cell,
    List,
    ListItem,
    ListKind,
    Note,
    NoteMarker,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.verify import pdf as verify_pdf
from tests.pdf.reading import LONG, book, faults, note_pages, paragraph

_PDF = next(one for one in FORMATS if one.name == "pdf")
_COUNT = 40


def _marked(number: int, words: str) -> tuple[Text, NoteMarker, Text]:
    return Text(words), NoteMarker(f"d1fn{number}"), Text(" and so on for a line or two. " + LONG)


def _in_a_list() -> Block:
    return List(
        ListKind.BULLETED,
        tuple(ListItem(_marked(n, "A store")) for n in range(_COUNT)),
    )


def _in_a_table() -> Block:
    words = "The keeper of the light wrote of it"
    return Table(
        tuple(Row((Cell(_marked(n, words)), Cell((Text("1,960"),)))) for n in range(_COUNT))
    )


def _in_a_paragraph() -> Block:
    words = (
        "The board saw it too. ",
        "The keeper of the light ",
        "and the pilots wrote of the oil that ",
    )
    parts = ((Text(words[n % 3]), NoteMarker(f"d1fn{n}"), Text(" ")) for n in range(_COUNT))
    return Paragraph(tuple(part for three in parts for part in three))


def _books(block: Block) -> Iterator[tuple[Book, bytes]]:
    """Give books in which a note stands on another page than its marker."""
    for length in range(1, 5):
        notes = tuple(
            Note(f"d1fn{n}", str(n + 1), (paragraph(f"Note {n}. " + LONG * (n % length)),))
            for n in range(_COUNT)
        )
        for lines in range(6):
            one = book(*(paragraph(f"Line {n}.") for n in range(lines)), block, notes=notes)
            made = pdf.make(one)
            if any(found.note for found in verify_pdf.check(one, made)):
                yield one, made


def test_a_table_whose_first_row_is_set_apart_begins_a_page_whatever_its_others_do() -> None:
    notes = tuple(Note(f"d1fn{n}", str(n + 1), (paragraph("A note."),)) for n in range(_COUNT))
    dialect = pandoc_json.Dialect()
    shown = pandoc_json.book_blocks(book(paragraph(LONG), _in_a_table(), notes=notes).body, dialect)
    for others in ((), ("d1fn5",)):
        parted = set_apart(deepcopy(shown), ("d1fn0", *others), "6x9")
        (section,) = inside(parted, "Div")
        assert [one["t"] for one in section["c"][1]] == ["Header", "Para", "RawBlock", "Div"]


@pytest.mark.parametrize("block", [_in_a_list, _in_a_table, _in_a_paragraph])
def test_a_page_ends_before_a_note_that_had_no_room(block: Callable[[], Block]) -> None:
    one, made = next(_books(block()))
    files, differing = _PDF.produce(one, "harbor", SectionCache())
    assert differing == ()
    with pikepdf.open(BytesIO(files["harbor.pdf"])) as again:
        assert all(marker == note for marker, note in note_pages(again))
    with pikepdf.open(BytesIO(made)) as first:
        assert any(marker != note for marker, note in note_pages(first))
    assert faults(files["harbor.pdf"]) == []
