"""What the codes of a font in a PDF mean, and how wide their glyphs are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

_MAPPING_PART = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_LAST_CODE = 0xFFFF  # codes have two bytes
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")


class Mapping16(dict[int, str]):
    """Characters by code; a code without one shows as U+FFFD, which no transcription has.

    ``widths`` are those of the glyphs by code, in thousandths of the size of the type.
    """

    widths: Mapping[int, float] = MappingProxyType({})

    def __missing__(self, code: int) -> str:
        return "\ufffd"


def font(to_unicode: bytes) -> Mapping16:
    """Read a ToUnicode table of two-byte codes."""
    table = Mapping16()
    for kind, body in _MAPPING_PART.findall(to_unicode):
        values = list(_values(body))
        step = 2 if kind == b"bfchar" else 3
        for index in range(0, len(values) - step + 1, step):
            first, text = _code(values[index]), values[index + step - 1]
            last = first if step == 2 else _code(values[index + 1])  # noqa: PLR2004 - as above
            for code in range(first, min(last, _LAST_CODE) + 1):
                table[code] = _range_text(text, code - first)
    return table


def widths(array: Iterable[Any]) -> dict[int, float]:
    """Read the widths of a CID font (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    parts = iter(array)
    for first in parts:
        second = next(parts, ())
        if isinstance(second, int):
            codes = range(int(first), min(second, _LAST_CODE) + 1)
            found.update(dict.fromkeys(codes, float(next(parts, 0))))
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
