"""Names in the texts lead to their entries, and the entries of persons to the index and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.book import Role
from pipeline.convert import xhtml
from pipeline.convert.html.navigation import HtmlPage
from pipeline.convert.xhtml import Element, X

NAMED = "named"
_KEY = "data-key"
# Where a name leads; persons have an entry in the list and one in the index.
_ENTRIES = frozenset({Role.TERMS, Role.PERSONS, Role.PLACES})


def link_names(pages: Iterable[HtmlPage]) -> None:
    """Make links of the names that have an entry, and let each entry be led to by its key.

    No text, note or page has the name of an entry. A name in a link is none, nor is one that
    holds one.
    """
    pages = list(pages)
    entries: dict[str, str] = {}
    indexed: dict[str, str] = {}
    for page in pages:
        for name in _first_names(page) if page.of.role in (*_ENTRIES, Role.INDEX) else ():
            key, is_index = name.get(_KEY, ""), page.of.role is Role.INDEX
            own, known = (f"{key}:index", indexed) if is_index else (key, entries)
            if key not in known:
                name.set("id", own)
                known[key] = f"{page.name}#{own}"
    for page in pages:
        for name in list(page.section.element.iter(X + "span")):
            key = name.attrib.pop(_KEY, "")
            leads = indexed if page.of.role is Role.PERSONS else entries
            if (key in leads and name.get("id") != key) or page.of.role is Role.PERSONS:
                _link(name, leads.get(key, ""))


def _first_names(page: HtmlPage) -> Iterator[Element]:
    """Give the name that each item of a list begins with."""
    for item in page.section.element.iter(X + "li"):
        yield from (one for one in item[:1] if one.get(_KEY))


def _link(name: Element, href: str) -> None:
    above = (one.tag == X + "a" or "absent" in xhtml.classes(one) for one in name.iterancestors())
    if href and not any(above) and name.find(f".//{X}a") is None:
        name.tag = X + "a"
        name.set("href", href)
        name.set("class", f"{name.get('class')} {NAMED}")
