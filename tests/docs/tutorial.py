"""Walk a page of the docs: make its files, give its commands, compare what they answer.

    python -m tests.docs.tutorial FOLDER

follows ``docs/tutorial.md`` literally, as a newcomer does: in a shell, from installing on, with
FOLDER a clean copy of this repository.

A block of ``console`` has commands behind ``$`` and their answers; a line ``...`` stands for any
lines, and one percentage for another, since the weights of readings may be fitted anew. A block
with a title is a file, or lines added to one (``append``); one of ``diff`` changes its lines. What
is to be installed stands in blocks of ``sh``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r'^```(\w+)(?: title="([^"]+)")?( append)?\n(.*?)^```$', re.MULTILINE | re.DOTALL
)
_PERCENTAGE = re.compile(r"\b\d+%")

Shell: TypeAlias = Callable[[str], str]
"""Runs a command and gives what it answers."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page; ``title`` names the file that it is, or is part of."""

    language: str
    title: str
    append: bool
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page in order."""
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield Block(match[1], match[2] or "", bool(match[3]), match[4])


def follow(found: Iterator[Block], folder: Callable[[], Path], shell: Shell) -> list[str]:
    """Do what the blocks say, file by file and command by command; give the commands.

    ``folder`` is where one is at the time.
    """
    given = []
    for block in found:
        if block.language == "console":
            for command, answer in _dialogue(block.text):
                given.append(command)
                compare(command, answer, shell(command))
        elif block.language == "sh":
            for command in block.text.splitlines():
                given.append(command)
                shell(command)
        elif block.title:
            _write(folder() / block.title, block)
    return given


def compare(command: str, expected: str, answer: str) -> None:
    """Hold an answer against that of the page; raises AssertionError."""
    lines = (_PERCENTAGE.sub("N%", one) for one in expected.splitlines())
    pattern = "".join(r"(?:.*\n)*?" if one == "..." else re.escape(one) + r"\n" for one in lines)
    got = "".join(f"{_PERCENTAGE.sub('N%', one)}\n" for one in answer.splitlines())
    assert re.fullmatch(pattern, got), f"{command}\nanswers\n{answer}\nand on the page\n{expected}"


def _dialogue(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"(?m)^\$ ", text.replace("\\\n", " "))[1:]:
        command, _, answer = part.partition("\n")
        yield command, answer


def _write(path: Path, block: Block) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if block.language == "diff":
        lines = block.text.splitlines()
        old, new = ("\n".join(one[1:] for one in lines if one[0] == sign) for sign in "-+")
        assert before.count(old) == 1, f"{path} has not: {old}"
        text = before.replace(old, new)
    else:
        text = before + "\n" + block.text if block.append else block.text
    path.write_text(text, encoding="utf-8")


def main(copy: Path) -> None:
    """Follow the tutorial in one shell that begins in ``copy``."""
    end = "end-of-answer"
    shell = subprocess.Popen(
        ["/bin/bash", "--norc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, cwd=copy, text=True, encoding="utf-8",
    )  # fmt: skip

    def run(command: str) -> str:
        assert shell.stdin is not None
        assert shell.stdout is not None
        shell.stdin.write(f"{command}\necho {end} $?\n")
        shell.stdin.flush()
        answer = ""
        for line in shell.stdout:
            if line.startswith(end):
                print(f"{line.split()[1]:>3}  {command}")
                assert line.split()[1] in {"0", "1"}, answer
                return answer
            answer += line
        raise AssertionError(answer)

    follow(blocks(PAGE), lambda: Path(run("pwd").strip()), run)
    assert shell.stdin is not None
    shell.stdin.close()
    shell.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
