"""Imports point one way, stages do not know each other, and no module outgrows its job."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
BASE = {
    "document", "diagnostics", "decisions", "errors", "metadata", "source", "ledger", "tei",
    "authority", "book", "system",
}  # fmt: skip
STAGES = {
    "normalize", "encode", "validate", "checks", "convert", "verify", "report",
    "edition",
}  # fmt: skip
OUTER = {
    "engine", "cluster", "triage", "decide", "printable", "fix", "rules", "doctor", "cli",
    "__main__",
}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))


def rooms(path: Path) -> Iterator[str]:
    """Yield the top-level rooms that a module imports from."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            names = [f"pipeline.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (n.split(".")[1] for n in names if n.startswith("pipeline."))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_room_is_known() -> None:
    found = {room(path) for path in MODULES} - {"__init__"}
    assert found == BASE | STAGES | OUTER


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    allowed = {here, "__version__"} | BASE
    if here in BASE:
        allowed = {here, "__version__"} | BASE
    elif here in OUTER:
        allowed |= STAGES | OUTER
    assert set(rooms(path)) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_outgrows_its_job(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert not calls or path.parent.name == "cli"
