"""The pages of originals beside their translations: each must hold both texts, in their order."""

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
            whole = _text(site, one)
            column = cells[place::2]
            wanted = [("text", whole), ("language", language)]
            spoken = {cell.get("lang", "") for cell in column}
            found = [("text", "".join(map(_bare, column))), ("language", "/".join(sorted(spoken)))]
            yield from judge_facts(f"{name}, column {place + 1}", wanted, found)


def _cells(root: Element) -> list[Element]:
    boxes = (one for one in root.iter(X + "div") if one.get("class") == "side-by-side")
    return [cell for box in boxes for cell in box]


def _text(site: Site, name: str) -> str:
    """Give the text of a document on its own page, without its notes."""
    root = site.pages.get(site.holding.get(name, ""))
    sections = [] if root is None else root.iter(X + "section")
    own = next((one for one in sections if one.get("id") == name), None)
    blocks = [] if own is None else [one for one in own if one.get("class") != "footnotes"]
    return "".join(map(_bare, blocks))


def _bare(element: Element) -> str:
    """Give the text of a block, whose own line ends are layout."""
    return text_of(element).replace("\n", "")
