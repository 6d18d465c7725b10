"""The pictures of the source's pages that page marks lead to: those of the book, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.book import Book
from pipeline.model import document as model
from pipeline.model.page_images import is_address
from pipeline.verify.archive import Element
from pipeline.verify.markup import X
from pipeline.verify.rules import Discrepancy, judge_facts

_LINKS = (model.Reference, model.PersonName, model.Place, model.Term)


def check(book: Book, files: Iterable[Element]) -> Iterator[Discrepancy]:
    """Compare the addresses in ``files``; a page mark within another link may lead nowhere."""
    links = [
        link for root in files for link in root.iter(X + "a")
        if link.get("class", "") == "page-picture"
    ]  # fmt: skip
    found = sorted((_number(link), link.get("href", "")) for link in links)
    texts = book.texts
    roots: list[model.Node] = [*texts, *(note for text in texts for note in text.notes)]
    wanted = [pair for root in roots for pair in _pictures(root)]
    inside = [(page, to) for page, to, is_inside in wanted if is_inside and (page, to) in found]
    right = sorted([(page, to) for page, to, is_inside in wanted if not is_inside] + inside)
    yield from judge_facts("the pages of the source", _facts(right), _facts(found))


def _number(link: Element) -> str:
    return next((one.get("aria-label", "") for one in link.iter() if one.get("aria-label")), "")


def _facts(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"picture of page {page}", to) for page, to in pairs]


def _pictures(node: model.Node, *, is_inside: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Yield the number of each page that begins, its picture, and whether it is in a link."""
    if isinstance(node, model.PageBreak) and is_address(node.facs):
        yield node.number, node.facs, is_inside
    for child in model.children(node):
        yield from _pictures(child, is_inside=is_inside or isinstance(node, _LINKS))
