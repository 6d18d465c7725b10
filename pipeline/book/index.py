"""The indexes of persons and places: where each is named, by document and printed page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from pipeline.book.lists import identified, made, said_in
from pipeline.book.mentions import Mentions, mentions
from pipeline.book.model import Role
from pipeline.book.outputs import DEFAULT, IndexPages
from pipeline.book.titles import title_of
from pipeline.book.words import BookWords
from pipeline.model.authority import Person, PlaceEntry
from pipeline.model.document import (
    Date,
    Document,
    Inline,
    List,
    ListItem,
    ListKind,
    Paragraph,
    PersonName,
    Place,
    Reference,
    Text,
    walk,
)
from pipeline.model.tables import read_table

# More documents than this are parted by their years.
MOST_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class _Entry:
    """Somebody or something to be listed: its key, what it is sorted by, and how it is shown."""

    key: str
    name: str
    shown: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class _IndexScope:
    """The documents that names are looked for in, and whose ``pages`` are given."""

    documents: Sequence[Document]
    pages: IndexPages

    def found(self) -> dict[str, tuple[Mentions, ...]]:
        found = mentions(self.documents)
        if self.pages != "book":
            return found
        return {key: tuple(replace(one, pages=()) for one in some) for key, some in found.items()}


def index_of_persons(
    persons: Sequence[Person],
    documents: Sequence[Document],
    words: BookWords,
    language: str,
    pages: IndexPages = DEFAULT.index_pages,
) -> Document | None:
    """Give each person that ``documents`` name, in the alphabet of ``language``; None without any.

    A document is given by its number, and by its title where it has no number; both the document
    and the ``pages`` of the source are links; those of the book are known when it is set.
    """
    entries = [
        _Entry(one.key, one.name, (PersonName(one.key, (Text(one.name),)),)) for one in persons
    ]
    return _index(Role.INDEX, words.index, entries, _IndexScope(documents, pages), words, language)


def index_of_places(
    places: Sequence[PlaceEntry],
    documents: Sequence[Document],
    words: BookWords,
    language: str,
    pages: IndexPages,
) -> Document | None:
    """Give each place that ``documents`` name, with what it is called elsewhere."""
    entries = [_Entry(one.key, one.name, tuple(_place(one))) for one in places]
    return _index(
        Role.PLACES, words.places, entries, _IndexScope(documents, pages), words, language
    )


def _place(place: PlaceEntry) -> Iterator[Inline]:
    yield Place((Text(place.name),), place.key)
    if place.description:
        yield Text(f", {place.description}")
    yield from identified(place.identifiers)


def _index(
    role: Role,
    heading: str,
    entries: Sequence[_Entry],
    names: _IndexScope,
    words: BookWords,
    language: str,
) -> Document | None:
    found = names.found()
    named = in_order((one for one in entries if one.key in found), lambda one: one.name, language)
    items = tuple(_item(one, found[one.key], words) for one in named)
    if not items:
        return None
    has_pages = any(place.pages for one in named for place in found[one.key])
    says = has_pages or names.pages == "book"
    said = (Paragraph((Text(words.index_pages[names.pages]),)),) if says else ()
    text = made(role.value, heading, *said, List(ListKind.SIMPLE, items))
    return said_in(words, language, text)


def _item(entry: _Entry, places: Sequence[Mentions], words: BookWords) -> ListItem:
    """Make an entry; one of many documents has a line for each year that they are of."""
    years: dict[str, list[Mentions]] = {}
    for place in places:
        years.setdefault(_year(place.document), []).append(place)
    if len(places) <= MOST_DOCUMENTS or len(years) == 1:
        return ListItem((*entry.shown, *_places(places, words, ": ")))
    lines = tuple(
        ListItem((Text(year), *_places(some, words, ": " if year else "")))
        for year, some in years.items()
    )
    return ListItem(entry.shown, blocks=(List(ListKind.SIMPLE, lines),))


def _year(document: Document) -> str:
    """Give the year of the first date of a document."""
    dates = (node.when for node in walk(document) if isinstance(node, Date) and node.when)
    return next(dates, "")[:4]


def _places(places: Sequence[Mentions], words: BookWords, separator: str) -> Iterator[Inline]:
    for place in places:
        yield Text(separator)
        yield Reference(f"#{place.document.id}", (Text(_shown(place.document, words)),))
        yield from _pages(place.pages, words)
        separator = "; "


def _shown(document: Document, words: BookWords) -> str:
    title = title_of(document)
    if title.number:
        return words.numbered.format(number=title.number).replace(" ", "\u00a0")
    return title.text or document.id


def _pages(pages: Sequence[str], words: BookWords) -> Iterator[Inline]:
    if not pages:
        return
    separator = f" ({words.page if len(pages) == 1 else words.pages}\u00a0"
    for first, last in _runs(pages):
        yield Text(separator)
        yield Reference(f"#pg_{first}", (Text(first),))
        if last != first:
            yield Text("–")
            yield Reference(f"#pg_{last}", (Text(last),))
        separator = ", "
    yield Text(")")


def _runs(pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Join pages that follow one another; give the first and the last of each run."""
    first = last = pages[0]
    for page in pages[1:]:
        follows = last.isdecimal() and page.isdecimal() and int(page) == int(last) + 1
        if not follows:
            yield first, last
            first = page
        last = page
    yield first, last


_T = TypeVar("_T")

# Sorts behind all letters.
_BEHIND = "\U0010fffd"


def in_order(items: Iterable[_T], name: Callable[[_T], str], language: str) -> list[_T]:
    """Sort ``items`` by their names in the alphabet of ``language``, a tag of BCP 47."""
    letters, sort_key = _letters(language.partition("-")[0].lower()), _collator().sort_key
    return sorted(items, key=lambda item: sort_key(name(item).translate(letters)))


@cache
def _collator() -> Any:  # noqa: ANN401 - pyuca has no types
    from pyuca import Collator  # noqa: PLC0415 - reads a table for 130 ms, which few books need

    return Collator()


@cache
def _letters(language: str) -> dict[int, str]:
    """Give for each letter with a place of its own what sorts there."""
    table = read_table(__file__, "collation.toml")
    rows = table.get(language, [])
    return {
        ord(case(letter)): case(after) + _BEHIND * place
        for after, *letters in rows
        for place, letter in enumerate(letters, 1)
        for case in (str.lower, str.upper)
    }
