"""The text of a PDF's marked content: what each piece of a page says and where it stands.

Only what a tagged PDF needs is read: strings shown inside marked content, led back to characters
by the font's own table (ISO 32000-1, 9.10.3) or by ``ActualText`` (14.9.4). What is outside marked
content or marked as an artifact has no number and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeAlias

from pipeline.verify.pdf.glyphs import Mapping16

# In most strings no bracket stands, or a pair of them.
_LETTERS_OF = rb"[^\\()]*+(?:\\.[^\\()]*+)*+"
_STRING = (
    rb"\((" + _LETTERS_OF + rb"(?:\(" + _LETTERS_OF + rb"\)" + _LETTERS_OF + rb")*+)\)"
    rb"|<([0-9A-Fa-f \n]*+)>"
)
_STRINGS = re.compile(_STRING, re.DOTALL)
_TOKEN = re.compile(
    rb"\[(?P<array>(?:[^\[\]\\()<>]|" + _STRING + rb")*+)\]"
    rb"|\((?P<string>" + _LETTERS_OF + rb")\)"
    rb"|(?P<nested>\()"
    rb"|<(?P<hex>[0-9A-Fa-f \n]*+)>"
    rb"|/(?P<name>[^ \t\r\n()<>\[\]{}/%]*+)"
    rb"|(?P<numbers>[-+.0-9][-+.0-9 \t\r\n]*+)"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*'\"]*+)",
    re.DOTALL,
)
_ADJUSTED = re.compile(rb"[)>] ?(-?[0-9.]+) ?[(<]")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_RARE = re.compile(rb"\\(?:[^0-7nrtbf\n()]|[4-7][0-7][0-7])")
_LETTERS = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b"",
}  # fmt: skip


Operand: TypeAlias = tuple[str, bytes]

# What Typst writes for an artifact of the kind "page".
_PAGE_ARTIFACT: list[Operand] = [("name", b"Type"), ("name", b"Page")]


@dataclass(frozen=True, slots=True)
class ShownRun:
    """Glyphs of one face on one line: the place of the first on the page, and their size.

    ``tracking`` is the space between most of them, in thousandths of the size.
    """

    x: float
    y: float
    codes: str
    font: Mapping16
    size: float
    tracking: float = 0.0

    @property
    def text(self) -> str:
        """What the glyphs mean by themselves."""
        return self.codes.translate(self.font)

    @property
    def end(self) -> float:
        """Where the last glyph ends; kerning, which is no wider than a hair, is not counted."""
        shown = self.codes[: len(self.text.rstrip()) - len(self.text) or None]
        return self.x + self.size * sum(self.font.widths.get(ord(one), 0) for one in shown) / 1000


class LevelLine(NamedTuple):
    """A level line on a page, from ``x`` to ``end``; one of dots or dashes is not ``whole``."""

    x: float
    end: float
    y: float
    whole: bool


@dataclass(slots=True)
class ShownText:
    """The text of one piece of marked content, and what it ``said`` in the place of its glyphs.

    A piece on two lines has two runs or more. ``units`` are what each glyph of a head stands for,
    or some together: letters that have one order, whichever way the head is read.
    """

    text: str = ""
    units: list[str] = field(default_factory=list)
    runs: list[ShownRun] = field(default_factory=list)
    said: str | None = None

    @property
    def place(self) -> tuple[float, float] | None:
        """The place of the first glyph on the page."""
        return (self.runs[0].x, self.runs[0].y) if self.runs else None


def pieces(
    content: bytes, fonts: Mapping[bytes, Mapping16]
) -> tuple[dict[int, ShownText], ShownText, list[LevelLine]]:
    """Read the content stream of a page; ``fonts`` are its fonts by resource name.

    The second is what the page says beside its text: running head and folio, from left to right;
    the third are its level lines.
    """
    page = _Interpreter(fonts)
    page.read(content)
    return page.found, page.head, page.lines


# The operators that tell of text and of lines.
_TOLD = frozenset(b"Tj TJ ' \" Tf cm BDC BMC EMC m l d Q".split())


class _Interpreter:
    """Runs a content stream as far as its text goes."""

    def __init__(self, fonts: Mapping[bytes, Mapping16]) -> None:
        self.fonts = fonts
        self.font = Mapping16()
        self.size = 0.0
        self.found: dict[int, ShownText] = {}
        self.head = ShownText()
        self.open: list[tuple[ShownText | None, bool]] = []
        self.place = self.start = (0.0, 0.0)
        self.lines: list[LevelLine] = []
        self.dashed = False

    def read(self, content: bytes) -> None:
        operands: list[Operand] = []
        for kind, value in _tokens(content):
            if kind != "operator":
                operands.append((kind, value))
                continue
            if value in _TOLD:  # most are not
                self.operator(value, operands)
            operands = []

    def operator(self, operator: bytes, operands: list[Operand]) -> None:
        match operator:
            case b"TJ" | b"Tj" | b"'" | b'"':
                self.show(operands)
            case b"Tf":
                self.font = self.fonts.get(operands[0][1], Mapping16())
                self.size = float(operands[1][1])
            case b"cm":
                numbers = operands[-1][1].split()
                self.place = (float(numbers[4]), float(numbers[5]))
            case b"BDC" | b"BMC":
                self.begin(operands)
            case b"EMC":
                self.open.pop()
            case b"m":
                self.start = _numbers(operands[-1][1])
            case b"l":
                self.draw_line(*_numbers(operands[-1][1]))
            case b"d" | b"Q":
                self.dashed = operator == b"d"

    def begin(self, properties: list[Operand]) -> None:
        piece, silent = self.open[-1] if self.open else (None, False)
        if properties[0][1] == b"Artifact" and properties[1:] == _PAGE_ARTIFACT:
            piece = self.head
        named = {name: (kind, value) for (_, name), (kind, value) in pairwise(properties[1:])}
        kind, value = named.get(b"ActualText", ("", b""))
        if b"MCID" in named:
            piece = self.found.setdefault(int(named[b"MCID"][1]), ShownText())
            piece.said = decode_text(value) if kind == "string" else None
        elif kind == "string" and not silent:
            if piece is not None:
                piece.text += decode_text(value)
            if piece is self.head:
                piece.units.append(decode_text(value))
            silent = True
        self.open.append((piece, silent))

    def draw_line(self, x: float, y: float) -> None:
        if self.start[1] == y:
            left, height = self.place[0], self.place[1] - y
            self.lines.append(LevelLine(left + self.start[0], left + x, height, not self.dashed))

    def show(self, operands: list[Operand]) -> None:
        piece, silent = self.open[-1] if self.open else (None, True)
        if piece is None:
            return
        strings = (
            _joined(value) if kind == "array" else value
            for kind, value in operands
            if kind in ("array", "string")
        )
        shown = b"".join(strings).decode("utf-16-be", "surrogatepass")
        tracking = _tracking(operands, len(shown))
        piece.runs.append(ShownRun(*self.place, shown, self.font, self.size, tracking))
        if not silent:
            piece.text += shown.translate(self.font)
            if piece is self.head:
                piece.units += (self.font[ord(code)] for code in shown)


def _tokens(content: bytes) -> Iterator[Operand]:
    place = 0
    while True:
        for token in _TOKEN.finditer(content, place):
            kind = token.lastgroup or ""
            if kind == "nested":
                place = _end_of_string(content, token.end())
                yield "string", _unescaped(content[token.end() : place - 1])
                break
            value = token[kind]
            if kind == "string":
                yield "string", _unescaped(value)
            elif kind == "hex":
                yield "string", _from_hex(value)
            else:
                yield kind, value
        else:
            return


def _numbers(operand: bytes) -> tuple[float, float]:
    first, second = operand.split()[-2:]
    return float(first), float(second)


def _tracking(operands: list[Operand], glyphs: int) -> float:
    """Give the space between most glyphs, where most are set apart from the next."""
    kind, array = operands[-1]
    if kind == "array":
        if array.count(b"(") * 2 < glyphs:
            return 0.0
        numbers = _ADJUSTED.findall(array)
    else:  # the parts of an array in which a string holds brackets
        numbers = [one for kind, value in operands if kind == "numbers" for one in value.split()]
    return -median(map(float, numbers)) if numbers else 0.0


def _end_of_string(content: bytes, place: int) -> int:
    """Find where a string that holds brackets ends; those inside it are balanced."""
    depth = 1
    for bracket in _BRACKET.finditer(content, place):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if depth == 0:
            return bracket.end()
    return len(content) + 1


def _joined(array: bytes) -> bytes:
    """Join the strings of an array; an escaped line end keeps two of them apart until then."""
    return _unescaped(
        b"\\\n".join(
            _from_hex(digits).replace(b"\\", rb"\\") if digits else string
            for string, digits in _STRINGS.findall(array)
        )
    )


def _from_hex(digits: bytes) -> bytes:
    pure = digits.translate(None, b" \n").decode()
    return bytes.fromhex(pure + "0" * (len(pure) % 2))


def _unescaped(string: bytes) -> bytes:
    """Resolve escapes: all at one stroke, but for the rare ones Python knows as something else."""
    if b"\\" not in string:
        return string
    parts = string.split(rb"\\")
    for index, part in enumerate(parts):
        if _RARE.search(part):
            parts[index] = _ESCAPE.sub(_character, part)
        elif b"\\" in part:
            plain = part.replace(rb"\(", b"(").replace(rb"\)", b")")
            parts[index] = plain.decode("unicode_escape").encode("latin-1")
    return b"\\".join(parts)


def _character(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    if escape.isdigit():
        return bytes((int(escape, 8) & 255,))
    return _LETTERS.get(escape, escape)


def decode_text(value: bytes) -> str:
    """Decode a PDF text string (ISO 32000-1, 7.9.2.2)."""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("pdfdoc", "replace")  # a codec of pikepdf's, which opened the file
