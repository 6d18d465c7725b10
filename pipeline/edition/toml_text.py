"""A TOML text read with the line of each of its values, or what is wrong with it and where."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.edition.toml_lines import Key, TomlLimitError, lines_of

_MARK = "\ufeff"
_NO_MARK = "the file begins with a byte-order mark; save it as UTF-8 without BOM"
_PLACE = re.compile(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)")


class TomlError(Exception):
    """A file is no TOML, or more than is read of it: ``problem`` in ``line``, ``hint`` what to do.

    ``hint`` is empty where that goes by what the file is.
    """

    def __init__(self, problem: str, line: int = 1, hint: str = "") -> None:
        super().__init__(problem)
        self.problem, self.line, self.hint = problem, line, hint


@dataclass(frozen=True, slots=True)
class Toml:
    """The values of a TOML text, and the line of each."""

    table: Mapping[str, Any]
    lines: Mapping[Key, int]

    def line(self, key: Key) -> int:
        """Give the line of a value; of one that is missing, that of the table it is missing in."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read_toml(data: bytes) -> Toml:
    """Read a TOML file; raises TomlError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError("it is not UTF-8", line, "save it as UTF-8") from error
    return parse(text)


def parse(text: str) -> Toml:
    """Read a TOML text; raises TomlError."""
    text = text.replace("\r\n", "\n")
    try:
        lines = lines_of(text)
    except TomlLimitError as error:
        raise TomlError(error.problem, error.line, "take out what is not needed") from error
    try:
        return Toml(tomllib.loads(text), lines)
    except (ValueError, RecursionError) as error:
        hint = _NO_MARK if text.startswith(_MARK) else ""
        problem = repr(_PLACE.sub("", str(error)))[1:-1]
        line = _line_of(str(error), text, lines)
        raise TomlError(f"it is not valid TOML: {problem}", line, hint) from error


def _line_of(error: str, text: str, lines: Mapping[Key, int]) -> int:
    """Give the line of what tomllib says.

    What is not closed is missed at the end only, but has to be looked for where it begins.
    """
    place = _PLACE.search(error)
    line = int(place[1]) if place and place[1] else 0
    if line and any(row.strip(" \t") for row in text.split("\n")[line - 1 :]):
        return line
    return max((line for key, line in lines.items() if isinstance(key[-1], str)), default=1)


def quoted(text: str) -> str:
    """Write a basic string of TOML 1.0; JSON writes the same but for U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
