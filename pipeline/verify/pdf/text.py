"""The text of a PDF's marked content: what each piece of a page says and where it stands.

Only what a tagged PDF needs is read: strings shown inside marked content, led back to characters
by the font's own table (ISO 32000-1, 9.10.3) or by ``ActualText`` (14.9.4). What is outside marked
content or marked as an artifact has no number and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeAlias

_STRING = rb"\(((?:[^\\()]|\\.)*+)\)|<([0-9A-Fa-f \n]*+)>"
_STRINGS = re.compile(_STRING, re.DOTALL)
_TOKEN = re.compile(
    rb"\[(?P<array>(?:[^\[\]\\()<>]|" + _STRING + rb")*+)\]"
    rb"|\((?P<string>(?:[^\\()]|\\.)*+)\)"
    rb"|(?P<nested>\()"
    rb"|<(?P<hex>[0-9A-Fa-f \n]*+)>"
    rb"|/(?P<name>[^ \t\r\n()<>\[\]{}/%]*+)"
    rb"|(?P<numbers>[-+.0-9][-+.0-9 \t\r\n]*+)"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*'\"]*+)",
    re.DOTALL,
)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_RARE = re.compile(rb"\\(?:[^0-7nrtbf\n()]|[4-7][0-7][0-7])")
_MAPPING_PART = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")
_LETTERS = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r\n": b"",
}


Operand: TypeAlias = tuple[str, bytes]

# What Typst writes for an artifact of the kind "page".
_PAGE_ARTIFACT: list[Operand] = [("name", b"Type"), ("name", b"Page")]


class Mapping16(dict[int, str]):
    """Characters by code; a code without one shows as U+FFFD, which no transcription has.

    ``widths`` are those of the glyphs by code, in thousandths of the size of the type.
    """

    widths: Mapping[int, float] = MappingProxyType({})

    def __missing__(self, code: int) -> str:
        return "\ufffd"


@dataclass(frozen=True, slots=True)
class ShownRun:
    """Glyphs of one face on one line: the place of the first on the page, and their size."""

    x: float
    y: float
    codes: str
    font: Mapping16
    size: float

    @property
    def text(self) -> str:
        """What the glyphs mean by themselves."""
        return self.codes.translate(self.font)

    @property
    def end(self) -> float:
        """Where the last glyph ends; kerning, which is no wider than a hair, is not counted."""
        shown = self.codes[: len(self.text.rstrip()) - len(self.text) or None]
        return self.x + self.size * sum(self.font.widths.get(ord(one), 0) for one in shown) / 1000


@dataclass(slots=True)
class ShownText:
    """The text of one piece of marked content; a piece on two lines has two runs or more."""

    text: str = ""
    runs: list[ShownRun] = field(default_factory=list)

    @property
    def place(self) -> tuple[float, float] | None:
        """The place of the first glyph on the page."""
        return (self.runs[0].x, self.runs[0].y) if self.runs else None


def pieces(
    content: bytes, fonts: Mapping[bytes, Mapping16]
) -> tuple[dict[int, ShownText], ShownText]:
    """Read the content stream of a page; ``fonts`` are its fonts by resource name.

    The second is what the page says beside its text: running head and folio, from left to right.
    """
    return _Interpreter(fonts).read(content)


def font(to_unicode: bytes) -> Mapping16:
    """Read a ToUnicode table of two-byte codes."""
    table = Mapping16()
    for kind, body in _MAPPING_PART.findall(to_unicode):
        values = list(_values(body))
        step = 2 if kind == b"bfchar" else 3
        for index in range(0, len(values) - step + 1, step):
            first, text = _code(values[index]), values[index + step - 1]
            last = first if step == 2 else _code(values[index + 1])  # noqa: PLR2004 - as above
            for code in range(first, last + 1):
                table[code] = _range_text(text, code - first)
    return table


def widths(array: Iterable[Any]) -> dict[int, float]:
    """Read the widths of a CID font (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    parts = iter(array)
    for first in parts:
        second = next(parts)
        if isinstance(second, int):
            codes = range(int(first), second + 1)
            found.update(dict.fromkeys(codes, float(next(parts))))
        else:
            found.update((int(first) + step, float(width)) for step, width in enumerate(second))
    return found


def _values(body: bytes) -> Iterator[bytes | list[bytes]]:
    inside: list[bytes] | None = None
    for found in _HEX.finditer(body):
        if found[2]:
            inside = []
        elif found[3]:
            yield inside or []
            inside = None
        elif inside is None:
            yield bytes.fromhex(found[1].decode())
        else:
            inside.append(bytes.fromhex(found[1].decode()))


def _code(value: bytes | list[bytes]) -> int:
    return int.from_bytes(value if isinstance(value, bytes) else b"".join(value))


def _range_text(value: bytes | list[bytes], step: int) -> str:
    if isinstance(value, list):
        return value[step].decode("utf-16-be", "replace")
    text = value.decode("utf-16-be", "replace")
    return text[:-1] + chr(ord(text[-1]) + step) if text else ""


class _Interpreter:
    """Runs a content stream as far as its text goes."""

    def __init__(self, fonts: Mapping[bytes, Mapping16]) -> None:
        self.fonts = fonts
        self.font = Mapping16()
        self.size = 0.0
        self.found: dict[int, ShownText] = {}
        self.head = ShownText()
        self.open: list[tuple[ShownText | None, bool]] = []
        self.place = (0.0, 0.0)

    def read(self, content: bytes) -> tuple[dict[int, ShownText], ShownText]:
        operands: list[Operand] = []
        for kind, value in _tokens(content):
            if kind == "operator":
                self.operator(value, operands)
                operands = []
            else:
                operands.append((kind, value))
        return self.found, self.head

    def operator(self, operator: bytes, operands: list[Operand]) -> None:
        match operator:
            case b"Tj" | b"TJ" | b"'" | b'"':
                self.show(b"".join(value for kind, value in operands if kind == "string"))
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
            case _:
                pass

    def begin(self, properties: list[Operand]) -> None:
        piece, silent = self.open[-1] if self.open else (None, False)
        if properties[0][1] == b"Artifact" and properties[1:] == _PAGE_ARTIFACT:
            piece = self.head
        for (_, name), (kind, value) in pairwise(properties[1:]):
            if name == b"MCID":
                piece = self.found.setdefault(int(value), ShownText())
            elif name == b"ActualText" and kind == "string" and not silent:
                if piece is not None:
                    piece.text += decode_text(value)
                silent = True
        self.open.append((piece, silent))

    def show(self, codes: bytes) -> None:
        piece, silent = self.open[-1] if self.open else (None, True)
        if piece is None:
            return
        shown = codes.decode("utf-16-be", "surrogatepass")
        piece.runs.append(ShownRun(*self.place, shown, self.font, self.size))
        if not silent:
            piece.text += shown.translate(self.font)


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
            if kind == "array":
                yield "string", _joined(value)
            elif kind == "string":
                yield "string", _unescaped(value)
            elif kind == "hex":
                yield "string", _from_hex(value)
            else:
                yield kind, value
        else:
            return


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
    strings = _STRINGS.findall(array)
    if any(digits for _, digits in strings):
        return b"".join(_from_hex(digits) or _unescaped(string) for string, digits in strings)
    return _unescaped(b"\\\n".join([string for string, _ in strings]))


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
    return value.decode("latin-1")
