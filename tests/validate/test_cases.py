"""Every case of validate, and that every rule has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.diagnostics import Message
from pipeline.validate import RULES
from tests import case_folders
from tests.validate.cases import diagnose


@pytest.mark.parametrize("folder", case_folders.folders("validate"), ids=lambda folder: folder.name)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    case_folders.compare(
        folder, diagnose((folder / "document.xml").read_text(encoding="utf-8")), request
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_rule_has_case_and_neighbour(rule: Message) -> None:
    case_folders.check_rule("validate", rule)


def test_codes_and_names_are_each_used_once() -> None:
    case_folders.check_unique(RULES)
