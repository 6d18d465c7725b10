"""Single faults in the targets of a PDF, and in the places of its links and page marks."""

from __future__ import annotations

from random import Random

import pikepdf

from tests.verify.faults import pick
from tests.verify.faults.pdf.objects import Object, annotation, kids
from tests.verify.faults.pdf.structure import Structure


class LinkFaults(Structure):
    """Faults in links, page marks and targets."""

    def lead_a_page_mark_elsewhere(self, random: Random) -> bool:
        link = annotation(pick(random, self.page_marks()).element)
        link.Dest[3] = float(link.Dest[3]) + random.choice((-1, 1)) * random.randrange(60, 300)
        return True

    def lose_the_place_of_a_link(self, random: Random) -> bool:
        link = pick(random, self.links()).element
        link.K = pikepdf.Array([kid for kid in kids(link) if isinstance(kid, int)])
        return True

    def lose_a_target(self, random: Random) -> bool:
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        del names[pick(random, sorted(self.names))]
        return True

    def move_a_target(self, random: Random) -> bool:
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        place: Object = names[pick(random, sorted(self.names))]
        place[3] = float(place[3]) + random.choice((-1, 1)) * random.randrange(40, 300)
        return True
