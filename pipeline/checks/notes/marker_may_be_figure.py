"""N109: what was read as a marker would make a year or a sum with the figures before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_REACH = 12
_FIGURES = re.compile(r"[0-9,]+\Z", re.ASCII)
_YEAR_OR_SUM = re.compile(r"18[5-9][0-9]|19[0-9]{2}|[0-9]{1,3}(?:,[0-9]{3}){1,3}", re.ASCII)
_WHOLE = re.compile(r"1[6-9][0-9]{2}|[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){1,2}", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    labels = {note.id: note.label for note in view.facts.notes}
    for mark in plain.marks:
        label = labels.get(mark.node.note, "") if isinstance(mark.node, model.NoteMarker) else ""
        before = plain.text[max(mark.at - _REACH, 0) : mark.at]
        if not label.isdecimal() or not before[-1:].isdecimal():
            continue
        figures = _FIGURES.search(before)
        if figures and _YEAR_OR_SUM.fullmatch(figures.group() + label) and not _is_whole(figures):
            yield Finding(
                mark.node.span,
                f"{label} was read as a marker, but {figures.group()}{label} may be one number",
                "compare with the printed page: only one of the two can be right",
            )


RULE = DocumentRule(
    "N109", "marker-may-be-figure", Severity.WARNING, check=_check,
    summary="What was read as a marker would make a year or a sum with the figures before it.",
    why="The figure is then missing from every output, and the note stands at a wrong place.",
    example="`in 1945` read as `in 194` with note 5, or `12,000` as `12,00` with note 0.",
    remedy="""To mend it, compare with the printed page; part the figures with a space if they are a
    number.""",
)  # fmt: skip


def _is_whole(figures: re.Match[str]) -> bool:
    """Whether the figures make a likely number without the marker."""
    return _WHOLE.fullmatch(figures.group()) is not None
