"""Recognize in which form a text was handed in, from the text alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from pipeline.encode.forms.lists import Item, Run, runs_of
from pipeline.encode.forms.markers import Found, explicit, glued, in_turn
from pipeline.encode.forms.settings import Forms, MarkerForm, NoteForm
from pipeline.model.document import Span

# Of the notes of a list, so many have to have a marker in the text before it.
_SHARE = 0.6
_SENTENCE = re.compile(r"[.!?:…”’\"»)\]]['’”\"»)\]]*\Z")
_NUMBERED = 2
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


def numbered_lists(text: str, forms: Forms, usual: NoteForm) -> FormOfNotes | None:
    """Find lists whose items show a number or a symbol; of several forms, the one of most notes."""
    best: FormOfNotes | None = None
    for form in (usual, *forms.notes):
        runs = runs_of(text, form)
        lists = tuple(_accepted(text, runs, forms, form)) if runs else ()
        found = FormOfNotes(form.name, lists)
        if lists and (best is None or found.notes > best.notes):
            best = found
    return best


def _accepted(
    text: str, runs: Sequence[Run], forms: Forms, form: NoteForm
) -> Iterable[ListOfNotes]:
    """Give the runs that the markers before them show to be notes, with those markers."""
    done = 0
    accepted: list[ListOfNotes] = []
    starts = [0]
    for place, run in enumerate(runs):
        start, end = run.span
        stretch = (done, start)
        if not text[:start].strip() and not accepted:
            after = runs[place + 1].span[0] if place + 1 < len(runs) else len(text)
            stretch = (end, after)
        found = _marked(text, run, stretch, forms, form)
        if found is not None:
            accepted.append(found)
            starts.append(done)
            done = end
        elif accepted and _goes_on(accepted[-1].run, run):
            whole = Run((*_until(text, accepted[-1].run, start), *run.items))
            stretch = (starts[-1], accepted[-1].run.span[0])
            found = _marked(text, whole, stretch, forms, form)
            if found is not None and found.count == len(whole.items):
                accepted[-1], done = found, end
    return accepted


def _goes_on(before: Run, run: Run) -> bool:
    last, first = before.labels[-1], run.labels[0]
    return last.isdecimal() and first.isdecimal() and int(first) == int(last) + 1


def _until(text: str, run: Run, end: int) -> tuple[Item, ...]:
    """Let the last note of a run go on to ``end``."""
    *others, last = run.items
    stop = last.text[0] + len(text[last.text[0] : end].rstrip())
    return (*others, replace(last, whole=(last.whole[0], stop), text=(last.text[0], stop)))


def _marked(text: str, run: Run, stretch: Span, forms: Forms, form: NoteForm) -> ListOfNotes | None:
    """Give the run with its markers; None where too few of its notes have one."""
    labels = run.labels
    needed = max(1, ceil(_SHARE * len(labels)))
    behind_words = len(glued(text, stretch, labels))
    marker_form, markers = marked_by(text, stretch, labels, forms.markers, behind_words)
    count = max(behind_words, in_turn(markers, labels))
    if count + form.is_sure < needed:
        return None
    if len(labels) < _NUMBERED and not (
        _stands_apart(text, run, form) or _is_called_above(text, run, forms)
    ):
        return None
    return ListOfNotes(run, tuple(markers), marker_form, count)


def marked_by(
    text: str,
    stretch: Span,
    labels: Sequence[str],
    forms: Iterable[MarkerForm],
    behind_words: int,
) -> tuple[MarkerForm | None, list[Found]]:
    """Give the form in which most labels have a marker; none where more are glued to words."""
    best: tuple[int, MarkerForm | None, list[Found]] = (
        max(behind_words, ceil(_SHARE * len(labels)) - 1), None, [],
    )  # fmt: skip
    for form in forms:
        found = explicit(text, stretch, form, labels)
        count = in_turn(found, labels)
        if count > best[0]:
            best = count, form, found
    return best[1], best[2]


def _stands_apart(text: str, run: Run, form: NoteForm) -> bool:
    """Tell whether a single item is a note by its form, or since nothing follows but a page."""
    after = text[run.span[1] :].lstrip()
    return form.is_sure or not after or after[:1] in "[\f{|<-"


def _is_called_above(text: str, run: Run, forms: Forms) -> bool:
    """Tell whether the lines right above a single item, without a blank one, have its marker."""
    end = run.span[0]
    stretch = (text.rfind("\n\n", 0, end) + 1, end)
    labels = run.labels
    return bool(
        glued(text, stretch, labels) or marked_by(text, stretch, labels, forms.markers, 0)[1]
    )


def unnumbered_list(text: str, forms: Forms) -> FormOfNotes | None:
    """Find a list at the end whose numbers were lost: as many lines as there are markers.

    Where arrows lead back from the notes, each ends one, also within a line.
    """
    arrows = list(forms.arrow.finditer(text)) if has_arrows(text) else []
    lines = _by_arrows(text, arrows) if arrows else _closing_lines(text)
    labels = [str(number) for number in range(1, len(lines) + 1)]
    if not lines:
        return None
    stretch = (0, lines[0][0])
    behind_words = len(glued(text, stretch, labels))
    marker_form, markers = marked_by(text, stretch, labels, forms.markers, behind_words)
    count = max(behind_words, in_turn(markers, labels))
    more = glued(text, stretch, [*labels, str(len(labels) + 1)])
    if count < len(labels) or (not arrows and (len(labels) < _NUMBERED or len(more) > count)):
        return None
    items = tuple(
        Item((line[0], _behind_arrow(text, line[1], arrows)), label, (line[0], line[0]), line)
        for line, label in zip(lines, labels, strict=True)
    )
    name = "notes without numbers, an arrow behind each" if arrows else "notes without numbers"
    found = ListOfNotes(Run(items), tuple(markers), marker_form, count)
    return FormOfNotes(name, (found,), is_doubtful=not arrows)


def has_arrows(text: str) -> bool:
    """Tell whether there is an arrow that could lead back from a note."""
    return any(arrow in text for arrow in _ARROWS)


def _by_arrows(text: str, arrows: Sequence[re.Match[str]]) -> list[Span]:
    """Give the notes that end with an arrow; nothing where other text follows one."""
    first = text.rfind("\n", 0, arrows[0].start()) + 1
    if text[arrows[-1].end() :].strip():
        return []
    spans, start = [], first
    for arrow in arrows:
        stretch = text[start : arrow.start()]
        begin = start + len(stretch) - len(stretch.lstrip())
        spans.append((begin, start + len(stretch.rstrip())))
        start = arrow.end()
    return [span for span in spans if span[0] < span[1]]


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
    spans = []
    for match in re.compile(r"[^\n]+").finditer(text, start, stop):
        if not _SENTENCE.search(match.group().rstrip()):
            return []
        spans.append(match.span())
    return spans
