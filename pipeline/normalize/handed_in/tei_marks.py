"""What TEI says of words, as the marks of docs/transcribing.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    Look,
    MarkedRuns,
    PageStart,
    TypedBlock,
    TypedParagraph,
    TypedRow,
    TypedRun,
    TypedRuns,
)

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

MARKS = {
    "del": "deleted", "add": "added", "subst": "replaced", "unclear": "unclear",
    "supplied": "supplied", "damage": "damaged", "ex": "expanded", "surplus": "surplus",
    "foreign": "language",
}  # fmt: skip
POINTS = frozenset({"gap", "space", "handShift"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_LOOKS = (
    ("sup", Look.RAISED), ("sub", Look.LOWERED), ("italic", Look.ITALIC), ("bold", Look.BOLD),
    ("small", Look.SMALL_CAPITALS), ("sc", Look.SMALL_CAPITALS), ("underline", Look.UNDERLINED),
)  # fmt: skip


def mark(name: str, said: Mapping[str, str], runs: TypedRuns) -> TypedRun:
    """Write ``runs``, the words of an element of MARKS or POINTS, as a mark.

    ``said`` are its attributes, as far as they can stand within signs.
    """
    match name:
        case "gap" | "space":
            return MarkedRuns(name, _lacuna(name, said), ())
        case "handShift":
            hand = said.get("scribe") or said.get("new", "").removeprefix("#") or "another"
            return MarkedRuns(name, f"[hand: {hand}", ())
        case "add" if said.get("place") in ("above", "below"):
            return MarkedRuns(name, f"[added {said['place']}: ", runs)
        case "damage" if said.get("agent"):
            return MarkedRuns(name, f"[damaged by {said['agent']}: ", runs)
        case "foreign" if said.get(_LANG):
            return MarkedRuns(name, f"[language {said[_LANG]}: ", runs)
        case "foreign":
            return EmphasizedRuns(Look.ITALIC, runs)
    return MarkedRuns(name, f"[{MARKS[name]}: ", runs)


def look_of(element: Element) -> Look | None:
    """Give how words are set off; None where it is in no way known here."""
    rend = f"{element.get('rend', '')} {element.get('rendition', '')}".lower()
    if not rend.strip():
        return Look.ITALIC
    return next((look for word, look in _LOOKS if word in rend), None)


def with_pages(blocks: Sequence[TypedBlock], table: str) -> Iterator[TypedBlock]:
    """Make rows of the pages that begin between the rows of ``table``, which are one table so."""
    rows = [place for place, block in enumerate(blocks) if isinstance(block, TypedRow)]
    for place, block in enumerate(blocks):
        is_between = rows and rows[0] < place < rows[-1]
        if is_between and isinstance(block, TypedParagraph) and _is_page(block.runs):
            yield TypedRow(f"{table}, row at {block.place}", (block.runs,))
        else:
            yield block


def _is_page(runs: TypedRuns) -> bool:
    return all(isinstance(run, PageStart) or run in ("", " ") for run in runs)


def plain(text: str) -> str:
    """Give what can stand within the signs of a mark."""
    return " ".join(re.sub(r"[\[\]|:,]", " ", text).split())


def _lacuna(name: str, said: Mapping[str, str]) -> str:
    """Begin the mark of words that are not there, as ``[gap, torn: 3 words``."""
    count = said.get("quantity") or said.get("extent", "")
    extent = " ".join(filter(None, (count, said.get("unit", ""))))
    reason = f", {said['reason']}" if name == "gap" and "reason" in said else ""
    return f"[{'blank' if name == 'space' else name}{reason}{f': {extent}' if extent else ''}"
