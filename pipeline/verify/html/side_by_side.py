"""The pages of originals beside their translations: both texts in their order, with their links."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.book import Book
from pipeline.verify.archive import Element
from pipeline.verify.html.site import Site
from pipeline.verify.markup import X, text_of
from pipeline.verify.rules import Discrepancy, judge_facts


def check(book: Book, site: Site) -> Iterator[Discrepancy]:
    """Compare the two columns of each such page with the pages of the texts."""
    texts = {text.id: text for text in book.texts}
    for pair in book.outputs.parallel:
        if not set(pair) <= texts.keys():
            continue
        name = "~".join(pair) + ".html"
        cells = _cells(site.pages[name]) if name in site.pages else []
        for place, one in enumerate(pair):
            language = texts[one].language or book.metadata.language
            own = site.holding.get(one, "")
            whole = _blocks(site, own, one)
            column = cells[place::2]
            wanted = [
                ("text", "".join(map(_bare, whole))),
                ("language", language),
                ("links", _links(site, own, whole)),
            ]
            spoken = {cell.get("lang", "") for cell in column}
            found = [
                ("text", "".join(map(_bare, column))),
                ("language", "/".join(sorted(spoken))),
                ("links", _links(site, name, column)),
            ]
            yield from judge_facts(f"{name}, column {place + 1}", wanted, found)


def _cells(root: Element) -> list[Element]:
    boxes = (one for one in root.iter(X + "div") if one.get("class") == "side-by-side")
    return [cell for box in boxes for cell in box]


def _blocks(site: Site, file: str, name: str) -> list[Element]:
    """Give the blocks of a document on its own page but its notes."""
    root = site.pages.get(file)
    sections = [] if root is None else root.iter(X + "section")
    own = next((one for one in sections if one.get("id") == name), None)
    return [] if own is None else [one for one in own if one.get("class") != "footnotes"]


def _links(site: Site, file: str, blocks: list[Element]) -> str:
    links = (link for block in blocks for link in block.iter(X + "a"))
    return " ".join(site.target(file, link.get("href", "")) for link in links)


def _bare(element: Element) -> str:
    """Give the text of a block, whose own line ends are layout."""
    return text_of(element).replace("\n", "")
