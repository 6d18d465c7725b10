"""What is known of an edition as a whole: the part of ``edition.toml`` that describes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.page_images import PageImages
from pipeline.model.publication import Publication


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """The book that the transcriptions are of, and where a copy is kept or shown."""

    title: str
    editors: tuple[str, ...] = ()
    place: str = ""
    publisher: str = ""
    year: str = ""
    isbn: str = ""
    archive: str = ""
    url: str = ""

    def __str__(self) -> str:
        """Name it in a line: title, editors, what the title page says, ISBN, archive, address."""
        published = ", ".join(filter(None, (self.place, self.publisher, self.year)))
        book = f"{self.title} ({published})" if published else self.title
        isbn = f"ISBN {self.isbn}" if self.isbn else ""
        facts = (book, "; ".join(self.editors), isbn, self.archive, self.url)
        return ". ".join(fact.rstrip(".") for fact in facts if fact)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Bibliographic facts of one edition; an empty string is a fact that was not given.

    ``id`` is an XML name and the stem of every book file; ``language`` is a BCP 47 tag;
    ``date`` is a year or an ISO 8601 date; ``isbn`` is that of the book
    that is made, ``identifiers`` are further ones of it, as ``doi:10.1000/182``; ``url`` is the
    address of the web that its pages are published at; ``short_title`` is for heads of pages.
    ``source`` is the printed book that the texts are of, None where it is not known, and
    ``page_images`` are the pictures of its pages.
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
    short_title: str = ""
    source: PrintedSource | None = None
    page_images: PageImages = field(default_factory=PageImages)

    def isbn_of(self, form: str) -> str:
        """Give the ISBN of the book as ``form``: that form's own, else that of the book."""
        return dict(self.publication.isbns).get(form, self.isbn)

    @property
    def year(self) -> str:
        """The year of the date, as title pages have it."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one TEI document comes from: the raw file, its hash, what normalizing changed.

    ``normalizations`` are pairs of a reason and how often it was applied.
    """

    file: str
    sha256: str
    normalizations: tuple[tuple[str, int], ...] = ()
