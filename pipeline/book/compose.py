"""Puts a book together: the texts of an edition, and the sections that are made from them.

Before the documents, after what the editors wrote: the list of documents, if there are several,
that of editorial signs, if marks of transcribers are shown by such, and the lists of terms and
persons, if the edition has such. They are the lists of the editors, with every entry. After the
documents, again after what the editors wrote: the index of persons, with those that the documents
name, and the colophon.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from pipeline.book import lists
from pipeline.book.colophon import Facts, colophon
from pipeline.book.index import index_of_persons, index_of_places
from pipeline.book.model import Book, Role, Section
from pipeline.book.plan import BookPart, Plan
from pipeline.book.signs import editorial_signs
from pipeline.book.titles import date_of, title_of
from pipeline.book.words import words_in
from pipeline.model import document as model
from pipeline.model.authority import Authorities
from pipeline.model.metadata import Metadata
from pipeline.model.publication import AccessibilityClaim, Publication


@dataclass(frozen=True, slots=True)
class Texts:
    """What an edition consists of: its documents, the texts around them, its lists."""

    documents: tuple[model.Document, ...]
    front: tuple[model.Document, ...] = ()
    back: tuple[model.Document, ...] = ()
    authorities: Authorities = field(default_factory=Authorities)


def compose(metadata: Metadata, plan: Plan, texts: Texts, tei: bytes) -> Book:
    """Make the book of ``texts`` as ``plan`` lays it out; ``tei`` is the edition as one file."""
    words = words_in(metadata.language)
    pages = plan.outputs.index_pages
    names = _UniqueNames((*texts.front, *texts.documents, *texts.back))
    digest = hashlib.sha256(tei).hexdigest()
    facts = Facts(len(texts.documents), digest, has_pages=_has_pages(texts.documents))
    front = [Section(Role.FRONT, text) for text in texts.front]
    back = [Section(Role.BACK, text) for text in texts.back]
    if len(texts.documents) > 1 and plan.outputs.list_of_documents:
        front.append(Section(Role.DOCUMENTS, lists.documents(texts.documents, words)))
    shown = editorial_signs((*texts.front, *texts.documents), plan.outputs.view, words.signs)
    front += [Section(Role.SIGNS, shown)] if shown is not None else []
    if texts.authorities.terms:
        front.append(Section(Role.TERMS, lists.terms(texts.authorities.terms, words)))
    if persons := texts.authorities.persons:
        front.append(Section(Role.PERSONS, lists.persons(persons, words)))
        index = index_of_persons(persons, texts.documents, words, metadata.language, pages)
        back += [Section(Role.INDEX, index)] if index is not None else []
    places = texts.authorities.places
    named = index_of_places(places, texts.documents, words, metadata.language, pages)
    back += [Section(Role.PLACES, named)] if named is not None else []
    back.append(Section(Role.COLOPHON, colophon(metadata, facts, words)))
    body = tuple(names.given(_body(plan.parts, texts.documents)))
    return Book(
        metadata, body, tei, tuple(names.given(front)), tuple(names.given(back)), plan.outputs
    )


def alone(metadata: Metadata, document: model.Document, tei: bytes, plan: Plan) -> Book:
    """Make a book of one document, named after it and its edition; ``tei`` is its own file.

    Its number and its date are in the title, since many documents of an edition are called alike.
    """
    title = title_of(document)
    named = ". ".join(fact for fact in (title.number, title.text or document.id) if fact)
    own = replace(
        metadata, id=f"{metadata.id}.{document.id}", title=named,
        subtitle=date_of(document), series=metadata.title, isbn="", identifiers=(),
        publication=_alone(metadata.publication, document.id),
    )  # fmt: skip
    outputs = replace(plan.outputs, printer=replace(plan.outputs.printer, cover=None))
    return replace(Book.of(own, (document,), tei), outputs=outputs)


def _alone(said: Publication, name: str) -> Publication:
    """Give what is said of the edition that holds of a document of it, too."""
    doi = said.document_doi.replace("{id}", name)
    return replace(
        said, isbns=(), prices=(), series_number="", issn="", doi=doi, description="",
        accessibility=AccessibilityClaim(),
    )  # fmt: skip


def _body(parts: Sequence[BookPart], documents: Sequence[model.Document]) -> Iterator[Section]:
    by_id = {document.id: document for document in documents}
    placed = frozenset(name for part in parts for name in part.all_documents)
    yield from (Section(Role.DOCUMENT, one) for one in documents if one.id not in placed)
    for part in parts:
        yield from _part(part, by_id, 1)


def _part(part: BookPart, by_id: dict[str, model.Document], level: int) -> Iterator[Section]:
    role = Role.PART if level == 1 else Role.CHAPTER
    yield Section(role, lists.made(role.value, part.title), level)
    for name in part.documents:
        if name in by_id:
            yield Section(Role.DOCUMENT, by_id[name], level + 1)
    for chapter in part.chapters:
        yield from _part(chapter, by_id, level + 1)


class _UniqueNames:
    """Gives every section that is made a name that nothing else in the book has."""

    def __init__(self, texts: Sequence[model.Document]) -> None:
        self.taken = {text.id.lower() for text in texts}
        self.taken |= {note.id.lower() for text in texts for note in text.notes}

    def given(self, sections: Iterable[Section]) -> Iterator[Section]:
        for section in sections:
            if section.role in (Role.FRONT, Role.DOCUMENT, Role.BACK):
                yield section
            else:
                yield replace(section, text=replace(section.text, id=self.free(section.text.id)))

    def free(self, name: str) -> str:
        numbered = (f"{name}-{number}" for number in count(1))
        candidates = numbered if name in _MANY else chain((name,), numbered)
        free = next(one for one in candidates if one not in self.taken)
        self.taken.add(free)
        return free


_MANY = frozenset({Role.PART.value, Role.CHAPTER.value})


def _has_pages(documents: Iterable[model.Document]) -> bool:
    return any(
        isinstance(node, model.PageBreak)
        for document in documents
        for node in chain(model.walk(document), *map(model.walk, document.notes))
    )
