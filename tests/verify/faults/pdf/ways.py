"""Single faults in the ways into a PDF, and in what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pikepdf

from tests.verify.faults import CHANGES, pick, pick_two
from tests.verify.faults.pdf.objects import Object, same_place
from tests.verify.faults.pdf.structure import Structure


class WayFaults(Structure):
    """Faults in bookmarks, numbers of pages and facts."""

    def change_a_bookmark(self, random: Random) -> bool:
        with self.pdf.open_outline() as outline:
            bookmark = pick(random, all_of(outline.root))
            changed = random.choice(CHANGES)(bookmark.title, random)
            bookmark.title = changed or ""
        return changed is not None

    def lose_a_bookmark(self, random: Random) -> bool:
        with self.pdf.open_outline() as outline:
            siblings = pick(random, [outline.root, *(o.children for o in all_of(outline.root))])
            siblings.remove(pick(random, siblings))
        return True

    def exchange_two_bookmarks(self, random: Random) -> bool:
        with self.pdf.open_outline() as outline:
            first, second = pick_two(random, all_of(outline.root))
            if first.title == second.title:
                return False
            first.title, second.title = second.title, first.title
        return True

    def lead_a_bookmark_elsewhere(self, random: Random) -> bool:
        with self.pdf.open_outline() as outline:
            first, second = pick_two(random, all_of(outline.root))
            if same_place(first.destination, second.destination):
                return False
            first.destination = second.destination
        return True

    def set_a_bookmark_deeper(self, random: Random) -> bool:
        with self.pdf.open_outline() as outline:
            siblings = pick(random, [outline.root, *(o.children for o in all_of(outline.root))])
            if len(siblings) < 2:
                return False
            place = random.randrange(1, len(siblings))
            siblings[place - 1].children.append(siblings.pop(place))
        return True

    def change_a_number_of_a_page(self, random: Random) -> bool:
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        numbers = {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}
        listed: list[Object] = [names[name] for name in sorted(self.names) if name in names]
        page = numbers[pick(random, listed)[0].objgen]
        labels = dict(enumerate(self.pdf.Root.PageLabels.Nums))
        at = next((i for i in range(0, len(labels), 2) if int(labels[i]) == page), None)
        if at is None:
            return False
        label = labels[at + 1]
        label.St = int(label.get("/St", 1)) + 1
        return True

    def change_a_fact(self, random: Random) -> bool:
        where = random.choice(("/Title", "/Author", "language", "dc:title", "dc:creator"))
        if where == "language":
            self.pdf.Root.Lang = pikepdf.String(random.choice(("fr", "x", "en-GB")))
            return True
        change = random.choice(CHANGES)
        if where.startswith("/"):
            said = change(str(self.pdf.docinfo.get(where, "")), random)
            self.pdf.docinfo[pikepdf.Name(where)] = pikepdf.String(said or "")
            return said is not None
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as stated:
            if where not in stated:
                return False
            listed = where == "dc:creator"
            said = change(stated[where][0] if listed else stated[where], random)
            stated[where] = [said or ""] if listed else said or ""
        return said is not None

    def lose_the_tei(self, random: Random) -> bool:
        name = next(iter(self.pdf.attachments))
        if random.random() < 1 / 2:
            del self.pdf.attachments[name]
        else:
            faulty = pikepdf.AttachedFileSpec(self.pdf, b"<tei/>", filename=name)
            self.pdf.attachments[name] = faulty
        return True


def all_of(items: Sequence[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    """List bookmarks and those below them."""
    return [one for item in items for one in (item, *all_of(item.children))]
