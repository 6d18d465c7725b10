"""Each target with some of what it begins with, and all that it once stumbled over."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine.stages import TranscriptionFile, run_stages
from tests.fuzz import seeds
from tests.fuzz.targets import TARGETS, context
from tests.hostile.words import LETTER
from tests.promises import BrokenPromiseError, hold

_EVERY = 25


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_fuzzer_begins_with_keeps_the_promises(name: str) -> None:
    given = list(seeds.of(name))
    assert given
    for data in (*given[::_EVERY], *seeds.found(name).values()):
        TARGETS[name](data)


@pytest.mark.parametrize("name", ["raw text", "settings", "DOCX reader", "PDF reader"])
def test_what_is_none_of_its_kind_is_refused(name: str) -> None:
    for data in (b"", b"\0", b"\xff" * 20, b"PK\x03\x04", b"%PDF-1.7\n"):
        TARGETS[name](data)


def test_a_broken_promise_is_seen() -> None:
    """The text of another file is not that of the one whose TEI is looked at."""
    work = run_stages(TranscriptionFile(Path("d1.txt"), LETTER.encode()), context("frus"))
    hold(work, LETTER.encode())
    with pytest.raises(BrokenPromiseError, match="not got back"):
        hold(work, LETTER.encode() + b"x")
