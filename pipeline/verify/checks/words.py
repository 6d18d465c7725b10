"""The words in which a check speaks of a place in an output."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pipeline.model.diagnostics import Finding
from pipeline.verify.differences import Differences, MarkDifference, MarkFault, TextDifference
from pipeline.verify.reading import MarkKind, excerpt, shown

OURS = """Nothing needs mending in the transcription; the fault is the program's, so please
report it with the transcription."""
_MARKERS = {MarkKind.NOTE: "note", MarkKind.SECOND_MARKER: "second marker of note"}


def findings_of(
    differences: Differences, kinds: Collection[MarkKind], said: Mapping[MarkFault, str]
) -> Iterator[Finding]:
    """Yield a finding for each mark of ``kinds`` whose fault has a message in ``said``.

    A message may name the ``{value}`` of the mark and its ``{place}``, the ``{label}`` of its note
    and what ``{marker}`` it is; and what the output has, ``{found}`` ``{now}``.
    """
    for one in differences.marks:
        if one.mark.kind in kinds and one.change in said:
            message = said[one.change].format(
                value=one.mark.value, place=place(one), label=differences.label(one.mark.value),
                marker=_MARKERS.get(one.mark.kind), found=(one.found or one.mark).value,
                now=place(one, moved=True),
            )  # fmt: skip
            yield Finding(one.span, message)


def place(difference: MarkDifference, *, moved: bool = False) -> str:
    """Show where a mark belongs, or where it has moved to."""
    mark = difference.found if moved and difference.found else difference.mark
    return f"“{excerpt(difference.expected.text, mark.start, mark.end)}” in {difference.where}"


def quoted(text: TextDifference) -> str:
    """Quote what should be there, with a little of what stands around it."""
    near = excerpt(text.expected.text, text.start, text.end)
    return f"“{shown(text.wanted)}” in “{near}”"


def division(text: TextDifference) -> str:
    """Say what has become of the end of a block, row, cell or line."""
    return f"“{shown(text.wanted)}” has become “{shown(text.found)}”"
