"""Single faults in the structure tree of a PDF."""

from __future__ import annotations

from random import Random

import pikepdf

from tests.verify.faults import InapplicableError, pick
from tests.verify.faults.pdf.objects import Object, annotation, inside, kids, same_place
from tests.verify.faults.pdf.opened import Kids, Opened


class Structure(Opened):
    """The parts of a PDF that are elements of its tree, and what can be done to them."""

    def paragraphs(self) -> list[Kids]:
        return self.elements("P")

    blocks = paragraphs

    def headings(self) -> list[Kids]:
        return self.elements("H1", "H2", "H3", "H4")

    def rows(self) -> list[Kids]:
        return self.elements("TR")

    def cells(self) -> list[Kids]:
        rows = [row.element for row in self.rows()]
        return [Kids(row, at, at + 1) for row in rows for at in range(len(kids(row)) - 1)]

    def notes(self) -> list[Kids]:
        return [Kids(parent, at - 1, last) for parent, at, last in self.elements("Note")]

    def all_links(self, *, in_margin: bool) -> list[Kids]:
        """List the links of the text; those in the margin are page marks."""
        width = float(self.pdf.pages[0].obj.MediaBox[2])
        found = []
        for one in self.elements("Link"):
            if str(one.parent.get("/S")) != "/Lbl":
                left, _, right, _ = map(float, annotation(one.element).Rect)
                if (right < 0.15 * width or left > 0.85 * width) == in_margin:
                    found.append(one)
        return found

    def page_marks(self) -> list[Kids]:
        return self.all_links(in_margin=True)

    def links(self) -> list[Kids]:
        return self.all_links(in_margin=False)

    def links_of_entries(self) -> list[Kids]:
        return self.entries()

    def follower(self, part: Kids) -> Kids:
        parent, _, last = part
        following = kids(parent)[last : last + 1]
        if not following or not isinstance(following[0], pikepdf.Dictionary):
            raise InapplicableError
        if str(following[0].get("/S")) != str(part.element.get("/S")):
            raise InapplicableError
        return Kids(parent, last, last + 1)

    def exchange(self, part: Kids, follower: Kids) -> bool:
        tree = part.parent.K
        tree[part.first], tree[follower.first] = tree[follower.first], tree[part.first]
        return True

    def join(self, part: Kids, follower: Kids) -> None:
        first, second = part.element, follower.element
        if "/Pg" not in first or "/Pg" not in second or first.Pg.objgen != second.Pg.objgen:
            raise InapplicableError
        first.K = pikepdf.Array([*kids(first), *kids(second)])
        self.remove(follower)

    def deepen(self, part: Kids, random: Random) -> None:
        level = int(str(part.element.S)[-1]) + random.choice((1, 2))
        part.element.S = pikepdf.Name(f"/H{level}")

    def flatten(self, heading: Kids) -> None:
        heading.element.S = pikepdf.Name.P

    def unlink(self, part: Kids) -> None:
        parent, first, last = part
        words = [kid for kid in kids(part.element) if isinstance(kid, int)]
        parent.K = pikepdf.Array([*kids(parent)[:first], *words, *kids(parent)[last:]])

    def address(self, part: Kids) -> Object:
        """Give where a link leads; of a note, the note itself."""
        if str(part.element.get("/S")) == "/Note":
            return part.element
        return self._annotation(part).Dest

    def lead(self, part: Kids, address: Object) -> None:
        if str(part.element.get("/S")) == "/Note":
            part.parent.K[part.last - 1] = address
        else:
            self._annotation(part).Dest = address

    def _annotation(self, part: Kids) -> Object:
        links = (tag for tag in inside(part.element) if str(tag.get("/S")) == "/Link")
        return annotation(next(links))

    def is_same(self, one: Object, other: Object) -> bool:
        return same_place(one, other)

    def cut_a_note(self, random: Random) -> bool:
        note = pick(random, self.notes()).element
        said = [tag for tag in inside(note) if str(tag.get("/S")) == "/P"]
        last = said[-1] if said else None
        if last is None or not kids(last) or not isinstance(kids(last)[-1], int):
            return False
        last.K = pikepdf.Array(kids(last)[:-1])
        return True
