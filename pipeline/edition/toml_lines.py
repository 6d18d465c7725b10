"""The line of each key and each value of a TOML text.

``tomllib`` gives values without their places, and what a stranger's file may cost it is not
bounded: it takes quadratic time for deep keys, and ends in RecursionError or ValueError for deep
arrays and long numbers. So this scan goes first. It takes linear time, keeps the limits, and leaves
to ``tomllib`` what is valid TOML: for a text that ``tomllib`` reads it gives the place of every
key and value, as a property test holds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeAlias

Key: TypeAlias = tuple[str | int, ...]
"""Where a value stands: names of keys, and numbers of items from 0, as ``("part", 0, "title")``."""

MOST_DEPTH = 16
MOST_KEYS = 50_000
MOST_LETTERS_OF_A_KEY = 200
MOST_LETTERS_OF_A_NUMBER = 64

_BASIC = r'"(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
# Two quotation marks may stand inside of three, and before the three that end a text.
_LONG_BASIC = r'"""(?:[^"\\]|\\[\s\S]|""?(?!"))*+"""(?:""?)?'
_LONG_LITERAL = r"'''(?:[^']|''?(?!'))*+'''(?:''?)?"
_BLANK = re.compile(r"[ \t]*+")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:#[^\n]*+)?(?:\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_KEY = re.compile(rf"[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL}")
_TEXT = re.compile(f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}")
# A date may have one space before its time.
_PLAIN = re.compile(r"[A-Za-z0-9_+.:-]++(?: [0-9][0-9:.Z+-]*+)?")


class TomlLimitError(Exception):
    """A TOML text is deeper or longer than it may be, in ``line``."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


class _NotTomlError(Exception):
    """What stands here is no TOML."""


def lines_of(text: str) -> dict[Key, int]:
    """Give the line of each table, key and item of an array; lines end with LF.

    Where ``text`` is no TOML, what stands before that place is given. Raises TomlLimitError.
    """
    scan = _KeyScanner(text)
    with suppress(_NotTomlError):
        scan.all()
    return scan.lines


class _KeyScanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Key, int] = {}
        self._counted = 0
        self._line = 1
        self._items: dict[Key, int] = {}

    def all(self) -> None:
        table: Key = ()
        while self._skip(_BLANK_LINES) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table, len(table))
            self._expect(_REST_OF_LINE)

    def _header(self) -> Key:
        """Read ``[table]`` or ``[[table]]``; names of arrays stand for their last item."""
        of_array = self.text.startswith("[[", self.at)
        self.at += 1 + of_array
        line = self._here()
        names = self._names(0)
        self._literal("]" * (1 + of_array))
        key: Key = ()
        for place, name in enumerate(names):
            key = (*key, name)
            if of_array and place == len(names) - 1:
                self._note(key, line)
                self._items[key] = self._items.get(key, 0) + 1
            if key in self._items:
                key = (*key, self._items[key] - 1)
            self._note(key, line)
        return key

    def _pair(self, table: Key, depth: int) -> None:
        line = self._here()
        key = table
        for name in self._names(depth):
            key = (*key, name)
            self._note(key, line)
        self._literal("=")
        self._skip(_BLANK)
        self._value(key)

    def _names(self, depth: int) -> list[str]:
        names = [self._name()]
        while self.text.startswith(".", self._skip(_BLANK)):
            self.at += 1
            names.append(self._name())
            self._limit(depth + len(names))
        return names

    def _name(self) -> str:
        self._skip(_BLANK)
        start = self.at
        self._expect(_KEY)
        if self.at - start > MOST_LETTERS_OF_A_KEY:
            raise TomlLimitError(
                self._here(), f"a name has more than {MOST_LETTERS_OF_A_KEY} characters"
            )
        written = self.text[start : self.at]
        if written[0] not in "\"'":
            return written
        try:
            return str(tomllib.loads(f"key = {written}")["key"])
        except tomllib.TOMLDecodeError:
            raise _NotTomlError from None

    def _value(self, key: Key) -> None:
        self._limit(len(key))
        first = self.text[self.at : self.at + 1]
        if first == "[":
            for item in self._items_of_array():
                self._note((*key, item), self._here())
                self._value((*key, item))
        elif first == "{":
            self._inline_table(key)
        elif first in ('"', "'"):
            self._expect(_TEXT)
        else:
            start = self.at
            self._expect(_PLAIN)
            if self.at - start > MOST_LETTERS_OF_A_NUMBER:
                raise TomlLimitError(
                    self._here(), f"a number has more than {MOST_LETTERS_OF_A_NUMBER} characters"
                )

    def _items_of_array(self) -> Iterator[int]:
        """Stop at the beginning of each item of an array, which may stand on several lines."""
        self.at += 1
        item = 0
        while not self.text.startswith("]", self._skip(_BLANK_LINES)):
            yield item
            item += 1
            if not self.text.startswith(",", self._skip(_BLANK_LINES)):
                break
            self.at += 1
        self._skip(_BLANK_LINES)
        self._literal("]")

    def _inline_table(self, key: Key) -> None:
        # Line ends and a comma at the end are allowed from TOML 1.1 on; tomllib decides.
        self.at += 1
        while not self.text.startswith("}", self._skip(_BLANK_LINES)):
            self._pair(key, len(key))
            if not self.text.startswith(",", self._skip(_BLANK_LINES)):
                break
            self.at += 1
        self._literal("}")

    def _note(self, key: Key, line: int) -> None:
        self._limit(len(key))
        self.lines.setdefault(key, line)
        if len(self.lines) > MOST_KEYS:
            raise TomlLimitError(line, f"there are more than {MOST_KEYS} keys and values")

    def _limit(self, depth: int) -> None:
        if depth > MOST_DEPTH:
            raise TomlLimitError(
                self._here(), f"more than {MOST_DEPTH} tables and lists stand in one another"
            )

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return self.at

    def _expect(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _NotTomlError
        self.at = found.end()

    def _literal(self, wanted: str) -> None:
        self._skip(_BLANK)
        if not self.text.startswith(wanted, self.at):
            raise _NotTomlError
        self.at += len(wanted)
