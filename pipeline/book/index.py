"""The index of persons: who is named in which document, on which page of the printed source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.book.lists import made
from pipeline.book.mentions import Mentions, mentions
from pipeline.book.model import Role
from pipeline.book.titles import title_of
from pipeline.book.words import BookWords
from pipeline.model.authority import Person
from pipeline.model.document import (
    Document,
    Inline,
    List,
    ListItem,
    ListKind,
    PersonName,
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
    found = mentions(documents)
    items = tuple(
        ListItem(tuple(_entry(person, found[person.key], words)))
        for person in persons
        if person.key in found
    )
    if not items:
        return None
    return made(Role.INDEX.value, words.index, List(ListKind.SIMPLE, items))


def _entry(person: Person, places: Sequence[Mentions], words: BookWords) -> Iterator[Inline]:
    yield PersonName(person.key, (Text(person.name),))
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
