"""Single faults in what shows transcribers' marks: looks of words, and signs.

A look is lost, or put on words that do not have it, or becomes another; of the signs one is gone,
so that a gap is closed or a word is taken as sure; what was put in is lost.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import compress
from random import Random
from typing import Any, ClassVar

import pikepdf
from lxml import etree

from tests.verify.faults import TEXT, pick
from tests.verify.faults.docx import VAL, Docx, W, style
from tests.verify.faults.epub import Epub
from tests.verify.faults.html import Html
from tests.verify.faults.listed import Part, Specimen
from tests.verify.faults.markup import Markup, X
from tests.verify.faults.pdf import Pdf
from tests.verify.faults.pdf.drawing import DrawingFaults
from tests.verify.faults.pdf.objects import Object
from tests.verify.faults.pdf.opened import Codes
from tests.verify.faults.xml import Element, Spot, unwrap

LOOKS = (
    "italic", "bold", "small_capitals", "underline", "superscript", "subscript", "letter_spacing",
    "damage", "deletion",
)  # fmt: skip
SIGNS = {
    "close_a_gap": "[…]",
    "close_a_blank": "[ ]",
    "drop_an_unclear_mark": "[?]",
    "print_an_addition_as_text": "\\",
    "print_a_supplied_word_as_text": "[",
    "print_an_expansion_as_text": "(",
    "print_a_surplus_word_as_text": "{",
    "print_a_margin_as_text": "|",
    "print_a_remark_as_text": "[NB ",
    "drop_a_sic": " [sic]",
    "drop_a_correction": " [quarry]",
}


class MarkFaults(Specimen[Part]):
    """Faults at marks alone, in any format."""

    given: ClassVar[tuple[str, ...]] = LOOKS
    """The looks that words may not have of themselves in this format."""

    def __init_subclass__(cls) -> None:
        lost = {f"lose_{look}": "O106" for look in LOOKS}
        added = {f"add_{look}": "O106" for look in cls.given}
        others = {"change_a_look": "O106", "lose_an_addition": TEXT}
        cls.families = {**lost, **added, **others, **dict.fromkeys(SIGNS, TEXT)}

    def put(self, kind: str, random: Random) -> bool:
        if kind in SIGNS:
            return self.lose_sign(SIGNS[kind], random)
        if kind == "lose_an_addition":
            return self.lose_addition(random)
        if kind == "change_a_look":
            return self.exchange_look(random)
        deed, _, look = kind.partition("_")
        return self.lose_look(look, random) if deed == "lose" else self.add_look(look, random)

    def lose_sign(self, sign: str, random: Random) -> bool:
        return self.lose_words(
            pick(random, [one for one in self.pieces() if self.shows(one) == sign])
        )

    def lose_addition(self, random: Random) -> bool:
        parts = list(self.pieces())
        places = [at for at, part in enumerate(parts[:-1]) if self.shows(part) == "\\"]
        return self.lose_words(parts[pick(random, places) + 1])

    @abstractmethod
    def pieces(self) -> Sequence[Part]:
        """List the stretches of text in their order, a sign by itself."""

    @abstractmethod
    def shows(self, part: Part) -> str: ...

    @abstractmethod
    def lose_words(self, part: Part) -> bool: ...

    @abstractmethod
    def lose_look(self, look: str, random: Random) -> bool: ...

    @abstractmethod
    def add_look(self, look: str, random: Random) -> bool: ...

    @abstractmethod
    def exchange_look(self, random: Random) -> bool:
        """Set words in bold type for italics, or the other way round."""


class MarkedText(MarkFaults[Spot]):
    """What formats in XML have in common."""

    def pieces(self) -> list[Spot]:
        return self.texts()  # type: ignore[attr-defined, no-any-return]

    def shows(self, part: Spot) -> str:
        return self.said(part)

    def lose_words(self, part: Spot) -> bool:
        self.say(part, "")
        return True


_TAGS = {
    "italic": "em", "bold": "strong", "underline": "u", "superscript": "sup", "subscript": "sub",
    "deletion": "del",
}  # fmt: skip
_CLASSES = {"small_capitals": "smallcaps", "letter_spacing": "letter-spaced", "damage": "damage"}


class MarkedMarkup(MarkedText, Markup):
    """An EPUB or pages."""

    def looking(self, look: str) -> list[Element]:
        tag, name = X + _TAGS.get(look, "span"), _CLASSES.get(look)
        found = (one for block in self.elements() for one in block.iter(tag))
        return [one for one in found if one.get("class") == name and self.words(one).strip()]

    def lose_look(self, look: str, random: Random) -> bool:
        unwrap(pick(random, self.looking(look)))
        return True

    def add_look(self, look: str, random: Random) -> bool:
        spot = pick(random, [one for one in self.texts() if self.said(one).strip()])
        if spot.where != "text" or spot.element in self.looking(look) or self.is_in(look, spot):
            return False
        around = etree.Element(X + _TAGS.get(look, "span"))
        if look in _CLASSES:
            around.set("class", _CLASSES[look])
        around.text, spot.element.text = self.said(spot), ""
        spot.element.insert(0, around)
        return True

    def is_in(self, look: str, spot: Spot) -> bool:
        return any(one in self.looking(look) for one in spot.element.iterancestors())

    def exchange_look(self, random: Random) -> bool:
        look, new = random.choice((("italic", "bold"), ("bold", "italic")))
        pick(random, self.looking(look)).tag = X + _TAGS[new]
        return True


class MarkedEpub(MarkedMarkup, Epub):
    """An EPUB."""


class MarkedHtml(MarkedMarkup, Html):
    """Static pages."""


_PROPERTIES = {
    "italic": ("i", {}), "bold": ("b", {}), "small_capitals": ("smallCaps", {}),
    "underline": ("u", {"val": "single"}), "superscript": ("vertAlign", {"val": "superscript"}),
    "subscript": ("vertAlign", {"val": "subscript"}), "letter_spacing": ("spacing", {"val": "40"}),
    "damage": ("shd", {"val": "clear"}), "deletion": ("strike", {}),
}  # fmt: skip


class MarkedDocx(MarkedText, Docx):
    """A DOCX."""

    def looking(self, look: str) -> Iterator[Element]:
        tag, said = _PROPERTIES[look]
        for spot in self.texts():
            run = spot.element.getparent()
            for one in () if run is None else run.iterfind(f"{W}rPr/{W}{tag}"):
                if one.get(VAL) == said.get("val") and self.said(spot).strip():
                    yield one

    def lose_look(self, look: str, random: Random) -> bool:
        found = pick(random, list(self.looking(look)))
        properties = found.getparent()
        assert properties is not None
        properties.remove(found)
        return True

    def add_look(self, look: str, random: Random) -> bool:
        tag, said = _PROPERTIES[look]
        run = pick(
            random, [one for one in self.texts() if self.said(one).strip()]
        ).element.getparent()
        assert run is not None
        properties = run.find(W + "rPr")
        if properties is None:
            properties = etree.Element(W + "rPr")
            run.insert(0, properties)
        if style(run) or properties.find(W + tag) is not None:
            return False
        etree.SubElement(properties, W + tag, {W + key: value for key, value in said.items()})
        return True

    def exchange_look(self, random: Random) -> bool:
        look, new = random.choice((("italic", "bold"), ("bold", "italic")))
        pick(random, list(self.looking(look))).tag = W + _PROPERTIES[new][0]
        return True


class MarkedPdf(DrawingFaults, MarkFaults[Any], Pdf):
    """A PDF; a template may emphasize more than the text, but strike out nothing else."""

    given = ("deletion",)

    def pieces(self) -> Sequence[Codes]:
        return self.codes

    def shows(self, part: Codes) -> str:
        return "".join(part.characters)

    def lose_words(self, part: Codes) -> bool:
        return self.edit(part, lambda _: [])

    def lose_sign(self, sign: str, random: Random) -> bool:
        codes = pick(random, [one for one in self.codes if sign in self.shows(one)])
        ends = [len("".join(codes.characters[: at + 1])) for at in range(len(codes.characters))]
        start = self.shows(codes).index(sign)
        kept = [not start < end <= start + len(sign) for end in ends]
        return self.edit(codes, lambda shown: list(compress(shown, kept)))

    def lose_addition(self, random: Random) -> bool:
        return self.lose_sign("\\so/", random)

    def lose_look(self, look: str, random: Random) -> bool:
        if look == "small_capitals":
            return self.print_small_capitals_as_others(random)
        if look == "letter_spacing":
            return self.print_letters_close(random)
        elements = self.looking(look)
        if look in ("underline", "damage", "deletion") and random.random() < 1 / 2:
            return self.erase_lines(pick(random, elements))
        self.plain(pick(random, elements), look)
        return True

    def add_look(self, _: str, random: Random) -> bool:
        return self.strike_out(random)

    def exchange_look(self, random: Random) -> bool:
        look, new = random.choice((("italic", "Strong"), ("bold", "Em")))
        element: Object = pick(random, self.looking(look))
        element.S = pikepdf.Name(f"/{new}")
        return True


SPECIMENS: dict[str, type[MarkFaults[Any]]] = {
    "docx": MarkedDocx,
    "epub": MarkedEpub,
    "html": MarkedHtml,
    "pdf": MarkedPdf,
}
