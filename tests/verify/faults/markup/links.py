"""Single faults in the links of an EPUB or of static pages, and in what is said of them."""

from __future__ import annotations

from random import Random
from typing import ClassVar

from lxml import etree

from tests.verify.faults import (
    ANY,
    FACT,
    LINK,
    Element,
    Trees,
    change_text,
    drop,
    exchange_attribute,
    other,
    pick,
    pick_two,
    unwrap,
    with_one_more,
    with_two_swapped,
    without_one,
)
from tests.verify.faults.markup.opened import Opened, X


class LinkFaults(Opened):
    """Faults in links, lists of contents and pages, and facts."""

    families: ClassVar[dict[str, str]] = {
        "lead_a_link_elsewhere": LINK,
        "lead_a_link_nowhere": LINK,
        "lose_a_link": LINK,
        "lose_a_target": LINK,
        "exchange_two_targets": LINK,
        "lead_a_note_back_elsewhere": ANY,
        "lose_an_entry_of_the_page_list": LINK,
        "exchange_two_entries_of_the_page_list": LINK,
        "move_an_entry_of_the_page_list": LINK,
        "lose_an_entry_of_the_contents": LINK,
        "move_an_entry_of_the_contents": LINK,
        "change_an_entry_of_the_contents": LINK,
        "set_an_entry_of_the_contents_deeper": LINK,
        "exchange_two_entries_of_the_contents": LINK,
        "change_a_line_of_the_title_page": FACT,
        "change_the_title_of_a_page": FACT,
        "change_a_language": FACT,
    }

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

    def exchange_two_targets(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, [page for page in self.pages(trees) if page.get("id")])
        exchange_attribute(first, second, "id")
        return True

    def lead_a_note_back_elsewhere(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.of_class(trees, "note-back"))
        exchange_attribute(first, second, "href")
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

    def move_an_entry_of_the_page_list(self, trees: Trees, random: Random) -> bool:
        return move_entry(self.entries(trees, "page-list"), random)

    def lose_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.entries(trees, "toc")[1:]))
        return True

    def move_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        return move_entry(self.entries(trees, "toc")[1:], random)

    def change_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        entry = pick(random, self.entries(trees, "toc")[1:])
        change = random.choice((without_one, with_two_swapped, with_one_more))
        changed = change(entry.text or "", random)
        entry.text = changed or ""
        return changed is not None

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
