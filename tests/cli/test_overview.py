"""The page of ``edition --help``: complete, and shown before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.cli import overview
from pipeline.cli.app import app

HEAVY = ("rich", "lxml", "xmlschema", "typst", "pikepdf", "fontTools", "msgspec")
LOOK = f"""
import sys
from pipeline import cli
try:
    cli.main()
finally:
    found = [name for name in {HEAVY} if name in sys.modules]
    assert not found, found
"""


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_names_every_command_and_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments], capture_output=True, text=True, check=True
    )
    commands = [name for name in app if not name.startswith("-")]
    lines = [line.partition("  ")[0] for line in done.stdout.replace("\n  ", "\n").split("\n")]
    assert set(commands) <= set(lines)
    assert "edition explain N102" in done.stdout


def test_every_line_fits_the_screen() -> None:
    page = overview.page(60).partition("Commands:")[2].partition("Examples:")[0]
    assert page.count("\n") > 15
    assert max(map(len, page.split("\n"))) <= 60
