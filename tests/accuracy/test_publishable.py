"""Volumes that were published can be published: nothing in them is held to be an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import run
from pipeline.diagnostics import Severity
from tests.accuracy.test_nothing_lost import unpack
from tests.conftest import CORPUS

# The list of notes of the second counts a note at each of its markers; pages of the third are out
# of order as published.
NAMES = ("frus1969-76v38p1", "frus1955-57v10", "frus1977-80v21")
# Markers in these tables are figures like any other; a person has to say where they stand.
IN_TABLES = {"frus1955-57v10": {"d6.txt", "d10.txt"}}


@pytest.mark.corpus
@pytest.mark.parametrize("name", NAMES)
def test_no_finding_keeps_a_published_volume_from_being_published(
    name: str, tmp_path: Path
) -> None:
    folder = unpack(CORPUS / "dev" / f"{name}.tar.xz", tmp_path)
    report = run.check([folder], lambda *_: None, 1)
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    asked = IN_TABLES.get(name, set())
    assert [one for one in errors if Path(one.location.file).name not in asked] == []
    assert {one.code for one in errors} <= {"N102"}
