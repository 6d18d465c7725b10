"""Find lists of notes in any form and anywhere: at the end, under pages, under paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.encode.forms.settings import NUMBER, RAISED, NoteForm
from pipeline.model.document import Span

_DIGITS = re.compile(r"[0-9]+")
_INDENTED = re.compile(r"[ \t\u00a0]+\S")


@dataclass(frozen=True, slots=True)
class Item:
    """A note of a list: all that belongs to it, its label as a plain text, and its words.

    ``label_span`` is where the label is printed; where the list shows none it is empty.
    """

    whole: Span
    label: str
    label_span: Span
    text: Span


@dataclass(frozen=True, slots=True)
class Run:
    """Items that stand together, in the order of the text."""

    items: tuple[Item, ...]

    @property
    def span(self) -> Span:
        """From the first line of the first item to the end of the last."""
        return self.items[0].whole[0], self.items[-1].whole[1]

    @property
    def labels(self) -> list[str]:
        """The labels in their order."""
        return [item.label for item in self.items]


def runs_of(text: str, form: NoteForm) -> list[Run]:
    """Give the runs of items of ``form``: numbers that count on, or symbols.

    A run ends where the number does not go on by one, or where text stands between the items that
    is no part of a note: a paragraph at the margin after a blank line.
    """
    runs: list[list[Item]] = []
    matches = list(form.pattern.finditer(text))
    limits = [*(match.start() for match in matches[1:]), len(text)]
    for match, limit in zip(matches, limits, strict=False):
        item = _item(text, match, limit, form)
        if item is None:
            continue
        if runs and _goes_on(text, runs[-1][-1], item, form):
            runs[-1].append(item)
        else:
            runs.append([item])
    return [Run(tuple(items)) for items in runs]


def _item(text: str, match: re.Match[str], limit: int, form: NoteForm) -> Item | None:
    """Read one item; it ends at ``limit``, where the next one begins, or before that."""
    start, begin = match.span()
    label = match["label"].translate(RAISED)
    if form.closing:
        end = _closing(text, match.start("label"), form.closing)
        if end < 0:
            return None
        whole_end = end + len(form.closing)
    else:
        end = whole_end = _end(text, begin, limit)
    stop = begin + len(text[begin:end].rstrip())
    return Item(
        (start, whole_end if form.closing else stop), label, match.span("label"), (begin, stop)
    )


def _closing(text: str, start: int, closing: str) -> int:
    """Give where the bracket around a note is closed; -1 where it is not."""
    depth = 1
    for match in re.compile(r"[\[\]]").finditer(text, start):
        depth += 1 if match.group() == "[" else -1
        if depth == 0:
            return match.start() if match.group() == closing else -1
    return -1


def _end(text: str, begin: int, limit: int) -> int:
    """Give where a note ends: before a blank line, unless what follows it is indented."""
    at = text.find("\n\n", begin, limit)
    while at >= 0:
        below = at
        while text[below : below + 1] == "\n":
            below += 1
        if below >= limit or not _INDENTED.match(text, below):
            return at
        at = text.find("\n\n", below, limit)
    return limit


def _goes_on(text: str, before: Item, item: Item, form: NoteForm) -> bool:
    if form.kind == "symbol":
        counts = before.label != item.label
    else:
        counts = _value(item.label) == _value(before.label) + 1
    between = text[before.whole[1] : item.whole[0]]
    return counts and not between.strip()


def _value(label: str) -> int:
    found = _DIGITS.match(label)
    return int(found.group()) if found else -1


def is_numbered(form: NoteForm) -> bool:
    """Tell whether the labels of a form are counted."""
    return form.kind in {NUMBER, "raised"}
