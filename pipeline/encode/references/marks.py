"""What finding references takes and gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.encode.standoff import PageMark
from pipeline.model.document import Span

# A number where a marker can stand: glued to a word or the signs after it, or last in its line.
# Looked for from the number, since a text has far fewer numbers than words.
_NUMBER = re.compile(r"[0-9](?<![0-9].)[0-9]{0,2}(?![0-9])")
_GLUED = re.compile(r"[^\W\d_][.,;:!?)\]”’\"']{0,3}\Z")
_LOOK_BACK = 4
_PAGE = re.compile("[0-9]{1,9}")


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
    """The printed pages of an edition: the first and the last, and the documents on each.

    Of a page with several documents, each comes with the numbers that can be markers there.
    """

    first: int | None = None
    last: int | None = None
    documents: Mapping[int, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str, Sequence[PageMark]]]) -> PageIndex:
        """Index the page marks in the text of each document; the documents come in their order.

        A document that has text before its first page mark stands on the page before it too.
        """
        pieces: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for document, text, found in texts:
            numbered = [(mark, mark.number.strip("[]")) for mark in found]
            marks = [(mark, n) for mark, n in numbered if _PAGE.fullmatch(n)]
            starts = [0, *(mark.span[1] for mark, _ in marks)]
            ends = [*(mark.span[0] for mark, _ in marks), len(text)]
            before = [int(number) - 1 for _, number in marks[:1]]
            pages = [*before, *(int(number) for _, number in marks)]
            for page, start, end in zip(pages, starts, ends, strict=False):
                pieces[page][document].append(text[start:end])
        documents = {page: _numbers(standing) for page, standing in pieces.items()}
        return cls(min(documents, default=None), max(documents, default=None), documents)

    def holders(self, page: int, note: str) -> tuple[str, ...]:
        """Give the documents on ``page`` that can have a note ``note`` there, or else all."""
        standing = self.documents.get(page, {})
        noted = tuple(document for document, numbers in standing.items() if note in numbers)
        return noted or tuple(standing)


def _numbers(standing: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    if len(standing) == 1:
        return dict.fromkeys(standing, frozenset())
    return {
        document: frozenset(number for text in texts for number in _markers(text))
        for document, texts in standing.items()
    }


def _markers(text: str) -> Iterator[str]:
    """Yield the numbers that can be markers."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if text[start - 1 : start] == " " and text[end : end + 1] in {"", "\n"}:
            start -= 1
        if _GLUED.search(text, max(start - _LOOK_BACK, 0), start):
            yield number.group()


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
