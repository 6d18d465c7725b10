"""Every case of integrity, and that every rule has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Rule
from pipeline.integrity import RULES
from tests.integrity.cases import diagnose

CASES = Path(__file__).parents[1] / "cases" / "integrity"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


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
    assert f" {rule.code} " not in (neighbour / "expected.txt").read_text(encoding="utf-8")
    assert "Example:" in rule.documentation
    assert "mend" in rule.documentation


def test_codes_and_names_are_each_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
