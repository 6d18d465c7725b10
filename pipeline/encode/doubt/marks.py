"""Rules on transcribers' marks: which were read, and which no table reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.encode.context import Context
from pipeline.model.diagnostics import Finding, Severity, rule
from pipeline.model.document import Span
from pipeline.model.tables import read_table

_NAMED = 12
_SHOWN = 60


@rule("F011", Severity.INFO,
    summary="Marks of emphasis, deletions, doubts and the like were read in the text.",
    why="""Whoever transcribes marks what is more than letters: `_so_` for italics, `[deleted: so]`.
    The signs are taken off the text, and every output shows what they mean.""",
    example="`the _Nautilus_ sailed`",
    remedy="""Nothing is to be done where they were read rightly. Otherwise name the tables that
    your transcribers used below `[marks]` in `edition.toml`, or write rows of your own.""",
)  # fmt: skip
def marks_read(context: Context) -> Iterator[Finding]:
    read = context.source.marks_read
    if read is None or not read.counts:
        return
    said = [f"{count} “{write}” as {means}" for write, means, count in read.counts]
    more = f" and {len(said) - _NAMED} more kinds" if len(said) > _NAMED else ""
    yield Finding(
        read.place,
        f"marks were read: {', '.join(said[:_NAMED])}{more}",
        "nothing is to be done if that is right; [marks] in edition.toml names other tables",
    )


@rule("F012", Severity.WARNING,
    summary="What looks like a transcriber's mark is read by no table.",
    why="""The same signs mean opposite things in different houses: `[x]` is deleted at one library
    and supplied at another. They are therefore never guessed, and printed as they stand until a
    table says what they mean. It is said once a kind.""",
    example="`the ~~old~~ quarry`",
    remedy="""name a ready table below `[marks]` in `edition.toml`, as `tables = ["leiden"]`, or
    write rows of your own; `docs/edition.md` shows how. If the signs are text, a row with `means =
    "text"` says so.""",
)  # fmt: skip
def marks_unread(context: Context) -> Iterator[Finding]:
    read = context.source.marks_read
    for one in _unread_marks(context.text, others=read is not None and bool(read.counts)):
        start, end = one.spans[0]
        example = " ".join(context.text[start:end].split())[:_SHOWN]
        yield Finding(
            one.spans[0],
            f"{len(one.spans)} of the form {one.kind.name}, as “{example}”, are no marks that a "
            f"table reads; it may be {one.kind.may_be}",
            _hint(one.kind.tables),
            tuple(("another one", span) for span in one.spans[1:4]),
        )


def _hint(tables: Sequence[str]) -> str:
    if not tables:
        return "take it out, or import the file by its own ending, as .md or .html"
    names = ", ".join(f'"{name}"' for name in tables)
    return (
        f"write below [marks] in edition.toml tables = [...] with one of {names}, or rows of your "
        "own; without them it is printed as it stands"
    )


@rule("F013", Severity.WARNING,
    summary="A transcriber's mark begins and does not end.",
    why="What it means is lost, and its signs are printed as they stand.",
    example="`the [deleted: old quarry`",
    remedy="write its end in the same paragraph.",
)  # fmt: skip
def mark_unclosed(context: Context) -> Iterator[Finding]:
    read = context.source.marks_read
    for span in read.unclosed if read else ():
        yield Finding(
            span,
            "this begins a mark that has no end in its paragraph",
            "write what ends it, as in [deleted: so] or <del>so</del>",
        )


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


def _unread_marks(text: str, *, others: bool) -> Iterator[UnreadMarks]:
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
