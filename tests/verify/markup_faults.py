"""Single faults in the markup of an EPUB or of static pages."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import ClassVar

from lxml import etree

from tests.verify.faults import (
    ANY,
    FACT,
    LINK,
    NOTE,
    PAGE,
    TEXT,
    Change,
    Element,
    Packed,
    Trees,
    change_text,
    drop,
    exchange_attribute,
    other,
    pick,
    pick_two,
    unwrap,
    with_one_changed,
    with_one_more,
    with_two_swapped,
    without_one,
)

X = "{http://www.w3.org/1999/xhtml}"
BLOCKS = tuple(X + n for n in ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "caption"))


class Markup(Packed):
    """A good output in XHTML or HTML whose texts are sections ``names``."""

    families: ClassVar[dict[str, str]] = {
        "lose_a_character": TEXT,
        "swap_two_characters": TEXT,
        "gain_a_character": TEXT,
        "change_a_character": TEXT,
        "cut_a_note": TEXT,
        "lose_a_row": ANY,
        "exchange_two_rows": ANY,
        "exchange_two_paragraphs": TEXT,
        "repeat_a_paragraph": TEXT,
        "set_a_heading_deeper": TEXT,
        "make_a_heading_a_paragraph": TEXT,
        "exchange_two_targets": LINK,
        "set_an_entry_of_the_contents_deeper": LINK,
        "exchange_two_entries_of_the_contents": LINK,
        "change_a_line_of_the_title_page": FACT,
        "change_the_title_of_a_page": FACT,
        "change_a_language": FACT,
        "lose_a_line_end": TEXT,
        "exchange_two_cells": TEXT,
        "join_two_paragraphs": TEXT,
        "lose_a_paragraph": TEXT,
        "move_a_note": NOTE,
        "lose_a_note": NOTE,
        "lose_a_note_with_its_marker": NOTE,
        "exchange_two_notes": ANY,
        "change_a_label": NOTE,
        "lose_a_page_mark": PAGE,
        "move_a_page_mark": PAGE,
        "change_a_page_mark": PAGE,
        "lead_a_link_elsewhere": LINK,
        "lead_a_link_nowhere": LINK,
        "lose_a_link": LINK,
        "lose_a_target": LINK,
        "lose_an_entry_of_the_page_list": LINK,
        "exchange_two_entries_of_the_page_list": LINK,
        "lose_an_entry_of_the_contents": LINK,
        "move_an_entry_of_the_page_list": LINK,
        "move_an_entry_of_the_contents": LINK,
        "change_an_entry_of_the_contents": LINK,
        "lead_a_note_back_elsewhere": ANY,
    }

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.names = names
        super().__init__(data)

    def blocks(self, trees: Trees) -> Iterator[Element]:
        """Yield the elements that hold text of the transcription."""
        for name in sorted(trees):
            for section in trees[name].iter(X + "section"):
                if section.get("id") in self.names:
                    yield from section.iter(*BLOCKS)

    def texts(self, trees: Trees) -> list[tuple[Element, str]]:
        """List where text stands: an element, and whether in it or after it."""
        places: list[tuple[Element, str]] = []
        for block in self.blocks(trees):
            if any(child.tag in BLOCKS for child in block.iterdescendants()):
                continue
            places.append((block, "text"))
            for inner in block.iterdescendants():
                if not silent(inner):
                    places.append((inner, "text"))
                places.append((inner, "tail"))
        return [(e, where) for e, where in places if getattr(e, where)]

    def edit(self, trees: Trees, random: Random, change: Change) -> bool:
        element, where = pick(random, self.texts(trees))
        changed = change(getattr(element, where), random)
        if changed is not None:
            setattr(element, where, changed)
        return changed is not None

    def lose_a_character(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, without_one)

    def swap_two_characters(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, with_two_swapped)

    def gain_a_character(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, with_one_more)

    def change_a_character(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, with_one_changed)

    def cut_a_note(self, trees: Trees, random: Random) -> bool:
        note = pick(random, self.of_class(trees, "footnote"))
        text = pick(random, [e for e in note.iter(etree.Element) if len(e.tail or "") > 1])
        text.tail = (text.tail or "")[: len(text.tail or "") // 2]
        return True

    def rows(self, trees: Trees) -> list[Element]:
        return [row for name in sorted(trees) for row in trees[name].iter(X + "tr")]

    def lose_a_row(self, trees: Trees, random: Random) -> bool:
        row = pick(random, self.rows(trees))
        drop(row)
        return bool(spoken(row))

    def exchange_two_rows(self, trees: Trees, random: Random) -> bool:
        first = pick(random, self.rows(trees))
        second = first.getnext()
        if second is None or spoken(first) == spoken(second):
            return False
        second.addnext(first)
        return True

    def paragraphs(self, trees: Trees) -> list[Element]:
        return [p for p in self.blocks(trees) if p.tag == X + "p" and spoken(p)]

    def exchange_two_paragraphs(self, trees: Trees, random: Random) -> bool:
        first = pick(random, self.paragraphs(trees))
        second = first.getnext()
        if second is None or second.tag != X + "p" or spoken(first) == spoken(second):
            return False
        second.addnext(first)
        return bool(spoken(second))

    def repeat_a_paragraph(self, trees: Trees, random: Random) -> bool:
        block = pick(random, self.paragraphs(trees))
        block.addnext(copy.deepcopy(block))
        return True

    def headings(self, trees: Trees) -> list[Element]:
        return [
            h for h in self.blocks(trees) if h.tag in (X + "h1", X + "h2", X + "h3") and spoken(h)
        ]

    def set_a_heading_deeper(self, trees: Trees, random: Random) -> bool:
        heading = pick(random, self.headings(trees))
        heading.tag = f"{X}h{int(str(heading.tag)[-1]) + random.choice((1, 2))}"
        return True

    def make_a_heading_a_paragraph(self, trees: Trees, random: Random) -> bool:
        pick(random, self.headings(trees)).tag = X + "p"
        return True

    def exchange_two_targets(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, [page for page in self.pages(trees) if page.get("id")])
        exchange_attribute(first, second, "id")
        return True

    def set_an_entry_of_the_contents_deeper(self, trees: Trees, random: Random) -> bool:
        item = pick(random, self.entries(trees, "toc")[1:]).getparent()
        before = None if item is None else item.getprevious()
        if item is None or before is None:
            return False
        inner = before.find(X + "ol")
        (etree.SubElement(before, X + "ol") if inner is None else inner).append(item)
        return True

    def exchange_two_entries_of_the_contents(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.entries(trees, "toc")[1:])
        exchange_attribute(first, second, "href")
        return True

    def change_a_line_of_the_title_page(self, trees: Trees, random: Random) -> bool:
        lines = [line for page in self.of_class(trees, "title-page") for line in page]
        return change_text(pick(random, lines), random)

    def change_the_title_of_a_page(self, trees: Trees, random: Random) -> bool:
        pages = [
            tree
            for name, tree in sorted(trees.items())
            if any(section.get("id") in self.names for section in tree.iter(X + "section"))
        ]
        title = pick(random, pages).find(f"{X}head/{X}title")
        assert title is not None
        return change_text(title, random)

    def change_a_language(self, trees: Trees, random: Random) -> bool:
        root = trees[pick(random, [name for name in sorted(trees) if trees[name].get("lang")])]
        root.set("lang", random.choice(("", "x", "fr", "en-GB")))
        return True

    def lose_a_line_end(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, [b for block in self.blocks(trees) for b in block.iter(X + "br")]))
        return True

    def exchange_two_cells(self, trees: Trees, random: Random) -> bool:
        rows = [b.getparent() for b in self.blocks(trees) if b.tag in (X + "td", X + "th")]
        row = pick(random, rows)
        assert row is not None
        if len(row) < 2:
            return False
        place = random.randrange(len(row) - 1)
        if "".join(row[place].itertext()) == "".join(row[place + 1].itertext()):
            return False
        row.insert(place, row[place + 1])
        return True

    def join_two_paragraphs(self, trees: Trees, random: Random) -> bool:
        first = pick(random, list(self.blocks(trees)))
        second = first.getnext()
        if second is None or first.tag != X + "p" or second.tag != X + "p":
            return False
        if not (spoken(first) and spoken(second)):
            return False
        if len(first):
            first[-1].tail = (first[-1].tail or "") + (second.text or "")
        else:
            first.text = (first.text or "") + (second.text or "")
        first.extend(list(second))
        second.text = None
        drop(second)
        return True

    def lose_a_paragraph(self, trees: Trees, random: Random) -> bool:
        block = pick(random, list(self.blocks(trees)))
        if block.tag in (X + "td", X + "th") or not spoken(block):
            return False
        drop(block)
        return True

    def markers(self, trees: Trees) -> list[Element]:
        return self.of_class(trees, "note-marker")

    def of_class(self, trees: Trees, name: str) -> list[Element]:
        return [
            element
            for tree in sorted(trees)
            for element in trees[tree].iter(etree.Element)
            if name in element.get("class", "").split(" ")
        ]

    def move_a_note(self, trees: Trees, random: Random) -> bool:
        return self.move(pick(random, self.markers(trees)), trees, random)

    def lose_a_note(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.markers(trees)))
        return True

    def lose_a_note_with_its_marker(self, trees: Trees, random: Random) -> bool:
        marker = pick(random, self.markers(trees))
        for note in self.of_class(trees, "footnote"):
            if "#" + note.get("id", "") == marker.get("href"):
                drop(note)
        drop(marker)
        return True

    def exchange_two_notes(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.markers(trees))
        exchange_attribute(first, second, "href")
        return True

    def change_a_label(self, trees: Trees, random: Random) -> bool:
        kind = random.choice(("note-marker", "note-again", "note-back"))
        label = pick(random, self.of_class(trees, kind))
        label.text = other(("†", "12"), label.text or "", random)
        return True

    def pages(self, trees: Trees) -> list[Element]:
        return self.of_class(trees, "page-break")

    def lose_a_page_mark(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.pages(trees)))
        return True

    def move_a_page_mark(self, trees: Trees, random: Random) -> bool:
        return self.move(pick(random, self.pages(trees)), trees, random)

    def change_a_page_mark(self, trees: Trees, random: Random) -> bool:
        page = pick(random, self.pages(trees))
        change = random.choice((without_one, with_two_swapped, with_one_more))
        if random.random() < 1 / 2:
            changed = change(page.get("aria-label", ""), random)
            page.set("aria-label", changed or "")
        else:
            changed = page.text = change(page.text or "", random)
        return changed is not None

    def links(self, trees: Trees) -> list[Element]:
        return self.of_class(trees, "reference")

    def lead_a_link_elsewhere(self, trees: Trees, random: Random) -> bool:
        link = pick(random, self.links(trees))
        addresses = [other_link.get("href", "") for other_link in self.links(trees)]
        before = link.get("href", "")
        link.set("href", other(addresses, before, random))
        # The file may be named or not where it is the link's own.
        return link.get("href", "").rpartition("#")[2] != before.rpartition("#")[2]

    def lead_a_link_nowhere(self, trees: Trees, random: Random) -> bool:
        pick(random, self.links(trees)).set("href", random.choice(("#d0", "d0.xhtml", "x#d7")))
        return True

    def lose_a_link(self, trees: Trees, random: Random) -> bool:
        unwrap(pick(random, self.links(trees)))
        return True

    def lose_a_target(self, trees: Trees, random: Random) -> bool:
        page = pick(random, self.pages(trees))
        del page.attrib["id"]
        return True

    def entries(self, trees: Trees, name: str) -> list[Element]:
        tree = next(tree for tree in trees if tree.endswith("nav.xhtml"))
        return [
            link
            for nav in trees[tree].iter(X + "nav")
            if nav.get("id") == name
            for link in nav.iter(X + "a")
        ]

    def lose_an_entry_of_the_page_list(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.entries(trees, "page-list")))
        return True

    def exchange_two_entries_of_the_page_list(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.entries(trees, "page-list"))
        exchange_attribute(first, second, "href")
        return True

    def lose_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.entries(trees, "toc")[1:]))
        return True

    def move_an_entry_of_the_page_list(self, trees: Trees, random: Random) -> bool:
        return move_entry(self.entries(trees, "page-list"), random)

    def move_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        return move_entry(self.entries(trees, "toc")[1:], random)

    def change_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        entry = pick(random, self.entries(trees, "toc")[1:])
        change = random.choice((without_one, with_two_swapped, with_one_more))
        changed = change(entry.text or "", random)
        entry.text = changed or ""
        return changed is not None

    def lead_a_note_back_elsewhere(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.of_class(trees, "note-back"))
        exchange_attribute(first, second, "href")
        return True

    def move(self, element: Element, trees: Trees, random: Random) -> bool:
        """Put ``element`` inside a stretch of text, where nothing of its kind can belong."""
        drop(element)
        around, where = pick(random, [p for p in self.texts(trees) if len(getattr(*p)) > 1])
        text = getattr(around, where)
        place = random.randrange(1, len(text))
        setattr(around, where, text[:place])
        element.tail = text[place:]
        if where == "text":
            around.insert(0, element)
        else:
            parent = around.getparent()
            assert parent is not None
            parent.insert(parent.index(around) + 1, element)
        return True


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


def silent(element: Element) -> bool:
    """Tell whether what is inside is no text of the transcription."""
    classes = element.get("class", "").split(" ")
    return any(name in classes for name in ("page-break", "note-marker", "note-again", "note-back"))


def spoken(block: Element) -> str:
    """Give the text of a block that belongs to the transcription."""
    inner = (e.text or "" for e in block.iterdescendants() if not silent(e))
    return (
        (block.text or "") + "".join(inner) + "".join(e.tail or "" for e in block.iterdescendants())
    )
