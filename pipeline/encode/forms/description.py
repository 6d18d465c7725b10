"""Say in which form a text was handed in, and what of it is in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.encode.forms.pages import Pages
from pipeline.encode.forms.reading import FormOfNotes
from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class InlineNote:
    """A note that stands in the text itself: all of it, its words, and the name of its form."""

    whole: Span
    text: Span
    form: str


@dataclass(frozen=True, slots=True)
class Read:
    """What was recognized of the form of a text: notes, pages, signs of broken words."""

    notes: FormOfNotes | None
    inline: tuple[InlineNote, ...] = ()
    pages: Pages | None = None
    broken: tuple[Span, ...] = ()


def describe(read: Read) -> tuple[str, str]:
    """Give the form in words, and what else the text may be; nothing where the form is sure."""
    notes, inline, pages = read.notes, read.inline, read.pages
    said: list[str] = []
    doubts: list[str] = []
    if inline:
        said.append(f"{_count(len(inline), 'note')} in the text itself as {inline[0].form}")
    if notes:
        said.append(_notes(notes))
        marker_form = next((one.marker_form for one in notes.lists if one.marker_form), None)
        if marker_form and marker_form.is_weak:
            doubts.append("numbers in parentheses as markers")
        if marker_form:
            said.append(f"markers as {marker_form.name}")
        if notes.is_doubtful:
            doubts.append(f"{notes.name} as a note")
    if pages:
        numbers = sum(bool(page.number) for page in pages.marks)
        if numbers:
            said.append(f"{_count(numbers, 'page')} as {pages.form}")
        if not pages.is_sure:
            doubts.append(f"{pages.form} as the beginning of a page")
    if read.broken:
        said.append(f"{_count(len(read.broken), 'word')} broken at line ends")
    return "; ".join(said), " and ".join(doubts)


def _notes(notes: FormOfNotes) -> str:
    lists = len(notes.lists)
    where = f" in {lists} lists" if lists > 1 else ""
    return f"{_count(notes.notes, 'note')}{where} as {notes.name}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
