"""No name, argument or word of a stranger acts on a terminal or a log; no traceback is shown."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command import COMMAND, edition

TEXT = "No. 1\n\nMr. A to Mr. B\n\nLondon, May 3, 1931.\n\nSir: I have the honor.\n"
NAMES = ("a\n::stop-commands::x", "a\x1b[31mred", "::error::x", "a##[error]b", "\u202eb", "a\rb")


def assert_harmless(shown: str) -> None:
    assert "Traceback" not in shown
    for line in shown.split("\n"):
        assert not line.startswith(("::stop", "##["))
        assert "##[" not in line
        assert line.isprintable(), ascii(line)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    (tmp_path / "input" / "letters").mkdir(parents=True)
    (tmp_path / "input" / "letters" / "d1.txt").write_text(TEXT)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_names_of_folders_and_files(tmp_path: Path, name: str) -> None:
    form = "github" if name.startswith("a") else "text"
    folder = tmp_path / "input" / name
    folder.mkdir(parents=True)
    (folder / "d1.txt").write_text(TEXT)
    done = edition("check", "--format", form, cwd=tmp_path)
    assert done.returncode == (0 if name.isprintable() else 2)
    assert done.stderr.count("\n") == (0 if name.isprintable() else 1)
    assert_harmless(done.stderr)
    plain = folder.rename(tmp_path / "input" / "letters")
    (plain / f"{name}.pem").write_text("x")
    done = edition("check", "--format", form, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for line in done.stdout.split("\n"):
        assert form == "github" or not line.startswith("::")
        assert "##[" not in line
        assert line.isprintable(), ascii(line)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{}"], ["check", "--format", "{}"], ["{}"], ["explain", "{}"],
        ["check", "--{}"], ["build", "--out", "letters", "{}"], ["decide", "{}:1"],
        ["check", "--baseline", "{}"], ["check", "--workers", "{}"], ["fix", "{}"],
    ],
)  # fmt: skip
def test_arguments(letters: Path, arguments: list[str]) -> None:
    name = "".join(NAMES)
    done = edition(*(one.format(name) for one in arguments), cwd=letters)
    assert done.returncode in {1, 2}
    assert done.stderr.count("\n") == 1
    assert_harmless(done.stderr + done.stdout)


@pytest.mark.parametrize("name", ["", "a" * 300, "/".join(["a"] * 3000)])
@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--baseline"], ["build", "--out"], ["encode", "--out"]]
)
def test_names_that_no_file_can_have(letters: Path, arguments: list[str], name: str) -> None:
    done = edition(*arguments, name, cwd=letters)
    assert done.returncode in {0, 1, 2, 6}, done.stderr
    assert_harmless(done.stderr + done.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_in_the_place_of_standard_output(letters: Path) -> None:
    for command in (["check"], ["rules"], []):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*COMMAND, *command], cwd=letters, check=False, text=True,
                stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE,
            )  # fmt: skip
        assert done.returncode == 6
        assert done.stderr == "edition: standard output: No space left on device\n"


def test_no_standard_output_at_all(letters: Path) -> None:
    def closed() -> None:
        os.close(1)

    done = subprocess.run(
        [*COMMAND, "check"], cwd=letters, check=False, stderr=subprocess.PIPE, preexec_fn=closed,
    )  # fmt: skip
    assert done.returncode == 6
    assert done.stderr == b"edition: standard output is closed, so that nothing could be shown\n"


# --- stopped and killed


def build(root: Path) -> subprocess.Popen[str]:
    """Begin a build that takes long, with processes of which we learn the numbers."""
    folder = root / "input" / "letters"
    for number in range(2, 200):
        (folder / f"d{number}.txt").write_text(TEXT.replace("No. 1", f"No. {number}") * 3)
    return subprocess.Popen(
        [*COMMAND, "build", "--no-cache", "--workers", "2"], cwd=root, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(root / "tmp"), "HOLES": str(root)},
    )  # fmt: skip


def at_work(root: Path) -> list[int]:
    """Give the processes that this build, which is told by its environment, has at work."""
    mark = os.fsencode(f"HOLES={root}")
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            alive = "\nState:\tZ" not in (place / "status").read_text()
            if alive and mark in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
        except OSError:
            continue
    return found


@pytest.mark.usefixtures("heeds_interrupts")
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_nobody_is_left_at_work_and_nothing_lies_around(letters: Path, name: str) -> None:
    (letters / "tmp").mkdir()
    process = build(letters)
    until = time.monotonic() + 60
    while len(at_work(letters)) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=60)
    until = time.monotonic() + 60
    while at_work(letters) and time.monotonic() < until:
        time.sleep(0.05)
    assert at_work(letters) == []
    if name != "SIGKILL":
        assert process.returncode == 128 + getattr(signal, name)
        assert "the outputs of each edition are whole" in said
        assert said.count("\n") == 1
        assert list((letters / "tmp").iterdir()) == []
