"""The marks of transcribers: where they stand, what was read, how an edition has them read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model.document import Editorial, HandShift, Lacuna, LineBreak, Reference, Span

TEXT, WORD = "TEXT", "WORD"
"""Stand in a mark as it is written for the words that are marked."""
SAID = (
    "READING", "DESCRIPTION", "HAND", "EXTENT", "REASON", "PLACE", "LANGUAGE", "IMAGE", "NUMBER",
    "ANY",
)  # fmt: skip
"""Stand in it for what it says besides."""
NO_TABLE = "none"
"""Is named where no mark is to be read."""
# Each may be of many lengths, so that to look for a mark takes as many times longer with each.
_MOST_OF_A_SIDE = 2
_MOST_SIDES = 2
_PART = re.compile(rf"(?<![A-Z])({'|'.join((TEXT, WORD, *SAID))})(?![A-Z])")


def parts_of(write: str) -> list[str]:
    """Part a mark as it is written into its signs and, at every second place, what they stand for.

    Raises ValueError where it is none: it has no sign where it begins, or to end the words that it
    marks, or marked words twice, or on one side of those the same word in capitals twice, or more
    than two.
    """
    parts = _PART.split(write)
    sides = " ".join(parts[1::2]).replace(WORD, TEXT).split(TEXT)
    if len(sides) > _MOST_SIDES or not all(map(_may_stand, sides)) or not _has_its_signs(parts):
        raise ValueError(write)
    return parts


def _has_its_signs(parts: list[str]) -> bool:
    """Tell whether signs begin a mark and end its words; behind a word alone, or before it, one."""
    marked = next((place for place, part in enumerate(parts) if part in {TEXT, WORD}), 0)
    begins, ends = bool(parts[0].strip()), bool(marked and parts[marked + 1].strip())
    if marked and parts[marked] == WORD:
        return begins if marked > 1 or begins else ends
    return begins and (ends or not marked)


def _may_stand(side: str) -> bool:
    words = side.split()
    return len(words) == len(set(words)) <= _MOST_OF_A_SIDE


class TranscribersMark(NamedTuple):
    """What a transcriber marked: the stretch of the text, and the node that is to hold its words.

    The node holds none itself. One that ``is_point`` stands in the place of ``span``, in which the
    text has a sign for it or nothing; without a node, the sign shows that a line is no heading.
    """

    span: Span
    node: Editorial | Reference | Lacuna | HandShift | LineBreak | None
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class MarksRead:
    """What was read of the marks in a text.

    ``counts`` says how often each was found, by how it is written and what it means; ``place`` is
    the first of them. ``unclosed`` begin like a mark and have no end.
    """

    counts: tuple[tuple[str, str, int], ...]
    place: Span
    unclosed: tuple[Span, ...] = ()


class OwnMark(NamedTuple):
    """A mark that an edition uses: how it is written, what it means, and what it says besides."""

    write: str
    means: tuple[str, ...]
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkChoice:
    """By which tables an edition has the marks of its transcribers read.

    ``tables`` are None where it names none; ``documents`` have tables of their own.
    """

    tables: tuple[str, ...] | None = None
    documents: tuple[tuple[str, tuple[str, ...]], ...] = ()
    own: tuple[OwnMark, ...] = ()

    def tables_of(self, document: str) -> tuple[str, ...] | None:
        """Name the tables for a document."""
        return dict(self.documents).get(document, self.tables)
