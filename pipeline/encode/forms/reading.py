"""Recognize in which form a text was handed in, from the text alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeAlias

from pipeline.encode.forms.lists import Run, above_head, is_last, item_lines, runs_of, with_joined
from pipeline.encode.forms.markers import SHARE, Candidates
from pipeline.encode.forms.places import Found
from pipeline.encode.forms.settings import Forms, MarkerForm, NoteForm
from pipeline.model.document import Span

# Labels in signs that show that notes may be marked by letters.
_LETTERED = re.compile(
    r"[\[({>^/](?:(?P<letter>[a-z])|(?P<capital>[A-Z])|(?P<roman>ii)|(?P<large>II))"
    r"(?:[\])}</]|(?<=\^[a-zA-Z])\b|(?<=\^ii)\b|(?<=\^II)\b)"
)
_NUMBERED = 2
_HEADING = 4
_BACK = 16
_FAR = 500
_HEAVY = 1_000_000_000
_NEAR = 200


@dataclass(frozen=True, slots=True)
class ListOfNotes:
    """A run of notes with the markers that lead to it, in the form that they have.

    ``markers`` are those whose form shows them beyond doubt; of markers that are glued to a word
    only how many notes may have one is known (``count``).
    """

    run: Run
    markers: tuple[Found, ...]
    marker_form: MarkerForm | None
    count: int


@dataclass(frozen=True, slots=True)
class FormOfNotes:
    """How the notes of a text are written; ``is_doubtful`` where they may be no notes.

    ``rivals`` are stretches that could be notes just as well, instead of some of these.
    """

    name: str
    lists: tuple[ListOfNotes, ...]
    is_doubtful: bool = False
    rivals: tuple[Span, ...] = ()

    @property
    def notes(self) -> int:
        """The number of notes."""
        return sum(len(one.run.items) for one in self.lists)

    @property
    def score(self) -> int:
        """How well it fits: each note that has a marker counts for it, each other one against."""
        return sum(2 * one.count - len(one.run.items) for one in self.lists)


def numbered_lists(
    text: str, forms: Forms, usual: NoteForm, candidates: Candidates
) -> FormOfNotes | None:
    """Find lists whose items show a number or a symbol; of several forms, the one that fits best.

    What fits is told by the markers: each note that has one speaks for the form, each that has
    none against it.
    """
    lines = item_lines(text)
    if not lines.starts:
        return None
    best: FormOfNotes | None = None
    kinds = {shown.lastgroup for shown in _LETTERED.finditer(text)}
    lettered = [form for form in forms.lettered if form.kind in kinds] if kinds else ()
    for form in (usual, *forms.notes, *lettered):
        runs = runs_of(text, form, lines)
        lists, rivals = _best_lists(text, runs, candidates, form) if runs else ((), ())
        found = FormOfNotes(form.name, lists, _is_one_in_text(text, lists, form), rivals)
        if lists and (best is None or found.score > best.score):
            best = found
    if best is None:
        known = (
            _above_text(text, runs_of(text, form, lines), form, candidates)
            for form in (usual, *forms.notes)
        )
        best = next((found for found in known if found), None)
    return best and replace(best, lists=tuple(_with_glued(best.lists, candidates)))


def _above_text(
    text: str, runs: Sequence[Run], form: NoteForm, candidates: Candidates
) -> FormOfNotes | None:
    """Find a list that stands above its text, below the heading or at the very beginning."""
    for run in runs[:2]:
        start, end = run.span
        above = above_head(text, start, candidates.head)
        if text.count("\n", 0, above) > _HEADING or len(run.items) < _NUMBERED:
            continue
        marker_form, markers, count = candidates.marked((end, len(text)), run.labels)
        if count == len(run.labels) and not (marker_form and marker_form.is_weak):
            is_doubtful = text[above:start].strip() == ""
            return FormOfNotes(
                form.name, (ListOfNotes(run, markers, marker_form, count),), is_doubtful
            )
    return None


def _with_glued(lists: Sequence[ListOfNotes], candidates: Candidates) -> Iterator[ListOfNotes]:
    """Give lists that are numbered anew the markers glued to words between them.

    Otherwise nothing tells to which of the lists a marker leads.
    """
    labels = [label for one in lists for label in one.run.labels]
    is_anew = len(set(labels)) < len(labels)
    done = 0
    for one in lists:
        start, end = one.run.span
        if is_anew and not one.markers:
            markers = candidates.glued_ones((done, start), one.run.labels)
            yield replace(one, markers=markers)
        else:
            yield one
        done = end


def _is_one_in_text(text: str, lists: Sequence[ListOfNotes], form: NoteForm) -> bool:
    """Tell whether the only note stands between paragraphs, as a numbered paragraph would."""
    items = [item for one in lists for item in one.run.items]
    return len(items) == 1 and not _stands_apart(text, lists[0].run, form)


def _best_lists(
    text: str, runs: Sequence[Run], candidates: Candidates, form: NoteForm
) -> tuple[tuple[ListOfNotes, ...], tuple[Span, ...]]:
    """Choose the runs that are notes: those for which the text between them has most markers.

    A numbered paragraph above a list could take its markers, so that all choices are weighed, as
    far as ``_BACK`` runs back. Beside the choice, the stretches are given that another one, which
    is as good, has for notes.
    """
    is_list = form.is_sure or len(runs[0].items) > 1  # else it is the heading, with its number
    if is_list and not text[: runs[0].span[0]].strip():  # notes that were put before their text
        after = runs[1].span[0] if len(runs) > 1 else len(text)
        first = _marked(text, runs[0], (runs[0].span[1], after), candidates, form)
        if first is not None:
            return (first,), ()
    joined = with_joined(text, runs)
    chosen = _weighed(text, joined, candidates, form)
    starts = _starts(chosen)
    if form.is_sure or len(joined) <= len(chosen):
        return chosen, ()
    if all(one.marker_form and one.marker_form.name == form.marker for one in chosen):
        rivals = list(runs)
    else:
        rivals = [one.run for one in _weighed(text, joined, candidates, form, starts)]
        rivals += _of_same_labels(text, runs, chosen)
    return chosen, tuple(run.span for run in rivals if starts.isdisjoint(_starts_of(run)))


def _of_same_labels(text: str, runs: Sequence[Run], chosen: Sequence[ListOfNotes]) -> Iterator[Run]:
    """Yield runs that begin with the label of a note, unless all notes close the text together."""
    if not chosen or (len(chosen) == 1 and is_last(text, chosen[0].run.span[1])):
        return
    labels = {label for one in chosen for label in one.run.labels}
    for run in runs:
        items = tuple(item for item in run.items if item.label in labels)
        if items:
            yield Run(items)


def _starts(lists: Sequence[ListOfNotes]) -> frozenset[int]:
    return frozenset(start for one in lists for start in _starts_of(one.run))


def _starts_of(run: Run) -> list[int]:
    return [item.whole[0] for item in run.items]


def _weighed(
    text: str,
    runs: Sequence[Run],
    candidates: Candidates,
    form: NoteForm,
    avoided: Collection[int] = (),
) -> tuple[ListOfNotes, ...]:
    """Give the best row of lists; of two that are as good, the one with the shorter notes.

    A list with an item that begins at a place ``avoided`` gives way to any that is as good.
    """
    ends: list[_Chosen] = [((0, 0), 0, None, -1)]
    stops = [0]
    for at, run in enumerate(runs):
        start, end = run.span
        chosen: _Chosen | None = None
        open_ones = bisect_right(stops, start)
        is_far = _FAR <= at < len(runs) - _BACK
        for place in {*(() if is_far else (0,)), *range(max(0, open_ones - _BACK), open_ones)}:
            score, done, before, _ = ends[place]
            found = _marked(text, run, (done, start), candidates, form, before)
            if found is None:
                continue
            weight = _weight(score, found, avoided)
            if chosen is None or weight > chosen[0]:
                chosen = weight, end, found, place
        if chosen is not None:
            ends.append(chosen)
            stops.append(end)
    return _traced(ends)


_Weight: TypeAlias = tuple[int, int]
"""The score, and the length of all notes, which counts against a list."""
_Chosen: TypeAlias = tuple[_Weight, int, ListOfNotes | None, int]
"""The weight up to a list, its end, itself, and the place of the list chosen before it."""


def _weight(before: _Weight, found: ListOfNotes, avoided: Collection[int]) -> _Weight:
    start, end = found.run.span
    is_avoided = any(item.whole[0] in avoided for item in found.run.items)
    return before[0] + _score(found), before[1] - (_HEAVY if is_avoided else end - start)


def _traced(ends: Sequence[_Chosen]) -> tuple[ListOfNotes, ...]:
    at = max(range(len(ends)), key=lambda place: ends[place][0])
    lists = []
    while at > 0:
        _, _, found, at = ends[at]
        lists += [found] if found else []
    return tuple(lists[::-1])


def _score(found: ListOfNotes) -> int:
    return 2 * found.count - len(found.run.items)


def _marked(
    text: str,
    run: Run,
    stretch: Span,
    candidates: Candidates,
    form: NoteForm,
    before: ListOfNotes | None = None,
) -> ListOfNotes | None:
    """Give the run with its markers; None where too few of its notes have one."""
    labels = run.labels
    needed = len(labels) if run.is_joined else max(1, ceil(SHARE * len(labels)))
    marker_form, markers, count = candidates.marked(stretch, labels)
    if count + (form.is_sure and not run.is_joined) < needed:
        return None
    if marker_form and marker_form.is_weak and not _closes(text, run, form):
        return None
    if len(labels) < _NUMBERED and not (
        _stands_apart(text, run, form)
        or before is not None
        or (marker_form is not None and marker_form.name == form.marker)
        or _is_called_above(text, run, candidates)
    ):
        return None
    return ListOfNotes(run, markers, marker_form, count)


def _closes(text: str, run: Run, form: NoteForm) -> bool:
    """Tell whether a list closes the text, as one has to whose markers are weak."""
    is_alone = len(run.items) < _NUMBERED and form.marker != "word1)"
    return not is_alone and is_last(text, run.span[1])


def _stands_apart(text: str, run: Run, form: NoteForm) -> bool:
    """Tell whether a single item is a note by its form, or since nothing follows but a page."""
    after = text[run.span[1] : run.span[1] + _NEAR].lstrip()
    return form.is_sure or not after or after[:1] in "[\f{|<-"


def _is_called_above(text: str, run: Run, candidates: Candidates) -> bool:
    """Tell whether the paragraph above a single item has its marker.

    A symbol may also stand for much else, so that it has to stand right below that paragraph.
    """
    end = run.span[0]
    above = end
    if run.labels[0][0].isalnum():
        above = above_head(text, end, candidates.head)
    return candidates.marked((text.rfind("\n\n", 0, above) + 1, end), run.labels)[2] > 0
