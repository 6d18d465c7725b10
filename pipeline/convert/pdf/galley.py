"""A proof to be read with a pen: numbered lines, queries in the margin, bars at what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.book.outputs import Outputs, Paper
from pipeline.book.typeface import own_characters
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.compiling import compile_pdf
from pipeline.convert.pdf.source import array, dictionary, literal
from pipeline.convert.pdf.stated import spoken
from pipeline.model.metadata import Metadata

# Words, or with True a sign that is none of the text.
GalleyPiece: TypeAlias = tuple[str, bool]
_PAPERS: Mapping[Paper, str] = {"6x9": "a4", "a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class GalleyPassage:
    """A paragraph and what is asked about it; ``kind`` is ``text``, ``heading`` or ``note``."""

    pieces: Sequence[GalleyPiece]
    kind: str = "text"
    changed: bool = False
    queries: Sequence[str] = ()


def galley(
    metadata: Metadata,
    outputs: Outputs,
    said: str,
    texts: Sequence[tuple[str, Sequence[GalleyPassage]]],
) -> bytes:
    """Set ``texts`` by name; ``said`` stands at the head of each page beside the title.

    A character that no face has is shown by its number.
    """
    own = own_characters(outputs.typefaces)
    shown = [(_shown(name, own), [_clear(one, own) for one in each]) for name, each in texts]
    title, said = _shown(metadata.title, own), _shown(said, own)
    words = "".join((title, said, *_words(shown)))
    lines = []
    for name, passages in shown:
        lines.append(f"#document-name({literal(name)})")
        lines += map(_passage, passages)
    with fonts.faces_for(frozenset(words), outputs.typefaces) as faces:
        given = {
            "paper": literal(_PAPERS[outputs.paper]),
            "title": literal(title), "said": literal(said),
            "faces": array(map(literal, faces.names)),
            "language": literal(spoken(metadata.language)[0]),
        }  # fmt: skip
        begun = ['#import "/galley.typ": *', f"#show: galley.with(..{dictionary(given)})"]
        return compile_pdf("\n".join(begun + lines), "", faces)


def _passage(one: GalleyPassage) -> str:
    pieces = (f"sign({literal(text)})" if sign else literal(text) for text, sign in one.pieces)
    changed = "true" if one.changed else "false"
    queries = array(map(literal, one.queries))
    return (
        f"#passage({literal(one.kind)}, {changed}, {queries}, {' + '.join(pieces) or literal('')})"
    )


def _words(texts: Iterable[tuple[str, Iterable[GalleyPassage]]]) -> Iterator[str]:
    for name, passages in texts:
        yield name
        for one in passages:
            yield from (text for text, _ in one.pieces)
            yield from one.queries


def _clear(one: GalleyPassage, own: frozenset[str]) -> GalleyPassage:
    pieces = tuple((_shown(text, own), sign) for text, sign in one.pieces)
    queries = tuple(_shown(query, own) for query in one.queries)
    return GalleyPassage(pieces, one.kind, one.changed, queries)


def _shown(text: str, own: frozenset[str]) -> str:
    """Name the characters that cannot be set."""
    for one in sorted(fonts.not_covered(frozenset(text), own)):
        text = text.replace(one, f"[U+{ord(one):04X}]")
    return text
