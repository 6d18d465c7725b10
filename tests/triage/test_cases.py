"""Every case of what an edition says about rules, and that every rule on this has its own.

A folder holds an edition and ``expected.txt``, which lists everything that a check says of it, one
``file:line:column severity CODE message`` a line.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.edition import settings_faults
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.engine.triage import review
from pipeline.model.diagnostics import Message, stated_in
from tests import case_folders

RULES = (
    settings_faults.SEVERITY_UNUSABLE,
    settings_faults.ALLOWANCE_UNUSABLE,
    *stated_in(Message, review),
)


def diagnose(folder: Path) -> list[str]:
    report = commands.check([folder], lambda *_: None, ProcessPool(1))
    lines = [
        f"{Path(d.location.file).name}:{d.location.line}:{d.location.column} "
        f"{d.severity.value} {d.code} {d.message}"
        for d in report.diagnostics
    ]
    return [*lines, report.summary.sentence()]


@pytest.mark.parametrize("folder", case_folders.folders("triage"), ids=lambda folder: folder.name)
def test_case(folder: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    # What is expected is no part of the edition, and would be named as a text that is not read.
    copy = shutil.copytree(
        folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("expected.txt")
    )
    case_folders.compare(folder, diagnose(copy), request)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_rule_has_case_and_neighbour(rule: Message) -> None:
    case_folders.check_rule("triage", rule)
