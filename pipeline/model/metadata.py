"""What is known of an edition as a whole: the part of ``edition.toml`` that describes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Metadata:
    """Bibliographic facts of one edition; an empty string is a fact that was not given.

    ``id`` is an XML name and the stem of every book file; ``language`` is a BCP 47 tag;
    ``date`` is a year or an ISO 8601 date of the printed source; ``isbn`` is that of the book
    that is made, ``identifiers`` are further ones of it, as ``doi:10.1000/182``; ``url`` is the
    address of the web that its pages are published at.
    """

    id: str
    title: str
    series: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    language: str = "en"
    rights: str = ""
    editors: tuple[str, ...] = ()
    subtitle: str = ""
    isbn: str = ""
    identifiers: tuple[str, ...] = ()
    url: str = ""
    publication: Publication = field(default_factory=Publication)

    def isbn_of(self, form: str) -> str:
        """Give the ISBN of the book as ``form``: that form's own, else that of the book."""
        return dict(self.publication.isbns).get(form, self.isbn)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one TEI document comes from: the raw file, its hash, what normalizing changed.

    ``normalizations`` are pairs of a reason and how often it was applied.
    """

    file: str
    sha256: str
    normalizations: tuple[tuple[str, int], ...] = ()
