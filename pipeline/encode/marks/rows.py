"""Read the tables that say what transcribers' marks mean.

A row shows a mark as a person writes it, with words in capitals for what changes: ``[del: TEXT]``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pipeline.model.marks import TEXT, WORD, parts_of

DEFAULT = ("house", "tags")
"""The tables that are read where an edition names none: their marks say what they mean."""

_IMAGE = (
    r"(?:https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:/[A-Za-z0-9._~:/?@!$&*+,;=%-]*)?"
    r"|[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*)"
)
_SAID = r"[^\[\]{}<>|\n]{1,200}?"
PARTS = {
    "READING": _SAID,
    "DESCRIPTION": _SAID,
    "HAND": r"[^\[\]{}<>|\n:]{1,80}?",
    "EXTENT": r"[^\[\]{}<>|\n:]{1,40}?",
    "REASON": r"[A-Za-z][A-Za-z' -]{0,60}?",
    "PLACE": r"[A-Za-z]{1,20}",
    "LANGUAGE": r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}",
    "IMAGE": _IMAGE,
    "NUMBER": r"[0-9]{1,4}[rv]?|[ivxlc]{1,8}",
    "ANY": r"[^\[\]{}<>|\n]{0,200}?",
}
"""What stands for each word in capitals but the words that are marked themselves."""

_BRACKETS = frozenset("[]{}()<>⟨⟩⟦⟧〈〉‹›⸢⸣")


# Without a hash of their contents: they are looked up for each text, and stand once in memory.
@dataclass(frozen=True, slots=True, eq=False)
class MarkRow:
    """A mark: how it is written, and what it says of the words in it.

    ``opening`` and ``closing`` are patterns of what stands before and behind the marked words;
    a mark without words has no ``closing``, one behind a single word no ``opening``. ``given`` is
    what the row says beside the text. So many as ``least`` have to stand in a text. One that is
    ``inside`` stands within a word or against one. One that ``may_be_marker`` holds no number;
    one of the same signs on both sides holds so many characters as ``most``.
    """

    write: str
    means: tuple[str, ...]
    opening: str
    closing: str
    given: tuple[tuple[str, str], ...] = ()
    least: int = 1
    is_inside: bool = False
    is_across: bool = False
    has_text: bool = True
    is_symmetric: bool = False
    may_be_marker: bool = False
    most: int = 600

    @property
    def is_bare(self) -> bool:
        """Whether the mark is nothing but brackets, in which much else may stand."""
        return self.has_text and self.write.replace(TEXT, "").strip() in _BARE

    @property
    def is_word(self) -> bool:
        """Whether the mark stands behind the word that it means."""
        return WORD in self.write and not self.opening


_RAISED = "<sup>TEXT</sup>"
_NO_WORDS = frozenset({"least", "most", "inside", "across", "begins", "alone"})
_LINE_END = r"(?m:[ \t]*$)"
_BARE = frozenset({"[]", "{}", "()", "<>", "^^", "||", "[[]]", "//"})


def mark_row(write: str, means: str | Sequence[str], said: Mapping[str, object]) -> MarkRow:
    """Make a row of how a mark is written; raises ValueError where that is no mark."""
    parts = parts_of(write)
    marked = [place for place, part in enumerate(parts) if place % 2 and part in {TEXT, WORD}]
    place = marked[0] if marked else len(parts)
    behind = ["".join(parts[place + 1 : place + 2]).lstrip(), *parts[place + 2 :]]
    opening, closing = _pattern(parts[:place]), _pattern(behind)
    is_symmetric = bool(marked) and opening == closing and not set(parts[0]) & _BRACKETS
    kinds = (means,) if isinstance(means, str) else tuple(means)
    is_across = bool(said.get("across", "</" in write or "[/" in write))
    given = tuple(sorted((key, str(value)) for key, value in said.items() if key not in _NO_WORDS))
    is_alone = bool(said.get("alone", False))
    if is_alone or said.get("begins", False):
        opening = f"(?m:^){opening}"
    if is_alone:
        opening, closing = (opening, closing + _LINE_END) if closing else (opening + _LINE_END, "")
    if marked and parts[place] == WORD and opening:
        opening, closing = opening + r"(?P<word>[^\W\d_]{1,6})(?![\w^])", ""
    return MarkRow(
        write, kinds, opening, closing, given, int(str(said.get("least", 1))),
        bool(said.get("inside", False)), is_across, bool(marked), is_symmetric,
        write == _RAISED, int(str(said.get("most", 600))),
    )  # fmt: skip


def _pattern(parts: Sequence[str]) -> str:
    """Make a pattern of literal text and, at every second place, what stands for something."""
    found = []
    for place, part in enumerate(parts):
        if place % 2:
            found.append(f"(?P<{part.lower()}>{PARTS[part]})")
        else:
            words = re.escape(part).replace("\\ ", r"[ \u00a0\n]{1,2}")
            found.append(f"(?i:{words})" if re.search(r"[^\W\d_]", part) else words)
    return "".join(found)


def rows_of(table: Iterable[Mapping[str, Any]]) -> Iterator[MarkRow]:
    """Read the rows of a table, each of which may be written in several ways."""
    for row in table:
        given = dict(row)
        write, means = given.pop("write"), given.pop("means")
        for one in [write] if isinstance(write, str) else write:
            yield mark_row(one, means, given)


def _folder() -> Traversable:
    return files("pipeline.encode.marks") / "tables"


@cache
def table_names() -> tuple[str, ...]:
    """Name the tables there are."""
    names = (path.name for path in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def ready_table(name: str) -> tuple[MarkRow, ...]:
    """Read a ready table."""
    if name not in table_names():  # settings that name another are told of it
        return ()
    text = (_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return tuple(rows_of(tomllib.loads(text)["mark"]))
