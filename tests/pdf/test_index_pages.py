"""The indexes of the PDF give the pages of this book, those of the source, or both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.book import Book, Outputs, Plan
from pipeline.book.compose import Texts, compose
from pipeline.book.outputs import IndexPages, Styles
from pipeline.convert import pdf
from pipeline.model.authority import Authorities, Person
from pipeline.model.document import (
    Document,
    DocumentKind,
    Heading,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    PersonName,
    Text,
)
from pipeline.verify import pdf as verify_pdf
from tests.pdf.reading import LONG, METADATA, faults, text

_NAMED = PersonName("#p_1", (Text("Firefly"),))


def _letter(number: int, lines: int) -> Document:
    blocks = (
        Heading((Text(f"{number}. Letter"),)),
        Paragraph((PageBreak(str(455 + number)), Text("To "), _NAMED, Text(". " + LONG * lines))),
        Paragraph((Text("And again "), _NAMED, NoteMarker(f"d{number}fn1"), Text("."))),
    )
    notes = (Note(f"d{number}fn1", "1", (Paragraph((_NAMED, Text(" wrote."))),)),)
    return Document(f"d{number}", str(number), DocumentKind.HISTORICAL, blocks, notes)


def _book(pages: IndexPages, *letters: Document) -> Book:
    persons = Authorities((Person("#p_1", "Firefly, Rufus T.", ""),))
    plan = Plan(outputs=Outputs(index_pages=pages))
    return compose(METADATA, plan, Texts(letters, authorities=persons), b"<TEI/>")


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("both", ("in parentheses are those of the printed source. "
         "Firefly, Rufus T.: No. 1, pp. 1, 3 (p. 456); No. 2, pp. 3–4 (p. 457)")),
        ("book", "those of this book. Firefly, Rufus T.: No. 1, pp. 1, 3; No. 2, pp. 3–4"),
        ("source", "the printed source. Firefly, Rufus T.: No. 1 (p. 456); No. 2 (p. 457)"),
    ],
)  # fmt: skip
def test_the_index_gives_the_pages_that_the_edition_chooses(pages: IndexPages, said: str) -> None:
    one = _book(pages, _letter(1, 75), _letter(2, 40))
    made = pdf.make(one)
    assert said in text(made).replace("\u00a0", " ")
    assert verify_pdf.check(one, made) == ()
    assert faults(made) == []


def test_a_page_that_is_not_that_of_the_name_is_found(tmp_path: Path) -> None:
    """A template of the edition's own stands in for a fault of the program."""
    one = _book("both", _letter(1, 75), _letter(2, 40))

    def found(folios: str) -> list[tuple[str, str]]:
        template = tmp_path / "house.typ"
        template.write_text(f"#let with-folios(..words, body) = body(place => {folios})\n")
        own = replace(one.outputs, styles=Styles(pdf_template=template))
        made = pdf.make(replace(one, outputs=own))
        return [(each.rule.code, each.document_id) for each in verify_pdf.check(one, made)]

    elsewhere = 'link((page: 5, x: 0pt, y: 0pt), ", p. 9")'
    assert found(elsewhere) == [("O505", "d1"), ("O505", "d2")]
    assert found("none") == [("O505", "d1")]
