"""The indexes of persons and places: where each is named, by document and printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.book.lists import identified, made
from pipeline.book.mentions import Mentions, mentions
from pipeline.book.model import Role
from pipeline.book.titles import title_of
from pipeline.book.words import BookWords
from pipeline.model.authority import Person, PlaceEntry
from pipeline.model.document import (
    Document,
    Inline,
    List,
    ListItem,
    ListKind,
    PersonName,
    Place,
    Reference,
    Text,
)


def index_of_persons(
    persons: Sequence[Person], documents: Sequence[Document], words: BookWords
) -> Document | None:
    """Give each person that ``documents`` name, in the order of the list; None where there is none.

    A document is given by its number, and by its title where it has no number; both the document
    and the pages are links.
    """
    entries = [(one.key, (PersonName(one.key, (Text(one.name),)),)) for one in persons]
    return _index(Role.INDEX, words.index, entries, documents, words)


def index_of_places(
    places: Sequence[PlaceEntry], documents: Sequence[Document], words: BookWords
) -> Document | None:
    """Give each place that ``documents`` name, with what it is called elsewhere."""
    entries = [(one.key, tuple(_place(one))) for one in places]
    return _index(Role.PLACES, words.places, entries, documents, words)


def _place(place: PlaceEntry) -> Iterator[Inline]:
    yield Place((Text(place.name),), place.key)
    if place.description:
        yield Text(f", {place.description}")
    yield from identified(place.identifiers)


def _index(
    role: Role,
    heading: str,
    entries: Sequence[tuple[str, tuple[Inline, ...]]],
    documents: Sequence[Document],
    words: BookWords,
) -> Document | None:
    found = mentions(documents)
    items = tuple(
        ListItem((*name, *_places(found[key], words))) for key, name in entries if key in found
    )
    if not items:
        return None
    return made(role.value, heading, List(ListKind.SIMPLE, items))


def _places(places: Sequence[Mentions], words: BookWords) -> Iterator[Inline]:
    separator = ": "
    for place in places:
        yield Text(separator)
        yield Reference(f"#{place.document.id}", (Text(_shown(place.document, words)),))
        yield from _pages(place.pages, words)
        separator = "; "


def _shown(document: Document, words: BookWords) -> str:
    title = title_of(document)
    if title.number:
        return words.numbered.format(number=title.number)
    return title.text or document.id


def _pages(pages: Sequence[str], words: BookWords) -> Iterator[Inline]:
    if not pages:
        return
    separator = f" ({words.page if len(pages) == 1 else words.pages}\u00a0"
    for page in pages:
        yield Text(separator)
        yield Reference(f"#pg_{page}", (Text(page),))
        separator = ", "
    yield Text(")")
