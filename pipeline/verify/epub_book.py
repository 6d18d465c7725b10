"""The files of an EPUB that is read back: their order, where links lead, what is listed, cover."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pipeline.errors import ConversionError
from pipeline.verify.archive import Archive
from pipeline.verify.markup import X, heading_of, text_of

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class EpubBook:
    """The files of an EPUB, and where their links lead.

    ``listed`` are the ids that the contents and the page list lead to, in the order in which they
    stand in the book and by their right names.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        container = archive.xml("META-INF/container.xml")
        rootfile = next(container.iter(CONTAINER + "rootfile"), None)
        package_name = "" if rootfile is None else rootfile.get("full-path", "")
        package = archive.xml(package_name)
        items = {item.get("id", ""): item for item in package.iter(OPF + "item")}
        names = {
            key: normpath(join(dirname(package_name), unquote(item.get("href", ""))))
            for key, item in items.items()
        }
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
        self.listed = set(self._listed(properties["nav"])) if "nav" in properties else set()
        self._see_cover(properties.get("cover-image", ""), package.findtext(f".//{DC}title", ""))

    def _listed(self, name: str) -> Iterator[str]:
        """Give what the contents and the page list lead to, where they say so truly."""
        root = self.files[name] if name in self.files else self.archive.xml(name)
        for nav in root.iter(X + "nav"):
            kind = nav.get(EPUB_TYPE)
            if kind not in ("toc", "page-list"):
                continue
            last = -1
            for link in nav.iter(X + "a"):
                target = self.target(name, link.get("href", ""))
                shown = text_of(link)
                place = self._places.get(target, -1)
                named = self._title(target) if kind == "toc" else target.removeprefix("pg_")
                if place >= last and shown == named:
                    last = place
                    yield target

    def _title(self, name: str) -> str:
        """Give what the section ``name`` is called."""
        holding = (self.files[file] for file in self.spine if name in self.ids[file])
        within = (one for root in holding for one in root.iterfind(f"{X}body/*"))
        section = next((one for one in within if one.get("id") == name), None)
        return name if section is None else heading_of(section)

    def _see_cover(self, picture: str, title: str) -> None:
        """Hold that there is a cover and that its description names the book."""
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
        if href.startswith(("http:", "https:")):
            return href
        path, _, fragment = href.partition("#")
        name = normpath(join(dirname(file), unquote(path))) if path else file
        if name not in self.files or (fragment and fragment not in self.ids[name]):
            return f"{href}, which is not in the book"
        if fragment:
            return fragment
        first = self.files[name].find(f"{X}body/*[@id]")
        return name if first is None else first.get("id", "")
