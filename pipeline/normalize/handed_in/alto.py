"""The blocks of ALTO, as eScriptorium, Transkribus and libraries write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.normalize.handed_in.content import Remarks
from pipeline.normalize.handed_in.tei_names import local_name
from pipeline.normalize.handed_in.written_regions import (
    Element,
    WrittenLine,
    WrittenRegion,
    descendants,
    in_order,
    name_of,
    place_of,
    ranks_of,
    tell_shared_names,
)

# ALTO says that a word is broken here, which a hyphen alone would leave open.
_BROKEN = "¬"
_MARGINS = {"TopMargin": "header", "BottomMargin": "footer"}


@dataclass(frozen=True, slots=True)
class AltoFile:
    """What an ALTO file says of all its pages; ``where`` names it with its picture."""

    name: str
    where: str
    labels: Mapping[str, str]
    ranks: Mapping[str, int]

    @classmethod
    def of(cls, root: Element, name: str) -> AltoFile:
        """Read what stands around the pages of the file ``name``."""
        picture = " ".join((one.text or "").strip() for one in descendants(root, "fileName"))
        labels = {
            one.get("ID", ""): one.get("LABEL", "")
            for one in descendants(root, "OtherTag", "StructureTag", "LayoutTag")
        }
        ranks = ranks_of(ref.get("REF", "") for ref in descendants(root, "ElementRef"))
        return cls(name, f"{name}, {picture}", labels, ranks)

    def regions_of(self, page: Element, remarks: Remarks) -> Iterator[WrittenRegion]:
        """Yield the blocks of a page in the reading order of the file, or else as they come."""
        found = list(descendants(page, "TextBlock"))
        tell_shared_names(found, "ID", self.name, remarks)
        for block in in_order(found, self.ranks, "ID"):
            tags = " ".join(self.labels.get(tag, "") for tag in block.get("TAGREFS", "").split())
            lines = tuple(_line(one, self.where) for one in descendants(block, "TextLine"))
            yield WrittenRegion(name_of(block, "ID"), _kind(block, tags), lines)


def _kind(block: Element, tags: str) -> str:
    """Translate the margin that a block stands in, and labels of SegmOnto, into kinds of PAGE."""
    above = (local_name(one) for one in block.iterancestors())
    around = next((one for one in above if one in _MARGINS), "")
    if "NumberingZone" in tags:
        return "page-number"
    return "header" if "RunningTitle" in tags else _MARGINS.get(around, "")


def _line(line: Element, where: str) -> WrittenLine:
    """Read a line; a word ends where a ``String`` does, with a blank behind it or without one."""
    words, before = "", ""
    for part in line:
        kind = local_name(part)
        match kind:
            case "String":
                words += (" " if before == kind else "") + part.get("CONTENT", "")
            case "SP":
                words += " "
            case "HYP":
                words += _BROKEN
            case _:
                continue
        before = kind
    text = words.strip()
    return WrittenLine(text, place_of(where, line, "ID", line.get("BASELINE", "")), (text,))
