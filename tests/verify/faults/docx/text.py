"""Single faults in the text of a DOCX, its notes and page marks."""

from __future__ import annotations

import copy
from random import Random
from typing import ClassVar

from tests.verify.faults import (
    ANY,
    LINK,
    NOTE,
    PAGE,
    TEXT,
    Element,
    Trees,
    exchange_attribute,
    pick,
    pick_two,
    with_one_more,
    with_two_swapped,
    without_one,
)
from tests.verify.faults.docx.opened import ID, VAL, Opened, W, has_words, remove, style


class TextFaults(Opened):
    """Faults in what a DOCX says."""

    families: ClassVar[dict[str, str]] = {
        **Opened.families,
        "cut_a_note": TEXT,
        "lose_a_row": TEXT,
        "exchange_two_rows": ANY,
        "exchange_two_paragraphs": ANY,
        "repeat_a_paragraph": TEXT,
        "set_a_heading_deeper": LINK,
        "lose_a_line_end": TEXT,
        "exchange_two_cells": TEXT,
        "join_two_paragraphs": TEXT,
        "lose_a_paragraph": TEXT,
        "move_a_note": NOTE,
        "lose_a_note": NOTE,
        "exchange_two_notes": ANY,
        "lose_a_page_mark": PAGE,
        "move_a_page_mark": PAGE,
        "change_a_page_mark": PAGE,
    }

    def cut_a_note(self, trees: Trees, random: Random) -> bool:
        notes = {p for note in trees["word/footnotes.xml"] for p in note.iter(W + "p")}
        runs = [run for run in self.runs(trees) if run.getparent() in notes]
        text = pick(random, runs).find(W + "t")
        assert text is not None
        words = text.text or ""
        text.text = words[: len(words) // 2]
        return True

    def lose_a_row(self, trees: Trees, random: Random) -> bool:
        row = pick(random, list(trees["word/document.xml"].iter(W + "tr")))
        remove(row)
        return any(has_words(paragraph) for paragraph in row.iter(W + "p"))

    def exchange_two_rows(self, trees: Trees, random: Random) -> bool:
        first = pick(random, list(trees["word/document.xml"].iter(W + "tr")))
        second = first.getnext()
        if second is None or "".join(first.itertext()) == "".join(second.itertext()):
            return False
        second.addnext(first)
        return True

    def exchange_two_paragraphs(self, trees: Trees, random: Random) -> bool:
        first = pick(random, list(self.paragraphs(trees)))
        second = first.getnext()
        if second is None or second.tag != W + "p":
            return False
        if not (has_words(first) and has_words(second)):
            return False
        if any(one.find(f"{W}pPr/{W}sectPr") is not None for one in (first, second)):
            return False
        second.addnext(first)
        return "".join(first.itertext()) != "".join(second.itertext())

    def repeat_a_paragraph(self, trees: Trees, random: Random) -> bool:
        paragraph = pick(random, list(self.paragraphs(trees)))
        paragraph.addnext(copy.deepcopy(paragraph))
        return any(run.getparent() is paragraph for run in self.runs(trees))

    def set_a_heading_deeper(self, trees: Trees, random: Random) -> bool:
        styles = (p.find(f"{W}pPr/{W}pStyle") for p in self.paragraphs(trees))
        headings = [s for s in styles if s is not None and s.get(VAL, "").startswith("Heading")]
        heading = pick(random, headings)
        heading.set(VAL, f"Heading{int(heading.get(VAL, '')[-1]) + 1}")
        return True

    def lose_a_line_end(self, trees: Trees, random: Random) -> bool:
        breaks = [b for p in self.paragraphs(trees) for b in p.iter(W + "br")]
        remove(pick(random, breaks))
        return True

    def exchange_two_cells(self, trees: Trees, random: Random) -> bool:
        row = pick(random, list(trees["word/document.xml"].iter(W + "tr")))
        cells = row.findall(W + "tc")
        if len(cells) < 2:
            return False
        place = random.randrange(len(cells) - 1)
        if "".join(cells[place].itertext()) == "".join(cells[place + 1].itertext()):
            return False
        row.insert(row.index(cells[place]), cells[place + 1])
        return True

    def join_two_paragraphs(self, trees: Trees, random: Random) -> bool:
        first = pick(random, list(self.paragraphs(trees)))
        second = first.getnext()
        if second is None or second.tag != W + "p":
            return False
        if not (has_words(first) and has_words(second)):  # a page mark stands at either end
            return False
        if first.find(f"{W}pPr/{W}sectPr") is not None or first[-1].tag == W + "bookmarkEnd":
            return False
        first.extend(child for child in second if child.tag != W + "pPr")
        remove(second)
        return True

    def lose_a_paragraph(self, trees: Trees, random: Random) -> bool:
        paragraph = pick(random, list(self.paragraphs(trees)))
        texts = [run for run in self.runs(trees) if run.getparent() is paragraph]
        if not texts:
            return False
        remove(paragraph)
        return True

    def references(self, trees: Trees) -> list[Element]:
        return [
            run
            for run in trees["word/document.xml"].iter(W + "r")
            if run.find(W + "footnoteReference") is not None
        ]

    def move_a_note(self, trees: Trees, random: Random) -> bool:
        return self.move(pick(random, self.references(trees)), trees, random)

    def lose_a_note(self, trees: Trees, random: Random) -> bool:
        remove(pick(random, self.references(trees)))
        return True

    def exchange_two_notes(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.references(trees))
        one, two = first.find(W + "footnoteReference"), second.find(W + "footnoteReference")
        assert one is not None
        assert two is not None
        texts = {
            note.get(ID): "".join(note.itertext(W + "t", with_tail=False))
            for note in trees["word/footnotes.xml"]
        }
        if texts[one.get(ID)] == texts[two.get(ID)]:
            return False
        exchange_attribute(one, two, ID)
        return True

    def pages(self, trees: Trees) -> list[Element]:
        runs = (run for paragraph in self.paragraphs(trees) for run in paragraph.iter(W + "r"))
        return [run for run in runs if style(run) == "SourcePage"]

    def lose_a_page_mark(self, trees: Trees, random: Random) -> bool:
        remove(pick(random, self.pages(trees)))
        return True

    def move_a_page_mark(self, trees: Trees, random: Random) -> bool:
        return self.move(pick(random, self.pages(trees)), trees, random)

    def change_a_page_mark(self, trees: Trees, random: Random) -> bool:
        text = pick(random, self.pages(trees)).find(W + "t")
        assert text is not None
        change = random.choice((without_one, with_two_swapped, with_one_more))
        changed = change(text.text or "", random)
        text.text = changed
        return changed is not None
