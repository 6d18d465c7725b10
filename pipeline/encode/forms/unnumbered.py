"""Recognize notes whose numbers were lost, as in copying from a browser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.encode.forms.lists import Item, Run
from pipeline.encode.forms.markers import Candidates
from pipeline.encode.forms.reading import FormOfNotes, ListOfNotes
from pipeline.encode.forms.settings import Forms
from pipeline.model.document import Span

WITHOUT = "without numbers"
"""Begins the name of a form whose notes have no label."""
_STOPS, _CLOSING = frozenset(".!?:…"), "'’”\"»)]"
_LINE = re.compile(r"(?P<indent>[ \t]*)(?:[•·*^–-][ \t])?(?P<words>[^\n]+)")
_NUMBERED = 2
_ARROWS = "↩↑⤴"


def unnumbered_list(text: str, forms: Forms, candidates: Candidates) -> FormOfNotes | None:
    """Find a list at the end whose numbers were lost: as many lines as there are markers.

    Where arrows lead back from the notes, each ends one, also within a line. Without arrows, the
    notes may be the lines below the last blank one, or paragraphs.
    """
    if has_arrows(text):
        arrows = list(forms.arrow.finditer(text))
        return _of_lines(text, _by_arrows(text, arrows), arrows, candidates)
    found = _of_lines(text, _closing_lines(text), (), candidates)
    return found or _of_lines(text, _closing_paragraphs(text, forms, candidates), (), candidates)


def _of_lines(
    text: str, lines: Sequence[Span], arrows: Sequence[re.Match[str]], candidates: Candidates
) -> FormOfNotes | None:
    """Give ``lines`` as notes, where as many markers lead to them."""
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
        Item(_with_arrows(text, line, arrows), label, (line[0], line[0]), line)
        for line, label in zip(lines, labels, strict=True)
    )
    name = f"{WITHOUT}, an arrow behind each" if arrows else WITHOUT
    found = ListOfNotes(Run(items), markers, marker_form, count)
    return FormOfNotes(name, (found,), is_doubtful=not arrows)


def has_arrows(text: str) -> bool:
    """Tell whether there is an arrow that could lead back from a note."""
    return any(arrow in text for arrow in _ARROWS)


def _by_arrows(text: str, arrows: Sequence[re.Match[str]]) -> list[Span]:
    """Give the notes that end, or all begin, with an arrow.

    Behind those that begin so, other text may follow, as a licence; behind those that end so, none.
    """
    first = text.rfind("\n", 0, arrows[0].start()) + 1
    if not text[first : arrows[0].start()].strip():
        end = text.find("\n\n", arrows[-1].end())
        limits = [*(arrow.start() for arrow in arrows[1:]), end if end >= 0 else len(text)]
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


def _with_arrows(text: str, line: Span, arrows: Sequence[re.Match[str]]) -> Span:
    """Give a note with the arrow beside it; without arrows, from where its line begins."""
    start, end = line
    if not arrows:
        return text.rfind("\n", 0, start) + 1, end
    place = bisect_right(arrows, start, key=lambda one: one.start())
    before, after = arrows[place - 1 : place], arrows[place : place + 1]
    if before and not text[before[0].end() : start].strip(" \t"):
        start = before[0].start()
    if after and not text[end : after[0].start()].strip():
        end = after[0].end()
    return start, end


def _closing_lines(text: str) -> list[Span]:
    """Give the lines below the last blank one, where each of them ends a sentence."""
    stop = len(text.rstrip())
    start = text.rfind("\n\n", 0, stop) + 2
    if start < _NUMBERED:
        return []
    spans: list[Span] = []
    indent = 0
    for line in _LINE.finditer(text, start, stop):
        if not _ends_sentence(line["words"].rstrip()):
            return []
        deep = len(line["indent"])
        if spans and deep > indent + 1:  # a paragraph of the note above
            spans[-1] = spans[-1][0], line.end()
        else:
            spans.append(line.span("words"))
            indent = deep
    return spans


def _closing_paragraphs(text: str, forms: Forms, candidates: Candidates) -> list[Span]:
    """Give as many of the last paragraphs as there are markers, where a list may begin with them.

    Above it stands a head, or a line that ends no sentence, as a signature; each note ends one.
    """
    count = candidates.counted()
    blocks = _blocks_from_end(text, count + 1)
    if count < _NUMBERED or len(blocks) <= count:
        return []
    above, *notes = blocks
    last = text[above[0] : above[1]].rpartition("\n")[2].strip()
    begins = forms.head.fullmatch(last) or not _ends_sentence(last)
    ends = all(_ends_sentence(text[start:end]) for start, end in notes)
    return notes if begins and ends else []


def _ends_sentence(words: str) -> bool:
    """Tell whether a stop ends ``words``, or a closing sign that is no apostrophe alone."""
    before = words.rstrip(_CLOSING)
    return before[-1:] in _STOPS or bool(words[len(before) :].strip("'"))


def _blocks_from_end(text: str, count: int) -> list[Span]:
    """Give the last paragraphs, at most ``count``, in their order."""
    found: list[Span] = []
    end = len(text.rstrip())
    while end and len(found) < count:
        start = max(0, text.rfind("\n\n", 0, end) + 1)
        found.append(_stripped(text, start, end))
        end = start
        while end and text[end - 1].isspace():
            end -= 1
    return found[::-1]
