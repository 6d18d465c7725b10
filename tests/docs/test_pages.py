"""The commands of the pages are those there are, and the tutorial leads where it says."""

from __future__ import annotations

import re
import shlex
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from cyclopts.exceptions import MissingArgumentError

from pipeline.cli.app import app
from tests.command import edition
from tests.docs.tutorial import PAGE, blocks, compare, follow

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"))
# At the start of a line of a block, behind what names a variable or begins a list; or in a line.
_COMMAND = re.compile(
    r"^(?: {4,}|\$ )(?:- )?(?:[A-Z_]+=\S+ )*(edition [^\n`]*)$|`(edition [^`]*)`", re.MULTILINE
)
_ENDS = re.compile(r" {2,}#| {6,}| [>|] |\$\{| …")
_OPTIONAL = re.compile(r"[\[\]]")


def test_the_tutorial_leads_to_a_book(tmp_path: Path) -> None:
    def run(command: str) -> str:
        name, *arguments = shlex.split(command)
        assert name == "edition"
        done = edition(*arguments, cwd=tmp_path)
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout + done.stderr

    steps = (one for one in blocks(PAGE) if one.language != "sh")
    given = follow(steps, lambda: tmp_path, run)
    made = {path.name for path in (tmp_path / "build" / "letters").iterdir()}
    assert {"letters.pdf", "letters.epub", "letters.docx", "html", "letters.xml"} <= made
    to_the_first_pdf = next(n for n, one in enumerate(given, 1) if one.startswith("edition build"))
    assert to_the_first_pdf <= 3


def test_an_answer_that_differs_is_told() -> None:
    compare("x", "a\n...\nin 5% of b\n", "a\n1\n2\nin 7% of b\n")
    for answer in ("a\nc\n", "a\nin 5% of b\nmore\n", ""):
        with pytest.raises(AssertionError):
            compare("x", "a\n...\nin 5% of b\n", answer)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_example_of_toml_is_toml(page: Path) -> None:
    for block in blocks(page):
        if block.language == "toml":
            tomllib.loads(block.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_command_is_one_there_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    for in_block, in_line in _COMMAND.findall(text):
        command = shlex.split(_ENDS.split(_OPTIONAL.sub("", in_block or in_line))[0])
        not_whole = (
            () if in_block else (MissingArgumentError,)
        )  # a mention leaves out what it likes
        with suppress(*not_whole):
            app.parse_args(command[1:], print_error=False, exit_on_error=False)
