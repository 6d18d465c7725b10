"""The rule on lines whose kind is not sure."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.encode.blocks.kinds import NAMES
from pipeline.encode.context import Context
from pipeline.model.diagnostics import Finding, Severity, rule

_SHOWN = 48


@rule("S203", Severity.WARNING,
    summary="What a line is, a dateline, say, or a signature, is not sure.",
    why="""Headings, datelines, salutations and signatures are told from paragraphs by their words
    and by where they stand. Encoding decides for all lines of a document at once, says where it is
    not sure, and which reading comes next. Lines one below the other that are in doubt are told
    once.""",
    example="a line `Glockenburg, in haste` between the heading and the salutation.",
    remedy="""look at the line in the source, and settle it for good with `edition decide FILE:LINE
    --role dateline`, or what else it is.""",
)  # fmt: skip
def line_in_doubt(context: Context) -> Iterator[Finding]:
    for doubt in context.found.doubts:
        words = " ".join(context.text[slice(*doubt.span)].split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
        said, other = NAMES[doubt.kind], NAMES[doubt.second]
        lines = "" if doubt.lines == 1 else f" with the {doubt.lines - 1} below it"
        yield Finding(
            doubt.span,
            f"“{shown}”{lines} was read as {said.phrase}, with a confidence of "
            f"{doubt.confidence:.0%}; it may be {other.phrase} ({doubt.chance:.0%})",
            f"compare the line with the source, and settle it with `edition decide FILE:LINE "
            f"--role {said.role}`, or `--role {other.role}`",
        )
