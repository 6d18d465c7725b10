"""Every case of the rules that look at a document alone, and that every rule has its own.

A folder holds ``d1.txt``, a raw transcription, and ``expected.txt``, which lists everything that
these rules say of it, one ``line:column CODE message`` a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import edition
from pipeline.checks import ALONE
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from pipeline.model.diagnostics import Message
from tests import case_folders

CLEAN = "no diagnostics"
CODES = {rule.code for rule in ALONE}


def diagnose(folder: Path) -> list[str]:
    raw = folder / "d1.txt"
    loaded, _ = edition.load(folder, only=[raw.name])
    work = run_stages(TranscriptionFile.read(raw), EditionContext.of(loaded))
    assert work.document is not None, work.diagnostics
    lines = [
        f"{d.location.line}:{d.location.column} {d.code} {d.message}"
        for d in work.diagnostics
        if d.code in CODES
    ]
    return lines or [CLEAN]


@pytest.mark.parametrize(
    "folder", case_folders.folders("checks_alone"), ids=lambda folder: folder.name
)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    case_folders.compare(folder, diagnose(folder), request)


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_rule_has_case_and_neighbour(rule: Message) -> None:
    case_folders.check_rule("checks_alone", rule)


def test_codes_and_names_are_each_used_once() -> None:
    case_folders.check_unique(ALONE)
