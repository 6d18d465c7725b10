"""Volumes that were published can be published: nothing in them is held to be an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.diagnostics import Severity
from tests.accuracy.test_nothing_lost import unpack
from tests.conftest import CORPUS

# The list of notes of the second counts a note at each of its markers; pages of the third are out
# of order as published.
NAMES = ("frus1969-76v38p1", "frus1955-57v10", "frus1977-80v21")
# The marker of a note is here a figure like any other, in tables (d6, d10), in ``the 18 countries``
# (d13) and in ``CP-193`` (d194): none is cut for the note, and a person has to say where it stands.
ASKED = {"frus1955-57v10": {"d6.txt", "d10.txt", "d13.txt", "d194.txt"}}


@pytest.mark.corpus
@pytest.mark.parametrize("name", NAMES)
def test_no_finding_keeps_a_published_volume_from_being_published(
    name: str, tmp_path: Path
) -> None:
    folder = unpack(CORPUS / "dev" / f"{name}.tar.xz", tmp_path)
    report = commands.check([folder], lambda *_: None, ProcessPool(1))
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    asked = ASKED.get(name, set())
    assert [one for one in errors if Path(one.location.file).name not in asked] == []
    assert {one.code for one in errors} <= {"N102"}
