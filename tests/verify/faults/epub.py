"""Single faults in an EPUB."""

from __future__ import annotations

from random import Random
from typing import ClassVar

from tests.verify.faults import ANY
from tests.verify.faults.markup import Markup, X
from tests.verify.faults.xml import Element, Spot, spots

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def stated(meta: Element) -> bool:
    """Tell whether an element states a fact, and not what kind of one another states."""
    name = meta.get("property", "")
    return bool(name) and not name.endswith(("-type", "Summary")) and name != "authority"


class Epub(Markup):
    """A good EPUB, with the faults of its text and those of its package."""

    own: ClassVar[dict[str, str]] = {**Markup.own, "lose_the_description_of_the_cover": ANY}

    def is_text(self, name: str) -> bool:
        return name.endswith((".xhtml", ".opf"))

    @property
    def package(self) -> Element:
        return next(tree for name, tree in self.trees.items() if name.endswith(".opf"))

    def sections(self) -> list[Spot]:
        spine = self.package.find(OPF + "spine")
        assert spine is not None
        return [Spot(one, "idref") for one in spine[3:]]  # cover, title page, contents have no text

    def facts(self) -> list[Spot]:
        refined = [one for one in self.package.iter(OPF + "meta") if stated(one)]
        return spots([*self.package.iter(DC + "*"), *refined])

    def landmarks(self) -> list[Spot]:
        return spots(self.listing("landmarks"))

    def lose_the_description_of_the_cover(self, random: Random) -> bool:
        cover = next(tree for name, tree in self.trees.items() if name.endswith("cover.xhtml"))
        (picture,) = cover.iter(X + "img")
        picture.set("alt", random.choice(("", "A book")))
        return True
