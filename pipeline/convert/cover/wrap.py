"""The cover of a printed book as the printer's PDF: back, spine and front on one sheet."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import typst

from pipeline.book import Book
from pipeline.book.outputs import CoverSettings, Paper
from pipeline.book.pictures import PictureError, look_at
from pipeline.convert.cover.ean import bars, ean_of
from pipeline.convert.cover.front import TEMPLATE, facts, own_picture, set_facts
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.compiling import PRINTER_STANDARDS, TIMESTAMP
from pipeline.convert.pdf.in_svg import in_svg
from pipeline.convert.pdf.printer import cover_for_printer
from pipeline.convert.pdf.reading_order import in_order
from pipeline.convert.pdf.source import array, dictionary, literal
from pipeline.model.errors import ConversionError, UnusableFileError
from pipeline.model.languages import direction

# The figures below the bars.
_FIGURES = "DejaVu Sans Mono"
_SIZES: dict[Paper, tuple[str, str]] = {
    "6x9": ("6in", "9in"),
    "a4": ("210mm", "297mm"),
    "letter": ("8.5in", "11in"),
}


def make(book: Book, block: bytes) -> bytes | None:
    """Make the cover around ``block``, the printer's PDF of the pages; None where none is wanted.

    Raises UnusableFileError for a picture that cannot be printed.
    """
    printer, cover = book.outputs.printer, book.outputs.printer.cover
    if cover is None:
        return None
    with pikepdf.open(BytesIO(block)) as pages:
        spine = printer.sheet * len(pages.pages) / 2 if cover.spine is None else cover.spine
    width, height = _SIZES[book.outputs.paper]
    size = dictionary({"width": width, "height": height})
    picture = _picture(book)
    said = _said(book, cover, "cover.svg" if picture else None)
    shown = frozenset("".join((*facts(book.metadata).values(), *said.values())))
    with fonts.faces_for(shown, book.outputs.typefaces) as faces:
        given = f"{set_facts(book.metadata, faces.names)} + {dictionary(said)}"
        source = f'#import "/wrap.typ": wrap\n#wrap({given}, {size}, {spine}mm, {printer.bleed}mm)'
        all_faces = fonts.Faces((*faces.names, _FIGURES), faces.folder)
        compiler = typst.Compiler(
            root=TEMPLATE, font_paths=all_faces.fonts(), ignore_system_fonts=True
        )
        try:
            made = compiler.compile(
                {"main": source.encode(), **({"cover.svg": picture} if picture else {})},  # type: ignore[type-var]  # as in compiling.py
                format="pdf", pdf_standards=PRINTER_STANDARDS, timestamp=TIMESTAMP,
            )  # fmt: skip
        except typst.TypstError as error:
            raise ConversionError(
                f"Typst cannot make the cover: {error.message}; please report this with the edition"
            ) from error
    if not isinstance(made, bytes):
        raise ConversionError("Typst gave no cover; please report this with the edition")
    beyond, runs = fonts.beyond_text_face(shown), direction(book.metadata.language)
    if beyond or runs == "rtl":
        made = in_order(made, beyond, runs)
    return cover_for_printer(made, printer, spine)


def _said(book: Book, cover: CoverSettings, picture: str | None) -> dict[str, str]:
    """Write for Typst what stands on back and spine."""
    metadata = book.metadata
    isbn = metadata.isbn_of(cover.binding)
    ean = ean_of(isbn) if isbn else ""
    modules = (
        array(map(str, (*one[:2], str(one[2]).lower()))) for one in (bars(ean) if ean else ())
    )
    return {
        "description": literal(metadata.publication.description),
        "price": literal(dict(metadata.publication.prices).get(cover.binding, "")),
        "publisher": literal(metadata.publisher),
        "short": literal(metadata.short_title or metadata.title),
        "isbn": literal(f"ISBN {isbn}" if isbn else ""),
        "ean": literal(ean),
        "bars": array(modules),
        "up": str(cover.runs_up(metadata.language)).lower(),
        "picture": literal(picture) if picture else "none",
    }


def _picture(book: Book) -> bytes | None:
    """Give the edition's own front for Typst."""
    path = book.outputs.styles.epub_cover
    if path is None:
        return None
    try:
        return in_svg(look_at(own_picture(path)[1]))
    except PictureError as error:
        raise UnusableFileError(path, str(error), "save the cover anew as a JPEG") from error
