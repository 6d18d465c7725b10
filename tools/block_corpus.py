"""What lines of volumes are, by the encoding of their editors, and what is seen of them."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from pipeline.encode.blocks.chain import KINDS, possible
from pipeline.encode.blocks.features import (
    GAPS,
    custom_of,
    gaps,
    look_features,
    place_features,
)
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import JUDGED, Asides, Line, read_lines
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.standoff import Marker, PageMark

PROFILE = Path(__file__).resolve().parent.parent / "pipeline" / "encode" / "profiles" / "frus"

BLOCKS = frozenset({
    "head", "p", "dateline", "opener", "salute", "signed", "closer", "item", "label", "cell",
    "postscript", "quote",
})  # fmt: skip
KIND_OF = {kind.value: kind for kind in KINDS} | {
    "cell": LineKind.ROW, "salute": LineKind.PARAGRAPH, "quote": LineKind.PARAGRAPH,
    "postscript": LineKind.PARAGRAPH,
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """One document: for each judged line its features, what it may be, and what it is."""

    volume: str
    features: list[list[str]]
    choices: list[tuple[int, ...]]
    between: list[int]
    kinds: list[int]


@dataclass(slots=True)
class Gold:
    """The text before the notes: characters and labels of markers, each with its block."""

    flow: list[tuple[str, int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def read_gold(path: Path) -> Gold:
    """Give the text before the notes, and the kinds of its blocks."""
    gold = Gold()
    _walk(etree.parse(path, etree.XMLParser(recover=True, huge_tree=True)).getroot(), gold, -1)
    return gold


def _walk(element: etree._Element, gold: Gold, owner: int) -> None:
    _put(element.text, gold, owner)
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "note" and child.get("rend") != "inline":
                gold.flow.append((f"#{child.get('n') or ''}", owner))
            elif name not in {"pb", "graphic", "figDesc"} and (
                child.get("type") != "shortened-for-running-head"
            ):
                _walk(child, gold, _block(child, name, gold, owner))
        _put(child.tail, gold, owner)


def _block(element: etree._Element, name: str, gold: Gold, owner: int) -> int:
    """Give the block that the text of ``element`` belongs to."""
    above = element.getparent()
    parent = "" if above is None else etree.QName(above).localname
    if name == "head" and parent in {"list", "table", "figure"}:
        name = "list-head"
    elif name == "p" and parent in {"item", "cell", "quote", "postscript"}:
        name = parent
    elif (name == "quote" and not any(True for _ in element.iter("{*}p", "{*}div"))) or (
        name not in BLOCKS and name != "note"
    ):
        return owner
    gold.kinds.append(name)
    return len(gold.kinds) - 1


def _put(text: str | None, gold: Gold, owner: int) -> None:
    gold.flow += ((character, owner) for character in text or "" if not character.isspace())


def align(
    text: str, gold: Gold, pages: Sequence[PageMark], settings: BlockSettings
) -> tuple[list[tuple[int, int]], list[Marker], int] | None:
    """Find the stretches of text of one block, the markers, and the end of the text.

    Gives None where the text is not what the editors have.
    """
    skipped = {page.span[0]: page.span[1] for page in pages}
    starts: list[tuple[int, int]] = []
    markers: list[Marker] = []
    at, owner = 0, -1
    for wanted, block in gold.flow:
        label = wanted[1:].strip() if len(wanted) > 1 else ""
        sought = label or wanted
        while at < len(text) and not (text.startswith(sought, at) and at not in skipped):
            if at not in skipped and not (text[at].isspace() or text[at] == settings.bullet):
                return None
            at = skipped.get(at, at + 1)
        if label:
            markers.append(Marker((at, at + len(label)), 0, label, 1.0))
        elif block != owner:
            owner = block
            starts.append((at, block))
        at += len(sought)
    return starts, markers, at


def examples(corpus: Path) -> Iterator[Example]:
    """Yield the documents whose raw text is that of the editors."""
    blocks = BlockSettings.from_table(tomllib.loads((PROFILE / "blocks.toml").read_text("utf-8")))
    form = PageSettings.from_table(tomllib.loads((PROFILE / "pages.toml").read_text("utf-8")))
    for path in sorted(corpus.glob("*/raw/*.txt")):
        text = path.read_text("utf-8")
        gold = read_gold(path.parent.parent / "gold" / f"{path.stem}.xml")
        pages = find_pages(text, form)
        aligned = align(text, gold, pages, blocks)
        if aligned is None:
            continue
        starts, markers, end = aligned
        lines = read_lines(text, (0, end), Asides(pages, markers), blocks.bullet)
        judged = [line for line in lines if line.look in JUDGED]
        if judged:
            yield make_example(path.parts[-3], judged, starts, gold.kinds, blocks)


def make_example(
    volume: str,
    lines: list[Line],
    starts: Sequence[tuple[int, int]],
    names: Sequence[str],
    settings: BlockSettings,
) -> Example:
    """Say what is seen of each line of a document, and what it is."""
    custom = custom_of(lines, settings)
    looks = [look_features(line, settings) for line in lines]
    example = Example(volume, [], [], [GAPS.index(gap) for gap in gaps(lines, settings)], [])
    for place, line in enumerate(lines):
        above = looks[place - 1] if place else ["edge"]
        below = looks[place + 1] if place + 1 < len(lines) else ["edge"]
        here = looks[place] + place_features(lines, place, custom, looks[place])
        example.features.append(
            [f"here\t{name}" for name in here]
            + [f"above\t{name}" for name in above]
            + [f"below\t{name}" for name in below]
        )
        choices = possible(lines, place, custom, settings)
        kind = KINDS.index(_kind_of(line, starts, names))
        example.choices.append(choices)
        example.kinds.append(kind if kind in choices else choices[0])
    return example


def _kind_of(line: Line, starts: Sequence[tuple[int, int]], names: Sequence[str]) -> LineKind:
    """Give the kind of the block that begins in the line, or say that one goes on in it."""
    first = bisect_left(starts, (line.span[0], -1))
    if first < len(starts) and starts[first][0] < line.span[1]:
        owner = starts[first][1]
        return KIND_OF.get(names[owner], LineKind.PARAGRAPH) if owner >= 0 else LineKind.PARAGRAPH
    return LineKind.CONTINUATION if first else LineKind.LABEL
