"""Single faults in the structure tree of a PDF."""

from __future__ import annotations

from random import Random
from typing import ClassVar

import pikepdf

from tests.verify.faults import ANY, NOTE, TEXT, pick, pick_two
from tests.verify.faults.pdf.objects import Object, inside, kids, remove
from tests.verify.faults.pdf.opened import Opened


class StructureFaults(Opened):
    """Faults in notes, tables, paragraphs and headings."""

    families: ClassVar[dict[str, str]] = {
        "move_a_note": NOTE,
        "lose_a_note": NOTE,
        "exchange_two_notes": ANY,
        "exchange_two_cells": TEXT,
        "cut_a_note": TEXT,
        "lose_a_row": TEXT,
        "exchange_two_rows": ANY,
        "exchange_two_paragraphs": ANY,
        "set_a_heading_deeper": TEXT,
        "make_a_heading_a_paragraph": TEXT,
        "join_two_paragraphs": TEXT,
        "lose_a_paragraph": TEXT,
    }

    def notes(self, pdf: pikepdf.Pdf) -> list[tuple[Object, int]]:
        return self.elements(pdf, "Note")

    def move_a_note(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.notes(pdf))
        return self.move(pdf, parent, place - 1, place + 1, random)

    def lose_a_note(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.notes(pdf))
        remove(parent, place - 1, place + 1)
        return True

    def exchange_two_notes(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        (one, first), (two, second) = pick_two(random, self.notes(pdf))
        one.K[first], two.K[second] = two.K[second], one.K[first]
        return True

    def exchange_two_cells(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "TR"))
        row = parent.K[place]
        if len(kids(row)) < 2:
            return False
        cell = random.randrange(len(kids(row)) - 1)
        row.K[cell], row.K[cell + 1] = row.K[cell + 1], row.K[cell]
        return True

    def cut_a_note(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.notes(pdf))
        said = [tag for tag in inside(parent.K[place]) if str(tag.get("/S")) == "/P"]
        last = said[-1] if said else None
        if last is None or not kids(last) or not isinstance(kids(last)[-1], int):
            return False
        last.K = pikepdf.Array(kids(last)[:-1])
        return True

    def lose_a_row(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "TR"))
        remove(parent, place, place + 1)
        return True

    def exchange_two_rows(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "TR"))
        if place + 1 >= len(kids(parent)):
            return False
        parent.K[place], parent.K[place + 1] = parent.K[place + 1], parent.K[place]
        return True

    def exchange_two_paragraphs(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "P"))
        following = kids(parent)[place + 1 : place + 2]
        if not following or not isinstance(following[0], pikepdf.Dictionary):
            return False
        if str(following[0].get("/S")) != "/P":
            return False
        parent.K[place], parent.K[place + 1] = parent.K[place + 1], parent.K[place]
        return True

    def headings(self, pdf: pikepdf.Pdf) -> list[Object]:
        names = ("H1", "H2", "H3", "H4")
        return [parent.K[place] for parent, place in self.elements(pdf, *names)]

    def set_a_heading_deeper(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        heading = pick(random, self.headings(pdf))
        heading.S = pikepdf.Name(f"/H{int(str(heading.S)[-1]) + 1}")
        return True

    def make_a_heading_a_paragraph(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        pick(random, self.headings(pdf)).S = pikepdf.Name.P
        return True

    def join_two_paragraphs(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "P"))
        if place + 1 >= len(kids(parent)):
            return False
        first, second = parent.K[place], parent.K[place + 1]
        if not isinstance(second, pikepdf.Dictionary) or str(second.get("/S")) != "/P":
            return False
        if "/Pg" not in first or "/Pg" not in second or first.Pg.objgen != second.Pg.objgen:
            return False
        first.K = pikepdf.Array([*kids(first), *kids(second)])
        remove(parent, place + 1, place + 2)
        return True

    def lose_a_paragraph(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "P"))
        remove(parent, place, place + 1)
        return True
