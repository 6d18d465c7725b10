"""What is inside what, and the text of it."""

from __future__ import annotations

from pipeline.model.document import (
    ChoiceKind,
    Document,
    DocumentKind,
    EditorialChoice,
    Heading,
    LineBreak,
    List,
    ListItem,
    ListKind,
    NoteMarker,
    PageBreak,
    Paragraph,
    PersonName,
    Row,
    Table,
    Text,
    children,
    leaves_of,
    line_of,
    runs_and_parts,
    span_of,
    text_of,
    walk,
)

NAME = PersonName("#p1", (Text("Ann", (6, 9)), NoteMarker("d1fn1", (9, 10)), Text("ie", (10, 12))))
LINE = Paragraph((Text("Dear ", (0, 5)), LineBreak((5, 6)), NAME))
ITEM = ListItem((Text("one"),), label=(Text("1."), PageBreak("4")), blocks=(LINE,))
LIST = List(ListKind.SIMPLE, (ITEM, PageBreak("5")), heads=((Text("TO"),), (Text("FROM"),)))
CHOICE = EditorialChoice(ChoiceKind.CORRECTION, (Text("recieve"),), "receive")
CORRECTED = Heading((Text("They "), CHOICE, Text(" it")))
DOCUMENT = Document("d1", None, DocumentKind.HISTORICAL, (LINE, CORRECTED, LIST))


def test_children_stand_in_the_order_of_the_text() -> None:
    assert children(LIST) == (Text("TO"), Text("FROM"), ITEM, PageBreak("5"))
    assert children(ITEM) == (Text("1."), PageBreak("4"), Text("one"), LINE)
    assert children(NAME) == NAME.content
    assert children(PageBreak("5")) == ()
    assert [type(node) for node in walk(LINE)] == [
        Paragraph, Text, LineBreak, PersonName, Text, NoteMarker, Text,
    ]  # fmt: skip


def test_a_part_has_runs_of_its_own_before_further_parts() -> None:
    assert runs_and_parts(LIST) == (LIST.heads, LIST.items)
    assert runs_and_parts(ITEM) == (((Text("1."), PageBreak("4"), Text("one")),), (LINE,))
    assert runs_and_parts(Table((Row(()),))) == ((), (Row(()),))
    assert runs_and_parts(LINE) == ((LINE.content,), ())


def test_text_is_what_is_printed() -> None:
    assert text_of(LINE) == "Dear \nAnnie"
    assert line_of(LINE) == "Dear  Annie"
    assert text_of(CORRECTED) == "They recieve it"
    assert text_of(CORRECTED, readings=True) == "They recieve [receive] it"
    assert text_of(LIST) == "TOFROM1.oneDear \nAnnie"
    assert text_of(DOCUMENT) == text_of(LINE) + text_of(CORRECTED) + text_of(LIST)
    assert DOCUMENT.heading is CORRECTED


def test_the_span_reaches_from_the_first_leaf_to_the_last() -> None:
    assert span_of(LINE) == (0, 12)
    assert span_of(LIST) == (0, 12)
    assert span_of(CORRECTED) == (-1, -1)
    assert len(list(leaves_of(LINE))) == 5
