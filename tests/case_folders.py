"""Cases that need no Python: one folder each under ``tests/cases/<stage>``.

A folder holds an input and ``expected.txt``, which lists every diagnostic. Each rule has a folder
named after it that fires, and one with ``-neighbour`` behind the name that does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.model.diagnostics import Message

_CASES = Path(__file__).parent / "cases"


def folders(stage: str) -> list[Path]:
    """Give the folders of a stage; a stage without any would test nothing."""
    found = sorted(path for path in (_CASES / stage).iterdir() if path.is_dir())
    assert found
    return found


def compare(folder: Path, said: list[str], request: pytest.FixtureRequest) -> None:
    """Hold what was said against ``expected.txt``; with ``--accept``, write it down instead."""
    expected = folder / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text("\n".join(said) + "\n", encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8").splitlines()


def check_rule(stage: str, rule: Message) -> None:
    """Hold that a rule has its case and its neighbour."""
    name = f"{rule.code}-{rule.name}"
    case, neighbour = _CASES / stage / name, _CASES / stage / f"{name}-neighbour"
    assert f" {rule.code} " in (case / "expected.txt").read_text(encoding="utf-8")
    assert f" {rule.code} " not in (neighbour / "expected.txt").read_text(encoding="utf-8")


def check_unique(rules: Iterable[Message]) -> None:
    """Hold that no code and no name stands for two rules."""
    listed = list(rules)
    assert len({rule.code for rule in listed}) == len(listed)
    assert len({rule.name for rule in listed}) == len(listed)
