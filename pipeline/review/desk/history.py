"""Who settled what, and when, as git knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.edition.decisions import DecisionsText, decisions_in, path_of
from pipeline.model.decisions import Decision
from pipeline.model.errors import PipelineError
from pipeline.system import git

_ENDING = ".decisions.toml"
_MOST = 100  # versions of a file that are looked at, the latest


class DecisionHistory:
    """The committed decisions on the texts of one folder; without a repository nothing is known."""

    def __init__(self, folder: Path) -> None:
        self._top = git.top_of(folder)
        self._known: dict[Path, tuple[str, dict[tuple[str, ...], tuple[str, str]]]] = {}

    def of(self, path: Path, known: DecisionsText) -> list[list[Any]]:
        """Give the decisions on a text as they are, each with who made it and the day.

        Both are empty where it is not committed yet.
        """
        decisions, _ = decisions_in(known, path_of(path))
        if not decisions:
            return []
        made = self._made(path_of(path))
        return [
            [
                one.kind.value,
                one.context.text,
                one.value,
                one.why,
                *made.get(_known_by(one), ("", "")),
            ]
            for one in decisions
        ]

    def latest(self, folder: Path) -> dict[str, tuple[str, str]]:
        """Give who committed the last decision on each text of a folder, by its name, and when."""
        if self._top is None:
            return {}
        place = folder.resolve().relative_to(self._top).as_posix()
        asked = ("--format=%x00%an%x00%as", "--name-only", "--no-renames", "HEAD", "--", place)
        try:
            commits = self._git("log", *asked).split("\0")[1:]
        except PipelineError:  # there is no git
            return {}
        found: dict[str, tuple[str, str]] = {}
        for who, rest in zip(commits[::2], commits[1::2], strict=True):
            day, *names = rest.split("\n")
            for name in names:
                if name.endswith(_ENDING):
                    found.setdefault(Path(name).name.removesuffix(_ENDING) + ".txt", (who, day))
        return found

    def _made(self, path: Path) -> dict[tuple[str, ...], tuple[str, str]]:
        """Give the author and the day of the commit that brought each decision."""
        if self._top is None:
            return {}
        name = path.resolve().relative_to(self._top).as_posix()
        try:
            log = self._git("log", f"-{_MOST}", "--format=%H%x00%an%x00%as", "HEAD", "--", name)
            head, made = log.partition("\0")[0], self._known.get(path)
            if made is None or made[0] != head:
                made = self._known[path] = head, self._read(log, name)
        except PipelineError:  # there is no git
            return {}
        return made[1]

    def _read(self, log: str, name: str) -> dict[tuple[str, ...], tuple[str, str]]:
        made: dict[tuple[str, ...], tuple[str, str]] = {}
        # What else parts lines for Python may stand in the name of an author.
        for line in reversed(log.removesuffix("\n").split("\n")):
            commit, _, rest = line.partition("\0")
            who, _, day = rest.partition("\0")
            text = self._git("cat-file", "blob", f"{commit}:{name}")
            for one in decisions_in((text, ""), Path(name))[0]:
                made.setdefault(_known_by(one), (who, day))
        return made

    def _git(self, *arguments: str) -> str:
        assert self._top is not None  # noqa: S101 - known to the callers
        return git.run(self._top, *arguments).stdout.decode("utf-8", "replace")


def _known_by(one: Decision) -> tuple[str, ...]:
    context = one.context
    return one.kind.value, context.before, context.text, context.after, one.value
