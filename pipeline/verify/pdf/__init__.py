"""Read a PDF back by its structure tree and compare it with the book it was made from.

The tree of a tagged PDF gives the text in its logical order, each note where its marker stands,
without running heads and folios, and every link with its target.

Not compared, since a page shows it otherwise: soft hyphens (a line that breaks in a word has
one), line ends made on purpose, and of lines at the same words all but one. The lines of office
below a signature are a block of their own in print. A template of the edition may emphasize what it
likes: only what should look otherwise has to, and nothing else may be struck out.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.book.words import words_in
from pipeline.verify.expected import expect
from pipeline.verify.pdf import about, contents, folios, headings, heads, pages, tables
from pipeline.verify.pdf import printer as printer_facts
from pipeline.verify.pdf.flow import read
from pipeline.verify.pdf.pages import PageStarts
from pipeline.verify.pdf.parts import lead, part
from pipeline.verify.pdf.places import LinkTargets
from pipeline.verify.pdf.tree import TaggedPdf as Pdf
from pipeline.verify.rules import Discrepancy, judge
from pipeline.verify.sight import Addresses, FormatCapabilities, showing

_SIGHT = FormatCapabilities(
    line_ends=False, soft_hyphens=False, office_apart=True, notes_in_notes=False,
    raised_twice=False, lined_twice=False,
)  # fmt: skip


def check_for_printer(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare the PDF for a printer with ``book``: the same text, and what makes it PDF/X-4."""
    return (*check(book, data, printer=True), *printer_facts.check(book, data))


def check(book: Book, data: bytes, *, printer: bool = False) -> tuple[Discrepancy, ...]:
    """Compare ``data``, a PDF, with ``book``; ConversionError where it cannot be read."""
    addresses = Addresses.of(book.texts)
    sight = showing(book, _SIGHT, bytes_kept=False)
    expected = headings.in_print(
        [expect(document, addresses, sight) for document in book.texts],
        [section.level for section in book.sections],
    )
    unnamed = frozenset(text.id for text in book.texts if not contents.headed(text))
    pdf, places, starts = Pdf(data), LinkTargets(addresses, unnamed), PageStarts()
    passage = read(pdf, places, starts, words_in(book.metadata.language).continued)
    found = part(passage, places.notes, expected, unnamed)
    targets, there = places.resolved(pdf), pages.sections_by_page(passage, expected, found, starts)
    return (
        *judge(expected, lead(found, expected, targets), addresses.unambiguous),
        *pages.notes_off(expected, found, starts),
        *heads.check(book, pdf, there),
        *folios.check(book, pdf, starts, targets, folios.pages_of(book, there, found, starts)),
        *tables.check(pdf),
        *contents.check(book, expected, pdf),
        *about.check(book, pdf, book.outputs.printer.cip if printer else ()),
    )
