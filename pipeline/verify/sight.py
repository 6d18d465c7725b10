"""What a format shows of a book, and what its links can lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.book import Book
from pipeline.model import document as model
from pipeline.verify.reading import digest_of


@dataclass(frozen=True, slots=True)
class Addresses:
    """What links of an edition can lead to: documents, notes and pages.

    ``ambiguous`` are pages whose number is printed twice; which of them a link leads to is not
    for an output to answer for.
    """

    names: frozenset[str]
    ambiguous: frozenset[str]

    @classmethod
    def of(cls, documents: Iterable[model.Document]) -> Addresses:
        """Take the addresses of a whole edition."""
        names: list[str] = []
        for document in documents:
            names.append(document.id)
            names += (note.id for note in document.notes)
            roots: tuple[model.Node, ...] = (document, *document.notes)
            for root in roots:
                pages = (n for n in model.walk(root) if isinstance(n, model.PageBreak))
                names += (f"pg_{page.number.strip('[]')}" for page in pages)
        repeated = (name for name, count in Counter(names).items() if count > 1)
        return cls(frozenset(names), frozenset(repeated))

    @property
    def unambiguous(self) -> frozenset[str]:
        """The names that have one place."""
        return self.names - self.ambiguous


LOOKS = frozenset({
    "italic", "bold", "small-caps", "underlined", "superscript", "subscript", "letter-spaced",
    "damage", "del",
})  # fmt: skip
"""How words can look: by the name of a rendition, damaged, or struck out."""


@dataclass(frozen=True, slots=True)
class FormatCapabilities:
    """What a format shows.

    Forced line ends; soft hyphens as characters of their own; the lines of office below a
    signature as a block of their own; notes at markers in notes; levels of headings; the looks
    of words that can be told from one another, raised or lowered words inside others, and more than
    one line at a word: where there is but one, that through words goes before those under them, and
    of these the outer one. For each picture that is shown, by the name of its file, what tells its
    bytes from others.
    """

    line_ends: bool = True
    soft_hyphens: bool = True
    office_apart: bool = False
    notes_in_notes: bool = True
    headings: bool = True
    looks: frozenset[str] = LOOKS
    raised_twice: bool = True
    lined_twice: bool = True
    pictures: Mapping[str, str | None] = field(default_factory=dict)


DEEPEST_HEADING = 6
EVERYTHING = FormatCapabilities()


def showing(
    book: Book, sight: FormatCapabilities = EVERYTHING, *, bytes_kept: bool = True
) -> FormatCapabilities:
    """Give what a format shows of a book, its pictures as well, and if kept their very bytes."""
    digests = {name: digest_of(one.data) for name, one in book.pictures.items()}
    pictures = digests if bytes_kept else dict.fromkeys(digests, "")
    return replace(sight, pictures=pictures)
