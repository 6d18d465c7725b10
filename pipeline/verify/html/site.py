"""The pages of a folder that is read back, and where their links lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from pipeline.model.errors import ConversionError
from pipeline.verify import markup
from pipeline.verify.archive import Element
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.markup import X

INDEX = "index.html"


class Site:
    """The pages of a folder, and where their links lead.

    ``spine`` are the pages that the contents lead to, ``listed`` the ids that the page list
    leads to in order and by their right numbers; ``holding`` is the page of each text, by its id.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.pages = {n: _parse(n, data) for n, data in files.items() if n.endswith(".html")}
        if INDEX not in self.pages:
            raise ConversionError(f"the output has no {INDEX}")
        self.ids: dict[str, set[str]] = {
            name: {str(value) for value in root.xpath("//@id")} for name, root in self.pages.items()
        }
        named = (one.target for one in self.entries(INDEX, "contents"))
        self.holding = {self.document_of(name): name for name in self.pages}
        self.spine = list(
            dict.fromkeys(self.holding[name] for name in named if name in self.holding)
        )
        self.listed = set(self._listed())

    def entries(self, file: str, name: str) -> list[ContentsEntry]:
        """Read the list ``name`` on the page ``file``."""
        navs = (nav for nav in self.pages[file].iter(X + "nav") if nav.get("id") == name)
        return [entry for nav in navs for entry in markup.entries(nav, self, file)]

    def _listed(self) -> Iterator[str]:
        """Give what the page list leads to, where it says so truly and in order."""
        ids = (str(one) for name in self.spine for one in self.pages[name].xpath("//@id"))
        places = {name: place for place, name in enumerate(ids)}
        last = -1
        for entry in self.entries(INDEX, "pages"):
            if (
                entry.target == f"pg_{entry.words.strip('[]')}"
                and places.get(entry.target, -1) > last
            ):
                last = places[entry.target]
                yield entry.target

    def arrives(self, file: str, href: str) -> bool:
        """Tell whether ``href`` in ``file`` leads to a place in the folder."""
        name, fragment = _parted(file, href)
        return name in self.files and (not fragment or fragment in self.ids.get(name, ()))

    def target(self, file: str, href: str) -> str:
        """Give the id that ``href`` leads to from ``file``, or say that it does not arrive."""
        if href.startswith(("http:", "https:", "mailto:")):
            return href
        if not self.arrives(file, href):
            return f"{href}, which is not in the folder"
        name, fragment = _parted(file, href)
        return fragment or self.document_of(name)

    def read(self, _: str, src: str) -> bytes:
        """Give the bytes of what a page shows; none where it is not there."""
        return self.files.get(unquote(src), b"")

    def document_of(self, name: str) -> str:
        """Give the id of the document on a page, or the name of a page that has none."""
        sections = self.pages[name].iter(X + "section") if name in self.pages else ()
        ids = (section.get("id") for section in sections if section.get("id"))
        return next(ids, None) or name


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
