"""Single faults in what leads through a DOCX, and in what it says of itself."""

from __future__ import annotations

from random import Random
from typing import ClassVar

from tests.verify.faults import (
    FACT,
    LINK,
    Element,
    Trees,
    change_text,
    other,
    pick,
    pick_two,
    with_one_more,
    with_two_swapped,
    without_one,
)
from tests.verify.faults.docx.opened import ANCHOR, NAME, PROPERTIES, Opened, W, remove


class LinkFaults(Opened):
    """Faults in links, contents and facts."""

    families: ClassVar[dict[str, str]] = {
        "lead_a_link_elsewhere": LINK,
        "lead_a_link_nowhere": LINK,
        "lose_a_link": LINK,
        "lose_a_target": LINK,
        "move_a_target": LINK,
        "lose_an_entry_of_the_contents": LINK,
        "move_an_entry_of_the_contents": LINK,
        "lead_an_entry_of_the_contents_elsewhere": LINK,
        "change_the_words_of_an_entry": LINK,
        "set_an_entry_a_level_deeper": LINK,
        "change_a_fact": FACT,
        "lose_a_fact": FACT,
        "change_a_line_of_the_title_page": FACT,
    }

    def links(self, trees: Trees) -> list[Element]:
        return [link for p in self.paragraphs(trees) for link in p.iter(W + "hyperlink")]

    def lead_a_link_elsewhere(self, trees: Trees, random: Random) -> bool:
        link = pick(random, self.links(trees))
        link.set(ANCHOR, other(self.targets, link.get(ANCHOR, ""), random))
        return True

    def lead_a_link_nowhere(self, trees: Trees, random: Random) -> bool:
        pick(random, self.links(trees)).set(ANCHOR, "d0")
        return True

    def lose_a_link(self, trees: Trees, random: Random) -> bool:
        link = pick(random, self.links(trees))
        for child in list(link):
            link.addprevious(child)
        remove(link)
        return True

    def bookmarks(self, trees: Trees) -> list[Element]:
        return [
            bookmark
            for name in sorted(trees)
            for bookmark in trees[name].iter(W + "bookmarkStart")
            if bookmark.get(NAME) not in self.names
        ]

    def lose_a_target(self, trees: Trees, random: Random) -> bool:
        remove(pick(random, self.bookmarks(trees)))
        return True

    def move_a_target(self, trees: Trees, random: Random) -> bool:
        return self.move(pick(random, self.bookmarks(trees)), trees, random)

    def entries(self, trees: Trees) -> list[Element]:
        lines = trees["word/document.xml"].iterfind(f".//{W}sdtContent/{W}p")
        return [line for line in lines if line.find(W + "hyperlink") is not None]

    def lose_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        remove(pick(random, self.entries(trees)))
        return True

    def move_an_entry_of_the_contents(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.entries(trees))
        if first.getprevious() is second:
            return False
        second.addnext(first)
        return True

    def lead_an_entry_of_the_contents_elsewhere(self, trees: Trees, random: Random) -> bool:
        link = pick(random, self.entries(trees)).find(W + "hyperlink")
        assert link is not None
        link.set(ANCHOR, other(self.targets, link.get(ANCHOR, ""), random))
        return True

    def change_the_words_of_an_entry(self, trees: Trees, random: Random) -> bool:
        text = pick(random, self.entries(trees)).find(f"{W}hyperlink/{W}r/{W}t")
        assert text is not None
        change = random.choice((without_one, with_two_swapped, with_one_more))
        changed = change(text.text or "", random)
        text.text = text.text if changed is None else changed
        return changed is not None

    def set_an_entry_a_level_deeper(self, trees: Trees, random: Random) -> bool:
        style_ = pick(random, self.entries(trees)).find(f"{W}pPr/{W}pStyle")
        assert style_ is not None
        level = int(style_.get(W + "val", "").removeprefix("TOC"))
        style_.set(W + "val", f"TOC{level + 1}")
        return True

    def facts(self, trees: Trees) -> list[Element]:
        return list(trees[PROPERTIES].iter("{http://purl.org/dc/elements/1.1/}*"))

    def change_a_fact(self, trees: Trees, random: Random) -> bool:
        return change_text(pick(random, self.facts(trees)), random)

    def lose_a_fact(self, trees: Trees, random: Random) -> bool:
        remove(pick(random, self.facts(trees)))
        return True

    def change_a_line_of_the_title_page(self, trees: Trees, random: Random) -> bool:
        page: list[Element] = []
        for element in trees["word/document.xml"][0]:
            if element.tag != W + "p":
                break
            page += element.iter(W + "t")
        return change_text(pick(random, page), random)
