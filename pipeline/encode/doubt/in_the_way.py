"""Find numbers that stand in the way of sentences, as those of pages do, whatever is beside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.encode.context import Context
from pipeline.encode.doubt.counting import LEAST, Counted
from pipeline.encode.forms.torn import is_in_the_way
from pipeline.encode.standoff import PageMark
from pipeline.model.document import Span

# A number with nothing but signs and the word for a page between it and the blanks around it.
_NUMBER = re.compile(r"[0-9](?:(?<!\w[0-9])|(?<=[pgl][0-9]))(?<!\w[.,][0-9])[0-9]{0,3}[rv]?(?!\w)")
_BEFORE = re.compile(
    r"(?<!\S)(?:(?:[^\w\s]{1,4}[ ]?)?"
    r"(?P<word>(?i:page|pag\.?|pg\.?|p\.|p(?=\Z|[ ])|seite|s\.|fol(?:io)?\.?|ff?\.|bl(?:att|\.)"
    r"|leaf|sheet|image|img|scan|bild|side)[ ]?)|[^\w\s]{0,4}|[^\w\s(]{1,4}[ ])\Z"
)
_AFTER = re.compile(
    r"(?P<signs>(?:\.(?:jpe?g|png|tiff?)|[^\w\s]{1,4})?)"
    r"(?:[ ](?:[/|]|[–—-]{1,3})|[ ](?:of|von|/)[ ][0-9]{1,4})?(?!\S)"
)
_FAR = 20
_YEARS = range(1400, 2100)
_WORD_BEFORE = re.compile(r"[^\W\d_]+[,;]?\s*\Z")
# Signs that stand beside a number in any text; no text has others there.
_USUAL = frozenset(".,;:!?()[]'\"“”‘’„‚«»‹›$£¢%°§#&=+–—-…′″•")
_INSIDE = frozenset("(),;")  # with these, the word for a page names one
_MANY = 3
_POINTS_TO = 5  # points of a list are counted up to there and beyond
_AS_PAGES = "stands in the way of a sentence as a page does, and was read as text"


@dataclass(frozen=True, slots=True)
class _StrayNumber:
    """A number with what is beside it.

    ``tears`` tells that a sentence goes on behind it, ``word`` is the last one before it;
    ``has_name`` that the word for a page stands before it, ``has_sign`` that a sign does that no
    number of a text has.
    """

    value: int
    span: Span
    word: str
    tears: bool
    is_at_edge: bool
    has_name: bool
    has_sign: bool
    is_leaf: bool
    is_point: bool

    @property
    def is_in_the_way(self) -> bool:
        """Tell whether it tears a sentence and is no number of a month or a thing with a name."""
        is_shown = self.has_name or self.has_sign or self.is_leaf or self.word[:1].islower()
        return self.tears and is_shown


def in_the_way(context: Context, taken: Collection[int], end: int) -> Iterator[tuple[str, Counted]]:
    """Yield numbers that rise by one in the way of sentences; one alone that must be a page.

    That is one that goes on from the page before it, has the word for a page and no preposition
    leading to it, or signs that no other number has.
    """
    rows: dict[str, list[_StrayNumber]] = defaultdict(list)
    for key, number in _numbers(context.text, taken, end):
        rows[key].append(number)
    pages = [one for one in context.found.pages if one.number.isdecimal()]
    starts = [one.span[0] for one in pages]
    for row in rows.values():
        tearing = [one for one in row if one.is_in_the_way]
        if not tearing:
            continue
        undated = [one for one in row if one.value not in _YEARS]
        rows_of = ((row, LEAST), (undated, LEAST), (tearing, _MANY))
        found = next((some for some, least in rows_of if _rise(some, least)), [])
        if not found:
            at = [bisect_right(starts, one.span[0]) for one in tearing]
            found = [
                one for one, place in zip(tearing, at, strict=True)
                if _is_named(one) or _goes_on(one, pages[max(place - 1, 0) : place + 1])
            ]  # fmt: skip
        if found:
            yield _AS_PAGES, [(one.value, one.span) for one in found]


def _numbers(text: str, taken: Collection[int], end: int) -> Iterator[tuple[str, _StrayNumber]]:
    for match in _NUMBER.finditer(text, 1, end):  # behind that of the document
        start, stop = match.span()
        before = _BEFORE.search(text, max(0, start - _FAR), start)
        after = _AFTER.match(text, stop, end)
        if before is None or after is None or start in taken:
            continue
        label, is_leaf = match.group(), match.group()[-1] in "rv"
        figures = int(label.rstrip("rv"))
        place = before.start()
        above = text[max(0, place - _FAR) : place]
        word = _WORD_BEFORE.search(above)
        signs = "" if before["word"] else before.group()
        around = before.group() + after["signs"]
        key = f"{before.group().strip().lower()}\n{after.group().strip()}\n{is_leaf}"
        yield (
            key,
            _StrayNumber(
                value=2 * figures + (label[-1] == "v") if is_leaf else figures,
                span=(place, after.end()),
                word=word.group().strip() if word else "",
                tears=word is not None and is_in_the_way(text, place, after.end()),
                is_at_edge=above.rstrip(" ")[-1:] in {"\n", ""}
                or text.startswith("\n", after.end()),
                has_name=before["word"] is not None and not _INSIDE.intersection(around),
                has_sign=not _USUAL.issuperset(signs.strip() + after["signs"]),
                is_leaf=is_leaf,
                is_point=figures <= _POINTS_TO and after["signs"][:1] in {")", "."},
            ),
        )


def _rise(row: list[_StrayNumber], least: int) -> bool:
    """Tell whether at least so many numbers rise by one, each in a sentence or at a line's edge.

    Points count so too, and those of one thing, as inclosures. Of leaves, the backs alone may be
    numbered.
    """
    steps = {after.value - before.value for before, after in pairwise(row)}
    if len(row) < least or steps not in ({1}, {2} if row[0].is_leaf else {1}):
        return False
    is_one_thing = len({one.word for one in row}) == 1
    are_in_the_way = all(one.is_at_edge or one.is_in_the_way for one in row)
    return are_in_the_way and not (is_one_thing or row[0].is_point)


def _is_named(number: _StrayNumber) -> bool:
    """Tell whether a number alone shows that it is none of the text."""
    is_shown = number.has_name or (number.has_sign and number.word[:1].islower())
    return is_shown and number.word[-1:] not in ",;"


def _goes_on(number: _StrayNumber, beside: list[PageMark]) -> bool:
    """Tell whether a number stands between the page before it and a page that is not its own."""
    values = [int(page.number) for page in beside]
    is_next = values[:1] == [number.value - 1] and number.value not in values
    return is_next and number.word[-1:] not in ",;" and not number.is_point
