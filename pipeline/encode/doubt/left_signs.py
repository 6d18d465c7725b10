"""Find signs beside markers and at the edges of notes that were left there when they were read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.encode.context import Context
from pipeline.model.document import Span

_LEAST = 2
_MANY = 3
_AROUND = ("[{<|/\\^_*#°~`↑(", "]}>|/\\^_*~`)°º↑⁾")
_RARE = frozenset("{}<>|/\\^_#°º~`↑")
# The same on both sides, as no sentence has it.
_BESIDE = re.compile(r"([!:%+=@§·\"'-])\1|\(\)")
# What may stand at the begin of a note, and at its end, where a run is tried from its begin alone.
_ENDING = r"[\^↑↓⏎↵/<*_#|~`\\–—-]"
_EDGES = (
    re.compile(r"[.,;]{0,2}[\^↑↓⏎↵:)\]/>*_#|~`\\=–—-]+|[.,;]+(?= )"),
    re.compile(rf"(?:(?<!{_ENDING}){_ENDING}+|\[[^\[\]\n]{{1,20}}\])\Z"),
)


def left_signs(context: Context) -> Iterator[tuple[str, list[tuple[int, Span]]]]:
    """Yield the signs that stand beside most markers, or at the edge of all notes."""
    text = context.text
    printed = sorted({one.span for one in context.found.markers if one.printed})
    printed = [span for span in printed if text[span[0] - 1 : span[0]].strip()]
    sides = [[text[span[at] - 1 + at : span[at] + at] for span in printed] for at in (0, 1)]
    for at, signs in enumerate(sides):
        sign = max(sorted(set(signs).intersection(_AROUND[at])), key=signs.count, default="")
        is_rare = sign in _RARE or sign == ")"  # one that closes nothing
        least = 1 if context.source.form and is_rare else max(_LEAST, len(signs) / 3)
        if sign and signs.count(sign) >= least and not _pairs(sign, text):
            beside = zip(printed, signs, strict=True)
            row = [(0, _wide(span, at)) for span, one in beside if one == sign]
            yield "has a sign beside the marker, as most markers have", row
    both = {before + after for before, after in zip(*sides, strict=True)}
    is_one = len(both) == 1 and _BESIDE.fullmatch(both.pop()) is not None
    is_before = len(set(sides[0])) == 1 and sides[0][0] in "!@&%"
    if len(printed) >= _LEAST and (is_one or (is_before and len(printed) >= _MANY)):
        yield "has signs beside the marker, as all markers have", [(0, one) for one in printed]
    listed = context.found.listed
    for search in (_EDGES[0].match, _EDGES[1].search):
        edges = [search(text[slice(*one.span)].strip()) for one in listed]
        shown = {edge.group() for edge in edges if edge}
        if len(listed) >= _LEAST and all(edges) and len(shown) == 1:
            yield "stands beside each note", [(0, one.span) for one in listed]


def _wide(span: Span, at: int) -> Span:
    return span[0] - 1 + at, span[1] + at


def _pairs(sign: str, text: str) -> bool:
    """Tell whether parentheses are those of sentences that end with a marker."""
    return sign in "()" and text.count("(") == text.count(")")
