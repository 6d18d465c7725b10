"""What pages say of how they are cited: for programs in their heads, for readers below the text.

Every paragraph of a text that can be led to must be numbered in its order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.book import Book, Role, Section
from pipeline.model.errors import ConversionError
from pipeline.verify.about import MetadataFields, contributors
from pipeline.verify.archive import Element
from pipeline.verify.contents import in_a_row
from pipeline.verify.html.site import INDEX, Site
from pipeline.verify.markup import X, text_of
from pipeline.verify.rules import Discrepancy, judge_facts

_APART = frozenset(X + tag for tag in ("aside", "table", "li"))
_CITED = frozenset({Role.DOCUMENT, Role.FRONT, Role.BACK})


def check(book: Book, site: Site) -> Iterator[Discrepancy]:
    """Compare what each page says with the book."""
    pages: dict[str, Section | None] = {INDEX: None}
    for one in book.sections:
        if one.role in _CITED and one.text.id in site.holding:
            pages[site.holding[one.text.id]] = one
    for name, root in site.pages.items():
        section = pages.get(name)
        wanted = _wanted(book, name, section) if name in pages else ()
        yield from judge_facts(name, wanted, _found(root))
        if section is not None:
            name_of = f"{section.text.id}:p"
            counted = enumerate(_paragraphs(root, section.text.id), 1)
            wanted = [("paragraph", f"{name_of}{place}") for place, _ in counted]
            ids = [str(one) for one in root.xpath("//@id")]
            found = [("paragraph", one) for one in ids if one.startswith(name_of)]
            yield from judge_facts(name, wanted, found)


def _paragraphs(root: Element, name: str) -> Iterator[Element]:
    """Give the paragraphs of a text itself: in no note, table or list, and of no kind."""
    for section in root.iter(X + "section"):
        if section.get("id") == name:
            for one in section.iter(X + "p"):
                above = {each.tag for each in one.iterancestors()}
                if not one.get("class") and above.isdisjoint(_APART):
                    yield one


def _wanted(book: Book, name: str, section: Section | None) -> MetadataFields:
    """Give what a page must say of the book, and of the text on it."""
    metadata = book.metadata
    said = metadata.publication
    base = metadata.url.rstrip("/")
    address = f"{base}/{'' if name == INDEX else name}" if base else ""
    doi = said.doi
    if section is not None:
        is_document = section.role is Role.DOCUMENT
        doi = said.document_doi.replace("{id}", section.text.id) if is_document else ""
    facts = [
        ("whole", metadata.title),
        *(("editor", one.name) for one in contributors(metadata) if one.role == "editor"),
        ("publisher", metadata.publisher), ("date", metadata.date), ("canonical", address),
        *(("isbn", one) for one in [isbn for _, isbn in said.isbns] or [metadata.isbn]),
        ("doi", doi), ("address", f"https://doi.org/{doi}" if doi else address),
        ("words", "cited"),
    ]  # fmt: skip
    return ((key, fact) for key, fact in facts if fact)


def _found(root: Element) -> MetadataFields:
    """Read what a page says; the title must be the same in all that says it."""
    scripts = [one for one in root.iter(X + "script") if one.get("type") == "application/ld+json"]
    for script in scripts:
        yield from _described(root, script)
    for link in root.iter(X + "link"):
        if link.get("rel") == "canonical":
            yield "canonical", link.get("href", "")
    for box in root.iter(X + "details"):
        cited = [text_of(one) for one in box.iter(X + "span") if one.get("class") is None]
        title = _meta(root, "citation_title")
        if cited and title and in_a_row(title[0]) in in_a_row(cited[0]):
            yield "words", "cited"
        for one in box.iter(X + "span"):
            if one.get("class") == "cited-address":
                yield "address", text_of(one)


def _described(root: Element, script: Element) -> MetadataFields:
    try:
        said = json.loads(script.text or "")
        whole = said.get("isPartOf", said)
        titles = {said["name"], *_meta(root, "citation_title")}
        whole_titles = {whole["name"], *_meta(root, "citation_inbook_title")}
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ConversionError(f"JSON-LD in the output cannot be read: {error!r}") from error
    yield "whole", " / ".join(sorted(map(str, whole_titles)))
    if len(titles) > 1:
        yield "title", " / ".join(sorted(map(str, titles)))
    people = [str(one.get("name", "")) for one in whole.get("editor", ())]
    for name, given in (
        ("editor", people), ("publisher", [whole.get("publisher", {}).get("name", "")]),
        ("date", [whole.get("datePublished", "")]),
        ("doi", [str(said.get("sameAs", "")).removeprefix("https://doi.org/")]),
    ):  # fmt: skip
        here = [
            one.replace("/", "-") if name == "date" else one for one in _meta(root, _TAGS[name])
        ]
        if here != [one for one in given if one]:
            yield name, f"{given} for schema.org"
        yield from ((name, one) for one in here)
    yield from (("isbn", one) for one in _meta(root, "citation_isbn"))


_TAGS = {
    "editor": "citation_editor", "publisher": "citation_publisher",
    "date": "citation_publication_date", "doi": "citation_doi",
}  # fmt: skip


def _meta(root: Element, name: str) -> list[str]:
    return [one.get("content", "") for one in root.iter(X + "meta") if one.get("name") == name]
