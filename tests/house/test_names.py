"""A name says what it names: each thing has its own, and none is a word that explains nothing."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Words that once named a module, a class or a function here, and told no reader what it was.
UNEXPLAINED = frozenset({
    "looks", "matter", "press", "checked", "tally", "bench", "crew", "hands", "shelf", "ground",
    "means", "wish", "brief", "outlook", "told", "blamed",
})  # fmt: skip


def types_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the names of the classes and the aliases of types in a module, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            yield ast.unparse(node.target), node.lineno


def functions_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the names of the functions and methods in a module, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno


def bound_in(tree: ast.Module) -> Iterator[str]:
    """Yield each name that a module binds at its top, as often as it does."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = (one for target in targets for one in ast.walk(target))
            yield from (
                n.id for n in named if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            )


def test_each_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name, line in types_in(ast.parse(path.read_bytes())):
            places[name.strip("_")].append(f"{path.relative_to(PACKAGE)}:{line}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_module_binds_each_name_once() -> None:
    """The last value would be that of all functions of the module, those above it too."""
    again = {}
    for path in MODULES:
        counted = Counter(bound_in(ast.parse(path.read_bytes())))
        again[str(path.relative_to(PACKAGE))] = [one for one, times in counted.items() if times > 1]
    assert {module: names for module, names in again.items() if names} == {}


def test_no_name_is_a_word_that_explains_nothing() -> None:
    named = []
    for path in MODULES:
        tree = ast.parse(path.read_bytes())
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        names = [*((part, 0) for part in parts), *types_in(tree), *functions_in(tree)]
        named += [
            f"{path.relative_to(PACKAGE)}:{line}: {name}"
            for name, line in names
            if name.strip("_").lower() in UNEXPLAINED
        ]
    assert named == []
