"""The PDF as a publisher and a reader with a screen reader take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.book import Book, Outputs, Paper
from pipeline.convert import pdf
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.compiling import compile_pdf
from pipeline.model.document import (
    Attachment,
    Document,
    DocumentKind,
    Heading,
    LineBreak,
    List,
    ListKind,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    Reference,
    Text,
)
from pipeline.model.errors import ConversionError
from tests.convert.elsewhere import made_elsewhere
from tests.convert.samples import BOOK
from tests.pdf.reading import (
    LONG,
    METADATA,
    book,
    bookmarks,
    faults,
    lines,
    made,
    names,
    open_made,
    paragraph,
    tagged_text,
    text,
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    return pdf.make(BOOK)


@pytest.fixture
def opened(sample: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sample)) as document:
        yield document


def test_both_standards_are_met(sample: bytes) -> None:
    assert faults(sample) == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_other_papers_meet_the_standards(paper: Paper) -> None:
    data = pdf.make(replace(BOOK, outputs=Outputs(paper=paper)))
    width = {"a4": 595, "letter": 612}[paper]
    with pikepdf.open(BytesIO(data)) as document:
        assert int(document.pages[0].mediabox[2]) == width
    assert faults(data) == []


def test_the_same_input_gives_the_same_bytes_elsewhere(sample: bytes, tmp_path: Path) -> None:
    assert made_elsewhere("pdf", tmp_path) == sample


def test_the_tei_is_inside(opened: pikepdf.Pdf) -> None:
    specification = opened.attachments["sample1945.xml"]
    assert specification.get_file().read_bytes() == BOOK.tei
    assert str(specification.obj.AFRelationship) == "/Source"


def test_no_face_but_the_two_is_used(opened: pikepdf.Pdf) -> None:
    faces = {str(one.BaseFont) for one in opened.objects if _is_font(one)}
    assert faces
    assert all("+NotoSerif" in face for face in faces)


def _is_font(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"


def test_nothing_runs_and_nothing_is_fetched(sample: bytes, opened: pikepdf.Pdf) -> None:
    for name in (b"/JavaScript", b"/Launch", b"/URI", b"/RichMedia"):
        assert name not in sample
    assert "/OpenAction" not in opened.Root


def test_the_template_reads_no_file_beside_itself() -> None:
    with pytest.raises(ConversionError, match="escape the project root"):
        compile_pdf(
            '#let text = read("/../dialect.py")\n#text',
            "<TEI/>",
            fonts.Faces((fonts.TEXT_FACE,)),
            {},
        )


def test_title_and_language(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en"
    with opened.open_metadata() as metadata:
        assert metadata["dc:title"] == BOOK.metadata.title
        assert metadata["dc:creator"] == [", ".join(BOOK.metadata.editors)]


def test_headings_are_bookmarks_without_their_notes(opened: pikepdf.Pdf) -> None:
    shown = ["Contents", "No. 1 Truman to Stalin", "No. 2 Mr. d2 to <Mrs.> & Co."]
    assert bookmarks(opened)[:3] == shown


def test_documents_are_named_places(opened: pikepdf.Pdf) -> None:
    found = [str(name) for name in list(opened.Root.Names.Dests.Names)[::2]]
    assert found == ["d1", "d2", "d3"]


def test_running_heads_are_artifacts(sample: bytes) -> None:
    title = "Truman to Stalin"
    in_print, read_aloud = text(sample, 4).count(title), tagged_text(sample).count(title)
    assert in_print == len(("heading", "running head"))
    assert read_aloud == len(("contents", "heading"))


def test_a_document_without_heading_or_level() -> None:
    """The first heading is of level 1, whatever stands around it."""
    attachment = Attachment((Heading((Text("[Annex]"),)), paragraph("Deep.")))
    document = Document("d1", None, DocumentKind.HISTORICAL, (paragraph("Top."), attachment))
    data = pdf.make(Book.of(METADATA, (document,), b"<TEI/>"))
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as opened:
        assert [name for name in names(opened) if name.startswith("/H")] == ["/H1"]


def test_a_heading_of_a_note_alone_is_no_heading() -> None:
    document = Document(
        "d1", None, DocumentKind.HISTORICAL, (Heading((NoteMarker("d1fn1"),)),),
        (Note("d1fn1", "1", (paragraph("Lonely."),)),),
    )  # fmt: skip
    assert "Lonely." in text(pdf.make(Book.of(METADATA, (document,), b"<TEI/>")))


def test_quotations_lists_and_tables_are_tagged(opened: pikepdf.Pdf) -> None:
    found = names(opened)
    for name in ("/BlockQuote", "/L", "/LI", "/Table", "/TH", "/TD", "/Caption", "/Note"):
        assert name in found


def test_notes_have_their_printed_marks() -> None:
    words = Paragraph((Text("One"), NoteMarker("d1fn1"), Text(" two"), NoteMarker("d1fn2")))
    notes = (Note("d1fn1", "*", (paragraph("Star."),)), Note("d1fn2", "17", (paragraph("Num."),)))
    assert "One**Star. two1717Num." in tagged_text(made(words, notes=notes))


def test_a_second_marker_leads_to_the_same_note() -> None:
    words = Paragraph((Text("One"), NoteMarker("d1fn1"), Text(" two"), NoteMarker("d1fn1")))
    opened = open_made(words, notes=(Note("d1fn1", "1", (paragraph("Once."),)),))
    assert names(opened).count("/Note") == 1
    places = [list(link.Dest)[1:] for link in _links(opened)]
    assert len(places) == len(("marker", "second marker", "way back"))
    assert len([place for place in places if places.count(place) == 2]) == 2


def _links(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = [note for page in opened.pages for note in page.get("/Annots", [])]
    return [_with_place(link) for link in found]


def _with_place(link: pikepdf.Object) -> pikepdf.Object:
    if "/Dest" not in link:
        link.Dest = link.A.D
    return link


def test_references_arrive_at_documents_pages_and_notes() -> None:
    words = Paragraph((
        Text("See "), Reference("#d1", (Text("document 1"),)), Text(", "), PageBreak("5"),
        Reference("#pg_5", (Text("p. 5"),)), NoteMarker("d1fn1"),
        Reference("#d1fn1", (Text("note 1"),)),
        Reference("#d9", (Text("document 9"),)),
    ))  # fmt: skip
    opened = open_made(words, notes=(Note("d1fn1", "1", (paragraph("N."),)),))
    named = {str(name) for name in list(opened.Root.Names.Dests.Names)[::2]}
    pages = {page.obj.objgen for page in opened.pages}
    shown = [
        link
        for link in _links(opened)
        if (isinstance(link.Dest, pikepdf.String) and str(link.Dest) in named)
        or link.Dest[0].objgen in pages
    ]
    kinds = ("document 1", "p. 5", "note 1", "mark of page 5", "marker", "way back")
    assert len(shown) == len(_links(opened)) == len(kinds)


def test_a_list_item_keeps_its_paragraphs_apart() -> None:
    from pipeline.model.document import ListItem  # noqa: PLC0415 - one test

    item = ListItem((Text("First"),), blocks=(paragraph("second"),))
    found = lines(made(List(ListKind.BULLETED, (item,))))
    assert "second" in found


def test_a_heading_of_two_lines_is_one_heading() -> None:
    heading = Heading((Text("No. 7"), LineBreak(), Text("The Consul to the Mayor")))
    document = Document("d7", "7", DocumentKind.HISTORICAL, (heading, paragraph("x")))
    data = pdf.make(Book.of(METADATA, (document,), b"<TEI/>"))
    with pikepdf.open(BytesIO(data)) as opened:
        assert bookmarks(opened) == ["No. 7 The Consul to the Mayor"]
    assert lines(data).count("No. 7") == len(("heading",))


def test_words_are_divided_by_the_language() -> None:
    english = book(paragraph(LONG * 5))
    german = replace(english, metadata=replace(METADATA, language="de-AT"))
    data = pdf.make(german)
    with pikepdf.open(BytesIO(data)) as opened:
        assert str(opened.Root.Lang) == "de-AT"
    assert faults(data) == []


def test_a_failure_of_typst_is_a_conversion_error() -> None:
    with (
        fonts.faces_for(frozenset("a")) as faces,
        pytest.raises(ConversionError, match="Typst cannot make the PDF: unknown variable: coal"),
    ):
        compile_pdf("#coal", "<TEI/>", faces)


@pytest.mark.parametrize("has_contents", [True, False])
def test_a_link_to_a_document_leads_there_by_name_and_is_described(has_contents: bool) -> None:  # noqa: FBT001
    one, other = (
        Document(f"d{number}", str(number), DocumentKind.HISTORICAL,
            (Heading((Text(f"{number}. Coal"),)),
             Paragraph((Reference(f"#d{3 - number}", (Text("see"),)),))))
        for number in (1, 2)
    )  # fmt: skip
    both = Book.of(METADATA, (one, other), b"<TEI/>")
    made = pdf.make(replace(both, outputs=Outputs(contents=has_contents)))
    with pikepdf.open(BytesIO(made)) as file:
        links = [link for page in file.pages for link in page.obj.get("/Annots", ())]
        assert not any("/A" in link for link in links)
        said = {(str(link.Dest), str(link.Contents)) for link in links}
    if has_contents:
        assert said == {("d1", "Section, page 1"), ("d2", "Section, page 1")}
    else:
        assert said == {("d1", "Coal"), ("d2", "Coal")}
