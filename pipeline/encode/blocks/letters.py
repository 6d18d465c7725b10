"""What layout and wording settle of units: the form of letters, quotations.

Volumes of the older custom that number their documents (``No. 1282``) keep the form of letters
throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.encode.blocks.kinds import Custom, LineKind, Unit
from pipeline.encode.blocks.lines import trim
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.titles import is_name
from pipeline.model.document import Span

_CLOSING = frozenset({LineKind.SIGNATURE, LineKind.CLOSER_LINE, LineKind.VALEDICTION})
_CLOSED = _CLOSING | {LineKind.CLOSING_WORDS}
_BODY = frozenset({
    LineKind.PARAGRAPH, LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM, LineKind.ROW,
})  # fmt: skip
_LABEL = re.compile(r"(?:[-*]|[0-9]{1,2}[.)]|[a-z][.)])(?=[ \t])")
_LONGEST_QUOTATION = 40
_HEADING_UNITS = 4
_LIST = frozenset({LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM, LineKind.PAGE})


def settle_units(
    text: str, units: Sequence[Unit], custom: Custom, settings: BlockSettings
) -> list[Unit]:
    """Find the quotations and the parts of letters in ``units``, as volumes of the custom do."""
    units = _numbered(units, settings)
    units = _worded(_listed(text, units)) if custom is Custom.LETTERS else _closed(units)
    head = next((i for i, unit in enumerate(units) if unit.kind is LineKind.HEADING), None)
    if not head or units[0].kind is not LineKind.SOURCE_NOTE:
        return list(units)
    settled = _attachments(_quotations(units), settings)
    if settings.letter_number.match(units[head].words):
        settled = _postscripts(_letters(text, settled, settings), settings)
    return settled


def _numbered(units: Sequence[Unit], settings: BlockSettings) -> list[Unit]:
    """Part the number of a despatch from the dateline that it is joined to."""
    settled = list(units)
    for place, (unit, below) in enumerate(pairwise(units)):
        is_pair = unit.kind is below.kind is LineKind.DATELINE and below.joined
        if is_pair and settings.number_line.fullmatch(unit.words):
            settled[place] = replace(unit, kind=LineKind.OPENER_LINE)
    return settled


def _listed(text: str, units: Sequence[Unit]) -> Iterator[Unit]:
    """Make a list of lines that begin one below the other with ``- `` or ``2) ``."""
    for unit in units:
        items = _items(text, unit) if unit.kind is LineKind.PARAGRAPH else []
        line = unit.line
        for kind, (start, end) in items:
            yield Unit(kind, (start, end), text[start:end], line)
            line = line._replace(blank_before=False)
        if not items:
            yield unit


def _items(text: str, unit: Unit) -> list[tuple[LineKind, Span]]:
    """Give labels and items of a unit whose lines all have a label; there are two at least."""
    found: list[tuple[LineKind, Span]] = []
    start = unit.span[0]
    lines = text[slice(*unit.span)].split("\n")
    for line in lines:
        left, right = trim(text, (start, start + len(line)))
        label = _LABEL.match(text, left, right)
        if label is None or len(lines) == 1:
            return []
        found += (
            (LineKind.LABEL, label.span()),
            (LineKind.ITEM, trim(text, (label.end(), right))),
        )
        start += len(line) + 1
    return found


def _worded(units: Iterable[Unit]) -> list[Unit]:
    """Take the close of a personal letter for its last words, not for a formula.

    A date that stands apart between the signature and an address below it goes with both.
    """
    worded = [
        replace(unit, kind=LineKind.CLOSING_WORDS) if unit.kind is LineKind.VALEDICTION else unit
        for unit in units
    ]
    for place, unit in enumerate(worded[1:-1], 1):
        beside = {worded[place - 1].kind, worded[place + 1].kind}
        if unit.kind is LineKind.DATELINE and beside <= _CLOSED:
            worded[place] = replace(unit, line=unit.line._replace(blank_before=False))
    return worded


def _closed(units: Sequence[Unit]) -> list[Unit]:
    """Make a paragraph of a closing that has no text before it."""
    settled: list[Unit] = []
    begun = False
    for unit in units:
        if unit.kind is LineKind.HEADING:
            begun = False
        if unit.kind in _CLOSING and not begun:
            unit = replace(unit, kind=LineKind.PARAGRAPH)  # noqa: PLW2901 - seen so from here on
        begun = begun or unit.kind in _BODY
        settled.append(unit)
    return settled


def _quotations(units: Sequence[Unit]) -> list[Unit]:
    """Set off the paragraphs that stand whole in quotation marks after a colon."""
    settled: list[Unit] = list(units)
    announced = False
    done = 0
    for place, unit in enumerate(units):
        if unit.kind is LineKind.PARAGRAPH:
            if announced and place >= done:
                done = _quoted_until(units, place)
                for i in range(place, done):
                    if units[i].kind is LineKind.PARAGRAPH:
                        settled[i] = replace(units[i], kind=LineKind.QUOTATION)
            announced = unit.words[-1] == ":" or place < done
        elif unit.kind not in _LIST:
            announced = False
    return settled


def _quoted_until(units: Sequence[Unit], place: int) -> int:
    """Give where a quotation that begins at ``place`` ends, or ``place`` if none does.

    Its paragraphs may each begin with a quotation mark, or the first alone; only the last ends
    with one.
    """
    if units[place].words[0] != "“":
        return place
    for i in range(place, min(place + _LONGEST_QUOTATION, len(units))):
        words = units[i].words
        if units[i].kind is not LineKind.PARAGRAPH:
            if units[i].kind not in _LIST:
                break
            continue
        if "”" in words[:-1] or "“" in words[1:]:
            break
        if words[-1] == "”":
            return i + 1
    return place


def _attachments(units: Sequence[Unit], settings: BlockSettings) -> list[Unit]:
    """Find the signature above an attachment, and its dateline."""
    settled = list(units)
    for place, unit in enumerate(units):
        if unit.kind is not LineKind.PARAGRAPH or not settings.attachment.fullmatch(unit.words):
            continue
        above = next((i for i in range(place - 1, 0, -1) if units[i].kind is not LineKind.PAGE), 0)
        if units[above].kind is LineKind.PARAGRAPH and is_name(units[above].words, settings):
            settled[above] = replace(units[above], kind=LineKind.SIGNATURE)
        for below in range(place + 1, min(place + 1 + _HEADING_UNITS, len(units))):
            if units[below].kind is not LineKind.PARAGRAPH:
                break
            if settings.dateline.fullmatch(units[below].words):
                settled[below] = replace(units[below], kind=LineKind.DATELINE)
                break
    return settled


def _letters(text: str, units: Sequence[Unit], settings: BlockSettings) -> list[Unit]:
    """Take the salutation out of the first paragraph, and the closing phrase above a name."""
    settled: list[Unit] = []
    fresh = closed = False
    for place, unit in enumerate(units):
        fresh = fresh or unit.kind is LineKind.HEADING
        if unit.kind is not LineKind.PARAGRAPH:
            settled.append(unit)
        elif closed:
            settled.append(replace(unit, kind=LineKind.SIGNATURE))
            closed = False
        elif _closes(units[place : place + 2], settings):
            closed = units[place + 1].kind is LineKind.PARAGRAPH
            settled.append(replace(unit, kind=LineKind.VALEDICTION))
        else:
            settled += _salutation(text, unit, settings) if fresh else [unit]
            fresh = fresh and unit.words[-1] not in ".?!:"
    return settled


def _closes(units: Sequence[Unit], settings: BlockSettings) -> bool:
    """Tell whether the first unit is a closing phrase and the second the name below it."""
    if len(units) == 1 or not settings.valediction.fullmatch(units[0].words):
        return False
    below = units[1]
    return below.kind is LineKind.SIGNATURE or (
        below.kind is LineKind.PARAGRAPH and is_name(below.words, settings)
    )


def _postscripts(units: Sequence[Unit], settings: BlockSettings) -> list[Unit]:
    """Set off what follows a signature and begins as a postscript."""
    settled: list[Unit] = []
    signed = added = False
    for unit in units:
        if unit.kind is LineKind.PARAGRAPH:
            added = signed and (added or settings.postscript.match(unit.words) is not None)
            settled.append(replace(unit, kind=LineKind.POSTSCRIPT) if added else unit)
            continue
        settled.append(unit)
        if unit.kind in _CLOSING:
            signed = True
        elif unit.kind is LineKind.HEADING:
            signed = added = False
    return settled


def _salutation(text: str, unit: Unit, settings: BlockSettings) -> list[Unit]:
    """Part a salutation from the paragraph that goes on in its line."""
    found = settings.salutation.match(unit.words)
    start, end = unit.span
    if not found or not found.group().endswith(":") or not text.startswith(found.group(), start):
        return [unit]
    middle = start + found.end()
    rest = trim(text, (middle, end))
    if rest[0] == rest[1]:
        return [replace(unit, kind=LineKind.SALUTATION)]
    return [
        replace(unit, kind=LineKind.SALUTATION, span=(start, rest[0]), run_in=True),
        replace(unit, span=rest, words=unit.words[found.end() :].strip(" ")),
    ]
