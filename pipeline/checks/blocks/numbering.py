"""Numbers and letters that paragraphs begin with, as the rows they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.checks.plain_text import PlainText


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number or letter of a paragraph, and where it stands in the plain text."""

    count: int
    label: str
    start: int
    end: int


def numbered_runs(
    plain: PlainText, pattern: re.Pattern[str], count: Callable[[str], int]
) -> list[list[Numbered]]:
    """Gather what ``pattern`` finds at the start of passages into rows that rise.

    Numbers of one form, of one home and division make a row; one that does not rise begins anew.
    """
    runs: list[list[Numbered]] = []
    last: dict[tuple[object, ...], list[Numbered]] = {}
    for passage in plain.text_passages:
        match = pattern.match(plain.text, passage.start, passage.end)
        if match is None:
            continue
        value = count(match["count"])
        form = passage.division, match["open"], match["close"], value >= _CASE
        one = Numbered(value, match.group().rstrip(" "), *match.span("count"))
        run = last.get(form)
        if run is None or one.count <= run[-1].count:
            run = []
            runs.append(run)
        run.append(one)
        last[form] = run
    return runs


def stands_between(plain: PlainText, one: Numbered, after: Numbered, label: str) -> bool:
    """Tell whether ``label`` can be found as a word of its own between two numbered paragraphs."""
    return re.search(rf"\b{label}\b", plain.text[one.end : after.start], re.ASCII) is not None


_CASE = ord("a")
