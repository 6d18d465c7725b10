"""Assemble a document from the stand-off marks that the parts of encoding found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias, assert_never, cast

from pipeline.encode.leaves import LeafBlock
from pipeline.encode.marks.nest import Branch, MarkNesting, joined
from pipeline.encode.standoff import BlockKind, BlockMark, Marker, PageMark
from pipeline.model import document as model
from pipeline.model.document import Span
from pipeline.model.marks import TranscribersMark

_NUMBER = re.compile(r"0|[1-9][0-9]{0,5}")
_TAB, _MOST_INDENT = 4, 24
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")


class Annotation(NamedTuple):
    """A stretch of the normalized text and the node that is to hold it."""

    span: Span
    wrap: Callable[[tuple[model.Inline, ...]], model.Annotated]


Annotations: TypeAlias = Mapping[Span, Sequence[Annotation]]
"""The annotations of each leaf block by its span; they rise and are disjoint."""


def note_ids(document_id: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Give the ids of the notes whose printed labels are ``labels``.

    References name a note by its printed number, so that is its id wherever the numbers rise;
    else all go by their place in the list, which reading takes from the ids.
    """
    numbers = [int(label) for label in labels if _NUMBER.fullmatch(label)]
    if len(numbers) == len(labels) and numbers == sorted(set(numbers)):
        return tuple(f"{document_id}fn{label}" for label in labels)
    return tuple(f"{document_id}fn{place}" for place in range(1, len(labels) + 1))


class Assembler:
    """Makes nodes of marks for one document."""

    def __init__(
        self,
        text: str,
        ids: Sequence[str],
        markers: Sequence[Marker],
        pages: Sequence[PageMark],
        leaves: Sequence[LeafBlock],
        annotations: Annotations,
        marked: Sequence[TranscribersMark] = (),
    ) -> None:
        self.text = text
        self.leaves = {leaf.span: leaf for leaf in leaves}
        self.annotations = annotations
        aside: list[tuple[Span, model.Inline]] = [
            (page.span, model.PageBreak(page.number, page.span)) for page in pages
        ]
        aside += [(m.span, model.NoteMarker(ids[m.note], m.span)) for m in markers]
        aside.sort(key=lambda pair: pair[0])
        self.aside = aside
        self.aside_starts = [span[0] for span, _ in aside]
        self.marked = MarkNesting(marked, [span for span, _ in aside]) if marked else None

    def blocks(self, marks: Sequence[BlockMark]) -> tuple[model.Block, ...]:
        """Make the blocks of ``marks``, which rise by place."""
        return tuple(self._block(mark) for mark in marks)

    def _block(self, mark: BlockMark) -> model.Block:  # one case a kind
        match mark.kind:
            case BlockKind.PARAGRAPH:
                return model.Paragraph(self._paragraph(mark.span), mark.style)
            case BlockKind.PAGE_BREAK:
                return self._page_break(mark)
            case BlockKind.SOURCE_NOTE:
                return model.SourceNote(self._leaf(mark.span))
            case BlockKind.HEADING:
                return model.Heading(self._leaf(mark.span))
            case BlockKind.DATELINE:
                return model.Dateline(self._leaf(mark.span))
            case BlockKind.OPENER:
                return model.Opener(tuple(self._opener_part(child) for child in mark.children))
            case BlockKind.CLOSER:
                return model.Closer(tuple(self._closer_part(child) for child in mark.children))
            case BlockKind.LIST:
                return self._list(mark)
            case BlockKind.TABLE:
                return self._table(mark)
            case BlockKind.QUOTATION:
                return model.Quotation(self.blocks(mark.children))
            case BlockKind.POSTSCRIPT:
                return model.Postscript(self.blocks(mark.children))
            case BlockKind.ATTACHMENT:
                return model.Attachment(self.blocks(mark.children))
            case (
                BlockKind.SALUTATION
                | BlockKind.OPENER_LINE
                | BlockKind.LIST_HEAD
                | BlockKind.ITEM
                | BlockKind.ITEM_LABEL
                | BlockKind.TABLE_HEAD
                | BlockKind.ROW
                | BlockKind.CELL
                | BlockKind.VALEDICTION
                | BlockKind.CLOSING_WORDS
                | BlockKind.SIGNATURE
                | BlockKind.CLOSER_LINE
            ):
                raise AssertionError(f"{mark.kind.name} cannot stand by itself")
            case _:
                assert_never(mark.kind)

    def _opener_part(self, mark: BlockMark) -> model.OpenerPart:
        match mark.kind:
            case BlockKind.DATELINE:
                return model.Dateline(self._leaf(mark.span))
            case BlockKind.SALUTATION:
                return model.Salutation(self._leaf(mark.span), mark.run_in)
            case BlockKind.OPENER_LINE:
                return model.OpenerLine(self._leaf(mark.span))
            case BlockKind.PAGE_BREAK:
                return self._page_break(mark)
            case _:
                raise AssertionError(f"{mark.kind.name} cannot stand in an opener")

    def _closer_part(self, mark: BlockMark) -> model.CloserPart:
        match mark.kind:
            case BlockKind.SIGNATURE:
                return model.Signature(self._leaf(mark.span))
            case BlockKind.VALEDICTION:
                return model.Valediction(self._leaf(mark.span))
            case BlockKind.CLOSING_WORDS:
                return model.Valediction(self._leaf(mark.span), formula=False)
            case BlockKind.CLOSER_LINE:
                return model.CloserLine(self._leaf(mark.span))
            case BlockKind.DATELINE:
                return model.Dateline(self._leaf(mark.span))
            case BlockKind.PAGE_BREAK:
                return self._page_break(mark)
            case _:
                raise AssertionError(f"{mark.kind.name} cannot stand in a closer")

    def _page_break(self, mark: BlockMark) -> model.PageBreak:
        (page,) = self._pieces(mark.span)
        return cast("model.PageBreak", page)

    def _list(self, mark: BlockMark) -> model.List:
        heads: list[tuple[model.Inline, ...]] = []
        items: list[model.ListItem | model.PageBreak] = []
        for child in mark.children:
            match child.kind:
                case BlockKind.LIST_HEAD:
                    heads.append(self._leaf(child.span))
                case BlockKind.ITEM:
                    items.append(self._item(child))
                case BlockKind.PAGE_BREAK:
                    items.append(self._page_break(child))
                case _:
                    raise AssertionError(f"{child.kind.name} cannot stand in a list")
        return model.List(mark.list_kind, tuple(items), tuple(heads))

    def _item(self, mark: BlockMark) -> model.ListItem:
        label: tuple[model.Inline, ...] = ()
        children = list(mark.children)
        if children and children[0].kind is BlockKind.ITEM_LABEL:
            label = self._leaf(children.pop(0).span)
        content = self._leaf(mark.span)
        while children and children[0].kind is BlockKind.PAGE_BREAK:
            content += (self._page_break(children.pop(0)),)
        return model.ListItem(content, label, self.blocks(children))

    def _table(self, mark: BlockMark) -> model.Table:
        head: tuple[model.Inline, ...] = ()
        rows: list[model.Row | model.PageBreak] = []
        for child in mark.children:
            match child.kind:
                case BlockKind.TABLE_HEAD:
                    head = self._leaf(child.span)
                case BlockKind.ROW:
                    cells = tuple(model.Cell(self._leaf(cell.span)) for cell in child.children)
                    rows.append(model.Row(cells, child.row_role))
                case BlockKind.PAGE_BREAK:
                    rows.append(self._page_break(child))
                case _:
                    raise AssertionError(f"{child.kind.name} cannot stand in a table")
        return model.Table(tuple(rows), head)

    def _paragraph(self, span: Span) -> tuple[model.Inline, ...]:
        """Make the inlines of a paragraph, whose lines can be set in as verses are.

        What all of them are set in by is no part of it.
        """
        content = self._leaf(span)
        spans = [one.span for one in content if isinstance(one, model.LineBreak)]
        if not spans:
            return content
        begins = (self.leaves[span].extent[0], *(end for _, end in spans))
        least = min(map(self._blanks, begins))
        return tuple(
            replace(one, indent=min(self._blanks(one.span[1]) - least, _MOST_INDENT))
            if isinstance(one, model.LineBreak)
            else one
            for one in content
        )

    def _blanks(self, place: int) -> int:
        """Count the blanks of a line before ``place``; none where there is more."""
        before = self.text[self.text.rfind("\n", 0, place) + 1 : max(place, 0)]
        return 0 if before.strip(" \t") else len(before.expandtabs(_TAB))

    def _leaf(self, span: Span) -> tuple[model.Inline, ...]:
        """Make the inlines of a block that holds text of its own."""
        leaf = self.leaves.get(span)
        if leaf is None:
            return ()
        annotations = self.annotations.get(span, ())
        if self.marked is not None:
            return self._branches(leaf.extent, self.marked.nested(leaf.extent, annotations))
        found: list[model.Inline] = []
        pieces = self._text if self._is_whole(leaf.extent) else self._pieces
        done, end_of_leaf = leaf.extent
        for annotation in annotations:
            start, end = annotation.span
            if done < start:
                found += pieces((done, start))
            found.append(annotation.wrap(pieces((start, end))))
            done = end
        if done < end_of_leaf:
            found += pieces((done, end_of_leaf))
        return tuple(found)

    def _branches(self, span: Span, branches: Sequence[Branch]) -> tuple[model.Inline, ...]:
        """Make the inlines of a stretch with marks in it."""
        found: list[model.Inline] = []
        done, end_of_span = span
        for branch in branches:
            start, end = branch.span
            if done < start:
                found += self._pieces((done, start))
            content = () if branch.is_point else self._branches(branch.span, branch.children)
            found += branch.make(content)
            done = end
        if done < end_of_span:
            found += self._pieces((done, end_of_span))
        return tuple(joined(found))

    def _is_whole(self, span: Span) -> bool:
        """Tell whether nothing stands inside ``span`` but text."""
        start, end = span
        first = bisect_left(self.aside_starts, start)
        whole = first == len(self.aside) or self.aside_starts[first] >= end
        return whole and self.text.find("\n", start, end) < 0

    def _text(self, span: Span) -> tuple[model.Inline, ...]:
        return (model.Text(self.text[span[0] : span[1]], span),)

    def _pieces(self, span: Span) -> tuple[model.Inline, ...]:
        """Cut ``span``, which is not empty, at the markers, page marks and line ends inside it."""
        return self._text(span) if self._is_whole(span) else tuple(self._cut(span))

    def _cut(self, span: Span) -> Iterator[model.Inline]:
        done, end = span
        first = bisect_left(self.aside_starts, done)
        for (aside_start, aside_end), node in self.aside[
            first : bisect_left(self.aside_starts, end)
        ]:
            yield from self._lines(done, aside_start)
            yield node
            done = aside_end
        yield from self._lines(done, end)

    def _lines(self, start: int, end: int) -> Iterator[model.Inline]:
        if start < end and self.text.find("\n", start, end) < 0:
            yield model.Text(self.text[start:end], (start, end))
            return
        for match in _LINE_END.finditer(self.text, start, end):
            if match.start() > start:
                yield model.Text(self.text[start : match.start()], (start, match.start()))
            yield model.LineBreak(match.span())
            start = match.end()
        if end > start:
            yield model.Text(self.text[start:end], (start, end))
