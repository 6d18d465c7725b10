"""Single faults in an EPUB."""

from __future__ import annotations

from random import Random
from typing import ClassVar

from tests.verify.faults import (
    ANY,
    FACT,
    LINK,
    Element,
    Trees,
    change_text,
    drop,
    exchange_attribute,
    pick,
    pick_two,
)
from tests.verify.faults.markup import Markup, X

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


class Epub(Markup):
    """A good EPUB, with the faults of its text and those of its package."""

    families: ClassVar[dict[str, str]] = {
        **Markup.families,
        "lose_a_section": ANY,
        "exchange_two_sections": ANY,
        "change_a_fact": FACT,
        "lose_a_fact": FACT,
        "lose_a_landmark": LINK,
        "lead_a_landmark_elsewhere": LINK,
        "lose_the_description_of_the_cover": ANY,
    }

    def is_text(self, name: str) -> bool:
        return name.endswith((".xhtml", ".opf"))

    def package(self, trees: Trees) -> Element:
        return next(tree for name, tree in trees.items() if name.endswith(".opf"))

    def references(self, trees: Trees) -> list[Element]:
        spine = self.package(trees).find(OPF + "spine")
        assert spine is not None
        return list(spine)[3:]  # cover, title page and contents hold no text

    def lose_a_section(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.references(trees)))
        return True

    def exchange_two_sections(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.references(trees))
        exchange_attribute(first, second, "idref")
        return True

    def facts(self, trees: Trees) -> list[Element]:
        series = f"{OPF}metadata/{OPF}meta[@property='belongs-to-collection']"
        package = self.package(trees)
        return [*package.iter(DC + "*"), *package.iterfind(series)]

    def change_a_fact(self, trees: Trees, random: Random) -> bool:
        return change_text(pick(random, self.facts(trees)), random)

    def lose_a_fact(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.facts(trees)))
        return True

    def landmarks(self, trees: Trees) -> list[Element]:
        return self.entries(trees, "landmarks")

    def lose_a_landmark(self, trees: Trees, random: Random) -> bool:
        drop(pick(random, self.landmarks(trees)))
        return True

    def lead_a_landmark_elsewhere(self, trees: Trees, random: Random) -> bool:
        first, second = pick_two(random, self.landmarks(trees))
        if first.get("href") == second.get("href"):
            return False
        first.set("href", second.get("href", ""))
        return True

    def lose_the_description_of_the_cover(self, trees: Trees, random: Random) -> bool:
        cover = next(tree for name, tree in trees.items() if name.endswith("cover.xhtml"))
        (picture,) = cover.iter(X + "img")
        picture.set("alt", random.choice(("", "A book")))
        return True
