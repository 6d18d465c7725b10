"""Pages as programs that read handwriting write them: PAGE XML and ALTO.

Lines are kept as they are, and each is led back to its line in the file with its baseline, so that
a reader can find it on the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.handed_in import alto, page_xml
from pipeline.normalize.handed_in.content import (
    HandedInText,
    LineEnd,
    PageStart,
    Remarks,
    TypedParagraph,
    TypedRun,
)
from pipeline.normalize.handed_in.tei_names import local_name
from pipeline.normalize.handed_in.written_regions import Element, WrittenRegion, descendants

PAGE, ALTO = "PcGts", "alto"
_NUMBER = "page-number"
_ASIDE = frozenset({"header", "footer", "catch-word", "signature-mark", "drop-capital-number"})
_PRINTED = re.compile(r"[0-9]{1,5}[rv]?|\b[ivxlc]{1,8}\b")


def read(files: Sequence[tuple[str, Element]]) -> HandedInText:
    """Read files, each with its name, in the order in which they are given."""
    blocks: list[TypedParagraph] = []
    remarks = Remarks()
    for name, root in files:
        for page, regions in _pages(name, root, remarks):
            blocks += _typed(regions, page.get("PRINTED_IMG_NR", ""), name, remarks)
    return HandedInText(tuple(blocks), (), remarks, are_notes_placed=False)


def _pages(
    name: str, root: Element, remarks: Remarks
) -> Iterator[tuple[Element, list[WrittenRegion]]]:
    """Yield the pages of a file with their regions."""
    pages = list(descendants(root, "Page")) or [root]
    if local_name(root) == PAGE:
        yield from ((page, list(page_xml.regions_of(page, name, remarks))) for page in pages)
    else:
        file = alto.AltoFile.of(root, name)
        yield from ((page, list(file.regions_of(page, remarks))) for page in pages)


def _typed(
    regions: Sequence[WrittenRegion], given: str, name: str, remarks: Remarks
) -> Iterator[TypedParagraph]:
    """Yield the paragraphs of a page; ``given`` is the number that its file says is printed."""
    printed = " ".join(region.words for region in regions if region.kind == _NUMBER)
    found = _PRINTED.search(printed)
    number = found[0] if found else given
    if number:
        yield TypedParagraph(name, (PageStart(number),))
    awaited = found[0] if found else ""
    for region in regions:
        where = f"{name}, region {region.name}"
        if region.other:
            remarks.add(f"a region says more than its lines: “{region.other}”", where)
        if region.kind == _NUMBER and number:
            awaited = _tell_rest(region, awaited, where, remarks)
        elif region.kind in _ASIDE:
            remarks.add(f"a {region.kind} was left out: “{region.words}”", where)
        else:
            yield from _paragraph(region, where, remarks)


def _tell_rest(region: WrittenRegion, number: str, where: str, remarks: Remarks) -> str:
    """Tell what a region for page numbers holds beside the number that is awaited in it.

    Gives the number that is still awaited: in another region of the page, or nowhere.
    """
    before, found, after = region.words.partition(number) if number else (region.words, "", "")
    if any(character.isalnum() for character in before + after):
        kept = f"of a {_NUMBER} only {number} was kept" if found else f"a {_NUMBER} was left out"
        remarks.add(f"{kept}: “{region.words}”", where)
    return "" if found else number


def _paragraph(region: WrittenRegion, where: str, remarks: Remarks) -> Iterator[TypedParagraph]:
    runs: list[TypedRun] = []
    for line in region.lines:
        runs += [LineEnd(line.place), *line.runs] if runs else line.runs
    if runs:
        yield TypedParagraph(region.lines[0].place, tuple(runs))
    elif region.kind:
        remarks.add(f"regions of the kind {region.kind} hold no lines", where)
