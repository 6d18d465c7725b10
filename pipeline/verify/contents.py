"""The table of contents of a book: what it must say, held against what an output has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.book import Book
from pipeline.model import document as model


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: where it leads, what it says, how deep it stands, from 1."""

    target: str
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """``found`` stands where ``wanted`` should; None is no entry. ``where`` names the contents."""

    where: str
    name: str
    wanted: ContentsEntry | None
    found: ContentsEntry | None


def outline(book: Book) -> tuple[ContentsEntry, ...]:
    """Give the entry of each section in order, in the words of its heading as they are printed."""
    return tuple(
        ContentsEntry(section.text.id, heading_of(section.text), section.level)
        for section in book.sections
    )


def named(entries: Iterable[ContentsEntry]) -> tuple[ContentsEntry, ...]:
    """Give each entry with its words in a row, one space apart; the id stands for none."""
    return tuple(replace(entry, words=in_a_row(entry.words) or entry.target) for entry in entries)


def in_a_row(words: str) -> str:
    """Give words that are parted by one space each."""
    return " ".join(word for word in words.split(" ") if word)


def heading_of(document: model.Document) -> str:
    """Give the heading of a document on one line; empty where it has none."""
    return "" if document.heading is None else words_of(document.heading)


def words_of(heading: model.Heading) -> str:
    """Give a heading on one line, without markers and page marks."""
    return "".join(_words(heading))


def _words(node: model.Node) -> Iterator[str]:
    if isinstance(node, model.Leaf):
        yield _words_of_leaf(node)
        return
    for child in model.children(node):
        yield from _words(child)
    if isinstance(node, model.EditorialChoice) and node.reading:
        yield f" [{node.reading}]"


def _words_of_leaf(leaf: model.Leaf) -> str:
    match leaf:
        case model.Text():
            return leaf.text
        case model.LineBreak():
            return "" if leaf.joined else " "
        case model.NoteMarker() | model.PageBreak() | model.UnplacedNote():
            return ""
        case model.Lacuna() | model.HandShift():
            return ""
        case _:
            assert_never(leaf)


def compare(
    wanted: Sequence[ContentsEntry],
    found: Sequence[ContentsEntry],
    where: str,
) -> Iterator[EntryDifference]:
    """Find entries that are missing, too many, out of order or not as they should be."""
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(found):
        places.setdefault(entry.target, []).append(place)
    kept: list[ContentsEntry] = []
    taken: set[int] = set()
    for entry in wanted:
        if places.get(entry.target):
            kept.append(entry)
            taken.add(places[entry.target].pop(0))
        else:
            yield EntryDifference(where, entry.target, entry, None)
    for place, entry in enumerate(found):
        if place not in taken:
            yield EntryDifference(where, entry.target, None, entry)
    for entry, place in zip(kept, sorted(taken), strict=True):
        if entry != found[place]:
            yield EntryDifference(where, entry.target, entry, found[place])
