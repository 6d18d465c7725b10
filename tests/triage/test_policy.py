"""Severities and allowances hold before anything is decided: stages, publishing, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.engine.rules import RULES
from pipeline.engine.triage.policy import fixed, is_fixed
from pipeline.model.diagnostics import Message, Severity
from pipeline.report import Report
from pipeline.report.sarif import to_sarif
from tests.command import edition
from tests.triage.editions import CLEAN, DOUBLED, HEADING, NO_HEADING, make

ALLOW = '[[allow]]\ncode = "{}"\nwhy = "printed so"\n'
BOM = "\ufeff"


def check(folder: Path) -> Report:
    return commands.check([folder], lambda *_: None, ProcessPool(1))


def codes(report: Report) -> list[tuple[str, str]]:
    return [(d.code, d.severity.value) for d in report.diagnostics]


def test_a_lowered_error_stops_nothing(tmp_path: Path) -> None:
    text = NO_HEADING + "\n" + DOUBLED
    stopped = check(make(tmp_path / "a", d3=text))
    assert codes(stopped) == [("S107", "error"), ("T131", "warning")]
    lowered = make(tmp_path / "a", '[severity]\nS107 = "warning"\n', d3=text)
    assert codes(check(lowered)) == [("S107", "warning"), ("T131", "warning")]
    report = commands.build(lowered, tmp_path / "build", lambda *_: None, ProcessPool(1))
    assert len(report.summary.outputs) >= 5


def test_an_allowed_error_is_published_and_counted(tmp_path: Path) -> None:
    folder = make(tmp_path / "letters", ALLOW.format("S107"), d3=NO_HEADING)
    report = commands.build(folder, tmp_path / "build", lambda *_: None, ProcessPool(1))
    assert report.diagnostics == ()
    assert report.summary.sentence() == ("1 document: 0 errors, 0 warnings, 0 remarks; 1 allowed")
    written = tmp_path / "build" / "letters" / "report.json"
    assert json.loads(written.read_text())["summary"]["allowed"] == 1


def test_a_raised_remark_keeps_back_the_outputs_but_no_other_finding(tmp_path: Path) -> None:
    """The byte-order mark is found by the first stage, the doubled word by the last."""
    text = BOM + HEADING.format(3) + DOUBLED
    folder = make(tmp_path / "letters", '[severity]\nT007 = "error"\n', d3=text)
    report = commands.build(folder, tmp_path / "build", lambda *_: None, ProcessPool(1))
    assert codes(report) == [("T007", "error"), ("T131", "warning")]
    assert report.summary.outputs == ()


def test_nothing_written_by_encode_of_what_the_edition_calls_an_error(tmp_path: Path) -> None:
    settings = '[severity]\nT131 = "error"\n'
    folder = make(
        tmp_path / "letters", settings, d3=HEADING.format(3) + DOUBLED, d4=CLEAN.format(4)
    )
    commands.encode(folder, tmp_path / "out", lambda *_: None, ProcessPool(1))
    assert [path.name for path in (tmp_path / "out" / "letters").iterdir()] == ["d4.xml"]


def test_the_exit_code_goes_by_what_is_left(tmp_path: Path) -> None:
    folder = make(tmp_path / "letters", d3=HEADING.format(3) + DOUBLED)
    assert edition("check", folder, "--fail-on", "warning", cwd=tmp_path).returncode == 1
    make(folder, ALLOW.format("T131"))
    assert edition("check", folder, "--fail-on", "info", cwd=tmp_path).returncode == 0
    make(folder, '[severity]\nT131 = "error"\n')
    assert edition("check", folder, cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(("file", "left"), [("d3", 1), ("d3.txt", 1), ("d4", 1), ("", 0)])
def test_an_allowance_is_of_one_file_or_of_all(tmp_path: Path, file: str, left: int) -> None:
    row = ALLOW.format("T131") + (f'file = "{file}"\n' if file else "")
    texts = {name: HEADING.format(name[1:]) + DOUBLED for name in ("d3", "d4")}
    report = check(make(tmp_path / "letters", row, **texts))
    assert [d.code for d in report.diagnostics] == ["T131"] * left
    assert len(report.allowed) == 2 - left


@pytest.mark.parametrize("settings", ['[severity]\nT001 = "info"\n', ALLOW.format("T001")])
def test_what_cannot_be_lowered_is_not(tmp_path: Path, settings: str) -> None:
    folder = make(tmp_path / "letters", settings)
    (folder / "d3.txt").write_bytes(b"\xff")
    report = check(folder)
    assert codes(report) == [("T001", "error"), ("M033", "warning")]
    assert report.allowed == ()


def test_an_allowance_is_stale_only_where_all_was_looked_at(tmp_path: Path) -> None:
    folder = make(
        tmp_path / "letters", ALLOW.format("T131"), d3=CLEAN.format(3), d4=CLEAN.format(4)
    )
    assert codes(check(folder)) == [("M034", "warning")]
    assert codes(commands.check([folder / "d3.txt"], lambda *_: None, ProcessPool(1))) == []
    (folder / "d4.txt").write_bytes(b"\xff")
    assert codes(check(folder)) == [("T001", "error")]


def test_sarif_holds_what_is_allowed_and_why(tmp_path: Path) -> None:
    folder = make(tmp_path / "letters", ALLOW.format("T131"), d3=HEADING.format(3) + DOUBLED)
    report = check(folder)
    results = json.loads(to_sarif(report))["runs"][0]["results"]
    assert [(one["ruleId"], one["suppressions"]) for one in results] == [
        ("T131", [{"kind": "external", "justification": "printed so"}])
    ]


def test_the_table_of_fixed_rules_speaks_of_rules_there_are() -> None:
    families, single, free = fixed()
    assert families <= {rule.code[0] for rule in RULES}
    assert single | free <= {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_only_errors_are_fixed(rule: Message) -> None:
    assert rule.severity is Severity.ERROR or not is_fixed(rule.code)
