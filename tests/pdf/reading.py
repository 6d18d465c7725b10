"""Small ways into a PDF, by programs that the pipeline does not make it with."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf
import pypdfium2

from pipeline.book import Book
from pipeline.convert import pdf
from pipeline.model import document as model
from pipeline.model.document import Document, DocumentKind, Heading, Paragraph, Text
from pipeline.model.metadata import Metadata
from pipeline.verify.pdf import tree
from pipeline.verify.pdf.tree import Content, Tag

# Long chains of references are no fault; the checker's own limit is for files of strangers.
LIMITS = page.SafetyLimits(max_reference_depth=100_000)
LONG = "The ferry crossed the harbor every hour of the day until the ice came down the river. "
METADATA = Metadata("harbor", "Papers of the Harbor Commission", date="1960")


def lines(data: bytes, first: int = 0) -> list[str]:
    """Give the lines of text from page ``first`` on; pdfium shows a row of spaces as one."""
    document = pypdfium2.PdfDocument(data)
    texts = (one.get_textpage().get_text_range() for one in list(document)[first:])
    return [line for text in texts for line in text.split("\r\n")]


def text(data: bytes, first: int = 0) -> str:
    """Give the text from page ``first`` on, its lines joined."""
    return " ".join(word for line in lines(data, first) for word in line.split(" ") if word)


def tagged_text(data: bytes) -> str:
    """Give the text of the structure tree, every space of it, without soft hyphens."""

    def contents(tag: Tag) -> Iterator[str]:
        for child in tag.children:
            if isinstance(child, Tag):
                yield from contents(child)
            elif isinstance(child, Content):
                yield child.piece.text

    return "".join(contents(tree.TaggedPdf(data).root)).replace("\u00ad", "")


def faults(data: bytes) -> list[str]:
    """Give what page-validation finds against PDF/UA-1 and PDF/A-3a."""
    found = []
    for profile in ("ua1", "3a"):
        report = page.validate_pdf_bytes(data, profile=profile, limits=LIMITS)
        real = [fault for fault in report.failures if not _false_alarm(fault.rule_id, data)]
        found += [f"{fault.rule_id} {fault.message}" for fault in real]
    return found


def _false_alarm(rule: str, data: bytes) -> bool:
    """Tell whether a stream said to have another length than it says has it by qpdf.

    The checker looks for ``endstream`` inside compressed bytes too.
    """
    if not rule.endswith("STREAM-LENGTH-001"):
        return False
    with pikepdf.open(BytesIO(data)) as opened:
        return not opened.check_pdf_syntax()


def tags(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield the elements of the structure tree in its order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def names(opened: pikepdf.Pdf) -> list[str]:
    """Give the names of the tags of a PDF."""
    return [str(tag.S) for tag in tags(opened.Root.StructTreeRoot.K)]


def note_pages(opened: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Give for each note that is seen the page of its marker and the page it begins on."""
    pages = {one.obj.objgen: one.index for one in opened.pages}
    found = []
    before = None
    for tag in tags(opened.Root.StructTreeRoot.K):
        begins = next((inner.Pg for inner in tags(tag) if "/Pg" in inner), None)
        if tag.S == "/Note" and before is not None and begins is not None:
            found.append((pages[before.objgen], pages[begins.objgen]))
        before = tag.Pg if "/Pg" in tag else before
    return found


def bookmarks(opened: pikepdf.Pdf) -> list[str]:
    """Give the titles of the outermost bookmarks."""
    with opened.open_outline() as outline:
        return [item.title for item in outline.root]


def book(*blocks: model.Block, notes: tuple[model.Note, ...] = ()) -> Book:
    """Make a book of one document with a heading and ``blocks``."""
    heading = Heading((Text("1. Report on the Ferry"),))
    document = Document("d1", "1", DocumentKind.HISTORICAL, (heading, *blocks), notes)
    return Book.of(METADATA, (document,), b"<TEI/>")


def paragraph(*texts: str) -> Paragraph:
    """Make a paragraph."""
    return Paragraph(tuple(map(Text, texts)))


def made(*blocks: model.Block, notes: tuple[model.Note, ...] = ()) -> bytes:
    """Set a book of one document."""
    return pdf.make(book(*blocks, notes=notes))


def open_made(*blocks: model.Block, notes: tuple[model.Note, ...] = ()) -> pikepdf.Pdf:
    """Make the PDF of one document and open it."""
    return pikepdf.open(BytesIO(made(*blocks, notes=notes)))
