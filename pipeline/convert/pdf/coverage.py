"""The characters that the PDF cannot show, and the rule that tells of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.book import Book
from pipeline.book.title_page import for_printer
from pipeline.book.typeface import own_characters
from pipeline.book.words import words_in
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.opening import imprint
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Message, Severity
from pipeline.model.document import NOWHERE, Span
from pipeline.model.tables import read_table

_NAMES = {"\t": "a tab", "\n": "a line end"}
_HINTS = {
    "\t": "write two tabs between the cells of a table, and a space elsewhere",
    "\n": "write each paragraph on one line",
}


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A character that the text face does not have, at its first place in a document.

    ``document`` is empty for the metadata of the edition; ``span`` covers the character in the
    normalized text, or the note marker or page break that shows it.
    """

    document: str
    span: Span
    character: str


def uncovered(book: Book) -> tuple[Uncovered, ...]:
    """List the characters that cannot be printed, each once a document."""
    own = own_characters(book.outputs.typefaces)
    known = (Uncovered("", NOWHERE, one) for fact in _facts(book) for one in _lacking(fact, own))
    found = [one for document in book.texts for one in uncovered_in(document, own)]
    return tuple(sorted({*known, *found}, key=_order))


def uncovered_in(
    document: model.Document, own: frozenset[str] = frozenset()
) -> tuple[Uncovered, ...]:
    """List the characters of a document that cannot be printed, each at its first place.

    The typefaces of the edition have those in ``own``.
    """
    found: dict[str, Uncovered] = {}
    for text, span in model.printed(document):
        for character in _lacking(text, own):
            where = _within(span, text, text.index(character))
            found.setdefault(character, Uncovered(document.id, where, character))
    return tuple(sorted(found.values(), key=_order))


def _lacking(text: str, own: frozenset[str]) -> frozenset[str]:
    return fonts.not_covered(frozenset(text), own)


def _order(one: Uncovered) -> tuple[str, Span, str]:
    return one.document, one.span, one.character


def character_without_glyph(one: Uncovered) -> Finding:
    """Say that a character cannot be shown, and what to do about it."""
    otherwise = "correct it where it is a misreading, else name a typeface that has it (fonts)"
    otherwise += _packaged(one.character)
    if one.document:
        otherwise += ", or leave pdf out of formats in edition.toml"
    hint = _HINTS.get(one.character, otherwise)
    return Finding(one.span, cannot_print(one.character), hint)


def _packaged(character: str) -> str:
    """Say which typeface of the extra "fonts" has a character, where one has it."""
    script = unicodedata.name(character, "").split(" ")[0]
    file = read_table(__file__, "packaged.toml").get(script)
    brought = "which pip install 'edition-pipeline[fonts]' brings"
    return f', as fonts = ["package:{file}"], {brought}' if file else ""


CHARACTER_WITHOUT_GLYPH = Message(
    "C101", "character-without-glyph", Severity.ERROR,
    summary="A character of the text has no glyph in the typeface of the PDF.",
    why="""The PDF is set in Noto Serif, which has Latin, Greek, Cyrillic and the signs of the
    trade. Hebrew comes from Libertinus Serif, Coptic, Armenian and Georgian from New Computer
    Modern, arrows and many other symbols from DejaVu Sans Mono, all else from the typefaces of the
    edition. What no face has would come out as an empty box, and a PDF for archives may not hold
    one, so nothing is published. An edition without a PDF has it only where the cover of the EPUB
    would show the character. A tab is no sign at all; between cells there must be two.""",
    example="a telegram that quotes `北京`; a table whose cells are parted by one tab.",
    remedy="""look at the character in the printed source. Where it is a misreading, correct the
    transcription; where it is right, name a typeface that has it in `edition.toml`, as `fonts =
    ["NotoSerifJP.otf"]` below `[outputs]`, or one of the packages that `pip install
    'edition-pipeline[fonts]'` brings, which the message then names. Or leave `pdf` and `print` out
    of `formats` there: the other formats show the character in the faces of the reader's
    machine.""",
)  # fmt: skip


def cannot_print(character: str) -> str:
    """Say which character cannot be printed and why."""
    name = _NAMES.get(character) or unicodedata.name(character, "a character without a name")
    why = "no typeface has it"
    if character in _HINTS:
        why = "it is no sign"
    elif character in fonts.OBEYED:
        why = "it turns or parts the text"
    return f"U+{ord(character):04X} ({name}) cannot be printed: {why}"


def printed(book: Book) -> Iterator[str]:
    """Yield all text that the PDF shows."""
    yield from _facts(book)
    for document in book.texts:
        yield from (text for text, _ in model.printed(document))


def _facts(book: Book) -> tuple[str, ...]:
    metadata, outputs = book.metadata, book.outputs
    words = words_in(metadata.language)
    return (
        metadata.title, metadata.short_title, metadata.subtitle, metadata.series,
        metadata.publisher, metadata.place, metadata.date, *metadata.editors, *imprint(metadata),
        *for_printer(metadata, outputs), words.contents, words.numbered, words.continued,
        words.page, words.pages,
    )  # fmt: skip


def _within(span: Span, text: str, place: int) -> Span:
    start, end = span
    return (start + place, start + place + 1) if end - start == len(text) else span
