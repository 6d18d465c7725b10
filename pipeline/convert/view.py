"""The text as it is read: without what was struck out, with the readings of the editors.

A book shows its texts as they were written, with signs for what transcribers marked, or as they are
read. The second is made here, before any format is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pipeline.book import Book, Section
from pipeline.model import document as model

_BLANK = " "
_STOP = re.compile(r"[.,;:!?)](?!\w)")
_DROPPED = frozenset({
    (model.Alteration, model.AlterationKind.DELETED),
    (model.Condition, model.ConditionKind.SURPLUS),
    (model.Remark, model.RemarkKind.TRANSCRIBER),
})  # fmt: skip


def as_shown(book: Book) -> Book:
    """Give ``book`` with its texts as its outputs show them."""
    if book.outputs.view == "diplomatic":
        return book

    def read(sections: Iterable[Section]) -> tuple[Section, ...]:
        return tuple(replace(section, text=reading_text(section.text)) for section in sections)

    return replace(book, front=read(book.front), body=read(book.body), back=read(book.back))


def reading_text(document: model.Document) -> model.Document:
    """Give a document as it is read; its notes and page breaks all stay."""
    return replace(
        document,
        blocks=_read(document.blocks),
        notes=tuple(replace(note, blocks=_read(note.blocks)) for note in document.notes),
    )


def _read(value: Any) -> Any:  # noqa: ANN401 - what the fields of blocks hold
    """Read the runs of inlines in a value; what holds no inlines stays as it is."""
    if isinstance(value, tuple):
        if value and all(isinstance(one, model.Inline) for one in value):
            return tuple(_run(value))
        return tuple(_read(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type | model.Leaf):
        return replace(
            value, **{one.name: _read(getattr(value, one.name)) for one in fields(value)}
        )
    return value


def _run(inlines: model.Inlines) -> Iterator[model.Inline]:
    """Read a run; of the blanks on both sides of what is left out one stays.

    None stays at the ends of a run, and before a stop that stood at what is left out.
    """
    written: list[model.Inline] = []
    is_cut = False
    for inline in inlines:
        if _is_dropped(inline):
            written += _staying(inline)
            is_cut = True
        elif is_cut and isinstance(inline, model.Text):
            is_cut = False
            text = inline.text
            if text.startswith(_BLANK) and _ends_blank(written):
                text = text[1:]
            if _STOP.match(inline.text):
                _cut_blank(written)
            written += [replace(inline, text=text)] if text else []
        else:
            is_cut = False
            written += _opened(inline)
    if is_cut:
        _cut_blank(written)
    yield from _side_by_side(written)


def _cut_blank(written: list[model.Inline]) -> None:
    """Take off the blank that ``written`` ends with."""
    if written and isinstance(written[-1], model.Text):
        text = written[-1].text.removesuffix(_BLANK)
        written[-1:] = [replace(written[-1], text=text)] if text else []


def _ends_blank(written: list[model.Inline]) -> bool:
    """Tell whether a blank, or nothing, stands before; marks of notes and pages do not count."""
    texts = [one for one in written if not isinstance(one, model.NoteMarker | model.PageBreak)]
    last = texts[-1] if texts else None
    return last is None or (isinstance(last, model.Text) and last.text.endswith(_BLANK))


def _is_dropped(inline: model.Inline) -> bool:
    kind = getattr(inline, "kind", None)
    is_line_end_in_word = isinstance(inline, model.LineBreak) and inline.joined
    is_shift = isinstance(inline, model.HandShift)
    return (type(inline), kind) in _DROPPED or is_shift or is_line_end_in_word


def _staying(inline: model.Inline) -> Iterator[model.Inline]:
    """Give the markers of notes and the page breaks in what is left out."""
    for leaf in model.leaves_of(inline):
        if isinstance(leaf, model.NoteMarker | model.PageBreak):
            yield leaf


def _opened(inline: model.Inline) -> Iterator[model.Inline]:
    """Give what is read of an inline: words alone where only a sign goes."""
    if isinstance(inline, model.EditorialChoice):
        if inline.reading:
            yield model.Text(inline.reading, model.span_of(inline))
            yield from _staying(inline)
        else:
            yield from _run(inline.content)
    elif isinstance(inline, model.Condition | model.Alteration | model.Substitution):
        yield from _run(inline.content)
    elif isinstance(inline, model.Annotated):
        content = tuple(_run(inline.content))
        if content or isinstance(inline, model.Figure):
            yield replace(inline, content=content)
    else:
        yield inline


def _side_by_side(inlines: Iterable[model.Inline]) -> Iterator[model.Inline]:
    """Join texts that have come to stand side by side."""
    waiting: model.Text | None = None
    for inline in inlines:
        if isinstance(inline, model.Text):
            joined = (waiting.text if waiting else "") + inline.text
            waiting = model.Text(joined, waiting.span if waiting else inline.span)
            continue
        if waiting is not None:
            yield waiting
        waiting = None
        yield inline
    if waiting is not None:
        yield waiting
