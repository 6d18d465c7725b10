"""pandoc's document: which nodes, which classes, and all of the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.book import Role, Section
from pipeline.convert import ast, pandoc_json
from pipeline.convert.ast import PandocNode
from pipeline.model.document import (
    Cell,
    Document,
    DocumentKind,
    List,
    ListItem,
    ListKind,
    NoteMarker,
    PageBreak,
    Paragraph,
    PersonName,
    Reference,
    Row,
    Table,
    Text,
    UnplacedNote,
)
from pipeline.system import pandoc
from tests.convert import samples
from tests.convert.samples import BOOK, document, note, paragraph, text

AT_PLACE = pandoc_json.Dialect()
AT_END = pandoc_json.Dialect(notes_at_end=True, page_mark="[{number}] ")


def nodes(part: Any) -> Iterator[PandocNode]:  # noqa: ANN401 - any part of pandoc's document
    """Yield every node of pandoc's document in its order."""
    if isinstance(part, list):
        for inner in part:
            yield from nodes(inner)
    elif isinstance(part, dict):
        yield part
        yield from nodes(part.get("c"))


def strings(part: Any) -> str:  # noqa: ANN401 - as above
    return "".join(node["c"] for node in nodes(part) if node["t"] == "Str")


def of_class(part: Any, name: str) -> list[PandocNode]:  # noqa: ANN401 - as above
    return [
        node
        for node in nodes(part)
        if node["t"] in {"Div", "Span", "Link"} and name in node["c"][0][1]
    ]


def written(*documents: Document, dialect: pandoc_json.Dialect = AT_PLACE) -> list[PandocNode]:
    sections = [Section(Role.DOCUMENT, document) for document in documents]
    return pandoc_json.book_blocks(sections, dialect)


@pytest.mark.parametrize("dialect", [AT_PLACE, AT_END], ids=["at their place", "at the end"])
def test_only_known_nodes_and_never_a_raw_one(dialect: pandoc_json.Dialect) -> None:
    blocks = pandoc_json.book_blocks(BOOK.sections, dialect)
    known = {
        "Str", "LineBreak", "Note", "Link", "Span", "Div", "Header", "Para", "Plain",
        "BulletList", "Table", "AlignDefault", "ColWidthDefault",
    }  # fmt: skip
    assert {node["t"] for node in nodes(blocks)} <= known


@pytest.mark.parametrize("dialect", [AT_PLACE, AT_END], ids=["at their place", "at the end"])
def test_pandoc_reads_it_as_it_is(dialect: pandoc_json.Dialect) -> None:
    blocks = pandoc_json.book_blocks(BOOK.sections, dialect)
    read = json.loads(pandoc.run("json", ast.encode(blocks, {"title": "<T> & *t*"})))
    assert read["pandoc-api-version"] == list(ast.API_VERSION)
    assert read["blocks"] == json.loads(json.dumps(blocks))
    assert read["meta"]["title"] == {"t": "MetaString", "c": "<T> & *t*"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_character_is_in_one_string(string: str) -> None:
    assert strings(
        written(Document("d1", None, DocumentKind.HISTORICAL, (paragraph(string),)))
    ) == (string)


def test_classes_are_the_shared_vocabulary() -> None:
    blocks = pandoc_json.book_blocks(BOOK.sections, AT_PLACE)
    for name in (
        "document", "attachment", "source-note", "opener", "dateline", "opener-line", "salutation",
        "closer", "valediction", "signature", "closer-line", "postscript", "quotation", "center",
        "flush-left", "right", "section-title", "list", "list-head", "item-label", "page-break",
        "person", "term", "place", "date", "note", "note-again", "absent", "reference",
        "unplaced-note", "table", "page", "sic",
    ):  # fmt: skip
        assert of_class(blocks, name), name


def test_run_in_salutation_opens_the_paragraph() -> None:
    letter = written(samples.LETTER)
    (salutation,) = [n for n in of_class(letter, "salutation") if n["t"] == "Span"]
    (owner,) = [n for n in nodes(letter) if n["t"] == "Para" and n["c"][0] is salutation]
    assert strings(owner).startswith("Dear Generalissimo Stalin: Your suggestion")


def test_second_marker_refers_to_the_one_note() -> None:
    twice = document(
        "d4",
        Paragraph((Text("a"), NoteMarker("d4fn1"), Text("b"), NoteMarker("d4fn1"))),
        notes=(note("d4", 1, "*"),),
    )
    blocks = written(twice)
    assert sum(node["t"] == "Note" for node in nodes(blocks)) == 1
    (again,) = of_class(blocks, "note-again")
    assert again["c"][2] == ["#d4fn1", ""]
    assert strings(again) == "*"


def test_note_inside_a_note_is_not_lost() -> None:
    inside = document(
        "d4",
        Paragraph((Text("a"), NoteMarker("d4fn1"), Text("b"))),
        notes=(
            note("d4", 1, "1", Paragraph((Text("outer"), NoteMarker("d4fn2")))),
            note("d4", 2, "2", paragraph("inner")),
        ),
    )
    at_place = written(inside)
    assert strings(at_place).endswith("aouter2innerb")
    deep = [node for outer in nodes(at_place) if outer["t"] == "Note" for node in nodes(outer["c"])]
    assert not any(node["t"] == "Note" for node in deep)
    notes = of_class(written(inside, dialect=AT_END), "footnote")
    assert [strings(n) for n in notes] == ["outer2", "inner"]


def test_note_with_a_marker_in_the_text_stays_there_though_a_note_leads_to_it_before() -> None:
    both = document(
        "d4",
        Paragraph((Text("a"), NoteMarker("d4fn1"), Text("b"), NoteMarker("d4fn2"))),
        notes=(
            note("d4", 1, "1", Paragraph((Text("outer"), NoteMarker("d4fn2")))),
            note("d4", 2, "2", paragraph("inner")),
        ),
    )
    assert strings(written(both)).endswith("aouter2binner")


def test_name_with_a_marker_in_a_reference_is_a_link_on_both_sides() -> None:
    name = PersonName("#p", (Text("Mr."), NoteMarker("d4fn1"), Text(" Oak")))
    reference = Reference("#d4", (Text("to "), name))
    blocks = written(document("d4", Paragraph((reference,)), notes=(note("d4", 1, "1"),)))
    assert [strings(link) for link in of_class(blocks, "reference")] == ["to Mr.", " Oak"]


def test_unplaced_note_is_a_note_at_the_end() -> None:
    lost = document("d4", paragraph("a"), UnplacedNote("d4fn1"), notes=(note("d4", 1, "1"),))
    (unplaced,) = of_class(written(lost), "unplaced-note")
    assert of_class(unplaced, "note")[0]["c"][0][0] == "d4fn1"
    assert strings(unplaced) == "Note 1 of d4."


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("#d4", True),
        ("#pg_7", True),
        ("#d4fn1", True),
        ("#d44", False),
        ("d4", False),
        ("frus1955-57v09#pg_7", False),
        ("javascript:alert(1)", False),
        ("#", False),
        ("", False),
    ],
)
def test_reference_is_a_link_only_into_the_book(target: str, link: bool) -> None:  # noqa: FBT001
    book = document(
        "d4",
        PageBreak("7"),
        Paragraph((Reference(target, text("there")), NoteMarker("d4fn1"))),
        notes=(note("d4", 1, "1"),),
    )
    blocks = written(book)
    assert [n["c"][2][0] for n in of_class(blocks, "reference")] == ([target] if link else [])
    assert [strings(n) for n in of_class(blocks, "absent")] == ([] if link else ["there"])


def test_no_link_stands_inside_another() -> None:
    for dialect in (AT_PLACE, AT_END):
        for link in nodes(pandoc_json.book_blocks(BOOK.sections, dialect)):
            if link["t"] == "Link":
                assert not any(n["t"] in {"Link", "Note"} for n in nodes(link["c"][1]))


def test_page_number_given_twice_has_one_id() -> None:
    blocks = written(document("d4", PageBreak("7"), PageBreak("7")))
    marks = [node["c"][0] for node in of_class(blocks, "page-break")]
    assert [(identifier, dict(rest)["number"]) for identifier, _, rest in marks] == [
        ("pg_7", "7"),
        ("", "7"),
    ]


def test_page_break_between_items_and_rows_keeps_its_place() -> None:
    listed = List(ListKind.SIMPLE, (*_items("a"), PageBreak("1"), *_items("b"), PageBreak("2")))
    rows = (Row((Cell(text("c")),)), PageBreak("3"), Row((Cell(()),)), PageBreak("4"))
    blocks = written(document("d4", listed, Table(rows)), dialect=AT_END)
    assert strings(blocks).endswith("a[1] b[2] c[3] [4] ")


def test_short_row_reaches_to_the_end_and_gains_no_cell() -> None:
    rows = (Row((Cell(text("a")), Cell(text("b")), Cell(()))), Row((Cell(text("c")),)), Row(()))
    (table,) = [n for n in nodes(written(document("d4", Table(rows)))) if n["t"] == "Table"]
    body = table["c"][4][0][3]
    assert [[cell[3] for cell in cells] for _, cells in body] == [[1, 1, 1], [3], [3]]


def _items(name: str) -> tuple[ListItem, ...]:
    return (ListItem(text(name)),)
