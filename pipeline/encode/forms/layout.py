"""Lay a text out in the form that encoding reads, whatever form it was handed in.

Notes go to a list at the end, their markers lose brackets and other signs, page marks get the form
of the profile. No word is changed; what is taken away is a sign of the form, and is logged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.encode.forms.builder import Builder
from pipeline.encode.forms.description import InlineNote, Read, describe, doubts
from pipeline.encode.forms.lists import Item, above_head, before_blanks, behind_tail
from pipeline.encode.forms.markers import by_label
from pipeline.encode.forms.pages import Pages
from pipeline.encode.forms.places import Found
from pipeline.encode.forms.reading import FormOfNotes
from pipeline.encode.forms.settings import RAISED, Forms, with_plain_blanks
from pipeline.encode.forms.torn import MARK, is_torn
from pipeline.model.document import Span
from pipeline.model.form import Form
from pipeline.model.source import Source

MOVED = "note moved to the list at the end"
MARKER = "signs around the marker of a note left out"
RAISED_FIGURE = "raised figure of a marker became a plain one"
NUMBERED = "note numbered, since no number is printed"
ARROW = "arrow beside a note left out"
PAGE = "page mark in another form"
FEED = "form feed between pages left out"
BROKEN = "sign of a word broken at a line end left out"
GAP = "line end at a page or a note became a space"
_LINE_BOUNDS = frozenset(("\n", "\f", ""))
_WORD = re.compile(r"\S")
_GAP = re.compile(r"\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the text that something else is put for.

    ``note`` is the place in the list of the note whose marker stands there; ``label`` then is the
    part of the stretch that remains.
    """

    span: Span
    text: str
    reason: str
    label: Span | None = None
    note: int | None = None


def lay_out(source: Source, read: Read, page_ends: tuple[str, str], forms: Forms) -> Source:
    """Make the text anew, with its notes at the end; its form has the places of its markers."""
    text, notes, inline = with_plain_blanks(source.text), read.notes, read.inline
    items = [item for one in (notes.lists if notes else ()) for item in one.run.items]
    items += [_as_item(one, number) for number, one in enumerate(inline, 1)]
    above_lists = {
        one.run.span[1]: above_head(text, one.run.span[0], forms.head)
        for one in (notes.lists if notes else ())
    }
    anywhere = [
        *_page_cuts(text, read.pages, page_ends, above_lists),
        *_feed_cuts(text),
        *(Cut(one.span, "", BROKEN) for one in read.broken),
    ]
    anywhere = list(_disjoint(anywhere))
    starts = [cut.span[0] for cut in anywhere]
    cuts = [
        *anywhere,
        *_list_cuts(text, notes, forms, anywhere),
        *_marker_cuts(notes),
        *_inline_cuts(text, inline),
    ]
    builder = Builder(text)
    markers: list[tuple[Span, int]] = []
    places: list[Span] = []
    at = 0
    for cut in _disjoint(cuts):
        builder.copy(at, cut.span[0])
        if cut.note is None:
            place = builder.put(*cut.span, cut.text, cut.reason)
            places += [place] if cut.reason == PAGE else []
        else:
            markers.append((_put_marker(builder, cut), cut.note))
        at = cut.span[1]
    builder.copy(at, len(text.rstrip()) if items else len(text))
    if items:
        builder.put(items[0].whole[0], items[0].whole[0], "\n", MOVED)
    for item in items:
        low, high = (bisect_left(starts, place) for place in item.text)
        places.append(_put_item(builder, item, forms, anywhere[low:high]))
    if items:
        builder.put(len(text), len(text), "\n", MOVED)
    place, document = min(places, default=(0, 0)), PurePath(source.file).stem
    form = Form(describe(read), place, tuple(markers), doubts(text, read), document)
    return replace(source.laid_out(builder.parts), form=form)


def _as_item(note: InlineNote, number: int) -> Item:
    return Item(note.whole, str(number), (note.text[0], note.text[0]), note.text)


def _put_marker(builder: Builder, cut: Cut) -> Span:
    """Leave of a marker the label; give its place."""
    assert cut.label is not None  # noqa: S101 - a cut with a note has one
    start, end = cut.label
    builder.put(cut.span[0], start, "", MARKER)
    printed = builder.text[start:end]
    if start == end:
        span = builder.put(start, end, cut.text, NUMBERED)
    elif printed.translate(RAISED) != printed:
        span = builder.put(start, end, printed.translate(RAISED), RAISED_FIGURE)
    else:
        span = builder.copy(start, end)
    builder.put(end, cut.span[1], cut.text if start < end else "", MARKER)
    return span


def _put_item(builder: Builder, item: Item, forms: Forms, inside: Sequence[Cut]) -> Span:
    """Put a note into the list: two spaces, its label, a point, a space, its text.

    The place of its label is given.
    """
    start, end = item.label_span
    builder.put(item.whole[0], item.whole[0], "\n  ", MOVED)
    printed = builder.text[start:end]
    if start == end or printed != item.label:
        reason = NUMBERED if start == end else RAISED_FIGURE
        place = builder.put(start, end, item.label, reason)
    else:
        place = builder.copy(start, end)
    builder.put(item.text[0], item.text[0], ". ", MOVED)
    at, stop = item.text
    arrows = _arrow_cuts(builder.text, item.text, forms)
    gaps = _gap_cuts(builder.text, item.text)
    pages = (_in_line(builder.text, item.text, cut) for cut in inside)
    for cut in _disjoint((*arrows, *pages, *gaps)):
        builder.copy(at, cut.span[0])
        builder.put(*cut.span, cut.text, cut.reason)
        at = cut.span[1]
    builder.copy(at, stop)
    return place


def _in_line(text: str, note: Span, cut: Cut) -> Cut:
    """Put what parts pages into the line of a note, in the place of the blanks around it."""
    if cut.reason == BROKEN:
        return cut
    low = note[0] + len(text[note[0] : cut.span[0]].rstrip())
    high = note[1] - len(text[cut.span[1] : note[1]].lstrip())
    return replace(cut, span=(low, high), text=f" {cut.text.strip()} " if cut.text.strip() else " ")


def _arrow_cuts(text: str, note: Span, forms: Forms) -> Iterator[Cut]:
    """Take arrows out of a note, with the blanks before it; of one that begins it, those behind."""
    start, end = note
    for arrow in forms.arrow.finditer(text, start, end):
        low, high = arrow.span()
        low = start + len(text[start:low].rstrip(" \t"))
        while low == start and high < end and text[high] in " \t":
            high += 1
        yield Cut((low, high), "", ARROW)


def _gap_cuts(text: str, note: Span) -> Iterator[Cut]:
    """Indent the lines of a note after the first, as the list has them."""
    for gap in _GAP.finditer(text, *note):
        below = text[gap.end() : gap.end() + 1]
        yield Cut(gap.span(), "\n" if below == "\n" else "\n    ", GAP)


def _list_cuts(
    text: str, notes: FormOfNotes | None, forms: Forms, others: Sequence[Cut]
) -> Iterator[Cut]:
    """Take the lists out of the text, each with its head and the blank lines around it.

    Below it nothing is taken of what ``others`` take; a sentence may go on behind those.
    """
    starts = [cut.span[0] for cut in others]
    for one in notes.lists if notes else ():
        start, end = one.run.span
        above = above_head(text, start, forms.head)
        below = _behind_blanks(text, behind_tail(text, end))
        place = bisect_left(starts, end)
        below = min([below, *starts[place : place + 1]])
        rest = others[place].span[1] if below in starts[place : place + 1] else below
        if not above or below == len(text):
            yield Cut((above, below), "", MOVED)
            continue
        goes_on = is_torn(text, above, rest)
        yield Cut((above, below), " " if goes_on else "\n\n", MOVED)
        mark = MARK.match(text, rest)
        if goes_on and mark and mark.group().strip():
            stop = mark.start() + len(mark.group().rstrip())
            yield Cut((stop, mark.end()), " ", GAP)


def _behind_blanks(text: str, start: int) -> int:
    word = _WORD.search(text, start)
    return word.start() if word else len(text)


def _marker_cuts(notes: FormOfNotes | None) -> Iterator[Cut]:
    before = 0
    for one in notes.lists if notes else ():
        places = by_label(one.run.labels)
        for found in one.markers:
            yield _marker_cut(found, before + places[found.label])
        before += len(one.run.items)


def _marker_cut(found: Found, note: int) -> Cut:
    return Cut(found.whole, "", MARKER, found.label_span, note)


def _inline_cuts(text: str, inline: Sequence[InlineNote]) -> Iterator[Cut]:
    for number, note in enumerate(inline, 1):
        start, end = note.whole
        while text[start - 1 : start] == " ":
            start -= 1
        yield Cut((start, end), str(number), NUMBERED, (start, start), number - 1)


def _page_cuts(
    text: str, pages: Pages | None, sides: tuple[str, str], above_lists: Mapping[int, int]
) -> Iterator[Cut]:
    """Put page marks into the form of the profile.

    A mark right below a list stands between the text above the list and the text below the mark.
    ``above_lists`` gives for the end of each list the end of the text above it.
    """
    before, after = sides
    for page in pages.marks if pages else ():
        start, end = page.span
        if not page.number:
            continue
        mark = f"{before}{page.number}{after}"
        low = before_blanks(text, start)
        high = _behind_blanks(text, end)
        words = above_lists.get(low, low)
        is_apart = "\n" in text[low:start] and words > 0
        if is_apart and is_torn(text, words, high):
            # The list above gives the blank before the mark.
            wide = (start, f"{mark} ") if low in above_lists else (low, f" {mark} ")
            yield Cut((wide[0], high), wide[1], PAGE)
        else:
            ends_line = text[end - 1 : end] == "\n"
            yield Cut((start, end), mark + "\n" * ends_line, PAGE)


def _feed_cuts(text: str) -> Iterator[Cut]:
    """Take out what parts pages; inside a line it becomes the end of that line."""
    at = text.find("\f")
    while at >= 0:
        is_alone = text[at - 1 : at] in _LINE_BOUNDS or text[at + 1 : at + 2] in _LINE_BOUNDS
        yield Cut((at, at + 1), "" if is_alone else "\n", FEED)
        at = text.find("\f", at + 1)


def _disjoint(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Yield cuts by place; of two that overlap, the one that begins first or is longer.

    A list, and a marker with blanks before it, is cut from there on: its notes stand at the end.
    """
    done = 0
    for cut in sorted(cuts, key=lambda one: (one.span[0], -one.span[1])):
        start, end = cut.span
        if start < done and (cut.reason == MOVED or cut.label is not None):
            start = min(done, cut.label[0] if cut.label else end)
        if start >= done:
            yield replace(cut, span=(start, end))
            done = end
