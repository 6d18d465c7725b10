"""Cases of rules on the bytes of a file: ``d1.txt``, and all that is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalize import RULES, normalize
from tests import case_folders

FOLDERS = case_folders.folders("normalize")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    _, found = normalize((folder / "d1.txt").read_bytes(), "d1.txt")
    said = [f"{one.location.line}:{one.location.column} {one.code} {one.message}" for one in found]
    case_folders.compare(folder, said or ["no diagnostics"], request)


def test_each_case_is_of_a_rule_of_here() -> None:
    codes = {rule.code for rule in RULES}
    assert {folder.name.split("-")[0] for folder in FOLDERS} <= codes
