"""Hold the confidence of markers against their correctness, for docs/confidence.svg.

    python tools/measure_confidence.py VOLUMES BENCH --svg docs/confidence.svg

``VOLUMES`` is a folder of published volumes (raw/ and gold/ in each), ``BENCH`` the folder of the
scorer, whose reading of an encoding is used. Prints a table: bounds of confidence, markers, and
the share of them that is right.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from lxml import etree

from pipeline import edition, tei
from pipeline.encode import read_marks
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages

BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
LARGE = 0.99


def judged(folder: Path, score: ModuleType) -> Iterator[tuple[float, bool]]:
    """Yield confidence and correctness of each marker in the text of one volume."""
    loaded, _ = edition.load(folder)
    setting = EditionContext.of(loaded)
    parser = etree.XMLParser(huge_tree=True, recover=True)
    for path in loaded.order:
        work = run_stages(TranscriptionFile.read(path), setting)
        if work.tei is None:
            continue
        carried = setting.encoding.carried.get(path.stem)
        found = read_marks(work.source, setting.encoding.profile, carried=carried)
        end = found.notes.start if found.notes else len(work.source.text)
        gold_file = folder / "gold" / f"{path.stem}.xml"
        gold = score.read_facts(etree.parse(gold_file, parser).getroot())
        said = score.moved(score.read_facts(score.document_of(tei.parse(work.tei))), gold)
        right = set(gold.anchors)
        markers = [marker for marker in found.markers if marker.span[0] < end]
        for marker, anchor in zip(markers, said.anchors, strict=False):
            yield marker.confidence, anchor in right


def print_rows(
    bounds: Sequence[float], bins: Sequence[Sequence[tuple[float, bool]]]
) -> list[tuple[float, float, int]]:
    """Print, and give with its mean, the share right of the pairs between two bounds each."""
    rows = []
    for low, high, pairs in zip(bounds, (*bounds[1:], 1.0), bins, strict=True):
        if pairs:
            mean = sum(confidence for confidence, _ in pairs) / len(pairs)
            share = sum(right for _, right in pairs) / len(pairs)
            rows.append((mean, share, len(pairs)))
            print(f"{low:6.3f}–{high:5.3f} {len(pairs):7d} {share:8.4f}")
    return rows


def draw(rows: list[tuple[float, float, int]], what: str = "markers") -> str:
    """Draw mean confidence against the share right; a disc's area is its number of ``what``."""
    side, edge = 400, 50
    root = etree.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {side + 2 * edge} {side + 2 * edge}",
    )
    etree.SubElement(root, "title").text = f"Confidence of {what} against their correctness"

    def add(name: str, text: str | None = None, **attributes: str) -> None:
        element = etree.SubElement(root, name)
        for key, value in attributes.items():
            element.set(key.replace("_", "-"), value)
        element.text = text

    def at(value: float, *, down: bool = False) -> str:
        return f"{edge + side * (1 - value if down else value):.1f}"

    add("rect", x="0", y="0", width="100%", height="100%", fill="white")
    for tenth in range(0, 11, 2):
        share = tenth / 10
        add("line", x1=at(share), x2=at(share), y1=at(0, down=True), y2=at(1, down=True),
            stroke="#ddd")  # fmt: skip
        add("line", x1=at(0), x2=at(1), y1=at(share, down=True), y2=at(share, down=True),
            stroke="#ddd")  # fmt: skip
        add("text", f"{share:.1f}", x=at(share), y=str(edge + side + 18), text_anchor="middle",
            font_size="12", font_family="sans-serif")  # fmt: skip
        add("text", f"{share:.1f}", x=str(edge - 8), y=at(share - 0.01, down=True),
            text_anchor="end", font_size="12", font_family="sans-serif")  # fmt: skip
    add("line", x1=at(0), y1=at(0, down=True), x2=at(1), y2=at(1, down=True), stroke="#999",
        stroke_dasharray="4 4")  # fmt: skip
    for confidence, share, count in rows:
        add("circle", cx=at(confidence), cy=at(share, down=True), r=f"{3 + count**0.4 / 4:.1f}",
            fill="#1f4e79", fill_opacity="0.75")  # fmt: skip
    add("text", "confidence", x=str(edge + side // 2), y=str(edge + side + 38),
        text_anchor="middle", font_size="13", font_family="sans-serif")  # fmt: skip
    add("text", "share right", x="14", y=str(edge - 16), font_size="13",
        font_family="sans-serif")  # fmt: skip
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def main() -> None:
    """Measure, print the table, draw the plot."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("volumes", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--svg", type=Path)
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.bench))
    score = import_module("score")

    bins: list[list[tuple[float, bool]]] = [[] for _ in BOUNDS]
    for folder in edition.find_editions(arguments.volumes):
        for confidence, right in judged(folder, score):
            bins[bisect_right(BOUNDS, confidence) - 1].append((confidence, right))
    total = sum(map(len, bins))
    sure = [pair for low, pairs in zip(BOUNDS, bins, strict=True) if low >= LARGE for pair in pairs]
    print(f"{total} markers; {len(sure) / total:.4f} of them with {LARGE} or more,")
    print(f"of which {sum(right for _, right in sure) / len(sure):.5f} are right")
    rows = print_rows(BOUNDS, bins)
    if arguments.svg:
        arguments.svg.write_text(draw(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
