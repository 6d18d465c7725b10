"""The lists of a book: its documents with their dates, its persons, its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.book.model import Role
from pipeline.book.titles import date_of, title_of
from pipeline.book.words import BookWords
from pipeline.model.authority import Identifier, Person, TermEntry
from pipeline.model.document import (
    Block,
    Cell,
    Document,
    DocumentKind,
    Heading,
    Inline,
    List,
    ListItem,
    ListKind,
    PersonName,
    Reference,
    Row,
    RowRole,
    Table,
    Term,
    Text,
)


def made(name: str, heading: str, *blocks: Block) -> Document:
    """Make the text of a section that no transcription holds."""
    heading_block = Heading((Text(heading),))
    return Document(name, None, DocumentKind.EDITORIAL_NOTE, (heading_block, *blocks))


def said_in(words: BookWords, language: str, text: Document) -> Document:
    """Give a text with the language of ``words`` where an edition in ``language`` has no others."""
    is_other = words.language != language.partition("-")[0].lower()
    return replace(text, language=words.language) if is_other else text


def documents(listed: Sequence[Document], words: BookWords) -> Document:
    """List number, title and date of each document; the title leads to it.

    A column that would be empty is left out.
    """
    rows = [_row(document) for document in listed]
    head = (words.number, words.document, words.date)
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    table = Table(
        (
            Row(tuple(Cell((Text(head[place]),)) for place in kept), RowRole.LABEL),
            *(Row(tuple(Cell(row[place]) for place in kept)) for row in rows),
        )
    )
    return made(Role.DOCUMENTS.value, words.documents, table)


def _row(document: Document) -> tuple[tuple[Inline, ...], ...]:
    title, date = title_of(document), date_of(document)
    shown = Text(title.text or document.id)
    return (
        (Text(title.number),) if title.number else (),
        (Reference(f"#{document.id}", (shown,)),),
        (Text(date),) if date else (),
    )


def persons(listed: Sequence[Person], words: BookWords) -> Document:
    """List every person of the authority file, in its order."""
    entries = [
        (
            (PersonName(one.key, (Text(one.name),)),),
            one.description,
            tuple(identified(one.identifiers)),
        )
        for one in listed
    ]
    return _listed(Role.PERSONS, words.persons, entries)


def identified(identifiers: Sequence[Identifier]) -> Iterator[Inline]:
    """Name what a person is called elsewhere; it leads there where the address is known."""
    for one in identifiers:
        words = Text(f"{one.kind} {one.value}".strip(" "))
        yield Text("; ")
        yield Reference(one.address, (words,)) if one.address else words


def terms(listed: Sequence[TermEntry], words: BookWords) -> Document:
    """List every term of the authority file, in its order."""
    entries = [((Term(one.key, (Text(one.form),)),), one.description, ()) for one in listed]
    return _listed(Role.TERMS, words.terms, entries)


def _listed(
    role: Role,
    heading: str,
    entries: Sequence[tuple[tuple[Inline, ...], str, tuple[Inline, ...]]],
) -> Document:
    items = tuple(
        ListItem((*name, *([Text(f", {description}")] if description else []), *more))
        for name, description, more in entries
    )
    return made(role.value, heading, List(ListKind.SIMPLE, items))
