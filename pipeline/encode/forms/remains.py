"""Find what speaks against the form that was recognized: what it leaves, what it takes out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.encode.forms.description import InlineNote
from pipeline.encode.forms.lists import behind_tail, is_last
from pipeline.encode.forms.markers import Candidates
from pipeline.encode.forms.pages import Pages
from pipeline.encode.forms.reading import FormOfNotes
from pipeline.encode.forms.settings import NUMBER, Forms
from pipeline.model.document import Span

_LIKE_A_NOTE = re.compile(
    r"(?<=\n)(?:[^\w\s“”„«»\"(\[.,;:…•·—–-]{1,3} (?=[A-ZÄÖÜ])|[-_=*~]{3,}(?=\n|\Z)"
    r"|(?:[lISsOBZ]|ll)[.)\]] (?=[A-ZÄÖÜ])"  # a number misread
    r"|(?:Pages?|Pg\.|p\.|S\.|Seite|Notes)[ ][^\n]{0,12}?[0-9]{1,4}[.:]?(?=\n|\Z))[^\n]*"
)
_COUNTED = 2
_BEGINS_PAGE = "[{(|</-\f0123456789"


def left_markers(found: FormOfNotes, pages: Pages | None, candidates: Candidates) -> Iterator[Span]:
    """Yield what has the form of the markers, and is no marker, no label of a list and no page."""
    forms = {one.marker_form.name: one.marker_form for one in found.lists if one.marker_form}
    lists = sorted(one.run.span for one in found.lists)
    starts = [start for start, _ in lists]
    known = {one.whole for each in found.lists for one in each.markers}
    marks = {page.span[0] for page in (pages.marks if pages else ())}
    for form in forms.values():
        if form.is_weak or form.kind == "symbol":
            continue
        for one in candidates.of(form).all:
            is_taken = one.whole in known or not marks.isdisjoint(range(*one.whole))
            before = bisect_right(starts, one.whole[0]) - 1
            is_inside = before >= 0 and one.whole[0] < lists[before][1]
            if not (is_taken or is_inside):
                yield one.whole


def left_inline(
    text: str, read: Sequence[InlineNote], forms: Forms, candidates: Candidates
) -> Iterator[Span]:
    """Yield what may be a note or a marker beside the notes that were read in the text itself.

    It has the form of those, and begins a line as notes of lists do, or is a sure marker that
    counts with others.
    """
    known = {one.whole for one in read}
    for form in forms.inline if read else ():
        for match in form.pattern.finditer(text) if form.name == read[0].form else ():
            if match.span() not in known and not forms.label.fullmatch(match["text"].strip()):
                yield match.span()
    inside = {place for start, end in known for place in range(start, end)}
    for marker in forms.markers if read else ():
        if marker.is_sure and marker.kind == NUMBER:
            found = [one for one in candidates.of(marker).all if one.whole[0] not in inside]
            labels = {one.label for one in found}
            if len(labels) >= _COUNTED and labels >= {"1", "2"}:
                yield from (one.whole for one in found)


def swallowed_paragraphs(text: str, found: FormOfNotes) -> Iterator[Span]:
    """Yield what was taken to notes and may be no part of them.

    These are their paragraphs below a blank line, where more text follows the list, and lines that
    begin like a note of another form, with a sign and a blank, or are a rule.
    """
    for one in found.lists:
        has_more = not is_last(text, one.run.span[1])
        for item in one.run.items:
            start, end = item.text
            yield from (line.span() for line in _LIKE_A_NOTE.finditer(text, start, end))
            at = text.find("\n\n", start, end)
            if at >= 0 and has_more:
                yield at + len(text[at:end]) - len(text[at:end].lstrip()), end


def text_below(text: str, found: FormOfNotes) -> Iterator[Span]:
    """Yield what stands below the only list, where no page begins: its last note may go on."""
    if len(found.lists) != 1:
        return
    start, end = found.lists[0].run.span
    below = text[behind_tail(text, end) :].strip()
    if text[:start].strip() and below and below[0] not in _BEGINS_PAGE:
        at = text.index(below, end)
        yield at, at + len(below)
