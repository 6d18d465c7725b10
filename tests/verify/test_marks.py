"""An emphasis that is lost, a deletion printed as text, a gap that is closed: each is found.

`nox -s faults` puts thousands of such faults in.
"""

from __future__ import annotations

import pytest

from pipeline.book.outputs import TextView
from pipeline.convert.view import as_shown
from pipeline.verify.reading_text import as_read
from tests.verify.conftest import MAKERS
from tests.verify.faults.marks import SPECIMENS
from tests.verify.marked import marked
from tests.verify.specimens import CHECKS, try_faults

FAULTS: dict[TextView, int] = {"diplomatic": 60, "reading": 12}


@pytest.mark.parametrize("view", FAULTS)
@pytest.mark.parametrize("name", SPECIMENS)
def test_every_single_fault_is_found(name: str, view: TextView) -> None:
    book = marked(view)
    output = MAKERS[name](as_shown(book))
    wanted = as_read(book)
    assert CHECKS[name](wanted, output) == ()
    trial = try_faults(name, wanted, output, range(FAULTS[view]), specimens=SPECIMENS)
    assert trial.missed == []
    if view == "diplomatic":
        assert len(trial.made) > len(SPECIMENS[name].families) // 2
