"""Imports point one way, and no module outgrows its job."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
# Each room may import from those above it, and from nothing else; docs/architecture.md says what
# each does. What a room is not to know, though it stands above, is in APART.
ROOMS = (
    "model", "system", "book", "tei", "normalize", "encode", "validate", "checks", "edition",
    "report", "convert", "verify", "engine", "review", "cluster", "cli",
)  # fmt: skip
STAGES = {"normalize", "encode", "validate", "checks", "convert", "verify"}
APART = {
    **{stage: (STAGES - {stage}) | {"edition", "report"} for stage in STAGES},
    "edition": STAGES,
    "report": STAGES | {"edition", "tei", "book"},
    "cluster": STAGES | {"review"},
    "encode": (STAGES - {"encode"}) | {"tei", "book", "system", "edition", "report"},
    # What a letter says of itself goes into records and is checked; it is the same code.
    "checks": (STAGES - {"checks"}) | {"tei", "system", "edition", "report"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def rooms_of(path: Path) -> Iterator[str]:
    """Yield the rooms that a module imports from."""
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


def modules_of(room: str) -> list[Path]:
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] == room]


def test_every_room_is_known() -> None:
    found = {path.relative_to(PACKAGE).parts[0] for path in MODULES if path.parent != PACKAGE}
    assert found == set(ROOMS)
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_one_way(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1]) - APART.get(room, set()) | {"__version__"}
    wrong = {
        f"{path.relative_to(PACKAGE)} imports from {other}"
        for path in modules_of(room)
        for other in rooms_of(path)
        if other not in allowed
    }
    assert wrong == set()


def test_no_module_outgrows_its_job() -> None:
    long = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if len(path.read_text(encoding="utf-8").splitlines()) > 300
    }
    assert long == set()


def test_only_the_command_line_prints() -> None:
    printing = {
        path.relative_to(PACKAGE).parts[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    }
    assert printing <= {"cli"}
