"""Pages as programs that read handwriting write them: PAGE XML and ALTO.

Each file is one page of the source. Lines are kept as they are, and each is led back to its line in
the file with its baseline, so that a reader can find it on the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.normalize.handed_in.content import (
    HandedInText,
    LineEnd,
    PageStart,
    Remarks,
    TypedParagraph,
    TypedRun,
)

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

PAGE, ALTO = "PcGts", "alto"
_ASIDE = frozenset({"header", "footer", "catch-word", "signature-mark", "drop-capital-number"})
# ALTO says that a word is broken here, which a hyphen alone would leave open.
_BROKEN = "¬"
_ORDER = re.compile(r"readingOrder\s*\{\s*index\s*:\s*([0-9]{1,9})")
_TYPE = re.compile(r"structure\s*\{[^}]{0,200}?\btype\s*:\s*([A-Za-z_-]{1,40})")


@dataclass(frozen=True, slots=True)
class _WrittenLine:
    """A line as read; ``place`` names it with its baseline."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class _WrittenRegion:
    """A region of a page with its lines in their order; ``kind`` as in the file, or empty."""

    name: str
    kind: str
    lines: tuple[_WrittenLine, ...]


def read(pages: Sequence[tuple[str, Element]]) -> HandedInText:
    """Read pages, each with the name of its file, in the order in which they are given."""
    blocks: list[TypedParagraph] = []
    remarks = Remarks()
    for name, root in pages:
        regions = list(_of_page(root, name) if _local(root) == PAGE else _of_alto(root, name))
        blocks += _typed(regions, _number(root, regions), name, remarks)
    return HandedInText(tuple(blocks), (), remarks, are_notes_placed=False)


def _typed(
    regions: Sequence[_WrittenRegion], number: str, name: str, remarks: Remarks
) -> Iterator[TypedParagraph]:
    if number:
        yield TypedParagraph(name, (PageStart(number),))
    for region in regions:
        where = f"{name}, region {region.name}"
        if region.kind == "page-number" and number:
            continue
        if region.kind in _ASIDE:
            words = " ".join(line.text for line in region.lines)
            remarks.add(f"a {region.kind} was left out: “{words}”", where)
            continue
        runs: list[TypedRun] = []
        for line in region.lines:
            runs += [LineEnd(line.place), line.text] if runs else [line.text]
        if runs:
            yield TypedParagraph(region.lines[0].place, tuple(runs))
        elif region.kind:
            remarks.add(f"regions of the kind {region.kind} hold no lines", where)


def _number(root: Element, regions: Sequence[_WrittenRegion]) -> str:
    """Give the number that is printed on a page, or that its file says it has; else nothing."""
    printed = [region for region in regions if region.kind == "page-number"]
    words = " ".join(line.text for region in printed for line in region.lines)
    found = re.search(r"[0-9]{1,5}[rv]?|\b[ivxlc]{1,8}\b", words)
    if found:
        return found[0]
    page = next(_all(root, "Page"), None)
    return "" if page is None else page.get("PRINTED_IMG_NR", "")


def _of_page(root: Element, name: str) -> Iterator[_WrittenRegion]:
    """Yield the regions of a PAGE file in the reading order that it gives."""
    page = next(_all(root, "Page"), None)
    picture = "" if page is None else page.get("imageFilename", "")
    found = {one.get("id", ""): one for one in _all(root, "TextRegion", "TableRegion")}
    tables = {cell for table in _all(root, "TableRegion") for cell in _all(table, "TextRegion")}
    ordered = [
        ref.get("regionRef", "") for order in _all(root, "ReadingOrder") for ref in _refs(order)
    ]
    names = dict.fromkeys((*(one for one in ordered if one in found), *found))
    for region_name in names:
        region = found[region_name]
        kind = region.get("type") or _by(_TYPE, region) or ""
        if region in tables or _local(region) == "TableRegion":
            kind = "table"
        lines = [one for one in region if _local(one) == "TextLine"]
        lines += [
            line for cell in region if _local(cell) == "TableCell"
            for line in cell if _local(line) == "TextLine"
        ]  # fmt: skip
        lines.sort(key=lambda one: int(_by(_ORDER, one) or 0))
        yield _WrittenRegion(
            region_name, kind, tuple(_page_line(one, f"{name}, {picture}") for one in lines)
        )


def _refs(order: Element) -> list[Element]:
    """Give the references of a reading order, those with an index by it and within their group."""

    def index(one: Element) -> int:
        given = one.get("index", "")
        return int(given) if given.isdecimal() else 0

    refs: list[Element] = []
    for child in sorted(order, key=index):
        refs += [child] if _local(child).startswith("RegionRef") else _refs(child)
    return refs


def _page_line(line: Element, where: str) -> _WrittenLine:
    baseline = next((one.get("points", "") for one in line if _local(one) == "Baseline"), "")
    texts = [one for one in line if _local(one) == "TextEquiv"]
    texts.sort(
        key=lambda one: int(one.get("index", "0")) if one.get("index", "0").isdecimal() else 0
    )
    words = "".join(
        child.text or "" for text in texts[:1] for child in text if _local(child) == "Unicode"
    )
    return _WrittenLine(words.strip(), _place(where, line.get("id", ""), baseline))


def _of_alto(root: Element, name: str) -> Iterator[_WrittenRegion]:
    """Yield the blocks of an ALTO file in the reading order that it gives, or else as they come."""
    picture = " ".join((one.text or "").strip() for one in _all(root, "fileName"))
    labels = {
        one.get("ID", ""): one.get("LABEL", "")
        for one in _all(root, "OtherTag", "StructureTag", "LayoutTag")
    }
    found = {one.get("ID", ""): one for one in _all(root, "TextBlock")}
    ordered = [ref.get("REF", "") for ref in _all(root, "ElementRef")]
    for block_name in dict.fromkeys((*(one for one in ordered if one in found), *found)):
        block = found[block_name]
        tags = " ".join(labels.get(tag, "") for tag in block.get("TAGREFS", "").split())
        lines = tuple(_alto_line(one, f"{name}, {picture}") for one in _all(block, "TextLine"))
        yield _WrittenRegion(block_name, _alto_kind(block, tags), lines)


def _alto_kind(block: Element, tags: str) -> str:
    """Translate the margin that a block stands in, and labels of SegmOnto, into kinds of PAGE."""
    margins = {"TopMargin": "header", "BottomMargin": "footer"}
    around = next((_local(one) for one in block.iterancestors() if _local(one) in margins), "")
    if "NumberingZone" in tags:
        return "page-number"
    return "header" if "RunningTitle" in tags else margins.get(around, "")


def _alto_line(line: Element, where: str) -> _WrittenLine:
    words = ""
    for part in line:
        match _local(part):
            case "String":
                words += part.get("CONTENT", "")
            case "SP":
                words += " "
            case "HYP":
                words += _BROKEN
    return _WrittenLine(words.strip(), _place(where, line.get("ID", ""), line.get("BASELINE", "")))


def _place(where: str, name: str, baseline: str) -> str:
    return f"{where}, line {name}" + (f", baseline {baseline}" if baseline else "")


def _all(root: Element, *names: str) -> Iterator[Element]:
    return (one for one in root.iter() if _local(one) in names)


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _by(pattern: re.Pattern[str], element: Element) -> str:
    found = pattern.search(element.get("custom", ""))
    return found[1] if found else ""
