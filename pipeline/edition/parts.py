"""The tables ``[[part]]`` and ``[[part.chapter]]`` of ``edition.toml``, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.book import BookPart
from pipeline.model.diagnostics import Diagnostic, Message, Severity

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PartOpening:
    """A part or chapter: the ``documents`` it lists, or the one it begins with.

    ``depth`` is 0 for a part and 1 for a chapter of the part before; ``line`` is where it says
    what stands in it.
    """

    title: str
    depth: int
    line: int
    documents: tuple[str, ...] = ()
    start: str = ""


PART_DOCUMENT_MISSING = Message(
    "M017", "part-document-missing", Severity.ERROR,
    summary="A part or chapter names a document that is not there.",
    why="The part would come out without it, or begin at another place, and look whole.",
    example='`from = "d12"` and there is no `d12.txt`.',
    remedy="correct the name or add the transcription.",
)  # fmt: skip


DOCUMENT_PLACED_TWICE = Message(
    "M019", "document-placed-twice", Severity.WARNING,
    summary="A document is listed in two parts or chapters.",
    why="It can stand at one place only, and the first counts.",
    example='`documents = ["d1", "d2"]` in one part and `documents = ["d2"]` in the next.',
    remedy="take it out of one of the two.",
)  # fmt: skip


def _in_no_part(number: int, names: str) -> str:
    stand = "1 document stands" if number == 1 else f"{number} documents stand"
    was = "was" if number == 1 else "were"
    return f"{stand} in no part and {was} put before the first: {names}"


DOCUMENT_IN_NO_PART = Message(
    "M018", "document-in-no-part", Severity.WARNING,
    summary="Documents stand in no part of an edition that has parts.",
    why="They are put before the first part, which is hardly where they belong.",
    example='the first part has `from = "d2"`, and there is a `d1`.',
    remedy="list the documents in a part, or let a part begin with the first of them.",
)  # fmt: skip


PART_OUT_OF_ORDER = Message(
    "M022", "part-out-of-order", Severity.ERROR,
    summary="A part begins with a document that comes before the beginning of an earlier part.",
    why="""A part that begins `from` a document goes on to the beginning of the next, so the parts
    must follow the order of the documents.""",
    example='`from = "d9"` in the first part and `from = "d4"` in the second.',
    remedy="put the parts in the order of their documents, or list the documents of each.",
)  # fmt: skip


PART_EMPTY = Message(
    "M023", "part-empty", Severity.WARNING,
    summary="A part or chapter holds no document.",
    why="The book has a title there and nothing below it.",
    example="a part with a title only.",
    remedy="add `from` or `documents`, or take the part out.",
)  # fmt: skip


def arrange(
    found: Sequence[PartOpening], names: Sequence[str], path: Path
) -> tuple[tuple[BookPart, ...], tuple[str, ...], tuple[Diagnostic, ...]]:
    """Give the parts, the documents in the order of the book, and what is wrong.

    ``names`` are the documents in the order of the edition. A part or chapter holds what it
    lists; one that begins ``from`` a document holds what no other lists, up to where the next
    begins.
    """
    arranger = _Arranger(names, path)
    members = arranger.members(found)
    loose = [name for name in names if name not in arranger.placed]
    if loose and found:
        more = ", …" if len(loose) > _SHOWN else ""
        message = _in_no_part(len(loose), ", ".join(loose[:_SHOWN]) + more)
        arranger.said.append(DOCUMENT_IN_NO_PART.say(message, path, found[0].line))
    parts = tuple(arranger.parts(found, members))
    order = (*loose, *(name for one in members for name in one))
    return parts, order, tuple(arranger.said)


def _placed_before(name: str) -> str:
    return f"{name} was placed before; the first place counts"


class _Arranger:
    def __init__(self, names: Sequence[str], path: Path) -> None:
        self.names = names
        self.known = frozenset(names)
        self.path = path
        self.placed: set[str] = set()
        self.said: list[Diagnostic] = []

    def say(self, rule: Message, message: str, opening: PartOpening, hint: str = "") -> None:
        self.said.append(rule.say(message, self.path, opening.line, hint))

    def members(self, found: Sequence[PartOpening]) -> list[list[str]]:
        members = [list(self.listed(opening)) for opening in found]
        rest = [name for name in self.names if name not in self.placed]
        starts = list(self.starts(found, {name: place for place, name in enumerate(rest)}))
        ends = [place for place, _ in starts[1:]]
        for (place, index), end in zip(starts, [*ends, len(rest)], strict=False):
            members[index] += rest[place:end]
            self.placed.update(rest[place:end])
        return members

    def listed(self, opening: PartOpening) -> Iterator[str]:
        for name in opening.documents:
            if name in self.placed:
                self.say(DOCUMENT_PLACED_TWICE, _placed_before(name), opening)
            elif self.is_known(name, opening):
                self.placed.add(name)
                yield name

    def is_known(self, name: str, opening: PartOpening) -> bool:
        if name not in self.known:
            self.say(PART_DOCUMENT_MISSING, f"there is no transcription of “{name}”", opening)
        return name in self.known

    def starts(
        self, found: Sequence[PartOpening], places: dict[str, int]
    ) -> Iterator[tuple[int, int]]:
        """Yield where in the documents that are not listed an opening begins, and which it is."""
        last = 0
        for index, opening in enumerate(found):
            name = opening.start
            if not name or not self.is_known(name, opening):
                continue
            if name not in places:
                hint = "begin with a document that is not listed elsewhere"
                self.say(DOCUMENT_PLACED_TWICE, _placed_before(name), opening, hint)
            elif places[name] < last:
                message = f"{name} comes before the beginning of an earlier part"
                self.say(PART_OUT_OF_ORDER, message, opening)
            else:
                last = places[name]
                yield last, index

    def parts(
        self, found: Sequence[PartOpening], members: Sequence[list[str]]
    ) -> Iterator[BookPart]:
        begins = [index for index, opening in enumerate(found) if opening.depth == 0]
        for begin, end in zip(begins, [*begins[1:], len(found)], strict=False):
            chapters = tuple(self.chapter(found[i], members[i]) for i in range(begin + 1, end))
            documents = members[begin]
            if not documents and not any(chapter.documents for chapter in chapters):
                self.empty(found[begin])
            yield BookPart(found[begin].title, tuple(documents), chapters)

    def chapter(self, opening: PartOpening, documents: list[str]) -> BookPart:
        if not documents:
            self.empty(opening)
        return BookPart(opening.title, tuple(documents))

    def empty(self, opening: PartOpening) -> None:
        self.say(PART_EMPTY, f"nothing stands in “{opening.title}”", opening)
