"""Recognize in which form a text was handed in, from the text alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeAlias

from pipeline.encode.forms.lists import Item, Run, runs_of
from pipeline.encode.forms.markers import SHARE, Candidates, Found
from pipeline.encode.forms.settings import Forms, MarkerForm, NoteForm
from pipeline.model.document import Span

_SENTENCE = re.compile(r"[.!?:…”’\"»)\]]['’”\"»)\]]*\Z")
_LETTERED = re.compile(r"[\[({>^][a-z](?:[\])}<]|(?<=\^[a-z])\b)")
_LINE = re.compile(r"(?P<indent>[ \t]*)(?:[•·*–-][ \t])?(?P<words>[^\n]+)")
_NUMBERED = 2
_BACK = 16
_JOINED = 8
_NEAR = 200
_ARROWS = "↩↑⤴"


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
    """How the notes of a text are written; ``is_doubtful`` where they may be no notes."""

    name: str
    lists: tuple[ListOfNotes, ...]
    is_doubtful: bool = False

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
    best: FormOfNotes | None = None
    lettered = forms.lettered if _LETTERED.search(text) else ()
    for form in (usual, *forms.notes, *lettered):
        runs = runs_of(text, form)
        lists = _best_lists(text, runs, candidates, form) if runs else ()
        found = FormOfNotes(form.name, lists, _is_one_in_text(text, lists, form))
        if lists and (best is None or found.score > best.score):
            best = found
    return best


def _is_one_in_text(text: str, lists: Sequence[ListOfNotes], form: NoteForm) -> bool:
    """Tell whether the only note stands between paragraphs, as a numbered paragraph would."""
    items = [item for one in lists for item in one.run.items]
    return len(items) == 1 and not _stands_apart(text, lists[0].run, form)


def _best_lists(
    text: str, runs: Sequence[Run], candidates: Candidates, form: NoteForm
) -> tuple[ListOfNotes, ...]:
    """Choose the runs that are notes: those for which the text between them has most markers.

    A numbered paragraph above a list could take its markers, so that all choices are weighed, as
    far as ``_BACK`` runs back.
    """
    is_list = form.is_sure or len(runs[0].items) > 1  # else it is the heading, with its number
    if is_list and not text[: runs[0].span[0]].strip():  # notes that were put before their text
        after = runs[1].span[0] if len(runs) > 1 else len(text)
        first = _marked(text, runs[0], (runs[0].span[1], after), candidates, form)
        if first is not None:
            return (first,)
    ends: list[_Chosen] = [(0, 0, None, -1)]
    for run in _with_joined(text, runs):
        start, end = run.span
        chosen: _Chosen | None = None
        open_ones = [place for place in range(len(ends)) if ends[place][1] <= start]
        for place in {0, *open_ones[-_BACK:]}:
            score, done, before, _ = ends[place]
            found = _marked(text, run, (done, start), candidates, form, before)
            if found is not None and (chosen is None or score + _score(found) > chosen[0]):
                chosen = score + _score(found), end, found, place
        if chosen is not None:
            ends.append(chosen)
    return _traced(ends)


_Chosen: TypeAlias = tuple[int, int, ListOfNotes | None, int]
"""The score up to a list, its end, itself, and the place of the list chosen before it."""


def _traced(ends: Sequence[_Chosen]) -> tuple[ListOfNotes, ...]:
    at = max(range(len(ends)), key=lambda place: ends[place][0])
    lists = []
    while at > 0:
        _, _, found, at = ends[at]
        lists += [found] if found else []
    return tuple(lists[::-1])


def _score(found: ListOfNotes) -> int:
    return 2 * found.count - len(found.run.items)


def _with_joined(text: str, runs: Sequence[Run]) -> list[Run]:
    """Give the runs, and those that go on with one another as one.

    Between such runs stand paragraphs at the margin, which then belong to the note before them.
    """
    joined = []
    for first in range(len(runs)):
        whole = runs[first]
        for run in runs[first + 1 : first + _JOINED]:
            if not whole.goes_on_with(run.labels[0]):
                break
            is_joined = whole.is_joined or bool(text[whole.span[1] : run.span[0]].strip())
            whole = Run((*_until(text, whole, run.span[0]), *run.items), is_joined)
            joined.append(whole)
    return sorted((*runs, *joined), key=lambda run: (run.span[1], run.is_joined))


def _until(text: str, run: Run, end: int) -> tuple[Item, ...]:
    """Let the last note of a run go on to ``end``."""
    *others, last = run.items
    stop = last.text[0] + len(text[last.text[0] : end].rstrip())
    return (*others, replace(last, whole=(last.whole[0], stop), text=(last.text[0], stop)))


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
    if len(labels) < _NUMBERED and not (
        _stands_apart(text, run, form)
        or before is not None
        or _is_called_above(text, run, candidates)
    ):
        return None
    return ListOfNotes(run, markers, marker_form, count)


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


def above_head(text: str, start: int, head: re.Pattern[str]) -> int:
    """Give where the text ends above a list at ``start``, its heads and rules and blank lines."""
    end = _before_blanks(text, start)
    while True:
        line = text.rfind("\n", max(0, end - _NEAR), end) + 1
        if not line or not head.fullmatch(text[line:end].strip()):
            return end
        end = _before_blanks(text, line)


def _before_blanks(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def unnumbered_list(text: str, forms: Forms, candidates: Candidates) -> FormOfNotes | None:
    """Find a list at the end whose numbers were lost: as many lines as there are markers.

    Where arrows lead back from the notes, each ends one, also within a line.
    """
    arrows = list(forms.arrow.finditer(text)) if has_arrows(text) else []
    lines = _by_arrows(text, arrows) if arrows else _closing_lines(text)
    labels = [str(number) for number in range(1, len(lines) + 1)]
    if not lines:
        return None
    stretch = (0, lines[0][0])
    marker_form, markers, count = candidates.marked(stretch, labels)
    more = candidates.glued(stretch, [*labels, str(len(labels) + 1)])
    # Without arrows, only markers show that lines are notes: no numbers that the text itself has.
    shows = marker_form is None or marker_form.is_sure
    if count < len(labels) or not (
        arrows or (shows and len(labels) >= _NUMBERED and more <= count)
    ):
        return None
    items = tuple(
        Item(
            (
                text.rfind("\n", 0, line[0]) + 1 if not arrows else line[0],
                _behind_arrow(text, line[1], arrows),
            ),
            label,
            (line[0], line[0]),
            line,
        )
        for line, label in zip(lines, labels, strict=True)
    )
    name = "notes without numbers, an arrow behind each" if arrows else "notes without numbers"
    found = ListOfNotes(Run(items), markers, marker_form, count)
    return FormOfNotes(name, (found,), is_doubtful=not arrows)


def has_arrows(text: str) -> bool:
    """Tell whether there is an arrow that could lead back from a note."""
    return any(arrow in text for arrow in _ARROWS)


def _by_arrows(text: str, arrows: Sequence[re.Match[str]]) -> list[Span]:
    """Give the notes that end, or all begin, with an arrow; nothing where other text follows."""
    first = text.rfind("\n", 0, arrows[0].start()) + 1
    if not text[first : arrows[0].start()].strip():
        limits = [*(arrow.start() for arrow in arrows[1:]), len(text)]
        stretches = [(one.end(), limit) for one, limit in zip(arrows, limits, strict=True)]
        if any("\n\n" in text[start:end].strip() for start, end in stretches):
            return []
    elif text[arrows[-1].end() :].strip():
        return []
    else:
        starts = [first, *(arrow.end() for arrow in arrows)]
        stretches = [(start, one.start()) for start, one in zip(starts, arrows, strict=False)]
    spans = (_stripped(text, *stretch) for stretch in stretches)
    return [span for span in spans if span[0] < span[1]]


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _behind_arrow(text: str, end: int, arrows: Sequence[re.Match[str]]) -> int:
    """Give the end of the arrow that follows a note; ``end`` where none does."""
    after = (arrow.end() for arrow in arrows if not text[end : arrow.start()].strip())
    return next((stop for stop in after if stop > end), end)


def _closing_lines(text: str) -> list[Span]:
    """Give the lines below the last blank one, where each of them ends a sentence."""
    stop = len(text.rstrip())
    start = text.rfind("\n\n", 0, stop) + 2
    if start < _NUMBERED:
        return []
    spans: list[Span] = []
    indent = 0
    for line in _LINE.finditer(text, start, stop):
        if not _SENTENCE.search(line["words"].rstrip()):
            return []
        deep = len(line["indent"])
        if spans and deep > indent + 1:  # a paragraph of the note above
            spans[-1] = spans[-1][0], line.end()
        else:
            spans.append(line.span("words"))
            indent = deep
    return spans
