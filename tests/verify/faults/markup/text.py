"""Single faults in the text of an EPUB or of static pages, in notes and page marks."""

from __future__ import annotations

import copy
from random import Random
from typing import ClassVar

from lxml import etree

from tests.verify.faults import (
    ANY,
    NOTE,
    PAGE,
    TEXT,
    Element,
    Trees,
    drop,
    exchange_attribute,
    other,
    pick,
    pick_two,
    with_one_more,
    with_two_swapped,
    without_one,
)
from tests.verify.faults.markup.opened import Opened, X, spoken


class TextFaults(Opened):
    """Faults in what the pages say."""

    families: ClassVar[dict[str, str]] = {
        **Opened.families,
        "cut_a_note": TEXT,
        "lose_a_row": ANY,
        "exchange_two_rows": ANY,
        "exchange_two_paragraphs": TEXT,
        "repeat_a_paragraph": TEXT,
        "set_a_heading_deeper": TEXT,
        "make_a_heading_a_paragraph": TEXT,
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
    }

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
