"""What stands where on the pages of the PDF: notes, closings, page marks, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from pipeline.book import Book
from pipeline.convert import pdf
from pipeline.model.document import (
    Alteration,
    AlterationKind,
    Attachment,
    Cell,
    Closer,
    Heading,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Reference,
    Row,
    RowRole,
    Signature,
    Table,
    Text,
    Valediction,
)
from pipeline.verify import pdf as verify_pdf
from pipeline.verify.pdf.tree import Content, TaggedPdf
from tests.outputs.makeup import examine
from tests.pdf.reading import (
    LONG,
    METADATA,
    book,
    faults,
    lines,
    made,
    note_pages,
    open_made,
    paragraph,
    tagged_text,
    tags,
    text,
)


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    words = Paragraph((Text(LONG * 20), NoteMarker("d1fn1"), Text(LONG * 8)))
    data = made(words, notes=(Note("d1fn1", "1", (paragraph(LONG * 40),)),))
    assert tagged_text(data).count("ferry") == 68
    assert faults(data) == []


@pytest.mark.parametrize("lines_before", range(18, 41))
def test_no_note_stands_on_a_page_before_its_marker(lines_before: int) -> None:
    """However full the page is, what moves to the next one takes its notes along."""
    attachment = Attachment((
        Heading((Text("[Draft of a letter to the harbor master]"), NoteMarker("d1fn1"))),
        Paragraph((Text("The pier"), NoteMarker("d1fn2"), Text(" is old. " + LONG * 30))),
    ))  # fmt: skip
    notes = (
        Note("d1fn1", "1", (paragraph("Not printed. " + LONG * 3),)),
        Note("d1fn2", "2", (paragraph("Built in 1881."),)),
    )
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    with open_made(*short, attachment, notes=notes) as opened:
        heading, pier = note_pages(opened)
    assert heading[0] == heading[1]
    assert pier[0] == pier[1]


@pytest.mark.parametrize("lines_before", range(4, 30))
@pytest.mark.parametrize("style", [ParagraphStyle.BODY, ParagraphStyle.RIGHT])
def test_a_note_that_fills_pages_begins_on_that_of_its_marker(
    lines_before: int, style: ParagraphStyle
) -> None:
    """Typst would give such a note all the room that is left, that of the next line as well."""
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    words = Paragraph((Text("The talk."), NoteMarker("d1fn1"), Text(" " + LONG * 3)), style)
    with open_made(*short, words, notes=(Note("d1fn1", "1", (paragraph(LONG * 90),)),)) as opened:
        ((marker, note),) = note_pages(opened)
    assert marker == note


@pytest.mark.parametrize("lines_before", range(20, 36))
@pytest.mark.parametrize(
    "before",
    ["The pier. " + LONG * 6, "The pier is long and old. " + LONG],
    ids=["note in the last line", "note in the second"],
)
def test_no_line_stands_alone_for_the_sake_of_its_note(lines_before: int, before: str) -> None:
    """Room for two lines and for the note is asked for ahead of both, whichever has the note."""
    words = Paragraph(
        (Text(before), NoteMarker("d1fn1"), Text(LONG * 6 if len(before) < 200 else ""))
    )
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    made_of = book(*short, words, notes=(Note("d1fn1", "1", (paragraph(LONG * 3),)),))
    data = pdf.make(made_of)
    assert examine(TaggedPdf(data)).faults == {}
    assert verify_pdf.check(made_of, data) == ()


@pytest.mark.parametrize("lines_before", range(16, 30, 2))
def test_what_leads_into_text_has_room_for_the_notes_of_both(lines_before: int) -> None:
    """A note of the heading that went on overleaf would leave that of the text behind."""
    heading = Heading((Text("[Draft of a letter to the harbor master]"), NoteMarker("d1fn1")))
    words = Paragraph((Text("The pier"), NoteMarker("d1fn2"), Text(" is old. " + LONG)))
    stores = Table((
        Row((Cell((Text("Lamps"), NoteMarker("d1fn3"))), Cell((Text("12"),)))),
        Row((Cell((Text("Oil"), NoteMarker("d1fn4"))), Cell((Text("3"),)))),
    ))  # fmt: skip
    notes = tuple(
        Note(f"d1fn{number}", str(number), (paragraph(LONG * long),))
        for number, long in enumerate((8, 3, 2, 2), start=1)
    )
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    made_of = book(*short, Attachment((heading, words)), *short[:9], stores, notes=notes)
    assert verify_pdf.check(made_of, pdf.make(made_of)) == ()


def test_a_document_that_ends_with_its_page_is_not_in_the_head_of_the_next() -> None:
    """Whatever its length, the head of a page names what stands there."""
    for count in range(28, 42):
        short = [paragraph(f"Line {number}.") for number in range(count)]
        documents = (book(*short).documents[0], replace(book(*short).documents[0], id="d2"))
        two = Book.of(METADATA, (documents[0], replace(documents[1], number="2")), b"<TEI/>")
        assert verify_pdf.check(two, pdf.make(two)) == ()


@pytest.mark.parametrize("lines_before", range(26, 41))
def test_a_closing_takes_the_last_lines_of_its_letter_along(lines_before: int) -> None:
    closer = Closer((Valediction((Text("Sincerely yours,"),)), Signature((Text("A. Mayor"),))))
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    data = made(*short, paragraph("The last. " + LONG * 2), closer)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    (page,) = (text for text in pages if "Sincerely" in text)
    assert "The last." in page
    assert "A. MAYOR" in page.upper()


def test_page_numbers_stand_in_the_outer_margin() -> None:
    words = [paragraph(LONG * 3)] * 30
    data = made(*words[:2], PageBreak("77"), *words, PageBreak("78"), *words)
    with pikepdf.open(BytesIO(data)) as opened:
        marks = [(page.index, link) for page in opened.pages for link in page.get("/Annots", [])]
        for index, link in marks:
            left, _, right, _ = map(float, link.Rect)
            recto = index % 2 == 0
            assert left > 432 - 0.92 * 72 if recto else right < 0.92 * 72
        assert len(marks) == 2
    assert {"77", "78"} <= set(text(data).split(" "))


def test_a_long_table_repeats_its_heading_row() -> None:
    data = made(_long_table(Cell((Text("Tons"),))))
    assert lines(data).count("Port Tons") > 1
    assert tagged_text(data).count("Tons") == 1
    assert faults(data) == []


@pytest.mark.parametrize("lines_before", range(26, 41, 2))
def test_the_title_above_a_table_stands_on_its_page(lines_before: int) -> None:
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    title = Paragraph((Text("The Tolls"),), ParagraphStyle.SECTION_TITLE)
    data = made(*short, title, Table((_row("Ferry", "7"), _row("Pier", "8"), _row("Mole", "9"))))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    (page,) = (text for text in pages if "Ferry 7" in text)
    assert "THE TOLLS" in page.upper()


def test_a_heading_row_with_a_note_is_not_repeated() -> None:
    """A note, and the way back from it, can be there but once."""
    table = _long_table(Cell((Text("Tons"), NoteMarker("d1fn1"))))
    data = made(table, notes=(Note("d1fn1", "1", (paragraph("Long tons."),)),))
    assert text(data).count("Port Tons") == 1
    assert faults(data) == []


def _long_table(cell: Cell) -> Table:
    rows = (_row(f"Ferry {number}", f"{number}.5") for number in range(90))
    return Table((Row((Cell((Text("Port"),)), cell), RowRole.LABEL), *rows))


def test_figures_stand_to_the_right() -> None:
    opened = open_made(Table((_row("a", "1,234.5"), _row("bb", "7"), _row("c", "$12"))))
    cells = [tag for tag in tags(opened.Root.StructTreeRoot.K) if str(tag.S) == "/TD"]
    assert len(cells) == 6
    aligned = made(Table((_row("a", "1,234.5"), _row("bb", "7"))))
    plain = made(Table((_row("a", "1,234.5"), _row("bb", "x"))))
    assert _left_of("7", aligned) > _left_of("x", plain) + 10


def _row(*texts: str) -> Row:
    return Row(tuple(Cell((Text(one),)) for one in texts))


def _left_of(word: str, data: bytes) -> float:
    page = pypdfium2.PdfDocument(data)[2].get_textpage()
    place = page.get_text_range().index(f" {word}\r") + 1
    return float(page.get_charbox(place)[0])


@pytest.mark.parametrize(("columns", "height"), [(4, 648), (8, 648), (14, 432)])
def test_the_figures_of_a_wide_table_stand_apart(columns: int, height: int) -> None:
    """Of fourteen columns there are too many for a page that is not turned."""
    rows = (_row("September", *(f"34,5{m:02}" for m in range(columns))) for _ in range(6))
    document = pypdfium2.PdfDocument(made(Table(tuple(rows))))
    (page,) = (one for one in document if "34,500" in one.get_textpage().get_text_range())
    assert page.get_height() == height
    width = page.get_width()
    spots = sorted(_boxes(page), key=lambda box: (round(box[1]), box[0]))
    for (_, base, right, _), (left, other, _, _) in pairwise(spots):
        assert round(base) != round(other) or left > right - 3
    assert all(left > 0.5 * 72 and right < width - 0.5 * 72 for left, _, right, _ in spots)


@pytest.fixture(scope="module")
def parted() -> tuple[Book, bytes]:
    """Set a table of 40 columns with notes in its first column, in a heading, and a page mark."""
    heads = [Cell((Text(f"Quarter {n}"),)) for n in range(1, 40)]
    heads[30] = Cell((Text("Quarter 31"), NoteMarker("d1fn2")))
    ports = [_row(f"Port {n}", *(f"{n:02},5{m:02}" for m in range(39))) for n in range(12)]
    struck = Alteration(AlterationKind.DELETED, (Text(" and lime"),))
    page_7 = Reference("#pg_7", (Text("p. 7"),))
    marked = Cell((page_7, Text(": Pier"), NoteMarker("d1fn1"), Text(" of stone"), struck))
    pier = Row((marked, *ports[5].cells[1:20]))
    rows: tuple[Row | PageBreak, ...] = (
        Row((Cell((Text("Port"),)), *heads), RowRole.LABEL), *ports[:6], _row("All piers"),
        PageBreak("7"), pier, *ports[6:], _row("Sum", "7"),
    )  # fmt: skip
    table = Table(rows, (Text("Tolls of the Harbor"),))
    notes = tuple(Note(f"d1fn{n}", str(n), (paragraph(f"Note {n}."),)) for n in (1, 2))
    made_of = book(paragraph(LONG * 3), table, paragraph("The end."), notes=notes)
    return made_of, pdf.make(made_of)


def test_a_table_that_no_page_can_hold_goes_on_in_parts(parted: tuple[Book, bytes]) -> None:
    made_of, data = parted
    assert verify_pdf.check(made_of, data) == ()
    assert faults(data) == []
    printed = text(data)
    count = printed.count("(continued)")
    assert count > 2
    assert printed.count("Port 11") == count + 1
    # A part ends with the last row that has something there, and says no marker again.
    assert printed.count("Sum") == 1
    assert 0 < printed.count("Pier of stone") <= count


def test_the_parts_of_a_table_are_read_as_one(parted: tuple[Book, bytes]) -> None:
    """What a part says again has to be what the first says, and all that it has is held."""
    made_of, data = parted
    (document,) = made_of.documents
    heading, before, table, after = document.blocks
    assert isinstance(table, Table)
    for place, word in ((1, 0), (2, 25)):
        row = table.rows[place]
        assert isinstance(row, Row)
        cells = (*row.cells[:word], Cell((Text("other"),)), *row.cells[word + 1 :])
        rows = (*table.rows[:place], Row(cells, row.role), *table.rows[place + 1 :])
        blocks = (heading, before, Table(rows, table.head), after)
        changed = replace(document, blocks=blocks)
        other = Book.of(METADATA, (changed,), b"<TEI/>")
        assert {one.rule.code for one in verify_pdf.check(other, data)} >= {"O103"}


def _first_marker(cells: Sequence[pikepdf.Object]) -> None:
    """Have the second cell say the marker of the first."""
    cells[1].K.extend(one for one in tags(cells[0].K) if str(one.S) == "/Lbl")


def _page_mark(cells: Sequence[pikepdf.Object]) -> None:
    cells[1].K.append(next(one for one in tags(cells[0].K) if str(one.S) == "/Link"))


def _deletion(cells: Sequence[pikepdf.Object]) -> None:
    del next(one for one in tags(cells[1].K) if "TextDecoration" in str(one.get("/A"))).A


def _beside_cells(cells: Sequence[pikepdf.Object]) -> None:
    words = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=cells[1].Pg, MCID=cells[1].K[1])
    cells[1].P.K.append(words)


def _below_no_row(cells: Sequence[pikepdf.Object]) -> None:
    cells[1].P.P.K.append(cells[1].K)


@pytest.mark.parametrize(
    ("put_in", "code"),
    [
        (_first_marker, "O202"),
        (_page_mark, "O302"),
        (_deletion, "O102"),
        (_beside_cells, "O102"),
        (_below_no_row, "O102"),
    ],
)
def test_what_a_part_says_too_much_is_found(
    parted: tuple[Book, bytes], put_in: Callable[[Sequence[pikepdf.Object]], None], code: str
) -> None:
    made_of, data = parted
    changed = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        tables = [one for one in tags(opened.Root.StructTreeRoot.K) if one.S == "/Table"]
        rows = [[one for one in tags(table) if one.S == "/TR"] for table in tables]
        put_in([row[8].K[0] for row in rows])
        opened.save(changed)
    found = verify_pdf.check(made_of, changed.getvalue())
    assert code in {one.rule.code for one in found}


@pytest.mark.parametrize("lines_before", range(0, 26, 5))
def test_a_part_of_a_table_stands_with_what_is_said_above_it(lines_before: int) -> None:
    heads = [Cell((Text(f"Quarter {n} of the year"),)) for n in range(20)]
    rows = [_row(f"Port {n}", *(f"{n:02},5{m:02},000" for m in range(20))) for n in range(30)]
    table = Table((Row((Cell((Text("Port"),)), *heads), RowRole.LABEL), *rows))
    short = [paragraph(f"Line {number}.") for number in range(lines_before)]
    for one in TaggedPdf(made(*short, table)).root.named("Table"):
        pages = [content.page for content in one.inside(Content)]
        first_row = next(one.named("TR"))
        assert pages[0] == next(first_row.inside(Content)).page


def test_a_long_word_of_a_narrow_column_is_broken() -> None:
    table = Table((_row("https://archive.example.org/" + "a" * 90, *("1,234,567",) * 6),))
    page = next(p for p in pypdfium2.PdfDocument(made(table)) if "1,234,567" in _text(p))
    assert all(right < page.get_width() - 0.5 * 72 for _, _, right, _ in _boxes(page))


def test_markers_on_one_word_are_told_apart() -> None:
    words = Paragraph((
        Text("The committee"), NoteMarker("d1fn1"), NoteMarker("d1fn2"), NoteMarker("d1fn1"),
        Text(" met."),
    ))  # fmt: skip
    notes = tuple(Note(f"d1fn{n}", str(n), (paragraph(f"Note {n}."),)) for n in (1, 2))
    assert "committee1,2,1 met." in text(made(words, notes=notes)).replace(" , ", ",")
    assert "," not in tagged_text(made(words, notes=notes)).partition("committee")[2]


def _text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def _boxes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Give the boxes of the characters that can be seen."""
    text = page.get_textpage()
    boxes = [text.get_charbox(place, loose=True) for place in range(text.count_chars())]
    return [box for box in boxes if box[2] - box[0] > 0.1]
