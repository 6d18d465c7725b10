"""Single faults in the markup of an EPUB or of static pages."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import ClassVar

from lxml import etree

from tests.verify.faults import (
    ANY,
    FACT,
    LINK,
    NOTE,
    TEXT,
    InapplicableError,
    other,
    pick,
    pick_two,
)
from tests.verify.faults.xml import Element, Packed, Spot, drop, join, spots, unwrap

X = "{http://www.w3.org/1999/xhtml}"
BLOCKS = tuple(X + n for n in ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "caption"))
_CELLS = (X + "td", X + "th")
_SILENT = ("page-break", "note-marker", "note-again", "note-back")
_ADDRESSES = ("id", "idref")


class Markup(Packed):
    """A good output in XHTML or HTML whose texts are sections ``names``."""

    link_target = "href"
    nowhere = ("#d0", "d0.xhtml", "x#d7")
    own: ClassVar[dict[str, str]] = {
        "exchange_two_paragraphs": TEXT,
        "lose_a_row": ANY,
        "lose_a_note_with_its_marker": NOTE,
        "change_a_label": NOTE,
        "lose_a_target": LINK,
        "move_an_entry_of_the_contents": LINK,
        "set_an_entry_of_the_contents_deeper": LINK,
        "move_an_entry_of_the_page_list": LINK,
        "change_a_language": FACT,
    }

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.names = names
        super().__init__(data)

    # --- what there is -------------------------------------------------------------------

    def elements(self) -> Iterator[Element]:
        """Yield the elements that hold text of the transcription."""
        for section in self.all_of(X + "section"):
            if section.get("id") in self.names:
                yield from section.iter(*BLOCKS)

    def of_class(self, *names: str) -> list[Element]:
        return [one for one in self.all_of("*") if not classes(one).isdisjoint(names)]

    def words(self, element: Element) -> str:
        inner = ((e, "" if silent(e) else e.text or "") for e in element.iterdescendants())
        return (element.text or "") + "".join(text + (e.tail or "") for e, text in inner)

    def texts(self) -> list[Spot]:
        found: list[Spot] = []
        for block in self.elements():
            if any(child.tag in BLOCKS for child in block.iterdescendants()):
                continue
            found.append(Spot(block))
            for inner in block.iterdescendants():
                found += [] if silent(inner) else [Spot(inner)]
                found.append(Spot(inner, "tail"))
        return [spot for spot in found if self.said(spot)]

    def texts_of_notes(self) -> list[Spot]:
        notes = self.of_class("footnote")
        return [Spot(inner, "tail") for note in notes for inner in note.iterdescendants()]

    def blocks(self) -> list[Spot]:
        return spots([e for e in self.elements() if e.tag not in _CELLS and self.words(e)])

    def paragraphs(self) -> list[Spot]:
        return [spot for spot in self.blocks() if spot.element.tag == X + "p"]

    def headings(self) -> list[Spot]:
        return [one for one in self.blocks() if one.element.tag in (X + "h1", X + "h2", X + "h3")]

    def line_ends(self) -> list[Spot]:
        return spots([end for block in self.elements() for end in block.iter(X + "br")])

    def rows(self) -> list[Spot]:
        return spots([row for row in self.all_of(X + "tr") if self.words(row)])

    def cells(self) -> list[Spot]:
        return spots([cell for row in self.rows() for cell in row.element[:-1]])

    def notes(self) -> list[Spot]:
        return spots(self.of_class("note-marker"))

    def ways_back(self) -> list[Spot]:
        return spots(self.of_class("note-back"))

    def page_marks(self) -> list[Spot]:
        return spots(self.of_class("page-break"))

    def page_numbers(self) -> list[Spot]:
        marks = self.of_class("page-break")
        return [Spot(mark, where) for mark in marks for where in ("text", "aria-label")]

    def ids_of_targets(self) -> list[Spot]:
        return [Spot(mark, "id") for mark in self.of_class("page-break") if mark.get("id")]

    def links(self) -> list[Spot]:
        return spots(self.of_class("reference"))

    def listing(self, name: str) -> list[Element]:
        """List the links of a list of the navigation."""
        tree = next(tree for tree in self.trees if tree.endswith("nav.xhtml"))
        navs = [nav for nav in self.trees[tree].iter(X + "nav") if nav.get("id") == name]
        return [link for nav in navs for link in nav.iter(X + "a")]

    def entries(self) -> list[Spot]:
        return spots(self.listing("toc")[1:])

    links_of_entries = words_of_entries = entries

    def listed_pages(self) -> list[Spot]:
        return spots(self.listing("page-list"))

    def lines_of_the_title_page(self) -> list[Spot]:
        return spots([line for page in self.of_class("title-page") for line in page])

    def titles_of_pages(self) -> list[Spot]:
        pages = [
            tree
            for _, tree in sorted(self.trees.items())
            if any(section.get("id") in self.names for section in tree.iter(X + "section"))
        ]
        return spots([title for page in pages for title in page.iterfind(f"{X}head/{X}title")])

    # --- what can be done ----------------------------------------------------------------

    def follower(self, part: Spot) -> Spot:
        follower = super().follower(part)
        if not (self.words(part.element) and self.words(follower.element)):
            raise InapplicableError
        return follower

    def is_same(self, one: str, other: str) -> bool:
        # The file may be named or not where it is the link's own.
        return one.rpartition("#")[2] == other.rpartition("#")[2]

    def address(self, part: Spot) -> str:
        return self.said(part) if part.where in _ADDRESSES else super().address(part)

    def lead(self, part: Spot, address: str) -> None:
        if part.where in _ADDRESSES:
            self.say(part, address)
        else:
            super().lead(part, address)

    def deepen(self, part: Spot, random: Random) -> None:
        part.element.tag = f"{X}h{int(str(part.element.tag)[-1]) + random.choice((1, 2))}"

    def flatten(self, heading: Spot) -> None:
        heading.element.tag = X + "p"

    def unlink(self, part: Spot) -> None:
        unwrap(part.element)

    def join(self, part: Spot, follower: Spot) -> None:
        join(part.element, follower.element)

    def move(self, part: Spot, random: Random) -> bool:
        self.put_into(self.texts(), part.element, random)
        return True

    # --- faults of markup alone ----------------------------------------------------------

    def lose_a_note_with_its_marker(self, random: Random) -> bool:
        marker = pick(random, self.of_class("note-marker"))
        for note in self.of_class("footnote"):
            if "#" + note.get("id", "") == marker.get("href"):
                drop(note)
        drop(marker)
        return True

    def change_a_label(self, random: Random) -> bool:
        kind = random.choice(("note-marker", "note-again", "note-back"))
        label = pick(random, self.of_class(kind))
        label.text = other(("†", "12"), label.text or "", random)
        return True

    def lose_a_target(self, random: Random) -> bool:
        del pick(random, self.of_class("page-break")).attrib["id"]
        return True

    def move_an_entry_of_the_contents(self, random: Random) -> bool:
        return move_entry(self.listing("toc")[1:], random)

    def move_an_entry_of_the_page_list(self, random: Random) -> bool:
        return move_entry(self.listing("page-list"), random)

    def set_an_entry_of_the_contents_deeper(self, random: Random) -> bool:
        item = pick(random, self.listing("toc")[1:]).getparent()
        before = None if item is None else item.getprevious()
        if item is None or before is None:
            return False
        inner = before.find(X + "ol")
        (etree.SubElement(before, X + "ol") if inner is None else inner).append(item)
        return True

    def change_a_language(self, random: Random) -> bool:
        spoken = [name for name in sorted(self.trees) if self.trees[name].get("lang")]
        root = self.trees[pick(random, spoken)]
        root.set("lang", random.choice(("", "x", "fr", "en-GB")))
        return True


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split(" "))


def silent(element: Element) -> bool:
    """Tell whether what is inside is no text of the transcription."""
    return not classes(element).isdisjoint(_SILENT)


def move_entry(entries: list[Element], random: Random) -> bool:
    """Put an entry of a list before another: what it says and leads to is still right."""
    moved, place = pick_two(random, entries)
    if entries.index(moved) + 1 == entries.index(place):
        return False
    own, before = moved.getparent(), place.getparent()
    assert own is not None
    assert before is not None
    if before in own.iterdescendants() or before.getprevious() is own:
        return False
    drop(own)
    before.addprevious(own)
    return True
