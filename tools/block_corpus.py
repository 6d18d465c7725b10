"""What lines of volumes are, by the encoding of their editors, and what is seen of them."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from pipeline.encode.blocks.choices import possible
from pipeline.encode.blocks.custom import custom_of
from pipeline.encode.blocks.features import (
    GAPS,
    gaps,
    look_features,
    parts_of,
    seen_around,
)
from pipeline.encode.blocks.kinds import Custom, LineKind
from pipeline.encode.blocks.lines import JUDGED, Asides, Line, read_lines
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.weights import KINDS
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.standoff import Marker, PageMark

PROFILE = Path(__file__).resolve().parent.parent / "pipeline" / "encode" / "profiles" / "frus"

BLOCKS = frozenset({
    "head", "p", "dateline", "opener", "salute", "signed", "closer", "item", "label", "cell",
    "postscript", "quote", "byline",
})  # fmt: skip
KIND_OF = {kind.value: kind for kind in KINDS} | {
    "cell": LineKind.ROW, "quote": LineKind.PARAGRAPH, "byline": LineKind.SIGNATURE,
}  # fmt: skip
SALUTATION, VALEDICTION, POSTSCRIPT = 60, 160, 160
"""The longest of these that editors encode as paragraphs, in characters."""
LEXICAL = ("word ", "first ", "last ", "shape ", "far first ")
"""What features begin with that speak of single words."""
SIGNED = frozenset({LineKind.SIGNATURE, LineKind.CLOSER_LINE})


@dataclass(slots=True)
class Example:
    """One document: for each judged line its features, what it may be, and what it is."""

    volume: str
    custom: Custom
    lines: Sequence[Line]
    features: list[list[str]]
    choices: list[tuple[int, ...]]
    between: list[int]
    kinds: list[int]
    is_composed: bool = False


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


def block_settings() -> BlockSettings:
    """Read what the usual profile says of blocks."""
    return BlockSettings.from_table(tomllib.loads((PROFILE / "blocks.toml").read_text("utf-8")))


def examples(corpora: Sequence[Path]) -> Iterator[Example]:
    """Yield the documents whose raw text is that of the editors.

    Of letters there are variants: with blank lines between the parts of opening and closing, and
    without what speaks of single words, so that the classes of words have to do.
    """
    settings = block_settings()
    for volume, lines, kinds in documents(corpora, settings):
        yield from _variants(volume, lines, kinds, settings)


def documents(
    corpora: Sequence[Path], settings: BlockSettings
) -> Iterator[tuple[str, list[Line], list[LineKind]]]:
    """Yield the volume, the lines and what they are of each document with the editors' text."""
    form = PageSettings.from_table(tomllib.loads((PROFILE / "pages.toml").read_text("utf-8")))
    paths = (path for corpus in corpora for path in corpus.glob("*/raw/*.txt"))
    for path in sorted(paths, key=lambda path: path.parts[-3:]):  # wherever the volumes lie
        text = path.read_text("utf-8")
        gold = read_gold(path.parent.parent / "gold" / f"{path.stem}.xml")
        pages = find_pages(text, form)
        aligned = align(text, gold, pages, settings)
        if aligned is None:
            continue
        starts, markers, end = aligned
        lines = read_lines(text, (0, end), Asides(pages, markers), settings.bullet)
        judged = [line for line in lines if line.look in JUDGED]
        if judged:
            custom = custom_of(judged, settings)
            kinds = [_kind_of(line, starts, gold.kinds) for line in judged]
            volume = _volume(path, judged, custom)
            yield volume, judged, _conform(judged, kinds, custom, settings)


def _volume(path: Path, lines: Sequence[Line], custom: Custom) -> str:
    """Name the volume; of a correspondence each pair of correspondents counts as one."""
    if custom is not Custom.LETTERS:
        return path.parts[-3]
    pair = lines[0].words.partition(".")[2].split(",")[0]
    return " ".join([path.parts[-3], *sorted(pair.split(" "))])


def _conform(
    lines: Sequence[Line], kinds: Sequence[LineKind], custom: Custom, settings: BlockSettings
) -> list[LineKind]:
    """Give lines of one sort one kind, whatever the editors of a volume do with them.

    Inline notes in brackets are lines of the opening, an addressee below a signature is a line of
    the closing. Salutations and closing phrases are told apart, also where they are paragraphs.
    """
    found = list(kinds)
    is_letter = custom is Custom.LETTERS
    for place, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        words = line.words
        if kind is LineKind.SOURCE_NOTE and (words.startswith("[") or place > 2):
            found[place] = LineKind.OPENER_LINE
        is_addressee = len(words) < POSTSCRIPT and not settings.postscript.match(words)
        if kind is LineKind.POSTSCRIPT and not is_letter and is_addressee:
            found[place] = LineKind.CLOSER_LINE
        if kind is LineKind.PARAGRAPH and custom is not Custom.NUMBERED:
            is_tell = words.startswith("[") and settings.attachment.fullmatch(words)
            if is_tell and place + 1 < len(lines):
                found[place] = LineKind.OPENER_LINE
    for place, (line, kind) in enumerate(zip(lines, list(found), strict=True)):
        if kind is LineKind.PARAGRAPH and _salutes(line, settings):
            found[place] = LineKind.SALUTATION
        is_above = kind is LineKind.PARAGRAPH and found[place + 1 : place + 2] != []
        if is_above and found[place + 1] in SIGNED and _closes(line, settings):
            found[place] = LineKind.VALEDICTION
        if kind is LineKind.CLOSER_LINE and is_letter and LineKind.SIGNATURE not in found[:place]:
            found[place] = LineKind.VALEDICTION
    return found


def _salutes(line: Line, settings: BlockSettings) -> bool:
    is_short = len(line.words) <= SALUTATION
    return is_short and settings.salutation.fullmatch(line.words) is not None


def _closes(line: Line, settings: BlockSettings) -> bool:
    is_short = len(line.words) <= (VALEDICTION if line.words[-1] == "," else VALEDICTION // 2)
    return is_short and "has closing" in look_features(line, settings)


def _variants(
    volume: str, lines: list[Line], kinds: Sequence[LineKind], settings: BlockSettings
) -> Iterator[Example]:
    custom = custom_of(lines, settings)
    looks = [look_features(line, settings) for line in lines]
    yield make_example(volume, lines, kinds, looks, settings)
    if custom is not Custom.LETTERS:
        return
    plain = [[name for name in look if not name.startswith(LEXICAL)] for look in looks]
    yield make_example(volume, lines, kinds, plain, settings)
    kept = {LineKind.CONTINUATION, LineKind.ROW, LineKind.ITEM}
    yield make_example(volume, _set_apart(lines, kinds, set(KINDS) - kept), kinds, plain, settings)
    some = {LineKind.SALUTATION, LineKind.PARAGRAPH, LineKind.VALEDICTION}
    yield make_example(volume, _set_apart(lines, kinds, some), kinds, looks, settings)


def _set_apart(
    lines: Sequence[Line], kinds: Sequence[LineKind], chosen: set[LineKind]
) -> list[Line]:
    """Put a blank line above lines of the ``chosen`` kinds."""
    return [
        line._replace(blank_before=line.blank_before or kind in chosen)
        for line, kind in zip(lines, kinds, strict=True)
    ]


def make_example(
    volume: str,
    lines: Sequence[Line],
    kinds: Sequence[LineKind],
    looks: Sequence[list[str]],
    settings: BlockSettings,
) -> Example:
    """Say what is seen of each line of a document, and what it is."""
    custom, parts = custom_of(lines, settings), parts_of(looks)
    between = [GAPS.index(gap) for gap in gaps(lines, settings)]
    example = Example(volume, custom, lines, [], [], between, [])
    for place in range(len(lines)):
        seen = seen_around(lines, place, parts[place], custom, looks)
        example.features.append([f"{part}\t{name}" for part, name in seen])
        choices = possible(lines, place, looks[place], parts[place], settings)
        kind = KINDS.index(kinds[place])
        usual = KINDS.index(LineKind.PARAGRAPH)
        example.choices.append(choices)
        example.kinds.append(kind if kind in choices else usual if usual in choices else choices[0])
    return example


def _kind_of(line: Line, starts: Sequence[tuple[int, int]], names: Sequence[str]) -> LineKind:
    """Give the kind of the block that begins in the line, or say that one goes on in it."""
    first = bisect_left(starts, (line.span[0], -1))
    if first < len(starts) and starts[first][0] < line.span[1]:
        owner = starts[first][1]
        return KIND_OF.get(names[owner], LineKind.PARAGRAPH) if owner >= 0 else LineKind.PARAGRAPH
    return LineKind.CONTINUATION if first else LineKind.LABEL
