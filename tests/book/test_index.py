"""The index is in the alphabet of its language, and its entries can be taken in at a glance."""

from __future__ import annotations

import pytest

from pipeline.book.index import MOST_DOCUMENTS, in_order, index_of_persons
from pipeline.book.words import words_in
from pipeline.model.authority import Person
from pipeline.model.document import (
    Date,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    PersonName,
    Text,
    text_of,
)

FIREFLY = Person("#p_1", "Firefly, Rufus T.", "")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Abel", "Ångström", "De Gaulle", "Degas", "Ñandu", "Nz", "O'Neill", "Zola"]),
        ("sv", ["Abel", "Zola", "Ångström", "Ärla", "Österling"]),
        ("es-AR", ["Nz", "Ñandú", "Oro"]),
        ("de", ["Ärmel", "Arndt", "Öl", "Oluf"]),
        ("tr", ["Çelik", "Hüsnü", "ılgaz", "Işık", "İnci", "Jale"]),
        ("da", ["Abel", "Zola", "Æbelø", "Østerby", "Åbo"]),
    ],
)
def test_names_stand_in_the_alphabet_of_the_language(language: str, names: list[str]) -> None:
    assert in_order(reversed(names), str, language) == names


def entries(*documents: Document) -> tuple[ListItem | PageBreak, ...]:
    """Give the entries of the index of one person."""
    index = index_of_persons((FIREFLY,), documents, words_in("en"), "en")
    assert index is not None
    (listed,) = (block for block in index.blocks if isinstance(block, List))
    return listed.items


def letter(number: int, *pages: str, year: int = 1955) -> Document:
    """Make a letter that names the person on each of ``pages``, or once."""
    named = PersonName("#p_1", (Text("Firefly"),))
    marked = [part for page in pages for part in (PageBreak(page), named)] or [named]
    dated = Dateline((Date((Text("May 1"),), f"{year}-05-01"),))
    blocks = (Heading((Text(f"{number}. Letter"),)), dated, Paragraph(tuple(marked)))
    return Document(f"d{number}", str(number), DocumentKind.HISTORICAL, blocks)


def test_pages_that_follow_one_another_are_joined_and_no_number_is_parted() -> None:
    (entry,) = entries(letter(1, "456", "457", "458", "460"), letter(2, "xi", "xii"))
    assert text_of(entry) == (
        "Firefly, Rufus T.: No.\u00a01 (pp.\u00a0456–458, 460); No.\u00a02 (pp.\u00a0xi, xii)"
    )


def test_an_entry_of_many_documents_has_a_line_for_each_year() -> None:
    many = range(1, MOST_DOCUMENTS + 2)
    (entry,) = entries(*(letter(number, year=1955 + number % 2) for number in many))
    assert isinstance(entry, ListItem)
    (years,) = entry.blocks
    assert isinstance(years, List)
    shown = [text_of(line) for line in years.items]
    assert [line[:12] for line in shown] == ["1956: No.\u00a01;", "1955: No.\u00a02;"]


def test_the_head_says_which_pages_are_meant() -> None:
    with_pages = index_of_persons((FIREFLY,), (letter(1, "9"),), words_in("en"), "en")
    without = index_of_persons((FIREFLY,), (letter(1),), words_in("en"), "en")
    assert with_pages is not None
    assert without is not None
    assert "in parentheses are those of the printed source" in text_of(with_pages.blocks[1])
    assert not any(isinstance(block, Paragraph) for block in without.blocks)
