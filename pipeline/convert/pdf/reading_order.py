"""Words as they are read, where a PDF of Typst's has glyphs as they stand.

Typst 0.15 writes the glyphs of a script that runs to the left from left to right, and where a face
moves a glyph up or down, the letters of both pieces twice. What a reader is told there is put
right (ActualText, ISO 32000-1, 14.9.4): the first of such pieces says the text of all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby, pairwise, takewhile
from math import hypot
from typing import Any

import pikepdf

_MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_TO_LEFT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})  # they run to the right in any script
# How far a face moves a glyph at most, in parts of the size.
_MOVED = 0.8
_HAIR = 0.01


@dataclass(slots=True)
class _GlyphPiece:
    """Marked content: what its glyphs mean, from left to right, and where they begin."""

    properties: pikepdf.Dictionary
    parent: object
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    face: str = ""
    units: list[str] = field(default_factory=list)
    turned: bool = False

    @property
    def runs(self) -> frozenset[str]:
        """The classes of the characters that say which way a text runs, and what Typst says.

        Of several signs it says that they run to the left, or else they do not.
        """
        classes = {unicodedata.bidirectional(one) for unit in self.units for one in unit}
        if self.turned:
            classes |= {"R"}
        elif classes & _NUMBERS:
            classes |= {"L"}
        found = (_TO_LEFT | {"L"}) & classes
        return found or frozenset({"L"} if len(self.units) > 1 else ())


def in_order(pdf: bytes, shaped: frozenset[str], runs: str) -> bytes:
    """Put right what ``pdf`` says of characters that may be ``shaped``; its book ``runs`` so."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
        for page in file.pages:
            fonts = {
                name: _meanings(font) for name, font in page.resources.get("/Font", {}).items()
            }
            known = "".join(text for font in fonts.values() for text in font.values())
            is_moved = runs == "rtl" or not shaped.isdisjoint(known)
            if "/StructParents" in page.obj and is_moved:
                content = list(pikepdf.parse_content_stream(page))
                pieces = list(_pieces(content, fonts, parents[int(page.obj.StructParents)]))
                if runs == "rtl":
                    _turn_signs(pieces)
                for group in filter(None, _groups(pieces, shaped, runs)):
                    _say(group)
                if runs == "rtl":
                    _move_blanks(pieces)
                page.obj.Contents = file.make_stream(pikepdf.unparse_content_stream(content))
        file.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def _meanings(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    found = _MAPPED.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}


def _pieces(
    content: Iterable[Any], fonts: Mapping[str, Mapping[int, str]], parents: pikepdf.Object
) -> Iterator[_GlyphPiece]:
    """Yield the pieces of a page that have a place in the structure, in their order.

    ``depth`` counts marked contents, ``said`` is that of the one whose text is given.
    """
    piece: _GlyphPiece | None = None
    depth = said = 0
    place, face, size = (0.0, 0.0), "", 0.0
    for operands, operator in content:
        match str(operator):
            case "BMC":
                depth += 1
                if piece is not None:
                    piece.turned |= str(operands[0]) == "/ReversedChars"
            case "BDC":
                depth += 1
                if "/MCID" in operands[1]:
                    piece = _GlyphPiece(operands[1], parents[int(operands[1].MCID)].objgen)
                elif piece is not None and "/ActualText" in operands[1] and not said:
                    piece.units.append(str(operands[1].ActualText))
                    said = depth
            case "EMC":
                said = 0 if said == depth else said
                depth -= 1
                if depth == 0 and piece is not None:
                    yield piece
                    piece = None
            case "cm":
                place = _along(*map(float, operands))
            case "Tf":
                face, size = str(operands[0]), float(operands[1])
            case "Tj" | "TJ" if piece is not None:
                if not piece.size:
                    (piece.x, piece.y), piece.size, piece.face = place, size, face
                if not said:
                    piece.units += _shown(operands[0], fonts[face])


def _along(a: float, b: float, _: float, __: float, x: float, y: float) -> tuple[float, float]:
    """Give a place along its line, and that of the line, where words are turned as on a spine."""
    size = hypot(a, b)
    return (x * a + y * b) / size, (y * a - x * b) / size


def _shown(operand: object, font: Mapping[int, str]) -> Iterator[str]:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
    for first, second in zip(codes[::2], codes[1::2], strict=True):
        yield font.get(first << 8 | second, "\ufffd")


def _turn_signs(pieces: list[_GlyphPiece]) -> None:
    """Let signs of a line run as the book does, to the left, but between letters that do not."""
    for _, same in groupby(pieces, lambda one: (one.parent, one.y)):
        stretches = [list(some) for _, some in groupby(same, lambda one: not one.runs)]
        for place, signs in enumerate(stretches):
            beside = [one[-1] for one in stretches[:place][-1:]]
            beside += [one[0] for one in stretches[place + 1 : place + 2]]
            if not signs[0].runs and [*map(_has_letters, beside)] != [True, True]:
                for one in signs:
                    one.turned = True


def _has_letters(piece: _GlyphPiece) -> bool:
    return any(unicodedata.bidirectional(one) == "L" for unit in piece.units for one in unit)


def _groups(
    pieces: list[_GlyphPiece], shaped: frozenset[str], runs: str
) -> Iterator[list[_GlyphPiece]]:
    """Yield pieces that Typst shaped as one, as far as it may have them in another order.

    A sign at an end has the direction of the book, or is of the words before which it stands in
    the same face.
    """
    group: list[_GlyphPiece] = []
    for piece, follower in zip(pieces, [*pieces[1:], None], strict=True):
        is_shaped = piece.turned or not shaped.isdisjoint("".join(piece.units))
        if group and _goes_on(group[-1], piece) and (is_shaped or not piece.runs):
            group.append(piece)
            continue
        yield _trimmed(group, runs)
        is_of_words = follower is not None and follower.face == piece.face
        begins = not piece.runs and (runs == "rtl" or is_of_words)
        group = [piece] if is_shaped or begins else []
    yield _trimmed(group, runs)


def _trimmed(group: list[_GlyphPiece], runs: str) -> list[_GlyphPiece]:
    while group and runs == "ltr" and not group[-1].runs:
        group.pop()
    return group


def _goes_on(before: _GlyphPiece, after: _GlyphPiece) -> bool:
    both = before.runs | after.runs
    return (
        before.parent == after.parent
        and before.size == after.size
        and abs(before.y - after.y) < _MOVED * before.size
        and before.x <= after.x
        and (both <= _TO_LEFT or both == {"L"})
    )


def _move_blanks(pieces: list[_GlyphPiece]) -> None:
    """Put the blank behind words that run to the right, which Typst writes before them.

    That is so at the end of a line, where a blank runs as the book does and has no width, so that
    it is where other words of the line begin.
    """
    begins: dict[float, list[float]] = {}
    for one in pieces:
        begins.setdefault(one.y, []).append(one.x)
    for _, same in groupby(pieces, lambda one: (one.parent, one.y)):
        line = list(same)
        for place, blank in enumerate(line):
            text = "".join(blank.units)
            words = [*takewhile(lambda one: one.runs == {"L"}, line[place + 1 :])]
            at_place = [x for x in begins[blank.y] if abs(x - blank.x) < _HAIR]
            if text.isspace() and words and len(at_place) > 1:
                last = words[-1].properties
                said = str(last.get("/ActualText", "".join(words[-1].units)))
                blank.properties.ActualText = pikepdf.String("")
                last.ActualText = pikepdf.String(said + text)


def _say(group: list[_GlyphPiece]) -> None:
    """Let the first of ``group`` say the text of all."""
    units = list(group[0].units)
    for before, after in pairwise(group):
        is_twice = before.y != after.y and before.units[-1:] == after.units[:1]
        units += after.units[is_twice:]
    to_left = len(units) > 1 and any(one.runs & _TO_LEFT for one in group)
    if to_left:
        units.reverse()
    text = "".join(units)
    if text != "".join(unit for one in group for unit in one.units) or to_left:
        group[0].properties.ActualText = pikepdf.String(text)
        for one in group[1:]:
            one.properties.ActualText = pikepdf.String("")
