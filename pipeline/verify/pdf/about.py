"""What a PDF says of the edition: metadata, title page, the TEI it carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from pipeline.book import Book
from pipeline.book.words import words_in
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Publication
from pipeline.verify.pdf.contents import contents_page, text_before
from pipeline.verify.pdf.tree import TaggedPdf as Pdf
from pipeline.verify.rules import Discrepancy, judge_facts


def check(book: Book, pdf: Pdf, cip: Sequence[str] = ()) -> Iterator[Discrepancy]:
    """Compare what is said of the edition with its metadata; ``cip`` stands behind the title.

    An edition's own template may lay out the title page as it likes.
    """
    metadata = book.metadata
    authors = ", ".join(metadata.editors)
    wanted = [
        ("title", metadata.title),
        ("authors", authors),
        ("title (XMP)", metadata.title),
        ("authors (XMP)", authors),
        ("language (XMP)", metadata.language),
        ("language", metadata.language),
    ]
    wanted += _described(metadata)
    yield from judge_facts("the PDF", wanted, pdf.facts)
    tei = [(f"SHA-256 of {metadata.id}.xml", hashlib.sha256(book.tei).hexdigest())]
    carried = [(f"SHA-256 of {n}", hashlib.sha256(d).hexdigest()) for n, d in pdf.attached.items()]
    yield from judge_facts("the PDF", tei, carried)
    if book.outputs.styles.pdf_template is None:
        page = contents_page(pdf)
        shown = text_before(pdf, pdf.first_page if page is None else page)
        said = [("the title page", "".join((*_title_page(metadata), *cip)))]
        yield from judge_facts("the PDF", said, [("the title page", shown)])


def _described(metadata: Metadata) -> list[tuple[str, str]]:
    """Give what the file must say for shops and libraries, where the edition says so."""
    said = metadata.publication
    if said == Publication():
        return []
    isbn = dict(said.isbns).get("pdf", metadata.isbn)
    name = f"doi:{said.doi}" if said.doi else f"urn:isbn:{isbn}" if isbn else ""
    shares = sorted({one.name for one in said.contributors if one.role != "editor"})
    facts = [
        ("dc:publisher", metadata.publisher), ("dc:rights", metadata.rights),
        ("dc:identifier", name), ("dc:description", said.description),
        *(("dc:subject", one) for one in sorted({*said.keywords, *said.thema, *said.bisac})),
        *(("dc:contributor", one) for one in shares),
        ("xmpRights:WebStatement", said.licence),
    ]  # fmt: skip
    return [one for one in facts if one[1]]


def _title_page(metadata: Metadata) -> Iterator[str]:
    """Yield the lines of the title page and of the page behind it."""
    yield from (metadata.series, metadata.title, metadata.subtitle, *metadata.editors)
    yield metadata.publisher
    yield ", ".join(part for part in (metadata.place, metadata.date[:4]) if part)
    yield metadata.rights
    said, forms = metadata.publication, words_in(metadata.language).forms
    isbns = [f"{isbn} ({forms.get(form, form.upper())})" for form, isbn in said.isbns]
    yield from (f"ISBN {one}" for one in isbns or filter(None, (metadata.isbn,)))
    yield from metadata.identifiers
    if said.doi and f"doi:{said.doi}" not in metadata.identifiers:
        yield f"doi:{said.doi}"
