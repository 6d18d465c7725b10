"""The lines of Typst that come before the text: the template, and what is known of the book."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from pipeline.book import Book
from pipeline.book.outputs import PrinterSettings
from pipeline.book.title_page import identified
from pipeline.book.words import words_in
from pipeline.convert.pdf.fonts import UPRIGHT
from pipeline.convert.pdf.heads import Head
from pipeline.convert.pdf.source import array, dictionary, literal
from pipeline.convert.pdf.stated import spoken
from pipeline.model.languages import TO_LEFT, direction
from pipeline.model.metadata import Metadata

# The names of the files as Typst is given them.
TEMPLATE = "edition.typ"
OWN_TEMPLATE = "own.typ"

_ABOVE = "\u0300-\u0311"
_BELOW = "\u0316-\u031a\u031c-\u0333"
_BASE = r"\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}"  # what the text face has
_MOVED = "|".join((
    rf"[{_BASE}--\p{{M}}]\p{{M}}{{2,}}",
    rf"[{_BASE}--[\p{{M}}acegijmnopqrsuvwxyz]][{_ABOVE}]",
    rf"[{_BASE}--[\p{{M}}A-IK-PR-Za-fhik-or-xz]][{_BELOW}]",
    rf"[{_BASE}--\p{{M}}][\p{{M}}--[{_ABOVE}{_BELOW}]]",
))  # fmt: skip

# Emphasis that turns what is slanted upright, and the reverse, as Typst's own; but that one would
# turn what is set upright inside it.
_EMPHASIS = """#show emph: it => text(style: "italic", {
  show emph: inner => text(style: "normal", inner.body)
  it.body
})
"""
_ISOLATED = """#show footnote: it => {
  pdf.artifact(kind: "other", "\\u{2066}")
  it
  pdf.artifact(kind: "other", "\\u{2069}")
}
"""


def opening(
    book: Book, heads: Iterable[Head], faces: Iterable[str], *, printer: bool = False
) -> str:
    """Write the lines that come before the text of ``book``, which may be set for a ``printer``."""
    files = [TEMPLATE] + ([OWN_TEMPLATE] if book.outputs.styles.pdf_template else [])
    facts = dictionary(_facts(book, heads, faces, book.outputs.printer if printer else None))
    attached = literal(f"{book.metadata.id}.xml")
    return (
        "".join(f'#import "/{file}": *\n' for file in files)
        + f"#show: edition.with(paper: {literal(book.outputs.paper)}, book: {facts})\n"
        + f'#pdf.attach({attached}, bytes(sys.inputs.at("tei")), relationship: "source", '
        + 'mime-type: "application/tei+xml", description: "TEI encoding of the text")\n'
    )


def set_characters(characters: Iterable[str], turned: Sequence[str], runs: str) -> str:
    """Write what signs, combining marks and words that run to the left need.

    Signs are upright where no face slants them. Words that run to the left, with what stands
    between them, are set in the faces ``turned``, so that Typst shapes them as one, as is a book
    that ``runs`` so; and the mark of a note beside them is no part of them (UAX 9, isolates).

    Where the face moves a mark up or down to fit its letter, Typst 0.15 has letter and mark twice
    in the text of the PDF. There the face may not place marks, and what Unicode has no letter for
    stands beside it. Over letters without ascenders and below those without descenders the face
    has nothing to move.
    """
    lines = []
    if upright := UPRIGHT.intersection(characters):
        signs = literal(f"[{''.join(sorted(upright))}]")
        lines.append(f'{_EMPHASIS}#show regex({signs}): set text(style: "normal")\n')
    if any(unicodedata.category(character).startswith("M") for character in characters):
        lines.append(f"#show regex({literal(_MOVED)}): set text(features: (mark: 0, mkmk: 0))\n")
    if turned and runs == "ltr":
        faces = array(map(literal, turned))
        lines.append(f"#show regex({literal(TO_LEFT.pattern)}): set text(font: {faces})\n")
    if turned:
        lines.append(_ISOLATED)
    return "".join(lines)


def imprint(metadata: Metadata) -> tuple[str, ...]:
    """Give the lines on the back of the title page."""
    return tuple(line for line in (metadata.rights, *identified(metadata)) if line)


def _facts(
    book: Book, heads: Iterable[Head], faces: Iterable[str], printer: PrinterSettings | None
) -> dict[str, str]:
    metadata = book.metadata
    language, region = spoken(metadata.language)
    words = words_in(metadata.language)
    return {
        "title": literal(metadata.title),
        "short": literal(metadata.short_title or metadata.title),
        "subtitle": literal(metadata.subtitle),
        "series": literal(metadata.series),
        "publisher": literal(metadata.publisher),
        "place": literal(metadata.place),
        "date": literal(metadata.year),
        "editors": array(map(literal, metadata.editors)),
        "language": literal(language),
        "region": literal(region) if region else "none",
        "dir": direction(metadata.language),
        "imprint": array(map(literal, (*imprint(metadata), *(printer.cip if printer else ())))),
        "half-title": "true" if printer and printer.half_title else "false",
        "contents": literal(words.contents),
        "has-contents": "true" if book.has_contents else "false",
        "numbered": array(map(literal, words.numbered.split("{number}"))),
        "sections": array(head.listed() for head in heads),
        "faces": array(map(literal, faces)),
    }
