"""Books to a PDF for print and archive: PDF/UA-1 and PDF/A-3a with their TEI inside.

pandoc writes the text in Typst, in terms that the template knows (``dialect``); Typst sets it.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.book import INDEXES, Book
from pipeline.book.words import words_in
from pipeline.convert import ast, pandoc_json
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.apart import set_apart
from pipeline.convert.pdf.compiling import compile_pdf, compile_with_template
from pipeline.convert.pdf.coverage import Uncovered, cannot_print, printed, uncovered
from pipeline.convert.pdf.dialect import set_in_typst
from pipeline.convert.pdf.fitting import share_of
from pipeline.convert.pdf.heads import head_of
from pipeline.convert.pdf.in_svg import in_svg
from pipeline.convert.pdf.opening import opening, set_characters
from pipeline.convert.pdf.printer import for_printer
from pipeline.convert.pdf.reading_order import in_order
from pipeline.convert.pdf.section_links import lead_to_sections
from pipeline.convert.pdf.stated import described, in_language
from pipeline.model.errors import ConversionError
from pipeline.model.languages import direction
from pipeline.system import pandoc

__all__ = ["Uncovered", "make", "make_for_printer", "uncovered"]


def make_for_printer(book: Book, apart: Collection[str] = ()) -> bytes:
    """Set ``book`` as the PDF that a printer is given."""
    return for_printer(make(book, apart, printer=True), book.outputs.printer)


def make(book: Book, apart: Collection[str] = (), *, printer: bool = False) -> bytes:
    """Set ``book`` as one PDF: to be read, or what becomes the one for a ``printer``.

    Before each of the notes ``apart``, by their ids, a page ends.

    Raises ConversionError for a character that cannot be printed (:func:`uncovered` tells before
    where they are) and where pandoc or Typst fails.
    """
    for one in uncovered(book):
        raise ConversionError(f"{one.document or 'edition.toml'}: {cannot_print(one.character)}")
    heads = {section.text.id: head_of(section) for section in book.sections}
    keys = any(section.role in INDEXES for section in book.back)
    keys = keys and book.outputs.index_pages != "source"
    runs = direction(book.metadata.language)
    dialect = pandoc_json.Dialect(keys=keys, pictures=_pictures(book), direction=runs)
    shown = pandoc_json.book_blocks(book.sections, dialect)
    paper, before = book.outputs.paper, len(book.front)
    front, main = (set_apart(part, apart, paper) for part in (shown[:before], shown[before:]))
    blocks = set_in_typst(front, main, heads, paper, words_in(book.metadata.language))
    body = pandoc.run("typst-smart", ast.encode(blocks, {}), "--wrap=none").decode()
    characters = frozenset().union(*printed(book))
    template, tei = book.outputs.styles.pdf_template, book.tei.decode()
    pictures = {f"{one.file}.svg": in_svg(one) for one in book.pictures.values()}
    with fonts.faces_for(characters, book.outputs.typefaces) as faces:
        turned = tuple(dict.fromkeys((*faces.to_left, *faces.names)))
        names = turned if runs == "rtl" else faces.names
        opened = opening(book, heads.values(), names, printer=printer)
        rules = set_characters(characters, turned if faces.to_left else (), runs)
        source = rules + opened + body
        if template is None:
            pdf = compile_pdf(source, tei, faces, pictures, printer=printer)
        else:
            pdf = compile_with_template(source, template, tei, faces, pictures, printer=printer)
    pdf = lead_to_sections(pdf, {head.id: head.title for head in heads.values()})
    beyond = fonts.beyond_text_face(characters)
    if beyond or runs == "rtl":
        pdf = in_order(pdf, beyond, runs)
    return described(in_language(pdf, book.metadata.language), book.metadata)


def _pictures(book: Book) -> dict[str, str]:
    """Give for each picture its file and the share of the line that it takes."""
    return {name: f"{share_of(one):.0%} {one.file}.svg" for name, one in book.pictures.items()}
