"""What happens to a class that is added to the document model: nothing passes it by in silence.

Four are made up: a mark and a stretch of text that stand in a line, a block, and a line of an
opening. Types are tried on a copy of the package into which a script writes the classes; whatever
goes through a whole document is tried with them in every place where they can stand.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import tei
from pipeline.book import Role, Section
from pipeline.checks.plain_text import plain_text_of
from pipeline.convert import pandoc_json
from pipeline.convert.docx.blocks import StyledBlocks
from pipeline.model import document as model
from pipeline.model import ledger
from pipeline.model.metadata import Provenance
from pipeline.verify.expected import expect
from pipeline.verify.sight import Addresses
from tests.convert.samples import LETTER, METADATA

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Where something else than a class of the model has been decided on.
OTHER_DECISIONS = {
    "encode/assemble.py", "encode/reading.py", "tei/marks.py", "convert/signs.py",
    "normalize/handed_in/house_form.py", "book/signs.py",
}  # fmt: skip

# Each with the module that it is written into and the union that it becomes a part of.
ADDED = (
    ("Formula", "inlines.py", "InlineMark"),
    ("Spoken", "inlines.py", "Annotated"),
    ("Verse", "blocks.py", "Block"),
    ("Docket", "blocks.py", "OpenerPart"),
)


def add(package: Path, name: str, module: str, union: str) -> None:
    """Write the class ``name`` into the model, before the first union of its module."""
    path = package / "model" / "document" / module
    text = path.read_text(encoding="utf-8")
    definition = f"@dataclass(frozen=True, slots=True)\nclass {name}:\n    words: str\n\n\n"
    first = re.search(r"^\w+: TypeAlias = (?!tuple)", text, re.MULTILINE)
    assert first is not None
    text = text[: first.start()] + definition + text[first.start() :]
    before = f"\n{union}: TypeAlias = "
    assert text.count(before) == 1
    start = text.index(before) + len(before)
    at = start + 1 if text[start] == "(" else start
    path.write_text(f"{text[:at]}{name} | {text[at:]}", encoding="utf-8")


def places_of(call: str) -> set[tuple[str, int]]:
    """Give the file and line of each call of the function ``call`` in the package."""
    return {
        (path.relative_to(PACKAGE).as_posix(), node.lineno)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == call
    }


def test_types_name_every_place_that_has_to_learn_of_it(tmp_path: Path) -> None:
    copy = tmp_path / "pipeline"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for one in ADDED:
        add(copy, *one)
    mypy = [sys.executable, "-m", "mypy", "pipeline", "--config-file=", "--cache-dir=cache"]
    done = subprocess.run(mypy, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = re.findall(r'^pipeline/(\S+):(\d+): error: .*"assert_never"', done.stdout, re.MULTILINE)
    named = {(path, int(line)) for path, line in found}
    wanted = {place for place in places_of("assert_never") if place[0] not in OTHER_DECISIONS}
    assert named == wanted, done.stdout


def on_the_model(match: ast.Match) -> bool:
    """Tell whether a class of the model stands in a pattern of ``match``."""
    patterns = (inner for case in match.cases for inner in ast.walk(case.pattern))
    classes = (one.cls for one in patterns if isinstance(one, ast.MatchClass))
    return any(getattr(one, "attr", getattr(one, "id", "")) in vars(model) for one in classes)


def test_every_match_on_the_model_ends_with_assert_never() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Match) and on_the_model(node):
                last = ast.unparse(node.cases[-1])
                assert re.fullmatch(r"case _:\s+assert_never\(\w+\)", last), (path, node.lineno)


@dataclass(frozen=True, slots=True)
class Made:
    """A class of which the model knows nothing."""

    words: str = "made up"


IN_LINES = {"content", "label", "head"}
BETWEEN = {"blocks", "parts"}


def with_made(node: Any, names: set[str]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - of all
    """Yield copies of ``node``, each with what is made up in one more place, and that place."""
    if isinstance(node, tuple):
        for place, inner in enumerate(node):
            for where, made in with_made(inner, names):
                yield where, (*node[:place], made, *node[place + 1 :])
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            value = getattr(node, field.name)
            if field.name in names and isinstance(value, tuple):
                where = f"{type(node).__name__}.{field.name}"
                yield where, replace(node, **{field.name: (Made(), *value)})
            for where, made in with_made(value, names):
                yield where, replace(node, **{field.name: made})


def in_word(document: model.Document) -> None:
    StyledBlocks(Section(Role.DOCUMENT, document), frozenset(), set(), 9000).whole()


def in_pandoc(document: model.Document) -> None:
    pandoc_json.book_blocks([Section(Role.DOCUMENT, document)], pandoc_json.Dialect())


def text_of_all(document: model.Document) -> None:
    model.text_of(document)
    for note in document.notes:
        model.text_of(note)


WAYS: tuple[Callable[[model.Document], object], ...] = (
    text_of_all,
    lambda document: list(model.printed(document)),
    ledger.leaves,
    lambda document: tei.write(document, METADATA, Provenance("d1.txt", "0" * 64, ())),
    plain_text_of,
    in_pandoc,
    in_word,
    lambda document: expect(document, Addresses.of(())),
)


def refuses(way: Callable[[model.Document], object], document: model.Document) -> bool:
    try:
        way(document)
    except (AssertionError, KeyError, AttributeError):
        return True
    return False


def test_what_is_not_known_is_refused_on_every_way() -> None:
    assert not [number for number, way in enumerate(WAYS) if refuses(way, LETTER)]
    variants = [*with_made(LETTER, IN_LINES), *with_made(LETTER, BETWEEN)]
    places = {where for where, _ in variants}
    assert {"Cell.content", "ListItem.label", "Table.head", "Date.content", "Note.blocks"} <= places
    assert not [
        (where, number)
        for where, document in variants
        for number, way in enumerate(WAYS)
        if not refuses(way, document)
    ]
