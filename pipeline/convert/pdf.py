"""The edition as a PDF for print and archive: PDF/UA-1 and PDF/A-3a with its TEI inside."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import typst

from pipeline import __version__
from pipeline import document as model
from pipeline.book import Book
from pipeline.convert import ast, pandoc, pandoc_json
from pipeline.convert.typst import fonts
from pipeline.convert.typst.dialect import set_in_typst
from pipeline.convert.typst.heads import RunningHead, running_head
from pipeline.convert.typst.source import array, dictionary, literal
from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.document import NOWHERE, Span
from pipeline.errors import ConversionError

# The only folder Typst may read; it holds nothing but the template.
TEMPLATE = Path(__file__).parent / "typst" / "template"
TIMESTAMP = int(pandoc.EPOCH)
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-3a"]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A character that the text face does not have, at its first place in a document.

    ``document`` is empty for the metadata of the edition; ``span`` covers the character in the
    normalized text, or the note marker or page break that shows it.
    """

    document: str
    span: Span
    character: str


def make(book: Book) -> bytes:
    """Set ``book`` as one PDF.

    Raises ConversionError for a character that cannot be printed (:func:`uncovered` tells before
    where they are) and where pandoc or Typst fails.
    """
    for one in uncovered(book):
        raise ConversionError(f"{one.document or 'edition.toml'}: {_cannot_print(one.character)}")
    heads = {text.id: running_head(text) for text in book.texts}
    blocks = set_in_typst(pandoc_json.book_blocks(book.sections, pandoc_json.Dialect()), heads)
    body = pandoc.run("typst-smart", ast.encode(blocks, {}), "--wrap=none")
    characters = frozenset().union(*(text for _, text, _ in _printed(book)))
    names, faces = fonts.faces(characters)
    return _compile(_opening(book, heads, names).encode() + body, faces, book.tei)


def _compile(source: bytes, faces: typst.Fonts, tei: bytes) -> bytes:
    compiler = typst.Compiler(
        root=TEMPLATE, font_paths=faces, ignore_system_fonts=True, sys_inputs={"tei": tei.decode()}
    )
    try:
        made = compiler.compile(source, format="pdf", pdf_standards=STANDARDS, timestamp=TIMESTAMP)
    except typst.TypstError as error:
        raise ConversionError(
            f"Typst cannot make the PDF: {error.message}; please report this with the edition"
        ) from error
    if not isinstance(made, bytes):
        raise ConversionError("Typst gave no PDF; please report this with the edition")
    return made


def uncovered(book: Book) -> tuple[Uncovered, ...]:
    """List the characters that cannot be printed, each once a document."""
    found: dict[tuple[str, str], Uncovered] = {}
    for document, text, span in _printed(book):
        for character in fonts.not_covered(frozenset(text)):
            where = _within(span, text, text.index(character))
            found.setdefault((document, character), Uncovered(document, where, character))
    return tuple(sorted(found.values(), key=lambda one: (one.document, one.span, one.character)))


def check_character_without_glyph(one: Uncovered) -> Iterator[Finding]:
    """A character of the text has no glyph in the typeface of the PDF.

    The PDF is set in Noto Serif, which has Latin, Greek, Cyrillic and the signs of the trade. A
    character of another script would come out as an empty box, and a PDF for archives may not
    hold one, so nothing is published.

    Example: a telegram that quotes ``北京``.

    To mend it, look at the character in the printed source. Where it is a misreading, correct
    the transcription; where it is right, the face has to be extended, so please report it.
    """
    yield Finding(
        one.span, _cannot_print(one.character),
        "correct the transcription where the character is a misreading, else report it",
    )  # fmt: skip


def _cannot_print(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    return f"U+{ord(character):04X} ({name}) cannot be printed: {fonts.TEXT_FACE} does not have it"


RULES = (Rule("C101", "character-without-glyph", Severity.ERROR, check_character_without_glyph),)


def _printed(book: Book) -> Iterator[tuple[str, str, Span]]:
    """Yield everything the PDF shows: the document, the text, its place."""
    metadata = book.metadata
    for fact in (
        metadata.title, metadata.series, metadata.publisher, metadata.place, metadata.date,
        metadata.rights, *metadata.editors,
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


def _opening(book: Book, heads: Mapping[str, RunningHead], faces: Iterable[str]) -> str:
    """Write the lines of Typst that come before the text."""
    metadata = book.metadata
    language, _, region = metadata.language.partition("-")
    facts = {
        "title": literal(metadata.title),
        "series": literal(metadata.series),
        "publisher": literal(metadata.publisher),
        "place": literal(metadata.place),
        "date": literal(metadata.date),
        "editors": array(map(literal, metadata.editors)),
        "language": literal(language.lower()),
        "region": literal(region) if len(region) == len("US") else "none",
        "documents": dictionary({id_: head.given() for id_, head in heads.items()}),
        "faces": array(map(literal, faces)),
        "colophon": array(map(literal, _colophon(book))),
    }
    file = literal(f"{metadata.id}.xml")
    return (
        '#import "/edition.typ": *\n'
        f"#show: edition.with(paper: {literal(book.outputs.paper)}, book: {dictionary(facts)})\n"
        f'#pdf.attach({file}, bytes(sys.inputs.at("tei")), relationship: "source", '
        f'mime-type: "application/tei+xml", description: "TEI encoding of the text")\n'
    )


def _colophon(book: Book) -> list[str]:
    """Say where the text comes from, how to read it and what made the pages."""
    metadata = book.metadata
    file, digest = f"{metadata.id}.xml", hashlib.sha256(book.tei).hexdigest()
    lines = [metadata.rights]
    if any(isinstance(node, model.PageBreak) for _, node in _nodes(book)):
        lines.append(
            "The numbers in the outer margins are those of the pages of the printed source; a thin "
            "bar in the text shows where each of them begins."
        )
    lines.append(
        f"The text is set from its encoding in TEI, which this file carries as {file}, SHA-256 "
        f"{digest}."
    )
    made_by = f"edition-pipeline {__version__} with Typst {version('typst')}"
    lines.append(f"Set in {fonts.TEXT_FACE} by {made_by}.")
    return [line for line in lines if line]


def _nodes(book: Book) -> Iterator[tuple[model.Document, model.Node]]:
    """Yield all there is in the documents and their notes."""
    for document in book.texts:
        roots: tuple[model.Node, ...] = (document, *document.notes)
        for root in roots:
            for node in model.walk(root):
                yield document, node
