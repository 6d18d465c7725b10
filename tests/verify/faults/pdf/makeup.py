"""Single faults in how the pages of a PDF are made up, though all of its text is there."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pikepdf

from tests.verify.faults import InapplicableError, pick
from tests.verify.faults.pdf.characters import CharacterFaults
from tests.verify.faults.pdf.objects import Object, inside, kids
from tests.verify.faults.pdf.opened import Codes, meanings


class MakeupFaults(CharacterFaults):
    """Notes on another page, heads wrong by one, cells over one another, wrong locators."""

    def set_a_note_on_another_page(self, random: Random) -> bool:
        """Show a note on the page before or after, with all that the tree says of it."""
        note = pick(random, self.notes()).element
        shown = [(tag, kid) for tag in inside(note) for kid in kids(tag) if isinstance(kid, int)]
        places = {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}
        if not shown or any("/Pg" not in tag for tag, _ in shown):
            return False
        on = {places[tag.Pg.objgen] for tag, _ in shown}
        target = min(on) + random.choice((-1, 1))
        if len(on) > 1 or not self.first_page <= target < len(self.pdf.pages):
            return False
        moved = self.take_out(min(on), {number for _, number in shown})
        self.show_there(min(on), target, moved)
        for tag in {id(tag): tag for tag, _ in shown}.values():
            tag.Pg = self.pdf.pages[target].obj
            tag.K = pikepdf.Array(
                [kid + _APART if isinstance(kid, int) else kid for kid in kids(tag)]
            )
        return True

    def take_out(self, page: int, numbers: set[int]) -> list[Object]:
        """Take marked content off a page."""
        kept: list[Object] = []
        taken: list[Object] = []
        depth = 0
        for one in pikepdf.parse_content_stream(self.pdf.pages[page]):
            operator, operands = str(one.operator), list(one.operands)
            if operator in ("BDC", "BMC"):
                begins = operator == "BDC" and operands[1].get("/MCID") in numbers
                depth += bool(depth) or begins
            (taken if depth else kept).append(one)
            depth -= operator == "EMC" and depth > 0
        self.write(page, kept)
        return taken

    def show_there(self, source: int, target: int, moved: list[Object]) -> None:
        """Show marked content on another page; its faces and colours come with it."""
        there = self.pdf.pages[target].obj.Resources
        for kind in ("/Font", "/ColorSpace"):
            if kind not in there:
                there[kind] = pikepdf.Dictionary()
            own = there[kind]
            for name, one in self.pdf.pages[source].obj.Resources.get(kind, {}).items():
                own[pikepdf.Name(f"/moved{name[1:]}")] = one
        stream = list(pikepdf.parse_content_stream(self.pdf.pages[target]))
        self.write(target, [*stream, *(_with(one) for one in moved)])

    def write(self, page: int, stream: list[Object]) -> None:
        made = self.pdf.make_stream(pikepdf.unparse_content_stream(stream))
        self.pdf.pages[page].obj.Contents = made

    def set_a_head_wrong_by_one(self, random: Random) -> bool:
        """Let a head show the figure before or after that which it should."""
        head = pick(random, self.heads)
        return self.change_a_figure(head, random)

    def change_a_locator(self, random: Random) -> bool:
        """Let the index name another page or document."""
        items = [tag for one in self.elements("LI") for tag in inside(one.element)]
        links = [tag for tag in items if str(tag.get("/S")) == "/Link" and "/Pg" in tag]
        link = pick(random, links)
        page = next(n for n, p in enumerate(self.pdf.pages) if p.obj.objgen == link.Pg.objgen)
        numbers = {kid for kid in kids(link) if isinstance(kid, int)}
        codes = [one for one in self.codes if one.page == page and one.number in numbers]
        return self.change_a_figure(pick(random, codes), random)

    def change_a_figure(self, codes: Codes, random: Random) -> bool:
        """Raise or lower one figure that an operator shows, where the face has the other."""
        places = [at for at, meant in enumerate(codes.characters) if meant.isdecimal()]
        at = pick(random, places)
        wanted = str(int(codes.characters[at]) + random.choice((-1, 1)))
        code = next((c for c, meant in self.face_at(codes).items() if meant == wanted), None)
        if code is None:
            raise InapplicableError
        return self.edit(codes, lambda p: [*p[:at], code.to_bytes(2), *p[at + 1 :]])

    def face_at(self, codes: Codes) -> dict[int, str]:
        page = self.pdf.pages[codes.page]
        stream = list(pikepdf.parse_content_stream(page))[: codes.instruction]
        faces = (one.operands[0] for one in reversed(stream) if str(one.operator) == "Tf")
        return meanings(page.obj.Resources.Font[str(next(faces))].ToUnicode.read_bytes())

    def print_a_cell_over_another(self, random: Random) -> bool:
        """Begin a cell of a table where the one before it begins."""
        cell = pick(random, self.cells())
        row = kids(cell.parent)
        before, after = (list(_shown(row[at])) for at in (cell.first, cell.first + 1))
        if not before or not after or before[0][0].objgen != after[0][0].objgen:
            return False
        page = next(n for n, p in enumerate(self.pdf.pages) if p.obj.objgen == after[0][0].objgen)
        places: dict[int, int] = {}
        stream: list[Object] = list(pikepdf.parse_content_stream(self.pdf.pages[page]))
        number = None
        for index, one in enumerate(stream):
            if str(one.operator) == "BDC":
                number = one.operands[1].get("/MCID")
            elif str(one.operator) == "cm" and number is not None:
                places.setdefault(int(number), index)
        first, second = places.get(before[0][1]), places.get(after[0][1])
        if first is None or second is None:
            return False
        one, two = (list(stream[at].operands) for at in (first, second))
        if one[5] != two[5]:
            return False
        stream[second] = pikepdf.ContentStreamInstruction(
            [*two[:4], one[4], two[5]], pikepdf.Operator("cm")
        )
        self.write(page, stream)
        return True


# No page has so many pieces of marked content.
_APART = 100_000


def _shown(cell: Object) -> Iterator[tuple[Object, int]]:
    for tag in inside(cell):
        for kid in kids(tag):
            if isinstance(kid, int) and "/Pg" in tag:
                yield tag.Pg, kid


def _with(one: Object) -> Object:
    """Give an instruction with the names and numbers that it has on its new page."""
    operands = list(one.operands)
    if str(one.operator) in ("Tf", "cs", "CS"):
        operands[0] = pikepdf.Name(f"/moved{str(operands[0])[1:]}")
    elif str(one.operator) == "BDC" and "/MCID" in operands[1]:
        operands[1] = pikepdf.Dictionary({**operands[1], "/MCID": int(operands[1].MCID) + _APART})
    return pikepdf.ContentStreamInstruction(operands, one.operator)
