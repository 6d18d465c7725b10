"""Say in which form a text was handed in, and what of it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.encode.forms.broken import BrokenWord
from pipeline.encode.forms.pages import Pages
from pipeline.encode.forms.reading import FormOfNotes
from pipeline.encode.forms.unnumbered import WITHOUT
from pipeline.model.document import Span

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class InlineNote:
    """A note that stands in the text itself: all of it, its words, and the name of its form.

    ``is_sure`` is false where it may be a remark of the text.
    """

    whole: Span
    text: Span
    form: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What was recognized of the form of a text: notes, pages, signs of broken words.

    ``left`` are stretches that have the form of a marker or note that was read, and are none;
    ``swallowed`` are paragraphs of notes that may be text, and what stands ``below`` the only list
    may belong to its last note.
    """

    notes: FormOfNotes | None
    inline: tuple[InlineNote, ...] = ()
    pages: Pages | None = None
    broken: tuple[BrokenWord, ...] = ()
    left: tuple[Span, ...] = ()
    swallowed: tuple[Span, ...] = ()
    below: tuple[Span, ...] = ()


def describe(read: Read) -> str:
    """Give the form in words."""
    notes, inline, pages = read.notes, read.inline, read.pages
    said: list[str] = []
    if inline:
        said.append(f"{_count(len(inline), 'note')} in the text itself as “{inline[0].form}”")
    if notes:
        said.append(_notes(notes))
        marker_form = next((one.marker_form for one in notes.lists if one.marker_form), None)
        if marker_form:
            said.append(f"markers as “{marker_form.name}”")
    if pages:
        numbers = sum(bool(page.number) for page in pages.marks)
        said.append(f"{_count(numbers, 'page')} as “{pages.form}”" if numbers else "form feeds")
    hidden = sum(end - start == 1 for start, end in (one.span for one in read.broken))
    if len(read.broken) > hidden:
        said.append(f"{_count(len(read.broken) - hidden, 'word')} broken at line ends")
    if hidden:
        said.append(f"{_count(hidden, 'soft hyphen')} inside lines left out")
    return "; ".join(said)


def doubts(text: str, read: Read) -> str:
    """Say what the text may be instead; nothing where the form is sure."""
    said = [*_doubts_of_notes(text, read)]
    if read.pages and not any(page.number for page in read.pages.marks):
        said.append("form feeds part pages, and none of them has a number")
    elif read.pages and not read.pages.is_sure:
        said.append(f"“{read.pages.form}” may be no page")
    if read.pages and read.pages.may_be_feet:
        said.append(
            f"{read.pages.marks[-1].number} closes the text, so that the numbers may stand at the "
            "foot of their pages, and each page begin one number later"
        )
    if read.inline and read.left:
        said.append(f"“{_excerpt(text, read.left[0])}” may be a note as well")
    if read.inline and not read.inline[0].is_sure:
        said.append(f"“{read.inline[0].form}” may be a remark of the text")
    words = sorted({one.doubt for one in read.broken if one.doubt})
    if words:
        some = ", ".join(f"“{word}”" for word in words[:3])
        said.append(f"the hyphen may be one of the word in {some}")
    return "; ".join(said)


def _doubts_of_notes(text: str, read: Read) -> Iterator[str]:
    notes = read.notes
    if notes is None:
        return
    form = next((one.marker_form for one in notes.lists if one.marker_form), None)
    if form and form.is_weak:
        yield f"“{form.name}” may be no marker"
    if notes.is_doubtful:
        yield "what was taken for notes may be text"
    if notes.rivals:
        yield f"“{_excerpt(text, notes.rivals[0])}” may be a note as well"
    if read.swallowed:
        yield f"“{_excerpt(text, read.swallowed[0])}” may be no paragraph of a note"
    if read.below:
        yield f"“{_excerpt(text, read.below[0])}” below the notes may belong to the last of them"
    if read.left:
        yield f"“{_excerpt(text, read.left[0])}” may be a marker as well"


def _excerpt(text: str, span: Span) -> str:
    start, end = span
    words = " ".join(text[start:end][: 4 * _SHOWN].split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"


def _notes(notes: FormOfNotes) -> str:
    lists = len(notes.lists)
    where = f" in {lists} lists" if lists > 1 else ""
    name = notes.name if notes.name.startswith(WITHOUT) else f"as “{notes.name.strip()}”"
    return f"{_count(notes.notes, 'note')}{where} {name}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
