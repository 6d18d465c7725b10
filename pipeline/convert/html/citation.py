"""How a page of the edition is cited, for readers and for programs that collect citations.

Programs read Highwire's ``citation_*``, as Google Scholar and Zotero ask for them, and schema.org
in JSON-LD. What the edition does not say is said in none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.book import Role, Section
from pipeline.book.contributors import contributors
from pipeline.book.titles import title_of
from pipeline.book.words import words_in
from pipeline.convert.html.frame import Frame
from pipeline.convert.page_names import INDEX
from pipeline.convert.xhtml import Element, add
from pipeline.model.metadata import Metadata

CITED = frozenset({Role.DOCUMENT, Role.FRONT, Role.BACK})
_UNSAFE = {ord(one): f"\\u{ord(one):04x}" for one in "<>&"}


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page: ``section`` is the text on it, None for the index, which stands for the book."""

    metadata: Metadata
    name: str
    section: Section | None = None

    @property
    def title(self) -> str:
        """The title of the text, without its number."""
        if self.section is None:
            return self.metadata.title
        return title_of(self.section.text).text or self.section.text.id

    @property
    def doi(self) -> str:
        """The DOI of the text, or of the book."""
        said = self.metadata.publication
        if self.section is None:
            return said.doi
        is_document = self.section.role is Role.DOCUMENT
        return said.document_doi.replace("{id}", self.section.text.id) if is_document else ""

    @property
    def url(self) -> str:
        """The address of the page, where it is known where the pages are published."""
        base = self.metadata.url.rstrip("/")
        name = "" if self.name == INDEX else self.name
        return f"{base}/{name}" if base else ""

    @property
    def address(self) -> str:
        """What leads there for good: the DOI, if there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    def words(self) -> str:
        """Cite the page in words, but for the address."""
        metadata, words = self.metadata, words_in(self.metadata.language).site
        book = ": ".join(fact for fact in (metadata.title, metadata.subtitle) if fact)
        published = ", ".join(fact for fact in (metadata.publisher, metadata.date) if fact)
        imprint = ": ".join(fact for fact in (metadata.place, published) if fact)
        parts = [book]
        if self.section is not None:
            title = words.cited_title.format(title=self.title)
            parts = [title, words.cited_in.format(book=book)]
        if metadata.editors:
            parts.append(words.edited_by.format(editors=", ".join(metadata.editors)))
        return ", ".join(parts) + (f" ({imprint})" if imprint else "")


def describe(page: CitedPage, head: Element) -> None:
    """Tell programs in the head of a page how it is cited."""
    if page.url:
        add(head, "link", rel="canonical", href=page.url)
    for name, content in _highwire(page):
        add(head, "meta", content=content).set("name", name)
    text = json.dumps(_schema_org(page), ensure_ascii=False)
    # The serializer leaves a script as it is, so no sign of markup may be in it.
    add(head, "script", text.translate(_UNSAFE), type="application/ld+json")


def cite(page: CitedPage, frame: Frame, parent: Element) -> None:
    """Tell readers how the page is cited; a script adds the paragraph that is asked for."""
    box = frame.interface(parent, "details", **{"class": "cite"})
    add(box, "summary", frame.words.cite)
    line = add(box, "p", lang=frame.metadata.language)
    add(line, "span", page.words())
    place = add(line, "span", **{"class": "cited-place"})
    place.set("data-pattern", ", " + frame.words.paragraph)
    place.tail = ". "
    if page.address:
        add(line, "span", page.address, **{"class": "cited-address"})


def _highwire(page: CitedPage) -> Iterator[tuple[str, str]]:
    metadata = page.metadata
    facts = [
        ("citation_title", page.title),
        ("citation_inbook_title", metadata.title if page.section else ""),
        *(("citation_editor", one.name) for one in contributors(metadata) if one.role == "editor"),
        ("citation_publisher", metadata.publisher),
        ("citation_publication_date", metadata.date.replace("-", "/")),
        ("citation_language", metadata.language),
        *(("citation_isbn", isbn) for _, isbn in metadata.publication.isbns),
        ("citation_isbn", "" if metadata.publication.isbns else metadata.isbn),
        ("citation_doi", page.doi),
        ("citation_public_url", page.url),
    ]
    return ((name, fact) for name, fact in facts if fact)


def _schema_org(page: CitedPage) -> dict[str, object]:
    metadata = page.metadata
    said = metadata.publication
    people: dict[str, list[object]] = {}
    for one in contributors(metadata):
        role = one.role if one.role in ("author", "editor", "translator") else "contributor"
        person = {"@type": "Person", "name": one.name}
        if one.orcid:
            person["sameAs"] = f"https://orcid.org/{one.orcid}"
        people.setdefault(role, []).append(person)
    book: dict[str, object] = {
        "@type": "Book",
        "name": metadata.title,
        "alternativeHeadline": metadata.subtitle,
        **people,
        "publisher": metadata.publisher and {"@type": "Organization", "name": metadata.publisher},
        "datePublished": metadata.date,
        "dateModified": said.updated,
        "inLanguage": metadata.language,
        "isbn": [isbn for _, isbn in said.isbns] or metadata.isbn,
        "license": said.licence,
        "description": said.description,
        "keywords": list(said.keywords),
        "sameAs": f"https://doi.org/{said.doi}" if said.doi else "",
        "url": metadata.url,
    }
    whole = {name: fact for name, fact in book.items() if fact}
    context = {"@context": "https://schema.org"}
    if page.section is None:
        return {**context, **whole}
    text = page.section.text
    part = {
        "@type": "Chapter",
        "name": page.title,
        "position": text.number,
        "inLanguage": text.language or metadata.language,
        "sameAs": f"https://doi.org/{page.doi}" if page.doi else "",
        "url": page.url,
        "isPartOf": whole,
    }
    return {**context, **{name: fact for name, fact in part.items() if fact}}
