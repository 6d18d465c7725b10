"""Which style of the DOCX template each class of the shared vocabulary is set in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline import document as model
from pipeline.convert import ast
from pipeline.convert.ast import Node, Nodes

PARAGRAPHS = {
    "book-series": "Book Series",
    "book-title": "Title",
    "book-editors": "Book Editors",
    "book-imprint": "Book Imprint",
    "book-rights": "Book Rights",
    "source-note": "Source Note",
    "dateline": "Dateline",
    "opener-line": "Opener Line",
    "salutation": "Salutation",
    "valediction": "Valediction",
    "signature": "Signature",
    "closer-line": "Closer Line",
    "postscript": "Postscript",
    "quotation": "Quotation",
    "center": "Centered",
    "flush-left": "Flush Left",
    "right": "Flush Right",
    "section-title": "Section Title",
    "list-head": "List Head",
    "unplaced-note": "Unplaced Note",
    "page": "Page Between",
}
PARAGRAPHS_IN_NOTES = {"quotation": "Footnote Block Text", "list-head": "Footnote List Head"}
CHARACTERS = {
    "page-break": "Source Page",
    "small-caps": "Dateline Place",
    "place": "Place",
    "salutation": "Run-in Salutation",
    "date": "Date of Writing",
    "person": "Person",
    "term": "Term",
    "absent": "Absent Reference",
    "item-label": "Item Label",
    "note-again": "Note Cross-Reference",
    "reading": "Editorial Reading",
}
MARKED_LISTS = frozenset({model.ListKind.BULLETED.value})
DEEPEST_LIST = 5


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands, as far as its style depends on it."""

    in_note: bool = False
    marked: bool = False
    depth: int = 0

    def list_style(self) -> str:
        if self.in_note:
            return "Footnote List"
        name = "List Bullet" if self.marked else "List Line"
        level = min(self.depth, DEEPEST_LIST)
        return name if level == 1 else f"{name} {level}"


class Styler:
    """Names the style of every node; keeps the printed labels of the notes it meets.

    ``labels`` holds a list for each document, in the order in which its notes are placed.
    """

    def __init__(self) -> None:
        self.labels: list[list[str]] = []

    def blocks(self, nodes: Nodes) -> Nodes:
        """Give ``nodes`` with pandoc's ``custom-style`` where they have a style."""
        return list(self._all(nodes, _Place()))

    def _all(self, nodes: Nodes, place: _Place) -> Iterator[Node]:
        for node in nodes:
            yield self._node(node, place)

    def _node(self, node: Node, place: _Place) -> Node:
        match node["t"]:
            case "Para" | "Plain":
                return ast.para(list(self._all(node["c"], place)))
            case "Header":
                level, _, content = node["c"]
                return ast.header(level, list(self._all(content, place)))
            case "Div":
                return self._div(node, place)
            case "Span":
                return self._span(node, place)
            case "Link":
                return self._link(node, place)
            case "Note":
                inside = replace(place, in_note=True, depth=0)
                return ast.note(list(self._all(node["c"], inside)))
            case "BulletList":
                return self._list(node, place)
            case "Table":
                return self._table(node, place)
            case _:
                return node

    def _div(self, node: Node, place: _Place) -> Node:
        (identifier, classes, _), blocks = node["c"]
        if "document" in classes:
            self.labels.append([])
        if "list" in classes:
            place = replace(place, marked=not MARKED_LISTS.isdisjoint(classes))
        styles = PARAGRAPHS | PARAGRAPHS_IN_NOTES if place.in_note else PARAGRAPHS
        return _styled_div(_style(classes, styles), list(self._all(blocks, place)), identifier)

    def _span(self, node: Node, place: _Place) -> Node:
        (identifier, classes, attributes), content = node["c"]
        if "note" in classes:
            self.labels[-1].append(dict(attributes)["label"])
        inside = list(self._all(content, place))
        return _styled_span(_style(classes, CHARACTERS), inside, identifier)

    def _link(self, node: Node, place: _Place) -> Node:
        (_, classes, _), content, (url, _) = node["c"]
        inside = list(self._all(content, place))
        style = _style(classes, CHARACTERS)
        return ast.link([_styled_span(style, inside)] if style else inside, url)

    def _list(self, node: Node, place: _Place) -> Node:
        inside = replace(place, depth=place.depth + 1)
        return ast.bullet_list([self._item(item, inside) for item in node["c"]])

    def _item(self, blocks: Nodes, place: _Place) -> Nodes:
        style = place.list_style()
        return [
            _styled_div(style, [styled]) if styled["t"] == "Para" else styled
            for styled in self._all(blocks, place)
        ]

    def _table(self, node: Node, place: _Place) -> Node:
        _, (_, caption), _, (_, head), ((_, _, _, body),), _ = node["c"]
        return ast.table(
            list(self._all(caption[0]["c"], place)) if caption else [],
            [self._row(row, "Table Heading", place) for row in head],
            [self._row(row, "Table Text", place) for row in body],
        )

    def _row(self, row: tuple[object, list[list[Nodes]]], style: str, place: _Place) -> list[Nodes]:
        _, cells = row
        return [
            [_styled_div(style, list(self._all(cell[-1] or [ast.plain([])], place)))]
            for cell in cells
        ]


def _style(classes: list[str], styles: dict[str, str]) -> str:
    """Give the style of the last class that has one: the more particular ones come last."""
    return next((styles[name] for name in reversed(classes) if name in styles), "")


def _styled_div(style: str, blocks: Nodes, identifier: str = "") -> Node:
    attributes = [("custom-style", style)] if style else []
    return ast.div(blocks, identifier=identifier, attributes=attributes)


def _styled_span(style: str, content: Nodes, identifier: str = "") -> Node:
    attributes = [("custom-style", style)] if style else []
    return ast.span(content, identifier=identifier, attributes=attributes)
