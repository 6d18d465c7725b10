"""Check the navigation around the texts of a folder of pages: no dead link, right neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Message
from pipeline.verify.archive import Element
from pipeline.verify.checks.links import LINK_BROKEN, LINK_WRONG
from pipeline.verify.html.site import INDEX, Site
from pipeline.verify.markup import X
from pipeline.verify.rules import Discrepancy

# What holds copies of a text, or the text itself, whose links are compared with those of the text.
_TEXTS = frozenset({"document", "side-by-side"})
_LEADING = {"a": "href", "link": "href", "script": "src", "form": "action"}


def check(site: Site) -> Iterator[Discrepancy]:
    """Find links around the texts that lead nowhere, or to no neighbour."""
    for name, root in site.pages.items():
        for tag, attribute in _LEADING.items():
            for element in root.iter(X + tag):
                href = element.get(attribute, "")
                is_own_address = element.get("rel") == "canonical"  # held against the settings
                if not (site.arrives(name, href) or is_own_address or _in_text(element)):
                    yield _fault(
                        site, LINK_BROKEN, name, f"{tag} leads to {href}, which is nowhere"
                    )
    for place, name in enumerate(site.spine):
        yield from _turns(site, place, name)


def _turns(site: Site, place: int, name: str) -> Iterator[Discrepancy]:
    """Hold the ways to the text before, the contents and the text after against the contents."""
    neighbours = {
        "prev": site.spine[place - 1] if place else INDEX,
        None: INDEX,
        "next": site.spine[place + 1] if place + 1 < len(site.spine) else None,
    }
    for nav in site.pages[name].iter(X + "nav"):
        if "turn" in nav.get("class", "").split(" "):
            given = {a.get("rel"): a.get("href") for a in nav.iter(X + "a")}
            for rel, wanted in neighbours.items():
                if given.get(rel) != wanted:
                    said = f"the way “{rel or 'contents'}” leads to {given.get(rel)}, not {wanted}"
                    yield _fault(site, LINK_WRONG, name, said)


def _fault(site: Site, rule: Message, name: str, said: str) -> Discrepancy:
    finding = Finding(model.NOWHERE, f"{name}: {said}")
    return Discrepancy(rule, site.document_of(name), finding)


def _in_text(element: Element) -> bool:
    return any(_TEXTS & {*e.get("class", "").split(" ")} for e in element.iterancestors())
