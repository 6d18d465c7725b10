"""An invented letter, rewritten in each form, is read like the original."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.forms.figures import is_said
from tests.forms.letters import handed_in, read, take_apart
from tests.forms.more import OTHERS, TOLD
from tests.forms.rewriting import FORMS, Form, rewrite

LETTER = """\
12. Letter From Silas Garrow to the Harbor Board1

Glockenburg, May 3, 1921.

Gentlemen: The building of the light2 has stopped since March 12, because the stones from the \
quarry that was opened in 19083 have not been delivered to the landing below the point.

We have written to the quarry [Page 34] twice and have had no answer, and the masons, who are paid \
by the week, sit on the wall and wait for orders.4 These are our wishes:

1. That the Board send a boat before the month is out.

2. That it pay for the lime, of which forty barrels are wanted.5

[Page 35]

Stone\t40 tons
Lime\t40 barrels

The Board may think of the winter,6 when no boat can land at the point, and of the oil that has to \
be carried [Page 36] to the light by hand.

Respectfully yours,7

Silas Garrow

  1. See ante, p. 30.
  2. The quarry belonged to Tobias Pell, who had opened it with money of the Board; his account \
of the delivery is printed in the report for 1921, together with that of the masons.
  3. Neither letter has been found.
    The Board may have burnt them with the papers of that year.
  4. The Board sent a boat on May 20.
  5. Paid on June 4; see the account of the lime, ante, p. 12, and the answer of the Board.
  6. The winter of 1921 was mild, and the boat landed twice in each week of it.
  7. The letter is in the hand of a clerk.
"""
ORIGINAL = take_apart(handed_in(LETTER, "d12"), "d12")  # type: ignore[arg-type]
# What the text alone does not show: these are left as they stand.
NOT_READ = {"word 1, 1. See"}


_ALL = {**FORMS, **OTHERS}


@pytest.mark.parametrize("name", [name for name in _ALL if name not in NOT_READ])
def test_is_read_like_the_original(name: str) -> None:
    made = rewrite(ORIGINAL, _ALL[name])
    assert made is not None
    raw, labels = made
    found, _ = read(raw)
    right = ORIGINAL.reading(labels.__getitem__)
    assert found == replace(right, pages=_as_marked(right.pages, _ALL[name]))


def _as_marked(pages: tuple[tuple[int, str], ...], form: Form) -> tuple[tuple[int, str], ...]:
    """Give the pages with the side of the leaf that the form adds to their numbers."""
    side = "v" if "{number}v" in form.page else ""
    return tuple((place, number + side) for place, number in pages)


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_read_is_said(name: str) -> None:
    made = rewrite(ORIGINAL, TOLD[name])
    assert made is not None
    assert is_said(made[0], "d12")
