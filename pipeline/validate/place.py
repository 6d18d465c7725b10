"""From an element of the TEI to the stretch of the transcription it was made of.

The leaves of the TEI are counted as reading counts them, and the ledger knows where in the
normalized text each came from.
"""

from __future__ import annotations

from lxml import etree

from pipeline.model.document import NOWHERE, Span
from pipeline.model.ledger import Ledger
from pipeline.tei.marks import is_remark
from pipeline.tei.names import TEI, Element

_TEXT = frozenset(
    TEI + name
    for name in (
        "p", "head", "dateline", "salute", "seg", "signed", "cell", "item", "label", "ref",
        "date", "placeName", "persName", "orgName", "gloss", "hi", "foreign", "unclear", "damage",
        "supplied", "ex", "surplus", "del", "add", "subst", "sic", "abbr", "orig",
    )
)  # fmt: skip
_POINTS = frozenset(TEI + name for name in ("pb", "lb", "gap", "space", "handShift"))


def _holds_text(element: Element) -> bool:
    if element.tag == TEI + "note":
        return element.get("type") == "source" or is_remark(element)
    return element.tag in _TEXT and not _is_second_marker(element)


def _is_second_marker(element: Element) -> bool:
    return element.tag == TEI + "ref" and element.get("type") == "note"


def _is_leaf(element: Element) -> bool:
    if element.tag == TEI + "note":
        return element.get("type") != "source" and not is_remark(element)
    return element.tag in _POINTS or _is_second_marker(element)


def _leaf_ranges(root: Element) -> dict[Element, tuple[int, int]]:
    """Give for each element which leaves are inside it."""
    starts: dict[Element, int] = {}
    ranges: dict[Element, tuple[int, int]] = {}
    count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            starts[element] = count
            count += _is_leaf(element) + bool(_holds_text(element) and element.text)
        else:
            ranges[element] = starts.pop(element), count
            parent = element.getparent()
            count += bool(parent is not None and _holds_text(parent) and element.tail)
    return ranges


class ElementSpans:
    """Finds the span of any element of one document."""

    def __init__(self, root: Element, ledger: Ledger | None) -> None:
        division = root.find(f"{TEI}text/{TEI}body/{TEI}div")
        known = ledger is not None and division is not None
        self._spans = ledger.spans if ledger is not None else ()
        self._ranges = _leaf_ranges(division) if known and division is not None else {}

    def span(self, element: Element) -> Span:
        """Give what ``element`` covers; where it is empty, the place just before it.

        A note is the text of the note; for all else the notes inside it stand elsewhere.
        """
        start, end = self._ranges.get(element, (0, 0))
        elsewhere: set[int] = set()
        for note in element.iterdescendants(TEI + "note"):
            first, last = self._ranges.get(note, (0, 0))
            elsewhere.update(range(first + 1, last))
        if _is_leaf(element) and end - start > 1:
            start += 1
        inside = [
            self._spans[i] for i in range(start, min(end, len(self._spans))) if i not in elsewhere
        ]
        known = [span for span in inside if span != NOWHERE]
        if known:
            return known[0][0], max(known[-1][1], known[0][1])
        before = [span for span in self._spans[:start] if span != NOWHERE]
        return (before[-1][1], before[-1][1]) if before else NOWHERE
