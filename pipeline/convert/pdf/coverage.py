"""The characters that the PDF cannot show, and the rule that tells of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import document as model
from pipeline.book import Book
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.opening import imprint
from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.document import NOWHERE, Span


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
    found: dict[tuple[str, str], Uncovered] = {}
    for document, text, span in printed(book):
        for character in fonts.not_covered(frozenset(text)):
            where = _within(span, text, text.index(character))
            found.setdefault((document, character), Uncovered(document, where, character))
    return tuple(sorted(found.values(), key=lambda one: (one.document, one.span, one.character)))


def check_character_without_glyph(one: Uncovered) -> Iterator[Finding]:
    """A character of the text has no glyph in the typeface of the PDF.

    The PDF is set in Noto Serif, which has Latin, Greek, Cyrillic and the signs of the trade. A
    character of another script would come out as an empty box, and a PDF for archives may not
    hold one, so nothing is published. An edition without a PDF has it only where the cover of the
    EPUB would show the character.

    Example: a telegram that quotes ``北京``.

    To mend it, look at the character in the printed source. Where it is a misreading, correct
    the transcription; where it is right, the face has to be extended, so please report it.
    """
    yield Finding(
        one.span, cannot_print(one.character),
        "correct the transcription where the character is a misreading, else report it",
    )  # fmt: skip


def cannot_print(character: str) -> str:
    """Say which character cannot be printed and why."""
    name = unicodedata.name(character, "a character without a name")
    obeyed = character in fonts.OBEYED
    why = "it turns or parts the text" if obeyed else f"{fonts.TEXT_FACE} does not have it"
    return f"U+{ord(character):04X} ({name}) cannot be printed: {why}"


RULES = (Rule("C101", "character-without-glyph", Severity.ERROR, check_character_without_glyph),)


def printed(book: Book) -> Iterator[tuple[str, str, Span]]:
    """Yield everything the PDF shows: the document, the text, its place."""
    metadata = book.metadata
    for fact in (
        metadata.title, metadata.subtitle, metadata.series, metadata.publisher, metadata.place,
        metadata.date, *metadata.editors, *imprint(metadata),
    ):  # fmt: skip
        yield "", fact, NOWHERE
    labels = {note.id: note.label for text in book.texts for note in text.notes}
    for document, node in _nodes(book):
        match node:
            case model.Text():
                yield document.id, node.text, node.span
            case model.Correction():
                yield document.id, node.printed, node.span
                yield document.id, node.reading, node.span
            case model.PageBreak():
                yield document.id, node.number, node.span
            case model.NoteMarker() | model.UnplacedNote():
                yield document.id, labels.get(node.note, ""), node.span


def _within(span: Span, text: str, place: int) -> Span:
    start, end = span
    return (start + place, start + place + 1) if end - start == len(text) else span


def _nodes(book: Book) -> Iterator[tuple[model.Document, model.Node]]:
    """Yield all there is in the documents and their notes."""
    for document in book.texts:
        roots: tuple[model.Node, ...] = (document, *document.notes)
        for root in roots:
            for node in model.walk(root):
                yield document, node
