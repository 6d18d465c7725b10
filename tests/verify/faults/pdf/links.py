"""Single faults in the links of a PDF and in its page marks, which are links."""

from __future__ import annotations

from random import Random
from typing import ClassVar

import pikepdf

from tests.verify.faults import LINK, PAGE, pick, pick_two
from tests.verify.faults.pdf.objects import Object, annotation, kids, remove, same_place
from tests.verify.faults.pdf.opened import Opened


class LinkFaults(Opened):
    """Faults in links, page marks and targets."""

    families: ClassVar[dict[str, str]] = {
        "lose_a_page_mark": PAGE,
        "move_a_page_mark": PAGE,
        "lead_a_page_mark_elsewhere": PAGE,
        "lead_a_link_elsewhere": LINK,
        "lose_a_link": LINK,
        "lose_the_place_of_a_link": LINK,
        "lose_a_target": LINK,
        "move_a_target": LINK,
    }

    def links(self, pdf: pikepdf.Pdf, *, pages: bool) -> list[tuple[Object, int]]:
        found = []
        for parent, place in self.elements(pdf, "Link"):
            if str(parent.get("/S")) == "/Lbl":
                continue
            link = annotation(parent.K[place])
            width = float(pdf.pages[0].obj.MediaBox[2])
            in_margin = float(link.Rect[2]) < 0.15 * width or float(link.Rect[0]) > 0.85 * width
            if in_margin == pages:
                found.append((parent, place))
        return found

    def lose_a_page_mark(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=True))
        remove(parent, place, place + 1)
        return True

    def move_a_page_mark(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=True))
        return self.move(pdf, parent, place, place + 1, random)

    def lead_a_page_mark_elsewhere(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=True))
        link = annotation(parent.K[place])
        link.Dest[3] = float(link.Dest[3]) + random.choice((-1, 1)) * random.randrange(60, 300)
        return True

    def lead_a_link_elsewhere(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        (one, first), (two, second) = pick_two(random, self.links(pdf, pages=False))
        one_link, two_link = annotation(one.K[first]), annotation(two.K[second])
        if same_place(one_link.Dest, two_link.Dest):
            return False
        one_link.Dest = two_link.Dest
        return True

    def lose_a_link(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=False))
        inside_link = [kid for kid in kids(parent.K[place]) if isinstance(kid, int)]
        before, after = kids(parent)[:place], kids(parent)[place + 1 :]
        parent.K = pikepdf.Array([*before, *inside_link, *after])
        return True

    def lose_the_place_of_a_link(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=False))
        link = parent.K[place]
        link.K = pikepdf.Array([kid for kid in kids(link) if isinstance(kid, int)])
        return True

    def lose_a_target(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        del names[pick(random, sorted(self.names))]
        return True

    def move_a_target(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        place: Object = names[pick(random, sorted(self.names))]
        place[3] = float(place[3]) + random.choice((-1, 1)) * random.randrange(40, 300)
        return True
