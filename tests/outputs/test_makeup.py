"""What a production editor would send back is counted, and the made-up edition has none of it."""

from __future__ import annotations

from pipeline.book import Book
from pipeline.convert import pdf
from pipeline.model.document import Document, DocumentKind, Heading, Text
from pipeline.model.metadata import Metadata
from pipeline.verify.pdf.tree import TaggedPdf
from tests.outputs.makeup import Line, Makeup, examine, look_at_index, look_at_paragraph
from tests.verify.volume import volume


def test_the_pages_of_the_made_up_edition_are_made_up_well() -> None:
    assert examine(TaggedPdf(pdf.make(volume()))).faults == {}


def test_no_heading_ends_in_a_single_word() -> None:
    heading = Heading((Text("121. Memorandum of Conference With President Kennedy"),))
    document = Document("d121", "121", DocumentKind.HISTORICAL, (heading,))
    book = Book.of(Metadata("e", "E"), (document,), b"<TEI/>")
    assert examine(TaggedPdf(pdf.make(book))).faults == {}


def test_lone_lines_are_counted() -> None:
    found = Makeup()
    look_at_paragraph([Line(1, 90, "first"), Line(2, 600, "second"), Line(2, 587, "third")], found)
    look_at_paragraph([Line(1, 90, "first"), Line(1, 77, "second"), Line(2, 600, "third")], found)
    look_at_paragraph([Line(1, 90, "first"), Line(1, 77, "second")], found)
    assert found.faults == {"orphans": ["2: first"], "widows": ["3: third"]}


def test_columns_that_end_unevenly_and_runs_that_are_not_joined_are_counted() -> None:
    entries = [f"Firefly {n}: No. {n}, pp.\u00a0{n}, {n + 1}" for n in range(4)]
    y = 500.0
    found = Makeup()
    lines = [Line(7, y - 12 * n, text, 60) for n, text in enumerate(entries[:3])]
    look_at_index([[line] for line in (*lines, Line(7, y, entries[3], 220))], found)
    assert found.faults == {
        "runs not joined": [f"8: {text}" for text in entries],
        "uneven columns": ["8: 3 and 1 lines"],
    }
