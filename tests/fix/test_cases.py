"""Every rule that knows a fix mends its own case: the finding goes and nothing else comes."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.report import Report
from pipeline.review.fix import FixSelection, plan

CASES = Path(__file__).resolve().parents[1] / "cases"

SAFE = (
    "T103", "T104", "T105", "T106", "T107", "T108", "T109", "T112", "T113", "T124", "T125", "T126",
    "T127", "T128", "T129", "T132", "T133", "T134", "T135", "T136", "T138", "T175", "T177",
    "T178", "P106", "P107",
)  # fmt: skip
UNSAFE = (
    "T110", "T131", "T137", "T151", "T152", "T153", "T154", "T155", "T156", "T157", "T158", "T160",
    "T161", "T162", "T181", "P108", "X104",
)  # fmt: skip


def quiet(_what: str, _done: int, _total: int) -> None:
    pass


def check(folder: Path, workers: int = 1) -> Report:
    return commands.check([folder], quiet, ProcessPool(workers))


def counts(report: Report) -> Counter[tuple[str, str]]:
    return Counter((Path(one.location.file).name, one.code) for one in report.diagnostics)


def mend(folder: Path, selection: FixSelection) -> None:
    plan(folder, selection, quiet, 1).write()


def copy_of_case(code: str, tmp_path: Path) -> Path:
    (case,) = (
        path for path in CASES.glob(f"*/{code}-*") if (path.name.split("-", 1)[0] == code)
        and not path.name.endswith("-neighbour") and is_of_rule(path)
    )  # fmt: skip
    folder = tmp_path / "case"
    shutil.copytree(case, folder)
    (folder / "expected.txt").unlink()
    return folder


def is_of_rule(path: Path) -> bool:
    return path.with_name(f"{path.name}-neighbour").is_dir()


def fixable(report: Report, code: str) -> int:
    return sum(1 for one in report.diagnostics if one.code == code and one.fix)


def check_mended(folder: Path, code: str, selection: FixSelection) -> None:
    """Hold that what has a fix is gone, that nothing else is, and that nothing has come."""
    report = check(folder)
    before, count = counts(report), fixable(report, code)
    assert count
    mend(folder, selection)
    report = check(folder)
    assert fixable(report, code) == 0
    gone = before - counts(report)
    assert gone[("d1.txt", code)] >= count
    assert counts(report) - before == Counter(FOLLOWING.get(code, {}))


# A reference that can be read now leads to a page that the case does not have.
FOLLOWING = {"X104": {("d1.txt", "X102"): 3}}


@pytest.mark.parametrize("code", SAFE)
def test_case_of_a_safe_fix(code: str, tmp_path: Path) -> None:
    check_mended(copy_of_case(code, tmp_path), code, FixSelection(codes=frozenset({code})))


@pytest.mark.parametrize("code", UNSAFE)
def test_case_of_an_unsafe_fix(code: str, tmp_path: Path) -> None:
    folder = copy_of_case(code, tmp_path)
    assert not plan(folder, FixSelection(codes=frozenset({code})), quiet, 1).mended.texts
    check_mended(folder, code, FixSelection(unsafe=True, codes=frozenset({code})))


def test_every_rule_with_a_fix_is_in_a_table_here(tmp_path: Path) -> None:
    found: dict[bool, set[str]] = {True: set(), False: set()}
    cases = (*CASES.glob("checks_*/*-*"), *CASES.glob("normalize/*-*"))
    for number, case in enumerate(path for path in cases if path.is_dir()):
        folder = tmp_path / f"case{number}"
        shutil.copytree(case, folder)
        for one in check(folder).diagnostics:
            if one.fix:
                found[one.fix.safe].add(one.code)
    assert found[True] - {"N204", "T005", "T006"} == set(SAFE)
    assert found[False] == set(UNSAFE)


def test_words_before_those_of_a_scanner_are_not_taken_out(tmp_path: Path) -> None:
    text = "The pilot came home. Digitized by Google\n"
    (tmp_path / "d1.txt").write_text(text, encoding="utf-8")
    mend(tmp_path, FixSelection(unsafe=True))
    assert (tmp_path / "d1.txt").read_text(encoding="utf-8") == text
