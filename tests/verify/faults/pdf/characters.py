"""Single faults in what the pages of a PDF show."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pikepdf

from tests.verify.faults import pick, pick_two
from tests.verify.faults.pdf.opened import Codes, pairs
from tests.verify.faults.pdf.structure import Structure

SOFT_HYPHEN = "\u00ad"


class CharacterFaults(Structure):
    """Faults in the operators that show text."""

    def edit(self, codes: Codes, change: Callable[[list[bytes]], list[bytes]]) -> bool:
        page = self.pdf.pages[codes.page]
        stream = list(pikepdf.parse_content_stream(page))
        shown = pikepdf.String(b"".join(change(pairs(stream[codes.instruction].operands[0]))))
        stream[codes.instruction] = pikepdf.ContentStreamInstruction(
            [shown], pikepdf.Operator("Tj")
        )
        page.obj.Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(stream))
        return True

    def lose_a_character(self, random: Random) -> bool:
        codes = pick(random, self.codes)
        place = random.randrange(len(codes.characters))
        if codes.characters[place] == SOFT_HYPHEN:
            return False
        return self.edit(codes, lambda p: p[:place] + p[place + 1 :])

    def swap_two_characters(self, random: Random) -> bool:
        codes = pick(random, self.codes)
        said = codes.characters
        places = [
            i
            for i in range(len(said) - 1)
            if said[i] + said[i + 1] != said[i + 1] + said[i] and SOFT_HYPHEN not in said[i : i + 2]
        ]
        if not places:
            return False
        i = pick(random, places)
        return self.edit(codes, lambda p: [*p[:i], p[i + 1], p[i], *p[i + 2 :]])

    def change_a_character(self, random: Random) -> bool:
        return self.exchange_codes(pick(random, self.codes), random)

    def change_a_character_before_the_text(self, random: Random) -> bool:
        return self.exchange_codes(pick(random, self.front), random)

    def change_a_head(self, random: Random) -> bool:
        return self.exchange_codes(pick(random, self.heads), random)

    def exchange_codes(self, codes: Codes, random: Random) -> bool:
        """Show one character of an operator in the place of another."""
        said = codes.characters
        if len(set(said)) == 1 or SOFT_HYPHEN in said:
            return False
        i, j = pick_two(random, range(len(said)))
        if said[i] == said[j]:
            return False
        return self.edit(codes, lambda p: [*p[:i], p[j], *p[i + 1 :]])
