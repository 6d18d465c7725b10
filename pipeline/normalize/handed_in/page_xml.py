"""The regions of PAGE XML, as Transkribus and others write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.normalize.handed_in.content import Remarks
from pipeline.normalize.handed_in.page_tags import tagged
from pipeline.normalize.handed_in.tei_names import local_name
from pipeline.normalize.handed_in.written_regions import (
    Element,
    WrittenLine,
    WrittenRegion,
    children,
    count_of,
    descendants,
    in_order,
    name_of,
    place_of,
    ranks_of,
    tell_shared_names,
)

_ORDER = re.compile(r"readingOrder\s*\{\s*index\s*:\s*([0-9]{1,9})")
_TYPE = re.compile(r"structure\s*\{[^}]{0,200}?\btype\s*:\s*([A-Za-z_-]{1,40})")


def regions_of(page: Element, name: str, remarks: Remarks) -> Iterator[WrittenRegion]:
    """Yield the regions of a page in the reading order that it gives; ``name`` is the file's."""
    where = f"{name}, {page.get('imageFilename', '')}"
    found = list(descendants(page, "TextRegion", "TableRegion"))
    tables = {
        cell for one in found if local_name(one) == "TableRegion"
        for cell in descendants(one, "TextRegion")
    }  # fmt: skip
    ordered = [
        ref.get("regionRef", "")
        for order in descendants(page, "ReadingOrder")
        for ref in _refs(order)
    ]
    tell_shared_names(found, "id", name, remarks)
    for region in in_order(found, ranks_of(ordered), "id"):
        kind = region.get("type") or _by(_TYPE, region) or ""
        if region in tables or local_name(region) == "TableRegion":
            kind = "table"
        yield _region(region, kind, where, remarks)


def _region(region: Element, kind: str, where: str, remarks: Remarks) -> WrittenRegion:
    """Read a region with the cells that it is parted in; each has its lines in their order."""
    name = name_of(region, "id")
    holders = (region, *children(region, "TableCell"))
    parts = [_lines(one, where, remarks) for one in holders]
    lines = [line for some, _ in parts for line in some]
    other = " ".join(other for _, other in parts if other)
    return WrittenRegion(name, kind, tuple(lines), other)


def _lines(holder: Element, where: str, remarks: Remarks) -> tuple[list[WrittenLine], str]:
    """Give the lines of a region or a cell, and what is said of it beyond them.

    Where lines have no words, or there are none, those of the whole stand for them.
    """
    written = children(holder, "TextLine")
    written.sort(key=lambda one: count_of(_by(_ORDER, one)))
    lines = [_line(one, where, remarks) for one in written]
    whole = _said(holder)
    if not whole:
        return lines, ""
    if any(line.text for line in lines):
        missing = _letters(whole) - _letters("".join(line.text for line in lines))
        return lines, " ".join(whole.split()) if missing else ""
    place = f"{where}, region {name_of(holder, 'id')}"
    return [WrittenLine(line, place, (line,)) for line in map(str.strip, whole.split("\n"))], ""


def _line(line: Element, where: str, remarks: Remarks) -> WrittenLine:
    """Read a line, or else its words, or else their letters, with the tags of the line."""
    baselines = (one.get("points", "") for one in children(line, "Baseline"))
    words = [_said(word) or "".join(map(_said, children(word, "Glyph"))) for word in _words(line)]
    written = _written(line) or " ".join(filter(None, words))
    runs = tagged(written, line.get("custom", ""), place_of(where, line, "id", ""), remarks)
    return WrittenLine(written.strip(), place_of(where, line, "id", next(baselines, "")), runs)


def _words(line: Element) -> list[Element]:
    words = children(line, "Word")
    words.sort(key=lambda one: count_of(_by(_ORDER, one)))
    return words


def _said(element: Element) -> str:
    return _written(element).strip()


def _written(element: Element) -> str:
    """Give the first reading of an element itself that has words, with the blanks around them."""
    texts = children(element, "TextEquiv")
    texts.sort(key=lambda one: count_of(one.get("index", "")))
    written = (
        "".join(child.text or "" for child in children(text, name))
        for text in texts
        for name in ("Unicode", "PlainText")
    )
    return next((one for one in written if one.strip()), "")


def _letters(text: str) -> Counter[str]:
    """Count letters and figures; how lines break, and what is put there, does not matter."""
    return Counter(character for character in text if character.isalnum())


def _refs(order: Element) -> list[Element]:
    """Give the references of a reading order, those with an index by it and within their group."""
    refs: list[Element] = []
    for child in sorted(order, key=lambda one: count_of(one.get("index", ""))):
        refs += [child] if local_name(child).startswith("RegionRef") else _refs(child)
    return refs


def _by(pattern: re.Pattern[str], element: Element) -> str:
    found = pattern.search(element.get("custom", ""))
    return found[1] if found else ""
