"""Every case of proofreading, and that every rule has its own.

A folder holds ``d1.txt``, a raw transcription, and ``expected.txt``, which lists everything that
proofreading says of it, one ``line:column CODE message`` a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import edition
from pipeline.diagnostics import Rule
from pipeline.proofread import RULES
from pipeline.transcription import Setting, take

CASES = Path(__file__).parents[1] / "cases" / "proofread"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
CLEAN = "no diagnostics"
CODES = {rule.code for rule in RULES}


def diagnose(folder: Path) -> list[str]:
    raw = folder / "d1.txt"
    loaded, _ = edition.load(folder, only=raw)
    work = take(raw, Setting.of(loaded))
    assert work.document is not None, work.diagnostics
    lines = [
        f"{d.location.line}:{d.location.column} {d.code} {d.message}"
        for d in work.diagnostics
        if d.code in CODES
    ]
    return lines or [CLEAN]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    said = diagnose(folder)
    expected = folder / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text("\n".join(said) + "\n", encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_rule_has_case_neighbour_and_documentation(rule: Rule) -> None:
    case = CASES / f"{rule.code}-{rule.name}"
    neighbour = CASES / f"{rule.code}-{rule.name}-neighbour"
    assert f" {rule.code} " in (case / "expected.txt").read_text(encoding="utf-8")
    assert (neighbour / "expected.txt").read_text(encoding="utf-8") == f"{CLEAN}\n"
    assert "Example:" in rule.documentation
    assert "mend" in rule.documentation


def test_codes_and_names_are_each_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
