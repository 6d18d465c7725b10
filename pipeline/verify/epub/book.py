"""The files of an EPUB that is read back: their order, where links lead, what is listed, cover."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pipeline.model.errors import ConversionError
from pipeline.verify import markup
from pipeline.verify.archive import Archive, Element
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.markup import X

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class EpubBook:
    """The files of an EPUB, and where their links lead.

    ``listed`` are the ids that the page list leads to, in the order in which they stand in the
    book and by their right numbers. ``contents`` are the entries of the table of contents,
    ``landmarks`` those of the landmarks, with their kind for words.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        container = archive.xml("META-INF/container.xml")
        rootfile = next(container.iter(CONTAINER + "rootfile"), None)
        package_name = "" if rootfile is None else rootfile.get("full-path", "")
        package = self.package = archive.xml(package_name)
        items = {item.get("id", ""): item for item in package.iter(OPF + "item")}
        names = {
            key: normpath(join(dirname(package_name), unquote(item.get("href", ""))))
            for key, item in items.items()
        }
        self.listed_files = frozenset(names.values())
        try:
            self.spine = [names[ref.get("idref", "")] for ref in package.iter(OPF + "itemref")]
        except KeyError as error:
            raise ConversionError(f"the EPUB's spine names no file {error}") from error
        self.files = {name: archive.xml(name) for name in self.spine}
        self.ids: dict[str, dict[str, None]] = {
            name: {str(value): None for value in root.xpath("//@id")}
            for name, root in self.files.items()
        }
        ids = (name for file in self.spine for name in self.ids[file])
        self._places: dict[str, int] = {}
        for place, name in enumerate(ids):
            self._places.setdefault(name, place)
        properties = {
            word: names[key]
            for key, item in items.items()
            for word in item.get("properties", "").split(" ")
        }
        self.navigation = properties.get("nav", "")
        root = self._root(self.navigation)
        self.listed = set(self._listed(root))
        self.contents = [one for nav in _lists(root, "toc") for one in self._entries(nav)]
        self.landmarks = [
            ContentsEntry(
                self.target(self.navigation, link.get("href", "")), link.get(EPUB_TYPE, ""), 1
            )
            for nav in _lists(root, "landmarks")
            for link in nav.iter(X + "a")
        ]
        ncx = next((names[key] for key in items if names[key].endswith(".ncx")), "")
        self.older_contents = list(self._older(ncx)) if ncx else []
        self._see_cover(properties.get("cover-image", ""), package.findtext(f".//{DC}title", ""))

    def read(self, file: str, src: str) -> bytes:
        """Give the bytes of what ``file`` shows; none where the package does not have it."""
        name = normpath(join(dirname(file), unquote(src)))
        return self.archive.read(name) if name in self.listed_files else b""

    def _root(self, name: str) -> Element:
        if name in self.files:
            return self.files[name]
        return self.archive.xml(name)

    def _entries(self, nav: Element) -> Iterator[ContentsEntry]:
        return markup.entries(nav, self, self.navigation)

    def _older(self, name: str) -> Iterator[ContentsEntry]:
        """Read the contents that readers of EPUB 2 go by."""
        for point in self.archive.xml(name).iter(NCX + "navPoint"):
            content = point.find(NCX + "content")
            target = self.target(name, "" if content is None else content.get("src", ""))
            words = point.findtext(f"{NCX}navLabel/{NCX}text", "")
            level = len(list(point.iterancestors(NCX + "navPoint"))) + 1
            yield ContentsEntry(target, words, level)

    def _listed(self, root: Element) -> Iterator[str]:
        """Give what the page list leads to, where it says so truly and in order."""
        for nav in _lists(root, "page-list"):
            last = -1
            for entry in self._entries(nav):
                place = self._places.get(entry.target, -1)
                if place >= last and entry.target == f"pg_{entry.words.strip('[]')}":
                    last = place
                    yield entry.target

    def _see_cover(self, picture: str, title: str) -> None:
        """Check that there is a cover and that its description names the book."""
        described = (
            image.get("alt", "")
            for file in self.spine
            for image in self.files[file].iter(X + "img")
            if image.get("role") == "doc-cover"
        )
        if not (picture and self.archive.read(picture)):
            raise ConversionError("the EPUB has no cover; it was not published, please report this")
        if not (title and any(title in text for text in described)):
            raise ConversionError(
                "the cover of the EPUB has no description that names the book; "
                "it was not published, please report this"
            )

    def target(self, file: str, href: str) -> str:
        """Give the id that ``href`` leads to from ``file``, or say that it does not arrive."""
        if href.startswith(("http:", "https:", "mailto:")):
            return href
        path, _, fragment = href.partition("#")
        name = normpath(join(dirname(file), unquote(path))) if path else file
        if name not in self.files or (fragment and fragment not in self.ids[name]):
            return f"{href}, which is not in the book"
        return fragment or self.first(name)

    def first(self, name: str) -> str:
        """Give the id of what a file holds, or the name of a file whose content has none."""
        first = self.files[name].find(f"{X}body/*[@id]") if name in self.files else None
        return name if first is None else first.get("id", "")


def _lists(root: Element, kind: str) -> list[Element]:
    return [nav for nav in root.iter(X + "nav") if nav.get(EPUB_TYPE) == kind]
