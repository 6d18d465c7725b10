"""Count what a production editor would send back in the pages of a PDF.

``python -m tests.outputs.makeup FILE.pdf ...``: a line for each file, its faults below with
``--list``. Lines are those of the structure tree, at the places where their glyphs stand.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pipeline.verify.pdf.tree import Content, Tag, TaggedPdf

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_APART = frozenset({"Note", "TOC", "Table", "Figure", "L"})
# Points by which what stands on one line may be raised or sunk.
_LINE = 5.0
# Pages in an index, behind a word for them, which a blank that does not break ties to the first.
_FOLIOS = re.compile(r"\u00a0(\d+(?:–\d+)?(?:, \d+(?:–\d+)?)+)")
# Lines whose beginnings are farther apart, in points, are of two columns.
_COLUMN = 100.0


@dataclass(frozen=True)
class Line:
    """A line as it is printed."""

    page: int
    y: float
    text: str
    x: float = 0.0


@dataclass
class Makeup:
    """The faults by kind; ``pages`` and ``blocks`` are how many there were to look at."""

    pages: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, page: int, text: str) -> None:
        self.faults.setdefault(kind, []).append(f"{page + 1}: {text}")


def lines_of(tag: Tag, *, notes: bool = False) -> list[Line]:
    """Give the lines of a block in their order, without those of its notes."""
    lines: list[Line] = []
    for content in _contents(tag, notes=notes):
        for run in content.piece.runs:
            if lines and lines[-1].page == content.page and abs(lines[-1].y - run.y) < _LINE:
                last = lines[-1]
                lines[-1] = Line(last.page, last.y, last.text + run.text, last.x)
            else:
                lines.append(Line(content.page, run.y, run.text, run.x))
    return [line for line in lines if line.text.strip()]


def _contents(tag: Tag, *, notes: bool) -> Iterator[Content]:
    for child in tag.children:
        if isinstance(child, Content):
            yield child
        elif child_is_text(child, notes=notes):
            yield from _contents(child, notes=notes)  # type: ignore[arg-type]


def child_is_text(child: object, *, notes: bool) -> bool:
    """Tell whether a part of a block belongs to its lines; page marks stand in the margin."""
    if not isinstance(child, Tag) or (child.name in {"Note", "Lbl"} and not notes):
        return False
    inside = [c for c in child.children if isinstance(c, Content)]
    small = all(run.size < 7.6 for c in inside for run in c.piece.runs)
    return not (child.name == "Link" and inside and small)


def blocks(tag: Tag) -> Iterator[Tag]:
    """Yield headings, paragraphs and, as they are, what is laid out otherwise."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in HEADINGS | {"P"} | _APART:
                yield child
            else:
                yield from blocks(child)


def examine(pdf: TaggedPdf) -> Makeup:
    """Look at all pages of a PDF."""
    found = Makeup(len(pdf.heads))
    shown = [(tag, lines_of(tag)) for tag in blocks(pdf.root) if tag.name != "Note"]
    shown = [(tag, lines) for tag, lines in shown if lines and lines[0].page >= pdf.first_page]
    for tag, lines in shown:
        if tag.name == "P":
            look_at_paragraph(lines, found)
        elif tag.name in HEADINGS and len(lines) > 1 and len(lines[-1].text.split()) == 1:
            found.add("single words", lines[-1].page, " / ".join(line.text for line in lines))
        elif tag.name == "L" and is_in_columns(lines):
            entries = [lines_of(item) for item in tag.children if isinstance(item, Tag)]
            look_at_index(list(filter(None, entries)), found)
    for (tag, lines), (_, following) in pairwise(shown):
        stranded = tag.name in HEADINGS and lines[-1].page < following[0].page
        if stranded and not _alone(lines, pdf):
            found.add("stranded headings", lines[-1].page, lines[-1].text)
    return found


def _alone(lines: list[Line], pdf: TaggedPdf) -> bool:
    """Tell whether a heading has its page to itself, as that of a part has."""
    page = lines[-1].page
    return (
        all(text.y == lines[0].y or abs(text.y - lines[0].y) < 200 for text in lines)
        and not pdf.heads[page].text.strip()
    )


def look_at_paragraph(lines: list[Line], found: Makeup) -> None:
    """Find a first or a last line that stands on a page alone."""
    pages = [line.page for line in lines]
    if pages[0] == pages[-1]:
        return
    if pages.count(pages[0]) == 1:
        found.add("orphans", pages[0], lines[0].text)
    if pages.count(pages[-1]) == 1:
        found.add("widows", pages[-1], lines[-1].text)


def is_in_columns(lines: Sequence[Line]) -> bool:
    """Tell whether lines of one page stand far apart."""
    places: dict[int, list[float]] = {}
    for line in lines:
        places.setdefault(line.page, []).append(line.x)
    return any(max(some) - min(some) > _COLUMN for some in places.values())


def look_at_index(entries: Sequence[Sequence[Line]], found: Makeup) -> None:
    """Find pages that follow one another and are not joined, and columns that end unevenly."""
    last = entries[-1][-1].page
    edge = min(line.x for entry in entries for line in entry if line.page == last) + _COLUMN
    left = right = lowest = 0
    for entry in entries:
        text = " ".join(line.text.strip() for line in entry)
        for run in _FOLIOS.findall(text):
            ends = [[int(end) for end in part.split("–")] for part in run.split(", ")]
            if any(first[-1] + 1 == second[0] for first, second in pairwise(ends)):
                found.add("runs not joined", entry[0].page, text)
        columns = [line.x > edge for line in entry if line.page == last]
        left += columns.count(False)
        right += columns.count(True)
        lowest = len(entry) if False in columns else lowest
    # As even as whole entries let them be.
    if not -2 <= left - right < 2 * lowest:
        found.add("uneven columns", last, f"{left} and {right} lines")


def main(say: Callable[[str], None] = print) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    for path in given.files:
        found = examine(TaggedPdf(path.read_bytes()))
        counted = ", ".join(f"{kind} {len(some)}" for kind, some in sorted(found.faults.items()))
        say(f"{path.stem}: {found.pages} pages; {counted or 'nothing'}")
        for kind, some in sorted(found.faults.items()) if given.list else ():
            say(f"  {kind}: " + "\n    ".join(["", *some]))


if __name__ == "__main__":
    main()
