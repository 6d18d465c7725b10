"""T159: a time of day that no clock shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_HALVES = (" a.m", " p.m", " a. m", " p. m", " am", " pm")
_TOKENS = frozenset({"a.m", "p.m", "am", "pm", "m"})
_BEFORE = re.compile(r"(?<![0-9:.,/–$-])([0-9]{1,2})(?:[:.]([0-9]{2}))?$", re.ASCII)
_LONGEST = 6
_LAST_HOUR, _LAST_MINUTE = 12, 59


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if not proof.words(_TOKENS):
        return
    for half in _HALVES:
        if half in proof.prose:
            for place in (m.start() for m in re.finditer(re.escape(half) + r"\b", proof.prose)):
                match = _BEFORE.search(proof.prose, max(place - _LONGEST, 0), place)
                if match and not _is_time(int(match[1]), int(match[2] or 0)):
                    end = place + len(half) + proof.prose.startswith(".", place + len(half))
                    yield Finding(
                        proof.span(match.start(), end),
                        f"“{proof.prose[match.start() : end]}” is no time of day",
                        "compare with the printed page and correct the figure",
                    )


RULE = DocumentRule(
    "T159", "time-impossible", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A time of day that no clock shows.",
    why="A figure was misread, or a time by the 24-hour clock has got an `a.m.` or `p.m.`.",
    example="`25 p.m.`; `3:75 a.m.`",
    remedy="To mend it, compare with the printed page and correct the figure.",
)  # fmt: skip


def _is_time(hour: int, minute: int) -> bool:
    return 0 < hour <= _LAST_HOUR and minute <= _LAST_MINUTE
