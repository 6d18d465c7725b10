"""Have every part of encoding read a text, in the form that the profile chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeAlias, assert_never

from pipeline.encode import blocks, bracketed, markers, notes, pages
from pipeline.encode.blocks import (
    BlockSettings,
    LayoutSettings,
    LineDoubt,
    LineReading,
    Segmentation,
)
from pipeline.encode.bracketed import BracketedMarkers, BracketedNotes
from pipeline.encode.forms import read_form, without_feeds
from pipeline.encode.forms.cells import SAID as CELLS_SAID
from pipeline.encode.forms.cells import with_cells
from pipeline.encode.forms.margin import (
    NUMBERS_DOUBT,
    NUMBERS_SAID,
    with_said,
    without_line_numbers,
    without_margin,
)
from pipeline.encode.markers import MarkerSettings
from pipeline.encode.marks import POINT, MarkRow, raised_rows, read_marks_of, rows_in
from pipeline.encode.misplaced import demote_misplaced
from pipeline.encode.notes import NoteSettings
from pipeline.encode.profile import Profile, load
from pipeline.encode.settled import Decided, decide_notes, settle_markers, with_given
from pipeline.encode.standoff import (
    BlockMark,
    Marker,
    NoteList,
    NoteText,
    PageMark,
    Resolution,
    overlaps,
)
from pipeline.encode.wrapping import (
    GLOSSES_DOUBT,
    WRAPPED_SAID,
    first_gloss,
    unwrap,
    wrapped_to,
)
from pipeline.model.decisions import Settled
from pipeline.model.document import Figure, Span
from pipeline.model.form import FormChoice
from pipeline.model.source import Source


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything the parts found in one text.

    ``unread`` begins like a note and is none, ``unknown`` are places that a decision gives to a
    note which is not there, ``lines`` what each line of the text is, as far as lines are judged,
    ``doubts`` those that are not sure; ``strays``, ``figures`` and ``unseated`` as in
    :class:`Resolution`.
    """

    notes: NoteList | None
    pages: tuple[PageMark, ...]
    markers: tuple[Marker, ...]
    blocks: tuple[BlockMark, ...]
    note_blocks: tuple[tuple[BlockMark, ...], ...]
    strays: tuple[Span, ...] = ()
    unread: tuple[Span, ...] = ()
    unknown: tuple[Span, ...] = ()
    figures: tuple[Span, ...] = ()
    unseated: tuple[tuple[int, tuple[Span, ...]], ...] = ()
    doubts: tuple[LineDoubt, ...] = ()
    lines: tuple[LineReading, ...] = ()

    @property
    def listed(self) -> Sequence[NoteText]:
        """The notes of the list, if there is one."""
        return self.notes.notes if self.notes else ()

    def labels(self) -> list[str]:
        """Give each note the label of its first marker, or its number in the list."""
        placed = {marker.note: marker.label for marker in reversed(self.markers)}
        return [placed.get(place, note.number) for place, note in enumerate(self.listed)]

    def unprinted(self) -> set[int]:
        """Give the notes that have no marker in print."""
        return {marker.note for marker in self.markers if not marker.printed}

    def aside(self) -> list[Span]:
        """Give the stretches that are no text: page marks and markers, rising."""
        return sorted([*(p.span for p in self.pages), *(m.span for m in self.markers)])


_OPEN = FormChoice()
_Blocks: TypeAlias = tuple[BlockMark, ...]


def lay_out(source: Source, chosen: Profile, choice: FormChoice = _OPEN) -> Source:
    """Give the text in the form that encoding reads.

    Where the profile's texts have their notes in a list, other forms are read as well; where they
    are wrapped, the lines of a paragraph are joined.
    """
    rows = _mark_rows(source, chosen, choice)
    name = PurePath(source.file).stem
    is_usual = choice.is_usual(name)
    clear = source if is_usual else without_margin(source)
    plain = clear if is_usual else without_line_numbers(clear)
    celled, cells_doubt = (plain, "") if is_usual else with_cells(plain)
    marked = read_marks_of(celled, rows, chosen.pages, is_usual=is_usual)
    source = with_said(usual_form(marked, chosen, choice), clear, source)
    is_open = not choice.is_sure(name)
    source = with_said(source, plain, clear, NUMBERS_SAID, NUMBERS_DOUBT * is_open)
    source = with_said(source, celled, plain, CELLS_SAID, cells_doubt * is_open)
    if source.form is None and "<sup>" in source.text:
        source = read_marks_of(source, raised_rows(rows), chosen.pages)
    wrapping = chosen.wrapping
    if wrapping is None and not is_usual:
        prose = load("gutenberg").wrapping
        wrapping = prose and wrapped_to(source.text, prose)
    if wrapping is None:
        return source
    page_marks = pages.find_pages(source.text, chosen.pages)
    note_list = _notes(source.text, page_marks, chosen)
    joined = unwrap(source, note_list, page_marks, wrapping)
    if chosen.wrapping:
        return joined
    gloss = first_gloss(source.text) if is_open else None
    said = with_said(joined, joined, source, WRAPPED_SAID, GLOSSES_DOUBT if gloss else "")
    if gloss is None or said.form is None:
        return said
    return replace(said, form=replace(said.form, place=said.span_at(source.location(gloss))))


def _mark_rows(source: Source, chosen: Profile, choice: FormChoice) -> tuple[MarkRow, ...]:
    """Give the rows by which the marks of a text are read."""
    tables = choice.marks.tables_of(PurePath(source.file).stem)
    return rows_in(chosen.marks if tables is None else tables, choice.marks.own)


def usual_form(source: Source, chosen: Profile, choice: FormChoice = _OPEN) -> Source:
    """Give the text in the usual form of the profile, with its lines as they are.

    What the edition settles by its ``choice`` is in doubt no more.
    """
    document = PurePath(source.file).stem
    if choice.is_usual(document):
        return without_feeds(source, chosen.pages)
    listed = chosen.notes if isinstance(chosen.notes, NoteSettings) else None
    keeps = choice.keeps_hyphens(document)
    clear = without_margin(source)
    read = read_form(clear, listed, chosen.pages, keeps_hyphens=keeps)
    read = with_said(read, clear, source)
    if read.form is None or not choice.is_sure(document):
        return read
    return replace(read, form=replace(read.form, doubt=""))


def read_marks(
    source: Source, chosen: Profile, settled: Settled | None = None, carried: int | None = None
) -> Marks:
    """Have every part read the text, each on the ground of those before it.

    What is ``settled`` about markers holds, whatever the parts would have made of it. ``carried``
    is the number of the last note of the document before, where notes are numbered through.
    The markers that the form of the text shows are taken as they are.
    """
    text, form = source.text, source.form
    settled = settled or Settled()
    spans = (one.span for one in source.marks if isinstance(one.node, Figure))
    # The words of a caption have a point before them, where the sign of the picture stood.
    pictures = [(start - text.startswith(POINT, max(start - 1, 0)), end) for start, end in spans]
    page_marks = pages.find_pages(text, chosen.pages)
    note_list = _notes(text, page_marks, chosen)
    decided, unknown = decide_notes(settled, note_list)
    claimed = [span for span, note in decided if note is not None]
    page_marks = tuple(one for one in page_marks if not overlaps(one.span, claimed))
    decided = with_given(decided, form.markers if form else (), note_list)
    resolved = _markers(text, note_list, page_marks, decided, chosen, carried)
    segmented, note_blocks = _blocks(
        text, note_list, page_marks, resolved.markers, chosen, settled.roles, pictures
    )
    unread: tuple[Span, ...] = ()
    if isinstance(chosen.notes, BracketedNotes):
        unread = tuple(bracketed.find_unread(text, note_list, chosen.notes))
    return Marks(
        notes=note_list,
        pages=page_marks,
        markers=resolved.markers,
        blocks=segmented.blocks,
        note_blocks=note_blocks,
        strays=resolved.strays,
        unread=unread,
        unknown=unknown,
        figures=resolved.figures,
        unseated=resolved.unseated,
        doubts=segmented.doubts,
        lines=segmented.lines,
    )


def _notes(text: str, page_marks: Sequence[PageMark], chosen: Profile) -> NoteList | None:
    if isinstance(chosen.notes, NoteSettings):
        return notes.find_notes(text, chosen.notes)
    return bracketed.find_notes(text, page_marks, chosen.notes, chosen.bracketed_markers)


def _markers(
    text: str,
    note_list: NoteList | None,
    page_marks: Sequence[PageMark],
    decided: Decided,
    chosen: Profile,
    carried: int | None,
) -> Resolution:
    match chosen.markers:
        case MarkerSettings():
            resolved = markers.resolve(
                text, note_list, page_marks, chosen.markers, decided, carried
            )
        case BracketedMarkers():
            resolved = bracketed.resolve(text, note_list, page_marks, chosen.markers)
        case _:
            assert_never(chosen.markers)
    spans = [span for span, _ in decided]
    strays = tuple(span for span in resolved.strays if not overlaps(span, spans))
    settled = settle_markers(text, resolved.markers, decided)
    placed = {marker.note for marker in settled}
    unseated = tuple(one for one in resolved.unseated if one[0] not in placed)
    return replace(resolved, markers=settled, strays=strays, unseated=unseated)


def _blocks(
    text: str,
    note_list: NoteList | None,
    page_marks: Sequence[PageMark],
    found: tuple[Marker, ...],
    chosen: Profile,
    roles: Sequence[tuple[Span, str]],
    pictures: Sequence[Span],
) -> tuple[Segmentation, tuple[_Blocks, ...]]:
    """Give the blocks of the text and those of each note."""
    listed = note_list.notes if note_list else ()
    match chosen.blocks:
        case BlockSettings():
            whole = blocks.Asides(page_marks, found)
            segmented = blocks.segment(text, note_list, whole, chosen.blocks, roles, pictures)
            asides = blocks.Asides(page_marks, ())
            inside = tuple(
                blocks.segment_note(text, note.span, asides, chosen.blocks) for note in listed
            )
        case LayoutSettings():
            plain = blocks.segment_plain(text, note_list, page_marks, found, chosen.blocks)
            segmented = Segmentation(plain)
            asides = blocks.Asides(page_marks, found)
            inside = tuple(
                blocks.segment_plain_note(text, note.span, asides, chosen.blocks) for note in listed
            )
        case _:
            assert_never(chosen.blocks)
    return segmented._replace(blocks=demote_misplaced(segmented.blocks)), inside
