"""What the title page of a book says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.book.outputs import Outputs
from pipeline.book.words import words_in
from pipeline.model.metadata import Metadata


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The lines of a title page in their order; one that would say nothing is empty."""

    series: str
    title: str
    subtitle: str
    editors: str
    imprint: str
    rights: str

    @classmethod
    def of(cls, metadata: Metadata) -> TitlePage:
        """Lay out what is known of the edition."""
        return cls(
            metadata.series, metadata.title, metadata.subtitle, "; ".join(metadata.editors),
            imprint(metadata), metadata.rights,
        )  # fmt: skip


def imprint(metadata: Metadata) -> str:
    """Give place, publisher and year on one line."""
    return ", ".join(fact for fact in (metadata.place, metadata.publisher, metadata.year) if fact)


def identified(metadata: Metadata) -> tuple[str, ...]:
    """Give the lines that name the ISBN of the book, or of each form of it, and identifiers."""
    words = words_in(metadata.language).forms
    isbns = metadata.publication.isbns
    lines = [f"ISBN {isbn} ({words.get(form, form.upper())})" for form, isbn in isbns]
    if metadata.isbn and not lines:
        lines.append(f"ISBN {metadata.isbn}")
    doi = metadata.publication.doi
    named = (*metadata.identifiers, *((f"doi:{doi}",) if doi else ()))
    return (*lines, *dict.fromkeys(named))


def for_printer(metadata: Metadata, outputs: Outputs) -> tuple[str, ...]:
    """Give the texts that are set for a printer alone; all else stands in the PDF for readers."""
    if "print" not in outputs.formats:
        return ()
    printer = outputs.printer
    return (*printer.cip, *((metadata.publication.description,) if printer.cover else ()))
