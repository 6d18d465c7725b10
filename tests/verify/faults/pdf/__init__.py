"""Single faults in a tagged PDF."""

from __future__ import annotations

from typing import ClassVar

from tests.verify.faults import ANY, FACT, LINK, PAGE, TEXT
from tests.verify.faults.pdf.links import LinkFaults
from tests.verify.faults.pdf.makeup import MakeupFaults
from tests.verify.faults.pdf.ways import WayFaults


class Pdf(MakeupFaults, LinkFaults, WayFaults):
    """A good PDF, with all its faults."""

    own: ClassVar[dict[str, str]] = {
        "lose_a_character": ANY,
        "swap_two_characters": ANY,
        "change_a_character": ANY,
        "change_a_character_before_the_text": ANY,
        "change_a_head": FACT,
        "set_a_head_wrong_by_one": FACT,
        "set_a_note_on_another_page": "O205",
        "print_a_cell_over_another": "O206",
        "change_a_locator": ANY,
        "cut_a_note": TEXT,
        "lead_a_page_mark_elsewhere": PAGE,
        "lose_the_place_of_a_link": LINK,
        "lose_a_target": LINK,
        "move_a_target": LINK,
        "change_a_bookmark": LINK,
        "lose_a_bookmark": LINK,
        "exchange_two_bookmarks": LINK,
        "lead_a_bookmark_elsewhere": LINK,
        "set_a_bookmark_deeper": LINK,
        "change_a_number_of_a_page": ANY,
        "change_a_fact": FACT,
        "lose_the_tei": FACT,
    }
    never = frozenset({"repeat_a_paragraph", "lead_a_link_nowhere"})
