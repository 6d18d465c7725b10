"""Every case of the rules that look at an edition, and that every rule has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks import IN_EDITION
from pipeline.model.diagnostics import Message
from tests import case_folders
from tests.checks.editions import diagnose


@pytest.mark.parametrize(
    "folder", case_folders.folders("checks_in_edition"), ids=lambda folder: folder.name
)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    case_folders.compare(folder, diagnose(folder), request)


@pytest.mark.parametrize("rule", IN_EDITION, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_rule_has_case_and_neighbour(rule: Message) -> None:
    case_folders.check_rule("checks_in_edition", rule)


def test_codes_and_names_are_each_used_once() -> None:
    case_folders.check_unique(IN_EDITION)
