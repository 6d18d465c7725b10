"""What stands in a line, in Typst's terms: words, links, notes and marks of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf import section_links
from pipeline.convert.pdf.named import NamedPlaces
from pipeline.convert.pdf.nodes import inside, text_of
from pipeline.convert.pdf.room import Room
from pipeline.convert.pdf.source import literal, raw_inline

# By the names of pandoc's nodes, the phrases of the template that show them.
EMPHASIS = {
    "Emph": "italic", "Strong": "bold", "SmallCaps": "small-caps", "Underline": "underlined",
    "Superscript": "superscript", "Subscript": "subscript", "Strikeout": "del",
}  # fmt: skip
# pandoc's own would end a heading, which in Typst is of one line.
_LINE_BREAK = "#linebreak();"
LINED = frozenset({"underlined", "damage", "del"})


class _MarksAround(NamedTuple):
    """What marked words stand in: a line at them, one that waits for words not struck out."""

    in_line: bool = False
    waiting: tuple[str, ...] = ()
    is_spaced: bool = False


class InlineSetter:
    """Walks what stands in lines; ``pages`` are page marks that wait for the text after them.

    ``rooms`` are what the notes to come ask room for; ``headed`` are the sections with a heading.
    """

    def __init__(self, named: NamedPlaces, headed: frozenset[str]) -> None:
        self.named, self.headed = named, headed
        self.pages: Nodes = []
        self.rooms: list[Room | None] = []
        self.language = ""
        self.in_heading = self.in_index = False
        self.marked = _MarksAround()
        self.says_addresses = False

    def note_blocks(self, nodes: Nodes) -> Nodes:
        """Set the blocks of a note."""
        raise NotImplementedError

    def inlines(self, nodes: Nodes) -> Nodes:
        """Set parts of a line; a mark of a page goes with the word after it."""
        written: Nodes = []
        word = ""
        for node, following in zip(nodes, [*nodes, None][1:], strict=True):
            text = node.get("c")
            if word and isinstance(text, str):
                node = ast.string(text.removeprefix(word))  # noqa: PLW2901 - what is left of it
            is_alone = self.in_heading or self.marked.waiting
            word = "" if is_alone else _first_word(node, following)
            written += self.page_mark(node, word) if word else self.inline(node)
        return written

    def inline(self, node: PandocNode) -> Nodes:
        """Set one part of a line."""
        if self.marked.waiting and not inside([node], "Strikeout"):
            outer, self.marked = self.marked, self.marked._replace(waiting=())
            written = self.phrase(outer.waiting, [node])
            self.marked = outer
            return written
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return [raw_inline(f"#{literal(content)};")]
            case "LineBreak":
                # The space is for the bookmark and goes at the end of a line.
                return [raw_inline(f" {_LINE_BREAK}")]
            case "Span":
                return self.span(node)
            case "RawInline":
                return [node]
            case "Image":
                return [self.picture(*content)]
            case "Link":
                return self.link(*content)
            case kind if kind in EMPHASIS:
                return self.phrase((EMPHASIS[kind],), content)
        raise TypeError(f"no way to set an inline of pandoc's type {node['t']}")

    def span(self, node: PandocNode) -> Nodes:
        """Set what pandoc has no node for."""
        content: Any = node["c"]
        (identifier, classes, attributes), nodes = content
        if "note" in classes:
            note = self.note(identifier, dict(attributes)["label"], nodes[0])
            return self.once([*_parted("beside" in classes), *note])
        if "page-break" in classes:
            return self.page_mark(node, "")
        if "joined" in classes:
            return [raw_inline(_LINE_BREAK)]
        phrase = self.phrase(classes, nodes)
        if key := dict(attributes).get("key"):
            return [*self.named.name(key), *phrase]
        return self.once(phrase) if "sign" in classes else phrase

    def phrase(self, classes: Sequence[str], nodes: Nodes) -> Nodes:
        """Set a part of a text; of a line under words and one through them, the latter is drawn.

        PDF/UA-1 knows of one line at words; that under words goes on beside those struck out.
        """
        outer, names = self.marked, classes
        if not LINED.isdisjoint(classes):
            is_struck = "del" in classes
            if outer.in_line or (outer.waiting and not is_struck):
                return self.inlines(nodes)
            if not is_struck and inside(nodes, "Strikeout"):
                self.marked, names = outer._replace(waiting=tuple(classes)), ()
            else:
                self.marked = outer._replace(waiting=(), in_line=True)
        if outer.is_spaced and "small-caps" in names:
            names = (*names, "letter-spaced")  # small capitals have a spacing of their own
        if "letter-spaced" in names:
            self.marked = self.marked._replace(is_spaced=True)
        calls = [raw_inline(f"#phrase({literal(name)})[") for name in names]
        written = [*calls, *self.inlines(nodes), raw_inline("];" * len(names))]
        self.marked = outer
        return written

    def picture(self, _: object, description: Nodes, target: Any) -> PandocNode:  # noqa: ANN401
        """Show a picture in the share of the line that stands before the name of its file."""
        share, _, file = str(target[0]).partition(" ")
        said = literal(text_of(description))
        return raw_inline(f"#picture({literal('/' + file)}, {said}, {share});")

    def page_mark(self, node: PandocNode, word: str) -> Nodes:
        """Set the mark of a page, with the ``word`` that it goes with."""
        content: Any = node["c"]
        identifier, _, attributes = content[0]
        given = [literal(identifier), literal(dict(attributes)["number"])]
        if word:
            given.append(f"word: {literal(word)}")
        return [raw_inline(f"#page-mark({', '.join(given)});")]

    def note(self, identifier: str, mark: str, note: PandocNode) -> Nodes:
        """Set a marker and its note."""
        content: Any = note["c"]
        wanted = self.rooms.pop(0) if self.rooms else None
        asked = "" if wanted is None else f", room: {wanted.written()}"
        outside = self.pages, self.rooms, self.marked
        self.pages, self.rooms, self.marked = [], [], _MarksAround()
        blocks = self.note_blocks(content)
        self.pages, self.rooms, self.marked = outside
        opening = raw_inline(f"#labelled-note({literal(identifier)}, {literal(mark)}{asked})[")
        return [opening, ast.note(blocks), raw_inline("];")]

    def link(self, attr: Any, nodes: Nodes, target: Any) -> Nodes:  # noqa: ANN401 - pandoc's
        """Set a link, or a second marker of a note."""
        if "note-again" in attr[1]:
            given = f"{literal(target[0][1:])}, {literal(text_of(nodes))}"
            again = raw_inline(f"#same-note({given});")
            return self.once([*_parted("beside" in attr[1]), again])
        address = str(target[0])
        printed = self.says_addresses and ":" in address and address not in text_of(nodes)
        after = [raw_inline(f"#web-address({literal(address)});")] if printed else []
        words = self.inlines(nodes)
        linked = self.linked(words, address)
        return [*linked, *after, *self.named.pages(address)]

    def linked(self, words: Nodes, address: str) -> Nodes:
        """Lead ``words`` to a section, another place of the book, or the web."""
        name = address.removeprefix("#")
        # In a section of another language Typst says “page” in that, as no link of the contents.
        if name in self.headed and not self.language:
            return section_links.link(words, address)
        # An index is not set before all places are known, and a bookmark has no words of `lead`.
        if name == address or self.in_index or self.in_heading:
            return [ast.link(words, address)]
        return [raw_inline(f"#lead({literal(name)})["), *words, raw_inline("];")]

    def once(self, nodes: Nodes) -> Nodes:
        """Keep what stands in a heading out of its bookmark."""
        return [raw_inline("#once["), *nodes, raw_inline("];")] if self.in_heading else nodes


def _parted(beside: bool) -> Nodes:  # noqa: FBT001 - what is asked
    """Part a marker from the one that it stands beside."""
    return [raw_inline("#between-markers;")] if beside else []


def _first_word(node: PandocNode, following: PandocNode | None) -> str:
    """Give the word right after a page break, where a space in the same text ends it."""
    if node["t"] != "Span" or following is None or following["t"] != "Str":
        return ""
    content: Any = node["c"]
    word, space, _ = str(following["c"]).partition(" ")
    return word if space and "page-break" in content[0][1] else ""
