"""Read a folder of static pages back and compare it with the documents it was made from.

What is text and what is a mark is told by ``markup``; the pages are read as HTML, as a browser
reads them. Documents are taken in the order of the contents, and a document or page can be arrived
at only if the contents and the page list lead there, in their order and under its heading or
number. Every link of the frame around a text must
arrive, and those to the text before and after must lead there. The index of the search must hold
the same text, each page and note at its place (``html_search``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree

from pipeline import document as model
from pipeline.diagnostics import Finding, Rule
from pipeline.errors import ConversionError
from pipeline.verify import html_search, markup
from pipeline.verify.archive import Element
from pipeline.verify.checks import HINT
from pipeline.verify.expected import Addresses, expect
from pipeline.verify.markup import X, heading_of, text_of
from pipeline.verify.rules import RULES, Discrepancy, judge

INDEX = "index.html"
_BROKEN = next(rule for rule in RULES if rule.name == "link-broken")
_WRONG = next(rule for rule in RULES if rule.name == "link-wrong")
_LEADING = {"a": "href", "link": "href", "script": "src", "form": "action"}


def check(
    documents: Sequence[model.Document], files: Mapping[str, bytes]
) -> tuple[Discrepancy, ...]:
    """Compare ``files`` by name with ``documents``; ConversionError where they cannot be read."""
    addresses = Addresses.of(documents)
    expected = [expect(document, addresses) for document in documents]
    site = Site(files)
    ids = {document.id for document in documents}
    found = [
        reading
        for file in site.spine
        for reading in markup.documents(site, file, site.pages[file], ids)
    ]
    return (
        *judge(expected, found, addresses.checked),
        *site.frames(),
        *html_search.check(expected, site, addresses.checked),
    )


class Site:
    """The pages of a folder, and where their links lead.

    ``spine`` are the pages that the contents lead to, ``listed`` the ids that contents and page
    list lead to by their right names; ``titles`` are the headings of sections by their ids.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.pages = {n: _parse(n, data) for n, data in files.items() if n.endswith(".html")}
        if INDEX not in self.pages:
            raise ConversionError(f"the output has no {INDEX}")
        self.ids: dict[str, set[str]] = {
            name: {str(value) for value in root.xpath("//@id")} for name, root in self.pages.items()
        }
        named = (unquote(a.get("href", "").partition("#")[0]) for a in self._links("contents"))
        self.spine = list(dict.fromkeys(name for name in named if name in self.pages))
        self.titles: Mapping[str, str] = dict(self._titles())
        self.listed = set(self._listed())

    def _titles(self) -> Iterator[tuple[str, str]]:
        for root in self.pages.values():
            for section in root.iter(X + "section"):
                yield section.get("id", ""), heading_of(section)

    def _listed(self) -> Iterator[str]:
        """Give what contents and page list lead to, where they say so truly and in order."""
        for link in self._links("contents"):
            target = self.target(INDEX, link.get("href", ""))
            if self.titles.get(target) == text_of(link):
                yield target
        ids = (str(one) for name in self.spine for one in self.pages[name].xpath("//@id"))
        places = {name: place for place, name in enumerate(ids)}
        last = -1
        for link in self._links("pages"):
            target = self.target(INDEX, link.get("href", ""))
            if target == f"pg_{text_of(link)}" and places.get(target, -1) > last:
                last = places[target]
                yield target

    def _links(self, name: str) -> Iterator[Element]:
        for nav in self.pages[INDEX].iter(X + "nav"):
            if nav.get("id") == name:
                yield from nav.iter(X + "a")

    def arrives(self, file: str, href: str) -> bool:
        """Tell whether ``href`` in ``file`` leads to a place in the folder."""
        name, fragment = _parted(file, href)
        return name in self.files and (not fragment or fragment in self.ids.get(name, ()))

    def target(self, file: str, href: str) -> str:
        """Give the id that ``href`` leads to from ``file``, or say that it does not arrive."""
        if href.startswith(("http:", "https:")):
            return href
        if not self.arrives(file, href):
            return f"{href}, which is not in the folder"
        name, fragment = _parted(file, href)
        return fragment or self.document_of(name)

    def document_of(self, name: str) -> str:
        """Give the id of the document on a page, or the name of a page that has none."""
        sections = self.pages[name].iter(X + "section") if name in self.pages else ()
        ids = (section.get("id") for section in sections if section.get("id"))
        return next(ids, None) or name

    def frames(self) -> Iterator[Discrepancy]:
        """Find links around the texts that lead nowhere, or to no neighbour."""
        for name, root in self.pages.items():
            for tag, attribute in _LEADING.items():
                for element in root.iter(X + tag):
                    href = element.get(attribute, "")
                    if not (self.arrives(name, href) or _in_text(element)):
                        yield self._fault(_BROKEN, name, f"{tag} leads to {href}, which is nowhere")
        for place, name in enumerate(self.spine):
            yield from self._turns(place, name)

    def _turns(self, place: int, name: str) -> Iterator[Discrepancy]:
        """Hold the ways to the text before and after against the contents."""
        neighbours = {
            "prev": self.spine[place - 1] if place else INDEX,
            "next": self.spine[place + 1] if place + 1 < len(self.spine) else None,
        }
        for nav in self.pages[name].iter(X + "nav"):
            if "turn" in nav.get("class", "").split(" "):
                given = {a.get("rel"): a.get("href") for a in nav.iter(X + "a")}
                for rel, wanted in neighbours.items():
                    if given.get(rel) != wanted:
                        said = f"the way “{rel}” leads to {given.get(rel)} and not to {wanted}"
                        yield self._fault(_WRONG, name, said)

    def _fault(self, rule: Rule, name: str, said: str) -> Discrepancy:
        finding = Finding(model.NOWHERE, f"{name}: {said}", HINT)
        return Discrepancy(rule, self.document_of(name), finding)


def _parted(file: str, href: str) -> tuple[str, str]:
    path, _, fragment = href.partition("#")
    return unquote(path) or file, unquote(fragment)


def _parse(name: str, data: bytes) -> Element:
    """Parse a page; its elements get the namespace that they have in a browser."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        data.decode("utf-8")
        root: Element | None = etree.fromstring(data, parser)
    except (UnicodeDecodeError, etree.XMLSyntaxError) as error:
        raise ConversionError(f"{name} in the output is no page: {error}") from error
    if root is None:
        raise ConversionError(f"{name} in the output is empty")
    for element in root.iter(etree.Element):
        element.tag = X + str(element.tag)
    return root


def _in_text(element: Element) -> bool:
    """Tell whether an element belongs to a document, whose links are compared with its text's."""
    return any("document" in e.get("class", "").split(" ") for e in element.iterancestors())
