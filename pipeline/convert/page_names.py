"""File names for the pages of EPUB and HTML: after the text in them, where that is safe."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.book import Book

INDEX, SEARCH = "index.html", "search.html"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)


def of_site(ids: Iterable[str]) -> list[str]:
    """Name the pages of a site after the ids of the texts on them."""
    return named(ids, ".html", {INDEX, SEARCH})


def addresses(book: Book) -> dict[str, str]:
    """Give where the page of each text is on the web; none where that is not known."""
    base = book.metadata.url.rstrip("/")
    if not base or "html" not in book.outputs.formats:
        return {}
    names = [text.id for text in book.texts]
    return {one: f"{base}/{page}" for one, page in zip(names, of_site(names), strict=True)}


def named(ids: Iterable[str], suffix: str, taken: Collection[str]) -> list[str]:
    """Name a file after each id, where that makes a plain name that no other file has.

    Names that differ only in case are one name, as they are on many a disk.
    """
    given = set(taken)
    names: list[str] = []
    for place, identifier in enumerate(ids, 1):
        name = identifier + suffix
        if not _PLAIN.fullmatch(name) or name.lower() in given:
            name = f"document.{place}{suffix}"
        given.add(name.lower())
        names.append(name)
    return names
