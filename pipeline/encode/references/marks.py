"""What finding references takes and gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.document import Span


@dataclass(frozen=True, slots=True)
class CitedVolume:
    """A volume of the series: its years (``1955-57``), number (``v09``), part (``p1``) or name."""

    years: str
    number: str = ""
    part: str = ""
    name: str = ""

    @property
    def id(self) -> str:
        """The volume's id in the series, as ``frus1952-54v02p1``."""
        return f"{self.name or self.years}{self.number}{self.part}"


@dataclass(frozen=True, slots=True)
class PageIndex:
    """The printed pages of an edition: its first, and the documents that stand on each."""

    first: int | None = None
    documents: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, starts: Iterable[tuple[str, Iterable[str]]]) -> PageIndex:
        """Index the pages that begin in each document; the documents come in their order.

        A document that has text before its first page mark stands on the page before it too.
        """
        found: dict[int, list[str]] = {}
        for document, labels in starts:
            pages = [int(label) for label in labels if label.isascii() and label.isdigit()]
            for page in [*(page - 1 for page in pages[:1]), *pages]:
                standing = found.setdefault(page, [])
                if document not in standing:
                    standing.append(document)
        documents = {page: tuple(standing) for page, standing in found.items()}
        return cls(min(documents, default=None), documents)


@dataclass(frozen=True, slots=True)
class ReferenceContext:
    """Where a text stands.

    ``edition`` is the edition's id and ``documents`` its documents in order; ``pages`` are its
    printed pages as far as is known. ``cited`` is the volume that ``ibid.`` means at the start of
    the text: the ``cited`` of what was found in the flow before it. ``editorial`` tells that the
    words are the editors' own, in a note or an editorial note, and not those of a document.
    """

    edition: str
    document: str
    documents: tuple[str, ...] = ()
    pages: PageIndex = PageIndex()
    cited: CitedVolume | None = None
    editorial: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """A reference in a text and its address, as in ``ref/@target``."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A phrase that reads like a reference and got no address, with the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class References:
    """What was found in one text; marks and unresolved phrases rise and are disjoint."""

    marks: tuple[ReferenceMark, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    cited: CitedVolume | None = None
