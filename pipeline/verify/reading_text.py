"""What a book holds whose texts are shown as they are read, said independently of the writers.

Struck out words, letters too many, remarks of transcribers, changes of hand and line ends in words
are not shown; the reading of an editor stands in the place of what is printed. Notes and page
breaks all stay. Of two blanks between which something was left out, the second goes, and so does
one at the end of a line, or before a stop that the left out words stood at.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TypeVar, assert_never

from pipeline.book import Book
from pipeline.model import document as model


def as_read(book: Book) -> Book:
    """Give ``book`` with the texts that its outputs have to hold."""
    if book.outputs.view != "reading":
        return book
    front, body, back = (
        tuple(replace(one, text=_document(one.text)) for one in part)
        for part in (book.front, book.body, book.back)
    )
    return replace(book, front=front, body=body, back=back)


def _document(text: model.Document) -> model.Document:
    notes = tuple(replace(note, blocks=tuple(map(_block, note.blocks))) for note in text.notes)
    return replace(text, blocks=tuple(map(_block, text.blocks)), notes=notes)


def _block(block: model.Block) -> model.Block:
    match block:
        case model.Opener():
            return replace(block, parts=tuple(map(_part, block.parts)))
        case model.Closer():
            return replace(block, parts=tuple(map(_part, block.parts)))
        case model.List():
            items = tuple(
                one if isinstance(one, model.PageBreak) else _item(one) for one in block.items
            )
            return replace(block, items=items, heads=tuple(map(_line, block.heads)))
        case model.Table():
            rows = tuple(
                one if isinstance(one, model.PageBreak) else _row(one) for one in block.rows
            )
            return replace(block, rows=rows, head=_line(block.head))
        case model.Quotation() | model.Postscript() | model.Attachment():
            return replace(block, blocks=tuple(map(_block, block.blocks)))
        case model.SourceNote() | model.Heading() | model.Dateline() | model.Paragraph():
            return replace(block, content=_line(block.content))
        case model.PageBreak() | model.UnplacedNote():
            return block
        case _:
            assert_never(block)


_Part = TypeVar("_Part", bound=model.OpenerPart | model.CloserPart)


def _part(part: _Part) -> _Part:
    return part if isinstance(part, model.PageBreak) else replace(part, content=_line(part.content))


def _item(item: model.ListItem | model.PageBreak) -> model.ListItem | model.PageBreak:
    if isinstance(item, model.PageBreak):
        return item
    blocks = tuple(map(_block, item.blocks))
    return replace(item, label=_line(item.label), content=_line(item.content), blocks=blocks)


def _row(row: model.Row | model.PageBreak) -> model.Row | model.PageBreak:
    if isinstance(row, model.PageBreak):
        return row
    return replace(row, cells=tuple(replace(c, content=_line(c.content)) for c in row.cells))


def _line(content: model.Inlines) -> model.Inlines:
    """Give what is read of a line."""
    shown: list[model.Inline] = []
    runs = [(out, list(run)) for out, run in groupby(content, _is_left_out)]
    for place, (left_out, run) in enumerate(runs):
        if left_out:
            shown += [one for inline in run for one in _kept(inline)]
            if place == len(runs) - 1:
                _strip_end(shown)
            continue
        first = run[0]
        if place and isinstance(first, model.Text) and first.text.startswith(" "):
            words = first.text[_before(shown)[-1:] in ("", " ") :]
            run[:1] = [replace(first, text=words)] if words else []
        if place and isinstance(first, model.Text) and _begins_with_stop(first.text):
            _strip_end(shown)
        for inline in run:
            shown += _read(inline)
    return tuple(_joined(shown))


def _before(shown: list[model.Inline]) -> str:
    """Give the text that stands last; a letter stands for what is no text."""
    for one in reversed(shown):
        if not isinstance(one, model.NoteMarker | model.PageBreak):
            return one.text if isinstance(one, model.Text) else "x"
    return ""


def _begins_with_stop(words: str) -> bool:
    after = words[1:2]
    return words[:1] in tuple(".,;:!?)") and not (after.isalnum() or after == "_")


def _strip_end(shown: list[model.Inline]) -> None:
    if shown and isinstance(shown[-1], model.Text) and shown[-1].text.endswith(" "):
        words = shown.pop()
        if isinstance(words, model.Text) and words.text != " ":
            shown.append(replace(words, text=words.text[:-1]))


def _is_left_out(inline: model.Inline) -> bool:
    if isinstance(inline, model.Alteration):
        return inline.kind is model.AlterationKind.DELETED
    if isinstance(inline, model.Condition):
        return inline.kind is model.ConditionKind.SURPLUS
    if isinstance(inline, model.Remark):
        return inline.kind is model.RemarkKind.TRANSCRIBER
    if isinstance(inline, model.LineBreak):
        return inline.joined
    return isinstance(inline, model.HandShift)


def _kept(inline: model.Inline) -> list[model.Inline]:
    return [
        one for one in model.walk(inline) if isinstance(one, model.NoteMarker | model.PageBreak)
    ]


def _read(inline: model.Inline) -> list[model.Inline]:
    if isinstance(inline, model.EditorialChoice) and inline.reading:
        return [model.Text(inline.reading, model.span_of(inline)), *_kept(inline)]
    if isinstance(
        inline,
        model.EditorialChoice | model.Condition | model.Alteration | model.Substitution,
    ):
        return list(_line(inline.content))
    if isinstance(inline, model.Annotated):
        content = _line(inline.content)
        is_kept = bool(content) or isinstance(inline, model.Figure)
        return [replace(inline, content=content)] if is_kept else []
    return [inline]


def _joined(inlines: list[model.Inline]) -> list[model.Inline]:
    joined: list[model.Inline] = []
    for one in inlines:
        last = joined[-1] if joined else None
        if isinstance(one, model.Text) and isinstance(last, model.Text):
            joined[-1] = replace(last, text=last.text + one.text)
        else:
            joined.append(one)
    return joined
