"""The faces the PDF is set in, and the characters they have.

The text face is Noto Serif, whose files and licence lie in ``faces/``. What it lacks comes from the
typefaces of the edition, and then from faces that Typst has inside it: letters of some scripts, and
signs, as ``║`` for the mark of a note. No face of the machine is ever used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from pipeline.book.everyday import EVERYDAY
from pipeline.book.typeface import Typeface, own_characters
from pipeline.model.errors import ConversionError
from pipeline.model.languages import TO_LEFT
from pipeline.model.tables import read_table
from pipeline.system import temporary

FOLDER = Path(__file__).with_name("faces")
TEXT_FACE = "Noto Serif"


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """What is taken from a face inside Typst; what is ``upright`` its slanted cuts have not."""

    name: str
    characters: frozenset[str]
    upright: frozenset[str]


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a text by name, in this order; those of the edition lie in ``folder``.

    Those named ``to_left`` have letters of the text that run to the left.
    """

    names: Sequence[str]
    folder: str = ""
    to_left: Sequence[str] = ()

    def fonts(self) -> typst.Fonts:
        """Give the faces to Typst; those inside it only if needed: they take 150 ms."""
        return typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=any(one.name in self.names for one in EMBEDDED),
            font_paths=[FOLDER, Path(self.folder)] if self.folder else [FOLDER],
        )


def _embedded() -> Iterator[EmbeddedFace]:
    """Give what the faces inside Typst have; Typst does not tell."""
    for name, has in read_table(__file__, "embedded.toml").items():
        upright = frozenset(_in_ranges(has["upright"]))
        yield EmbeddedFace(name, upright.union(_in_ranges(has["ranges"])), upright)


def _in_ranges(ranges: Sequence[str]) -> Iterator[str]:
    for one in ranges:
        first, _, last = one.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


EMBEDDED = tuple(_embedded())
INSIDE_TYPST = frozenset().union(*(one.characters for one in EMBEDDED))
UPRIGHT = frozenset().union(*(one.upright for one in EMBEDDED))

# Signs that are obeyed and not shown: they have text run from right to left, or end a line. What
# the PDF then says that it holds is not the text.
OBEYED = frozenset("\u200f\u202b\u202e\u2067\u2028\u2029")


@cache
def covered() -> frozenset[str]:
    """Give the characters that the text face has, roman and italic, and can be set as they are."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 40 ms that few texts need

    cmaps = []
    for file in sorted(FOLDER.glob("*.ttf")):
        with TTFont(file, lazy=True) as face:
            cmaps.append(set(face.getBestCmap()))
    return frozenset(map(chr, set.intersection(*cmaps))) - OBEYED


@cache
def advances() -> dict[str, float]:
    """Give how wide each character of the upright face is, in parts of the size of the type."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    (file,) = (one for one in FOLDER.glob("*.ttf") if "Italic" not in one.name)
    with TTFont(file, lazy=True) as face:
        widths, em = face["hmtx"].metrics, face["head"].unitsPerEm
        return {chr(code): widths[name][0] / em for code, name in face.getBestCmap().items()}


def not_covered(characters: frozenset[str], own: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give those of ``characters`` that cannot be set, with typefaces that have ``own`` at hand."""
    return beyond_text_face(characters - INSIDE_TYPST) - (own - OBEYED)


def beyond_text_face(characters: frozenset[str]) -> frozenset[str]:
    """Give those of ``characters`` that another face must have."""
    rest = characters - EVERYDAY
    return rest - covered() if rest else rest


@contextmanager
def faces_for(characters: frozenset[str], own: Sequence[Typeface] = ()) -> Iterator[Faces]:
    """Give the faces that ``characters`` need, out of the edition's ``own`` first."""
    rest = beyond_text_face(characters)
    left = rest - own_characters(own)
    has = {one.name: one.characters for one in EMBEDDED if left & one.characters}
    families = {one.family for one in own if not rest.isdisjoint(one.characters)}
    with ExitStack() as held:
        folder = held.enter_context(temporary.folder()) if families else None
        if folder is not None:
            needed = [one for one in own if one.family in families]
            has = {**_laid_out(needed, folder), **has}
        to_left = [name for name in has if TO_LEFT.search("".join(rest & has[name]))]
        yield Faces((TEXT_FACE, *has), str(folder or ""), to_left)


def _laid_out(needed: Iterable[Typeface], folder: Path) -> dict[str, frozenset[str]]:
    """Put typefaces into ``folder``; give for each name that Typst knows them by what it has.

    Raises ConversionError for one that Typst passes over.
    """
    files = {f"{place:05}{one.suffix}": one for place, one in enumerate(needed)}
    for name, one in files.items():
        (folder / name).write_bytes(one.data)
    told = {
        Path(one.path).name: one.family
        for one in Faces((), str(folder)).fonts().fonts()
        if one.path
    }
    found: dict[str, frozenset[str]] = {}
    for name, one in files.items():
        if name not in told:
            raise ConversionError(
                f"Typst cannot use the typeface {one.family!r}; save it anew as an OpenType font"
            )
        found[told[name]] = found.get(told[name], frozenset()).union(one.characters)
    return found
