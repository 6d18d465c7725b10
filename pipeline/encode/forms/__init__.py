"""The forms in which a text can be handed in: recognized from the text, and read as one.

A form says how notes, their markers and pages are written; what kind of document it is says the
profile. What is recognized is said in the report, with the line that settles it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from pipeline.encode import notes as usual_notes
from pipeline.encode.forms import layout
from pipeline.encode.forms.broken import broken_words
from pipeline.encode.forms.description import InlineNote, Read
from pipeline.encode.forms.lists import Item, Run
from pipeline.encode.forms.margin import without_line_ends
from pipeline.encode.forms.markers import Candidates
from pipeline.encode.forms.pages import Pages, find_pages
from pipeline.encode.forms.reading import FormOfNotes, ListOfNotes, numbered_lists
from pipeline.encode.forms.remains import (
    left_inline,
    left_markers,
    swallowed_paragraphs,
    text_below,
)
from pipeline.encode.forms.settings import (
    NUMBER,
    Forms,
    NoteForm,
    known_forms,
    with_plain_blanks,
)
from pipeline.encode.forms.unnumbered import has_arrows, unnumbered_list
from pipeline.encode.notes import NoteSettings
from pipeline.encode.pages import PageSettings
from pipeline.encode.standoff import NoteList
from pipeline.model.document import Span
from pipeline.model.source import Source

_OPEN_NOTES = ("{", "<", "^[", "((")
_OPENS_WITH_WORD = re.compile(r"\[[aefnrAEFNR]|\((?i:footnote|endnote|fn):|footnote:?\[")
_BLANK_OR_NONE = frozenset((" ", "\t", "\n", ""))


def read_form(
    source: Source,
    notes: NoteSettings | None,
    pages: PageSettings,
    *,
    keeps_hyphens: bool = False,
) -> Source:
    """Give the text in the form that encoding reads.

    ``notes`` are the settings of a list of notes; None where the profile's notes stand in brackets
    and are read as they are. ``keeps_hyphens`` tells that hyphens at line ends belong to words.
    """
    given, source = source, without_line_ends(source)
    text, forms = with_plain_blanks(source.text), known_forms()
    candidates = Candidates(text, forms)
    inline: tuple[InlineNote, ...] = ()
    found = None
    is_plain = True
    if notes is not None:
        inline = tuple(_inline(text, forms, is_sure=True))
        usual = None if inline else _usual(source.text, candidates, notes)
        found = usual or (None if inline else _unusual(text, forms, notes, candidates))
        if not inline and found is None:
            inline = tuple(_inline(text, forms, is_sure=False))
        is_plain = found is None or (found is usual and _is_plain(source.text, found, forms))
    taken = None if notes is None else _labels(found)
    has_usual = _has_usual_pages(source.text, pages)
    marks = None if has_usual else find_pages(text, forms, pages.number, taken)
    if marks and found and not _has_outside(marks, found):
        marks = None
    broken = tuple(broken_words(text, forms)) if notes is not None and not keeps_hyphens else ()
    if is_plain and marks is None and not (inline or broken) and "\f" not in text:
        return given
    left = tuple(
        left_markers(found, marks, candidates)
        if found
        else left_inline(text, inline, forms, candidates)
    )
    swallowed = tuple(swallowed_paragraphs(text, found)) if found else ()
    below = tuple(text_below(text, found)) if found else ()
    read = Read(found, inline, marks, broken, left, swallowed, below)
    laid_out = layout.lay_out(source, read, pages.ends, forms)
    if found and notes and not _can_read(laid_out.text, found, notes):
        return without_feeds(given, pages)
    return laid_out


def _has_outside(pages: Pages, found: FormOfNotes) -> bool:
    """Tell whether a page begins in the text, and not only in its notes, which may cite some."""
    lists = [one.run.span for one in found.lists]
    starts = [page.span[0] for page in pages.marks]
    return any(not any(low <= start < high for low, high in lists) for start in starts)


def _can_read(text: str, found: FormOfNotes, settings: NoteSettings) -> bool:
    """Tell whether the profile reads the list as it was laid out, with labels of this kind."""
    listed = usual_notes.find_notes(text, settings)
    return listed is not None and len(listed.notes) == found.notes


def without_feeds(source: Source, pages: PageSettings) -> Source:
    """Give the text as it is, but for form feeds, which cannot stand in XML."""
    if "\f" not in source.text:
        return source
    return layout.lay_out(source, Read(None), pages.ends, known_forms())


def _labels(found: FormOfNotes | None) -> frozenset[str]:
    return frozenset(label for one in (found.lists if found else ()) for label in one.run.labels)


def _is_plain(text: str, found: FormOfNotes, forms: Forms) -> bool:
    """Tell whether a list of the usual form has nothing around it, nor around its markers."""
    if any(one.markers for one in found.lists):
        return False
    start = found.lists[0].run.span[0]
    above = text[:start].rstrip()
    head = above[above.rfind("\n") + 1 :].strip()
    return not (forms.head.fullmatch(head) or has_arrows(text))


_USUAL = "  1. See"


def _usual(text: str, candidates: Candidates, settings: NoteSettings) -> FormOfNotes | None:
    """Give the list of the usual form, where it closes the text and none stands above it."""
    usual = usual_notes.find_notes(text, settings)
    if usual is None or not _is_whole(text, usual, settings):
        return None
    items = tuple(
        Item(
            (text.rfind("\n", 0, note.number_span[0]) + 1, note.span[1]),
            note.number, note.number_span, note.span,
        )
        for note in usual.notes
    )  # fmt: skip
    labels = [item.label for item in items]
    stretch = (0, usual.start)
    form, markers, _ = candidates.shown(stretch, labels, weak_from=3) or (None, (), 0)
    return FormOfNotes(_USUAL, (ListOfNotes(Run(items), markers, form, 0),))


def _unusual(
    text: str, forms: Forms, settings: NoteSettings, candidates: Candidates
) -> FormOfNotes | None:
    found = None
    own = _with_label(NoteForm(_USUAL, settings.item, NUMBER, "", is_sure=False))
    found = numbered_lists(text, forms, own, candidates)
    unnumbered = unnumbered_list(text, forms, candidates)
    if found is None or (unnumbered is not None and unnumbered.score > found.score):
        return unnumbered
    return found


def _with_label(form: NoteForm) -> NoteForm:
    pattern = re.compile(form.pattern.pattern.replace("(?P<number>", "(?P<label>"), re.MULTILINE)
    return replace(form, pattern=pattern)


def _is_whole(text: str, usual: NoteList, settings: NoteSettings) -> bool:
    """Tell whether the usual list is all there is: nothing like it stands elsewhere."""
    start = usual.start
    torn = {note.number_span[0] for note in usual.notes}
    if _has_margin(text, start + 2, torn):
        return False
    line = text.find("\n  ", 0, start)
    while line >= 0:
        if settings.item.match(text, line + 1):
            return False
        line = text.find("\n  ", line + 1, start)
    return settings.item.match(text) is None


def _has_margin(text: str, start: int, torn: Collection[int]) -> bool:
    """Tell whether a line behind ``start`` begins at the margin.

    Page marks may, and the notes that begin at the places in ``torn``.
    """
    line = text.find("\n", start)
    while line >= 0:
        first = text[line + 1 : line + 2]
        is_mark = text.startswith("[Page ", line + 1)
        if first not in _BLANK_OR_NONE and line + 1 not in torn and not is_mark:
            return True
        line = text.find("\n", line + 1)
    return False


def _inline(text: str, forms: Forms, *, is_sure: bool) -> Iterator[InlineNote]:
    may_open = any(sign in text for sign in _OPEN_NOTES)
    if not (may_open or _OPENS_WITH_WORD.search(text)):
        return
    for form in forms.inline:
        if form.is_sure != is_sure:
            continue
        found = [
            InlineNote(match.span(), _words(match), form.name, is_sure)
            for match in form.pattern.finditer(text)
            if not forms.label.fullmatch(match["text"].strip())
            and text[match.start() - 1 : match.start()].strip("\n")  # else it is one of a list
        ]
        if found:
            yield from found
            return


def _words(match: re.Match[str]) -> Span:
    start, end = match.span("text")
    words = match["text"]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _has_usual_pages(text: str, settings: PageSettings) -> bool:
    # What begins like the usual mark and is none is a slip, and so is any other spelling then.
    usual = text.find(settings.ends[0])
    is_usual = usual >= 0 and text[usual - 1 : usual] != "[" and _is_number(text, usual, settings)
    return is_usual and "\f" not in text


def _is_number(text: str, mark: int, settings: PageSettings) -> bool:
    """Tell whether a number, or what may be meant for one, stands in the mark at a place."""
    below = text[mark + len(settings.ends[0]) :][:2]
    return not below.isalpha() or re.match(settings.number, below) is not None
