"""A proof to be read with a pen: numbered lines, queries in the margin, bars at what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.book.outputs import Paper
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
    paper: Paper,
    said: str,
    texts: Sequence[tuple[str, Sequence[GalleyPassage]]],
) -> bytes:
    """Set ``texts`` by name; ``said`` stands at the head of each page beside the title.

    A character that no face has is shown by its number.
    """
    shown = [(_shown(name), [_clear(one) for one in passages]) for name, passages in texts]
    title, said = _shown(metadata.title), _shown(said)
    words = "".join((title, said, *_words(shown)))
    faces = fonts.names(frozenset(words))
    given = {
        "paper": literal(_PAPERS[paper]), "title": literal(title), "said": literal(said),
        "faces": array(map(literal, faces)), "language": literal(spoken(metadata.language)[0]),
    }  # fmt: skip
    lines = ['#import "/galley.typ": *', f"#show: galley.with(..{dictionary(given)})"]
    for name, passages in shown:
        lines.append(f"#document-name({literal(name)})")
        lines += map(_passage, passages)
    return compile_pdf("\n".join(lines), "", faces)


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


def _clear(one: GalleyPassage) -> GalleyPassage:
    pieces = tuple((_shown(text), sign) for text, sign in one.pieces)
    return GalleyPassage(pieces, one.kind, one.changed, tuple(map(_shown, one.queries)))


def _shown(text: str) -> str:
    """Name the characters that cannot be set."""
    for one in sorted(fonts.not_covered(frozenset(text))):
        text = text.replace(one, f"[U+{ord(one):04X}]")
    return text
