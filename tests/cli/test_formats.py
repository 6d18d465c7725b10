"""The report comes in every format, the same each time, and suits a terminal where there is one."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from pipeline.book import outputs
from pipeline.cli.options import FormatName, OutputName, RoleName
from pipeline.engine import formats, records
from pipeline.model.decisions import ROLES
from pipeline.report import FORMATS
from tests.command import COMMAND, edition_bytes

# An error, for the heading; a remark, for the line ends; and a text that would like to act.
TEXT = "and so it went on ::error::x ##[add-mask]e for a while, without any heading.\r\n"
# A remark only.
CLEAN = "3. Letter From the Minister to the President\r\n\r\nThe reply will follow.\r\n"
SETTINGS = (
    '[edition]\ntitle = "Letters"\npublisher = "The Press"\ndate = "1960"\nlanguage = "en"\n'
    'rights = "Public domain"\n'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "input" / "letters"
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "d2.txt").write_text(TEXT, encoding="utf-8", newline="")
    (folder / "d3.txt").write_text(CLEAN, encoding="utf-8", newline="")
    return tmp_path


def plain(**surroundings: str) -> dict[str, str]:
    """Give an environment that says of the looks of the output only what ``surroundings`` do."""
    looks = {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    return {name: value for name, value in os.environ.items() if name not in looks} | surroundings


def edition(*arguments: str, cwd: Path, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    return edition_bytes(*arguments, cwd=cwd, environment=plain(**surroundings))


def started(*arguments: str, cwd: Path, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a Python that is started with ``surroundings``."""
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, cwd=cwd, check=False,
        env=plain(**surroundings),
    )  # fmt: skip


def on_terminal(*arguments: str, cwd: Path, **surroundings: str) -> str:
    """Run the command with a terminal as its output and give what it shows."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=cwd, stdout=theirs, stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm", "COLUMNS": "80", **surroundings},
    ) as running:  # fmt: skip
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
        running.wait()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so at the end
        return b""


def test_the_command_line_offers_what_is_there() -> None:
    assert get_args(FormatName) == tuple(FORMATS)
    assert get_args(OutputName) == get_args(outputs.BookFormatName)
    assert get_args(OutputName) == tuple(one.name for one in outputs.FORMATS)
    assert tuple(one.facts for one in formats.FORMATS) == outputs.FORMATS
    assert tuple(one.name for one in records.RECORDS) == outputs.RECORDS
    assert get_args(RoleName) == ROLES


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_printed_and_never_varies(root: Path, form: str) -> None:
    one, two = (
        started("check", "--format", form, cwd=root, **surroundings)
        for surroundings in (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "COLUMNS": "60"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "COLUMNS": "200"},
        )
    )
    assert one.returncode == 1
    assert one.stderr == b""
    assert one.stdout == two.stdout
    assert b"S107" in one.stdout
    assert b"##" not in one.stdout
    lines = one.stdout.decode().split("\n")
    assert any(line.startswith("::") for line in lines) == (form == "github")


def test_formats_tell_the_same(root: Path) -> None:
    said = {form: edition("check", "--format", form, cwd=root).stdout for form in FORMATS}
    report = json.loads(said["json"])
    count = len(report["diagnostics"])
    assert count == 3
    sarif = json.loads(said["sarif"])["runs"][0]
    assert len(sarif["results"]) == count
    assert {result["ruleIndex"] for result in sarif["results"]}
    assert len(json.loads(said["gitlab"])) == count
    assert len(re.findall(rb"^::(error|warning|notice) ", said["github"], re.MULTILINE)) == count
    suites = etree.fromstring(said["junit"])
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")


@pytest.mark.parametrize(
    ("document", "fail_on", "status"),
    [
        ("d2", "error", 1), ("d2", "warning", 1), ("d2", "info", 1), ("d2", "never", 0),
        ("d3", "error", 0), ("d3", "warning", 0), ("d3", "info", 1), ("d3", "never", 0),
    ],
)  # fmt: skip
def test_fail_on_sets_what_counts(root: Path, document: str, fail_on: str, status: int) -> None:
    file = f"input/letters/{document}.txt"
    assert edition("check", file, "--fail-on", fail_on, cwd=root).returncode == status


def test_build_publishes_only_without_errors_whatever_counts(root: Path) -> None:
    assert edition("build", "--fail-on", "never", cwd=root).returncode == 0
    assert not list((root / "build" / "letters").glob("letters.*"))
    assert edition("build", "input/letters/d3.txt", "--fail-on", "info", cwd=root).returncode == 1
    assert (root / "build" / "letters" / "d3" / "d3.docx").is_file()


def test_a_pipe_gets_no_colour_and_no_time(root: Path) -> None:
    said = edition("check", cwd=root).stdout.decode()
    assert "\x1b" not in said
    assert said.endswith("\n2 documents: 1 error, 0 warnings, 2 remarks\n")


def test_a_terminal_gets_colour_and_time(root: Path) -> None:
    shown = on_terminal("check", cwd=root)
    assert "\x1b[1;31merror S107\x1b[0m" in shown
    assert re.search(r"1 error, 0 warnings, 2 remarks\x1b\[0m in [0-9]+\.[0-9] s\n$", shown)


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
def test_colour_can_be_refused(root: Path, name: str) -> None:
    assert "\x1b" not in on_terminal("check", cwd=root, **{name: "dumb"})


def test_colour_can_be_forced(root: Path) -> None:
    assert b"\x1b[1;31m" in edition("check", cwd=root, FORCE_COLOR="1").stdout
    assert b"\x1b" not in edition("check", cwd=root, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b" not in edition("check", "--format", "github", cwd=root, FORCE_COLOR="1").stdout


@pytest.mark.parametrize("columns", [50, 75])
def test_an_excerpt_is_as_wide_as_the_terminal(root: Path, columns: int) -> None:
    shown = on_terminal("check", cwd=root, COLUMNS=str(columns), NO_COLOR="1")
    excerpts = [line for line in shown.split("\n") if re.match(" +[0-9]+ [|]", line)]
    assert max(map(len, excerpts)) == columns


def test_the_rules_are_listed_as_the_terminal_has_room(root: Path) -> None:
    piped = edition("rules", cwd=root).stdout.decode().splitlines()
    narrow = on_terminal("rules", cwd=root, COLUMNS="90").splitlines()
    assert len([line for line in narrow if not line.startswith(" ")]) == len(piped)
    assert max(map(len, narrow)) <= 90 < max(map(len, piped))
    records = json.loads(edition("rules", "--format", "json", cwd=root).stdout)
    assert [record["code"] for record in records] == [line.split("  ")[0] for line in piped]


def test_an_explanation_is_wrapped(root: Path) -> None:
    piped = edition("explain", "n102", cwd=root).stdout.decode()
    assert piped.startswith("N102 note-without-marker (error)\n\n")
    assert max(map(len, piped.splitlines())) <= 88
    assert max(map(len, on_terminal("explain", "N102", cwd=root, COLUMNS="50").splitlines())) <= 50
    assert piped.split() == on_terminal("explain", "N102", cwd=root, COLUMNS="50").split()


def test_a_terminal_of_another_encoding_is_no_failure(root: Path) -> None:
    place = root / "input" / "letters" / "d2.txt"
    place.write_text("é" * 300, encoding="utf-8")
    done = started("check", cwd=root, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"\\xe9" in done.stdout
    assert done.stderr == b""


def test_a_reader_who_leaves_is_no_failure(root: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "rules", "--format", "json"], cwd=root,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141
