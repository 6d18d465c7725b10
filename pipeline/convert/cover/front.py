"""The front of a cover, made from what is known of the book: an SVG and a PNG for an EPUB."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from pipeline.book import Book
from pipeline.book.title_page import TitlePage
from pipeline.book.typeface import Typeface, own_characters
from pipeline.book.words import words_in
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.source import array, dictionary, literal
from pipeline.model.errors import ConversionError, UnreadableFileError, UnusableFileError
from pipeline.model.languages import direction
from pipeline.model.metadata import Metadata
from pipeline.system import reading

# The only folder Typst may read for a cover.
TEMPLATE = Path(__file__).with_name("template")
# Shops ask for at least 1,400 dots across; the cover of the template is 400 points wide.
DOTS_PER_INCH = 288.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The pictures by name, those for the page and for shelves, and what is said of them."""

    pictures: dict[str, bytes]
    shown: str
    for_shelves: str
    description: str


def cover(book: Book) -> Cover:
    """Take the edition's own cover, or make one; the same book gives the same bytes.

    Raises UnusableFileError for a picture that is none, ConversionError for a character that the
    text face does not have.
    """
    own = book.outputs.styles.epub_cover
    if own is None:
        return _made(book.metadata, book.outputs.typefaces)
    name, picture = own_picture(own)
    said = f"{book.metadata.title}. {book.outputs.cover_description}".removesuffix(" ")
    words = words_in(book.metadata.language).ebook
    return Cover({name: picture}, name, name, words.cover_says.format(text=said))


def own_picture(path: Path) -> tuple[str, bytes]:
    """Give the name that a cover has in the book, and the picture, by what the file holds.

    Raises UnusableFileError for a file that is neither a JPEG nor a PNG.
    """
    try:
        picture = reading.read(path, reading.COVER)
    except UnreadableFileError as error:
        raise UnusableFileError(path, error.fault, "give the picture itself") from error
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "cover.png", picture
    if picture.startswith(b"\xff\xd8\xff"):
        return "cover.jpg", picture
    raise UnusableFileError(path, "it is neither a JPEG nor a PNG", "save the cover as a JPEG")


def facts(metadata: Metadata) -> dict[str, str]:
    """Give what stands on a front, in its order; what would say nothing is empty."""
    page = TitlePage.of(metadata)
    return {
        "series": page.series,
        "title": page.title,
        "subtitle": page.subtitle,
        "editors": page.editors,
        "imprint": ", ".join(fact for fact in (metadata.place, metadata.publisher) if fact),
        "date": metadata.year,
    }


def set_facts(metadata: Metadata, faces: Iterable[str]) -> str:
    """Write for Typst what stands on a front, and how it is set."""
    given = {name: literal(fact) for name, fact in facts(metadata).items()}
    given["language"] = literal(metadata.language.partition("-")[0].lower())
    given["dir"] = direction(metadata.language)
    given["faces"] = array(map(literal, faces))
    return dictionary(given)


def _made(metadata: Metadata, own: Sequence[Typeface]) -> Cover:
    text = ". ".join(fact for fact in facts(metadata).values() if fact)
    for character in sorted(fonts.not_covered(frozenset(text), own_characters(own))):
        name = unicodedata.name(character, "a character without a name")
        raise ConversionError(
            f"edition.toml: U+{ord(character):04X} ({name}) cannot be shown on the cover: "
            "no typeface has it; write the text without it"
        )
    with fonts.faces_for(frozenset(text), own) as faces:
        book = set_facts(metadata, faces.names)
        source = f'#import "/front.typ": cover\n#cover({book})\n'.encode()
        compiler = typst.Compiler(root=TEMPLATE, font_paths=faces.fonts(), ignore_system_fonts=True)
        try:
            svg = compiler.compile(source, format="svg")
            png = compiler.compile(source, format="png", ppi=DOTS_PER_INCH)
        except typst.TypstError as error:
            raise ConversionError(
                f"Typst cannot make the cover: {error.message}; please report this with the edition"
            ) from error
    if not (isinstance(svg, bytes) and isinstance(png, bytes)):
        raise ConversionError(
            "Typst gave no cover of one page; please report this with the edition"
        )
    said = words_in(metadata.language).ebook.cover_says.format(text=text)
    return Cover({"cover.svg": svg, "cover.png": png}, "cover.svg", "cover.png", said)
