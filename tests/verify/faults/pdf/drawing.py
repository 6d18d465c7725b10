"""Single faults in how the words of a PDF look: by its tree, and by what its pages show."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from random import Random
from statistics import median
from typing import NamedTuple

import pikepdf

from tests.verify.faults import InapplicableError, pick
from tests.verify.faults.pdf.makeup import MakeupFaults
from tests.verify.faults.pdf.objects import Object, inside, kids
from tests.verify.faults.pdf.opened import Codes, pairs

_TAGS = {"italic": "/Em", "bold": "/Strong"}
_LINES = {"underline": "/Underline", "damage": "/Underline", "deletion": "/LineThrough"}
_SHIFTS = {"superscript": 1, "subscript": -1}
_SLIGHT, _SPACED = 25, 100


class ShownCodes(NamedTuple):
    """What an operator shows: its face, the space between most letters, the code of each."""

    codes: Codes
    face: str
    spacing: float
    shapes: tuple[bytes, ...]


class DrawingFaults(MakeupFaults):
    """Looks taken away or given."""

    def looking(self, look: str) -> list[Object]:
        """List the elements that the tree says to look so, but for markers of notes.

        What is all of its paragraph, as a dateline, the template sets so.
        """
        spans = [one.element for one in self.elements("Em", "Strong", "Span")]
        words = [one for one in spans if str(one.P.get("/S")) not in ("/Link", "/Lbl")]
        return [one for one in words if self._looks(one, look) and len(kids(one.P)) > 1]

    def _looks(self, element: Object, look: str) -> bool:
        if look in _TAGS:
            return str(element.S) == _TAGS[look]
        said = [one for one in element.get("/A", ()) if isinstance(one, pikepdf.Dictionary)]
        if look in _SHIFTS:
            return any(float(one.get("/BaselineShift", 0)) * _SHIFTS[look] > 0 for one in said)
        # The dotted line under damaged words is of another thickness.
        is_dotted = any("/TextDecorationThickness" in one for one in said)
        lines = [str(one.get("/TextDecorationType", "")) for one in said]
        return _LINES[look] in lines and is_dotted == (look == "damage")

    def plain(self, element: Object, look: str) -> None:
        """Have the tree say nothing of the look of an element, nor of those in it.

        Where a line breaks in raised words, the tree says of a part that it is lowered.
        """
        same = tuple(_SHIFTS) if look in _SHIFTS else (look,)
        if any(self._looks(element.P, one) for one in same):
            raise InapplicableError
        for part in inside(element):
            if any(self._looks(part, one) for one in same):
                part.S = pikepdf.Name.Span
                if "/A" in part:
                    del part.A

    def instructions(self, page: int) -> list[Object]:
        return list(pikepdf.parse_content_stream(self.pdf.pages[page]))

    def contents_of(self, element: Object) -> list[tuple[int, int]]:
        """List the pages and numbers of the marked content in an element."""
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        found: list[tuple[int, int]] = []
        for tag in inside(element):
            number = pages[tag.Pg.objgen] if "/Pg" in tag else None
            ints = [kid for kid in kids(tag) if isinstance(kid, int)]
            if ints and number is None:
                raise InapplicableError
            found += [(number or 0, kid) for kid in ints]
        return found

    def erase_lines(self, element: Object) -> bool:
        """Draw no lines at the words of an element."""
        for page, number in self.contents_of(element):
            stream = self.instructions(page)
            starts = [
                at
                for at, one in enumerate(stream)
                if str(one.operator) == "BDC" and one.operands[1].get("/MCID") == number
            ]
            end = _end(stream, starts[0])
            while end < len(stream) and str(stream[end].operands[0]) == "/Artifact":
                last = _end(stream, end)
                if not any(str(one.operator) == "l" for one in stream[end:last]):
                    break
                del stream[end:last]
            self.write(page, stream)
        return True

    def strike_out(self, random: Random) -> bool:
        """Draw a line through words that stand, and have the tree say so."""
        paragraph = pick(random, self.elements("P")).element
        places = [at for at, kid in enumerate(kids(paragraph)) if isinstance(kid, int)]
        if not places or "/Pg" not in paragraph:
            return False
        at = pick(random, places)
        number = int(kids(paragraph)[at])
        codes = [one for one in self.codes if one.number == number]
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        page = pages[paragraph.Pg.objgen]
        codes = [one for one in codes if one.page == page and "".join(one.characters).strip()]
        if not codes:
            return False
        stream = self.instructions(page)
        places_of = [one for one in stream[: codes[0].instruction] if str(one.operator) == "cm"]
        left, height = (float(one) for one in places_of[-1].operands[4:6])
        line = f" q 1 0 0 -1 {left} {height + 3} cm 0 0 m 400 0 l S Q EMC"
        data = pikepdf.unparse_content_stream(stream) + b"\n/Artifact <</Type/Layout>> BDC"
        self.pdf.pages[page].obj.Contents = self.pdf.make_stream(data + line.encode())
        through = pikepdf.Name.LineThrough
        said = pikepdf.Dictionary(O=pikepdf.Name.Layout, TextDecorationType=through)
        span = pikepdf.Dictionary(
            S=pikepdf.Name.Span, P=paragraph, K=number, Pg=paragraph.Pg, A=pikepdf.Array([said])
        )
        paragraph.K[at] = self.pdf.make_indirect(span)
        return True

    @cached_property
    def shown(self) -> list[ShownCodes]:
        """What each operator of the good PDF shows."""
        found = []
        for page in sorted({codes.page for codes in self.codes}):
            stream, face = self.instructions(page), ""
            fonts = self.pdf.pages[page].obj.Resources.Font
            here = {one.instruction: one for one in self.codes if one.page == page}
            for at, one in enumerate(stream):
                if str(one.operator) == "Tf":
                    face = str(fonts[str(one.operands[0])].objgen)
                elif at in here:
                    said = one.operands[0]
                    parts = list(said) if isinstance(said, pikepdf.Array) else []
                    apart = [-float(one) for one in parts if not isinstance(one, pikepdf.String)]
                    spacing = median(apart) if len(apart) * 2 >= len(pairs(said)) - 1 > 0 else 0
                    found.append(ShownCodes(here[at], face, spacing, tuple(pairs(said))))
        return found

    def spaced(self, low: float, high: float) -> list[ShownCodes]:
        """List what is shown with letters set apart by so much, in thousandths of its size."""
        return [
            one
            for one in self.shown
            if low <= one.spacing < high and len("".join(one.codes.characters).strip()) > 1
        ]

    def print_letters_close(self, random: Random) -> bool:
        return self.edit(pick(random, self.spaced(_SPACED, 1000)).codes, lambda shown: shown)

    def print_small_capitals_as_others(self, random: Random) -> bool:
        """Show the small letters of a run in the shapes that they have in others."""
        runs = [
            one
            for one in self.spaced(_SLIGHT, _SPACED)
            if any(map(str.islower, one.codes.characters))
        ]
        run = pick(random, runs)
        usual = Counter(
            (letter, code)
            for one in self.shown
            if one.face == run.face and one.spacing < _SLIGHT
            for letter, code in zip(one.codes.characters, one.shapes, strict=True)
        )
        shapes = {letter: code for (letter, code), _ in reversed(usual.most_common())}
        small = [letter for letter in run.codes.characters if letter.islower()]
        if not all(letter in shapes for letter in small):
            raise InapplicableError
        letters = zip(run.codes.characters, run.shapes, strict=True)
        changed = [shapes[letter] if letter.islower() else code for letter, code in letters]
        return self.edit(run.codes, lambda _: changed)


def _end(stream: list[Object], start: int) -> int:
    """Find what follows the marked content that begins at a place."""
    depth = 0
    for at in range(start, len(stream)):
        operator = str(stream[at].operator)
        depth += operator in ("BDC", "BMC")
        depth -= operator == "EMC"
        if not depth:
            return at + 1
    raise InapplicableError
