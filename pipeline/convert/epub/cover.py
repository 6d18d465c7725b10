"""The cover of an EPUB, made from what is known of the book: an SVG, a PNG and what they say."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import typst

from pipeline.book.title_page import TitlePage
from pipeline.convert.epub.fonts import TEMPLATE
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.source import array, dictionary, literal
from pipeline.model.errors import ConversionError
from pipeline.model.metadata import Metadata

# Shops ask for at least 1,400 dots across; the cover of the template is 400 points wide.
DOTS_PER_INCH = 288.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture in both forms, and all that it says, for those who do not see it."""

    svg: bytes
    png: bytes
    text: str


def cover(metadata: Metadata) -> Cover:
    """Make the cover; the same metadata give the same bytes.

    Raises ConversionError for a character that the text face does not have.
    """
    page = TitlePage.of(metadata)
    facts = {
        "series": page.series,
        "title": page.title,
        "subtitle": page.subtitle,
        "editors": page.editors,
        "imprint": ", ".join(fact for fact in (metadata.place, metadata.publisher) if fact),
        "date": metadata.date,
    }
    text = ". ".join(fact for fact in facts.values() if fact)
    for character in sorted(fonts.not_covered(frozenset(text))):
        name = unicodedata.name(character, "a character without a name")
        raise ConversionError(
            f"edition.toml: U+{ord(character):04X} ({name}) cannot be shown on the cover: "
            f"{fonts.TEXT_FACE} does not have it; write the text without it"
        )
    names = fonts.names(frozenset(text))
    given = {name: literal(fact) for name, fact in facts.items()}
    given["language"] = literal(metadata.language.partition("-")[0].lower())
    given["faces"] = array(map(literal, names))
    source = f'#import "/cover.typ": cover\n#cover({dictionary(given)})\n'.encode()
    compiler = typst.Compiler(
        root=TEMPLATE, font_paths=fonts.faces(names), ignore_system_fonts=True
    )
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
    return Cover(svg, png, text)
