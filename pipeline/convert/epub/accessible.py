"""What a book gives to those who depend on it, as far as it has been found in this very book."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from pipeline.book import Book
from pipeline.model.document import PageBreak, walk


@dataclass(frozen=True, slots=True)
class Proved:
    """What is known of this book, and may be said of it to those who depend on it.

    The pages of the printed source are marked; every section begins with a heading; no style
    sheet but ours, which sets neither colours nor sizes, is in it.
    """

    has_pages: bool
    is_headed: bool
    is_plain: bool

    @classmethod
    def of(cls, book: Book) -> Proved:
        """See what holds of ``book``, before any format of it is made."""
        nodes = (
            node for text in book.documents for node in chain(walk(text), *map(walk, text.notes))
        )
        return cls(
            any(isinstance(node, PageBreak) for node in nodes),
            all(text.heading is not None for text in book.texts),
            book.outputs.styles.epub_css is None,
        )

    @property
    def features(self) -> tuple[str, ...]:
        """Give the terms of the vocabulary ``accessibilityFeature`` of schema.org."""
        return (
            *("tableOfContents", "readingOrder", "alternativeText"),
            *(("structuralNavigation",) if self.is_headed else ()),
            *(("pageBreakMarkers", "pageNavigation") if self.has_pages else ()),
            *(("displayTransformability",) if self.is_plain else ()),
        )
