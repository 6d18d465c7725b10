"""Find what looks like a transcriber's mark and was read by no table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.model.document import Span
from pipeline.model.tables import read_table


@dataclass(frozen=True, slots=True)
class UnreadKind:
    """A kind of mark: what it may be, and the ready tables that know it.

    A text in which none of its ``signs`` stands is not searched. One of the ``rest`` is told where
    no other kind is; one that has fewer places than the ``least`` is not told.
    """

    name: str
    pattern: re.Pattern[str]
    may_be: str
    tables: tuple[str, ...]
    signs: tuple[str, ...]
    is_weak: bool
    is_rest: bool
    least: int


@dataclass(frozen=True, slots=True)
class UnreadMarks:
    """The places of one kind in a text."""

    kind: UnreadKind
    spans: tuple[Span, ...]


@cache
def _kinds() -> tuple[UnreadKind, ...]:
    return tuple(
        UnreadKind(
            row["name"], re.compile(row["pattern"]), row["may_be"], tuple(row["tables"]),
            tuple(row["signs"]), row.get("weak", False), row.get("rest", False),
            row.get("least", 1),
        )
        for row in read_table(__file__, "unread.toml")["kind"]
    )  # fmt: skip


def unread_marks(text: str, *, others: bool) -> Iterator[UnreadMarks]:
    """Yield each kind of mark that stands in a text; with ``others``, marks were read in it.

    Weak kinds count only where there is more to show that a transcriber marked the text.
    """
    present = {sign for sign in _signs() if sign in text}
    strong = [kind for kind in _kinds() if not (kind.is_weak or kind.is_rest)]
    found = list(_found(text, strong, present))
    if found or others:
        found += _found(text, [kind for kind in _kinds() if kind.is_weak], present)
    if not found:
        found += _found(text, [kind for kind in _kinds() if kind.is_rest], present)
    yield from sorted(found, key=lambda one: one.spans[0])


@cache
def _signs() -> frozenset[str]:
    return frozenset(sign for kind in _kinds() for sign in kind.signs)


def _found(text: str, kinds: Iterable[UnreadKind], present: set[str]) -> Iterator[UnreadMarks]:
    for kind in kinds:
        if not present.isdisjoint(kind.signs):
            spans = tuple(match.span() for match in kind.pattern.finditer(text))
            if len(spans) >= kind.least:
                yield UnreadMarks(kind, spans)
