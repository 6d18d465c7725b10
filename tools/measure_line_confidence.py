"""Hold the confidence of kinds of lines against their correctness, for docs/lines.svg.

    python tools/measure_line_confidence.py CORPUS… --svg docs/lines.svg

Each ``CORPUS`` holds ``<volume>/raw/*.txt`` and ``<volume>/gold/*.xml``. Prints how many lines have
a high confidence, and how many of these are right; then, of lines that can be of more than one
kind by their layout, a table: bounds of confidence, lines, and the share of them that is right.
Editors differ in what they call the lines above and below a letter: those of an opening count as
one kind, and so do those of a closing; salutations and closes that the editors of a volume print
as paragraphs count as such.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from pathlib import Path

from block_corpus import block_settings, documents
from measure_confidence import draw, print_rows

from pipeline.encode.blocks.custom import custom_of
from pipeline.encode.blocks.kinds import Custom, LineKind
from pipeline.encode.blocks.reading import read_kinds
from pipeline.encode.blocks.settle import as_printed

_OPENING = {LineKind.OPENER_LINE, LineKind.DATELINE, LineKind.SALUTATION}
_CLOSING = {
    LineKind.SIGNATURE, LineKind.VALEDICTION, LineKind.CLOSER_LINE, LineKind.POSTSCRIPT,
}  # fmt: skip
BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
LARGE = 0.95


def folded(kind: LineKind, custom: Custom) -> str:
    """Give the part of a document that a line belongs to."""
    shown = as_printed(kind, custom)
    if shown in _OPENING:
        return "opening"
    return "closing" if shown in _CLOSING else shown.value


def main() -> None:
    """Measure, print the table, draw the plot."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--svg", type=Path)
    arguments = parser.parse_args()
    settings = block_settings()
    bins: list[list[tuple[float, bool]]] = [[] for _ in BOUNDS]
    every: list[tuple[float, bool]] = []
    for _, lines, kinds in documents(arguments.corpora, settings):
        custom = custom_of(lines, settings)
        for one, kind in zip(read_kinds(lines, settings, {}), kinds, strict=True):
            right = folded(one.kind, custom) == folded(kind, custom)
            every.append((one.confidence, right))
            if one.second is not None or one.confidence < 1:
                place = bisect_right(BOUNDS, one.confidence) - 1
                bins[place].append((one.confidence, right))
    for name, pairs in (("all", every), ("open", [pair for inner in bins for pair in inner])):
        sure = [right for confidence, right in pairs if confidence >= LARGE]
        print(f"{name}: {len(pairs)} lines; {len(sure) / len(pairs):.4f} with {LARGE} or more,")
        print(f"of which {sum(sure) / len(sure):.4f} are right")
    rows = print_rows(BOUNDS, bins)
    if arguments.svg:
        arguments.svg.write_text(draw(rows, "lines"), encoding="utf-8")


if __name__ == "__main__":
    main()
