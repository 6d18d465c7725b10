"""The metadata of an output, compared with those of ``edition.toml`` one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.book import Book
from pipeline.model.document import Node, PageBreak, walk
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Contributor

MetadataFields: TypeAlias = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FactDifference:
    """What ``where`` says under ``name``, in its order, and what it should say."""

    where: str
    name: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]


def title_page(metadata: Metadata, *, rights: bool = True) -> Iterator[tuple[str, str]]:
    """Yield the lines of a title page as facts."""
    imprint = (metadata.place, metadata.publisher, metadata.date[:4])
    lines = (
        metadata.series,
        metadata.title,
        metadata.subtitle,
        "; ".join(metadata.editors),
        ", ".join(part for part in imprint if part),
        metadata.rights if rights else "",
    )
    return (("the title page", line) for line in lines if line)


def languages(book: Book) -> MetadataFields:
    """Give the languages of texts that are not in that of the edition."""
    return [(f"language of {text.id}", text.language or "") for text in book.texts]


def contributors(metadata: Metadata) -> tuple[Contributor, ...]:
    """Give the editors in their order, with what is known of each, and then all others."""
    shares = {(one.role, one.name): one for one in metadata.publication.contributors}
    editors = [shares.get(("editor", name)) or Contributor(name) for name in metadata.editors]
    return (*editors, *(one for one in shares.values() if one not in editors))


@dataclass(frozen=True, slots=True)
class Accessible:
    """What holds of a book: texts have headings, pages are marked, no sheet but ours is used."""

    is_headed: bool
    has_pages: bool
    is_plain: bool

    @classmethod
    def of(cls, book: Book) -> Accessible:
        """Look at the texts and the settings."""
        notes = (note for text in book.documents for note in text.notes)
        nodes: list[Node] = [*book.documents, *notes]
        return cls(
            all(text.heading is not None for text in book.texts),
            any(isinstance(one, PageBreak) for node in nodes for one in walk(node)),
            book.outputs.styles.epub_css is None,
        )


def page_addresses(book: Book) -> dict[str, tuple[str, ...]]:
    """Give where the page of each text may be on the web: by its own name, else by its place.

    None where that is not known, or where there are no pages. What has the name of a page of the
    site's own has only the other.
    """
    base = book.metadata.url.rstrip("/")
    if not base or "html" not in book.outputs.formats:
        return {}
    return {
        text.id: tuple(
            f"{base}/{name}.html"
            for name in (text.id, f"document.{place}")
            if name not in ("index", "search")
        )
        for place, text in enumerate(book.texts, 1)
    }


def compare(where: str, wanted: MetadataFields, found: MetadataFields) -> Iterator[FactDifference]:
    """Find facts that are not the same; those of one name are compared in their order."""
    here, there = _by_name(wanted), _by_name(found)
    for name in (*here, *(name for name in there if name not in here)):
        if here.get(name) != there.get(name):
            yield FactDifference(where, name, here.get(name, ()), there.get(name, ()))


def _by_name(facts: MetadataFields) -> dict[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for name, fact in facts:
        named[name] = (*named.get(name, ()), fact)
    return named
