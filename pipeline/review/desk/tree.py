"""The reading text as a tree that the page makes elements of: never markup, text stays text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, assert_never

from pipeline.model import document as model
from pipeline.model.document import Span
from pipeline.review.desk.places import PagePlaces

Shown: TypeAlias = str | list[Any]
"""A text, or an element: its name, its attributes, and what it holds.

Of attributes there are ``c``, classes; ``at``, line and column of the raw file, from 0; ``id``;
``to``, the id of what a link leads to; and ``title``.
"""

_RENDITIONS = {
    model.Rendition.ITALIC: "em",
    model.Rendition.BOLD: "strong",
    model.Rendition.UNDERLINED: "u",
    model.Rendition.SUPERSCRIPT: "sup",
    model.Rendition.SUBSCRIPT: "sub",
}
_ALTERATIONS = {model.AlterationKind.DELETED: "del", model.AlterationKind.ADDED: "ins"}


def tree_of(document: model.Document, places: PagePlaces) -> list[Shown]:
    """Give the blocks of a document, and its notes below them."""
    maker = _TreeMaker(places, {note.id: note.label for note in document.notes})
    shown = list(maker.blocks(document.blocks))
    notes = [maker.note(note) for note in document.notes]
    if notes:
        shown.append(["section", {"c": "notes"}, *notes])
    return shown


class _TreeMaker:
    """Makes a tree; ``labels`` are those of the notes by their ids."""

    def __init__(self, places: PagePlaces, labels: dict[str, str]) -> None:
        self.places = places
        self.labels = labels

    def note(self, note: model.Note) -> Shown:
        """Show a note below the text, with a way back to its marker."""
        label = ["a", {"c": "label", "to": f"m-{note.id}"}, note.label]
        about = self._about("note", model.span_of(note)) | {"id": note.id}
        return ["div", about, label, ["div", {}, *self.blocks(note.blocks)]]

    def blocks(self, blocks: Iterable[model.StructuralNode]) -> Iterator[Shown]:
        """Show blocks one below the other."""
        for block in blocks:
            yield self._block(block)

    def _block(self, block: model.StructuralNode) -> Shown:
        kind = type(block).__name__.lower()
        about = self._about(kind, model.span_of(block))
        match block:
            case model.Heading():
                return ["h2", about, *self._line(block.content)]
            case model.List():
                heads = [["p", {"c": "head"}, *self._line(head)] for head in block.heads]
                items = [self._block(item) for item in block.items]
                return ["div", about, *heads, ["ul", {}, *items]]
            case model.ListItem():
                label = [["span", {"c": "label"}, *self._line(block.label)]] if block.label else []
                return ["li", about, *label, *self._line(block.content), *self.blocks(block.blocks)]
            case model.Table():
                head: list[Shown] = [["caption", {}, *self._line(block.head)]] if block.head else []
                rows = [self._block(row) for row in block.rows if isinstance(row, model.Row)]
                return ["div", {"c": "wide"}, ["table", about, *head, ["tbody", {}, *rows]]]
            case model.Row():
                return ["tr", about, *(self._block(cell) for cell in block.cells)]
            case model.Cell():
                return ["td", about, *self._line(block.content)]
            case model.PageBreak():
                return ["div", {"c": "break"}, *self._line((block,))]
            case model.UnplacedNote():
                words = f"note {self.labels.get(block.note, '?')} has no place in the text"
                return ["p", {"c": "unplaced"}, ["a", {"to": block.note}, words]]
            case model.Quotation():
                return ["blockquote", about, *self.blocks(block.blocks)]
            case model.Opener() | model.Closer():
                return ["div", about, *self.blocks(block.parts)]
            case model.Postscript() | model.Attachment():
                return ["div", about, *self.blocks(block.blocks)]
            case (
                model.SourceNote() | model.Dateline() | model.Salutation() | model.OpenerLine()
                | model.Paragraph() | model.Valediction() | model.Signature() | model.CloserLine()
            ):  # fmt: skip
                return ["p", about, *self._line(block.content)]
            case _:
                assert_never(block)

    def _line(self, content: Iterable[model.Inline]) -> Iterator[Shown]:
        for one in content:
            yield self._inline(one)

    def _inline(self, one: model.Inline) -> Shown:
        about = self._about(type(one).__name__.lower(), model.span_of(one))
        match one:
            case model.Text():
                return ["span", about | {"c": "t"}, one.text]
            case model.LineBreak():
                return ["br", {}]
            case model.PageBreak():
                return ["span", about | {"id": one.id, "title": "page"}, f"[{one.number}]"]
            case model.NoteMarker():
                link = [
                    "a",
                    {"to": one.note, "id": f"m-{one.note}"},
                    self.labels.get(one.note, "?"),
                ]
                return ["sup", about, link]
            case model.Reference():
                return [
                    "a",
                    about | {"to": one.target, "title": one.target},
                    *self._line(one.content),
                ]
            case model.Highlight():
                return [_RENDITIONS.get(one.rendition, "span"), about, *self._line(one.content)]
            case model.Alteration():
                return [_ALTERATIONS[one.kind], about, *self._line(one.content)]
            case model.EditorialChoice():
                title = {"title": one.reading} if one.reading else {}
                return ["span", about | title, *self._line(one.content)]
            case model.Lacuna():
                return ["span", about, f"[{one.extent or one.reason or '…'}]"]
            case model.HandShift():
                return ["span", about, "[other hand]"]
            case model.Date():
                days = "/".join(day for day in (one.when, one.from_, one.to) if day)
                return ["span", about | _title(days), *self._line(one.content)]
            case model.PersonName() | model.Place() | model.Term():
                return ["span", about | _title(one.key), *self._line(one.content)]
            case model.Condition():
                return ["span", about | _title(one.reason or one.kind.value),
                        *self._line(one.content)]  # fmt: skip
            case model.Foreign() | model.Substitution() | model.Remark() | model.Figure():
                return ["span", about, *self._line(one.content)]
            case _:
                assert_never(one)

    def _about(self, classes: str, span: Span) -> dict[str, Any]:
        at = {} if span == model.NOWHERE else {"at": self.places.start(span)}
        return {"c": classes, **at}


def _title(words: str | None) -> dict[str, str]:
    return {"title": words} if words else {}
