"""Single faults in a DOCX."""

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
    exchange_attribute,
    other,
    pick,
    pick_two,
    with_one_changed,
    with_one_more,
    with_two_swapped,
    without_one,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "docProps/core.xml"
NAME, ID, ANCHOR, VAL = W + "name", W + "id", W + "anchor", W + "val"


class Docx(Packed):
    """A good DOCX whose documents stand in bookmarks ``names``."""

    families: ClassVar[dict[str, str]] = {
        "lose_a_character": TEXT,
        "swap_two_characters": TEXT,
        "gain_a_character": TEXT,
        "change_a_character": TEXT,
        "cut_a_note": TEXT,
        "lose_a_row": TEXT,
        "exchange_two_rows": ANY,
        "exchange_two_paragraphs": ANY,
        "repeat_a_paragraph": TEXT,
        "set_a_heading_deeper": LINK,
        "change_a_fact": FACT,
        "lose_a_fact": FACT,
        "change_a_line_of_the_title_page": FACT,
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
    }

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        super().__init__(data)
        self.names = names
        self.targets = sorted(
            bookmark.get(NAME, "")
            for tree in self.trees.values()
            for bookmark in tree.iter(W + "bookmarkStart")
        )

    def is_text(self, name: str) -> bool:
        return name in ("word/document.xml", "word/footnotes.xml", PROPERTIES)

    def paragraphs(self, trees: Trees) -> Iterator[Element]:
        """Yield the paragraphs of the transcription, also those in cells and notes."""
        inside = False
        for element in trees["word/document.xml"][0]:
            if element.tag == W + "bookmarkStart":
                inside = inside or element.get(NAME) in self.names
            elif inside:
                yield from element.iter(W + "p")
        for note in trees["word/footnotes.xml"]:
            if not note.get(W + "type"):
                yield from note.iter(W + "p")

    def runs(self, trees: Trees) -> Iterator[Element]:
        """Yield the runs that hold text of the transcription and nothing else."""
        for paragraph in self.paragraphs(trees):
            for run in paragraph.iter(W + "r"):
                texts = run.findall(W + "t")
                before = run.getprevious()
                number = before is not None and (
                    before.find(W + "footnoteRef") is not None
                    or (style(before) == "FootnoteReference" and before.find(W + "t") is not None)
                )
                if style(run) in ("SourcePage", "FootnoteReference", "NoteCross-Reference"):
                    continue
                if len(texts) == 1 and not (number and texts[0].text == " "):
                    yield run

    def edit(self, trees: Trees, random: Random, change: Change) -> bool:
        text = pick(random, list(self.runs(trees))).find(W + "t")
        assert text is not None
        changed = change(text.text or "", random)
        text.text = text.text if changed is None else changed
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

    def move(self, element: Element, trees: Trees, random: Random) -> bool:
        """Put ``element`` inside a run of text, where nothing of its kind can belong."""
        run = pick(random, [r for r in self.runs(trees) if len(r.findtext(W + "t") or "") > 1])
        text = run.find(W + "t")
        assert text is not None
        words = text.text or ""
        place = random.randrange(1, len(words))
        rest = etree.fromstring(etree.tostring(run))
        text.text = words[:place]
        rest_text = rest.find(W + "t")
        assert rest_text is not None
        rest_text.text = words[place:]
        for following in list(text.itersiblings()):
            run.remove(following)
        for leading in list(rest_text.itersiblings(preceding=True)):
            if leading.tag != W + "rPr":
                rest.remove(leading)
        run.addnext(rest)
        run.addnext(element)
        return True


def style(run: Element) -> str:
    found = run.find(f"{W}rPr/{W}rStyle")
    return "" if found is None else found.get(W + "val", "")


def has_words(paragraph: Element) -> bool:
    runs = paragraph.iter(W + "r")
    return any(run.find(W + "t") is not None and style(run) != "SourcePage" for run in runs)


def remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
