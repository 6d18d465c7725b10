"""The names on the pages that lead to entries: each to that of its key, and back from the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pipeline.book import Book, Role
from pipeline.model import document as model
from pipeline.verify.about import MetadataFields
from pipeline.verify.archive import Element
from pipeline.verify.expected import Expected
from pipeline.verify.html.site import Site
from pipeline.verify.markup import X
from pipeline.verify.rules import Discrepancy, judge_facts

_NAMES = (model.PersonName, model.Place, model.Term)
_ENTRIES = (Role.TERMS, Role.PERSONS, Role.PLACES)


def check(book: Book, expected: Mapping[str, Expected], site: Site) -> Iterator[Discrepancy]:
    """Compare the names that lead somewhere, text by text, in their order."""
    listed, indexed = _keys(book, _ENTRIES), _keys(book, (Role.INDEX,))
    for one in book.sections:
        text = one.text
        notes = {note.id: note for note in text.notes}
        order = [notes[note.id] for note in expected[text.id].reading.notes]
        roots: tuple[model.Node, ...] = (text, *order)
        keys = [name.key.removeprefix("#") for root in roots for name in _names(root)]
        if one.role is Role.PERSONS:
            wanted = [f"{key}:index" for key in keys if key in indexed]
        elif one.role in _ENTRIES:
            wanted = []
        else:
            wanted = [key for key in keys if key in listed]
        yield from judge_facts(text.id, _facts(wanted), _facts(_led(site, text.id)))


def _keys(book: Book, roles: Collection[Role]) -> set[str]:
    """Give the keys of the entries in the lists of these roles."""
    lists = (one.text for one in book.sections if one.role in roles)
    return {name.key.removeprefix("#") for one in lists for name in _names(one)}


def _facts(keys: list[str]) -> MetadataFields:
    return [("names lead to", key) for key in keys]


def _names(root: model.Node) -> Iterator[model.PersonName | model.Place | model.Term]:
    """Give the names in ``root`` that can be links: in none, and with none in them."""
    for child in model.children(root):
        if isinstance(child, _NAMES):
            inside = tuple(model.walk(child))
            if child.key and not any(isinstance(one, _LINKED) for one in inside):
                yield child
        if not isinstance(child, model.Reference):
            yield from _names(child)


_LINKED = (model.Reference, model.NoteMarker)


def _led(site: Site, name: str) -> list[str]:
    file = site.holding.get(name, "")
    links = site.pages[file].iter(X + "a") if file else ()
    return [site.target(file, link.get("href", "")) for link in links if _is_named(link)]


def _is_named(link: Element) -> bool:
    return "named" in link.get("class", "").split(" ")
