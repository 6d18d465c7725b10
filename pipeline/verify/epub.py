"""Read an EPUB back by its XHTML and compare it with the documents it was made from.

What is text and what is a mark is told by ``markup``. A document or page can be arrived at only if
the book's own contents and page list lead there too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pipeline import document as model
from pipeline.errors import ConversionError
from pipeline.verify import markup
from pipeline.verify.archive import Archive
from pipeline.verify.expected import Addresses, expect
from pipeline.verify.markup import X, text_of
from pipeline.verify.reading import Reading
from pipeline.verify.rules import Discrepancy, judge

OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def check(documents: Sequence[model.Document], data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, an EPUB, with ``documents``; ConversionError where it cannot be read."""
    addresses = Addresses.of(documents)
    expected = [expect(document, addresses) for document in documents]
    found = read(data, {document.id for document in documents})
    return judge(expected, found, addresses.checked)


def read(data: bytes, ids: Collection[str]) -> list[Reading]:
    """Reduce an EPUB to its documents, in the order of its spine."""
    book = _Book(Archive(data))
    return [
        reading
        for file in book.spine
        for reading in markup.documents(book, file, book.files[file], ids)
    ]


class _Book:
    """The files of an EPUB, and where their links lead."""

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
        self.ids: dict[str, set[str]] = {
            name: {str(value) for value in root.xpath("//@id")} for name, root in self.files.items()
        }
        self.listed: set[str] = set()
        for key, item in items.items():
            if "nav" in item.get("properties", "").split(" "):
                self.listed |= set(self._listed(names[key]))

    def _listed(self, name: str) -> Iterator[str]:
        """Give what the contents and the page list lead to, where they say so truly."""
        root = self.files[name] if name in self.files else self.archive.xml(name)
        for nav in root.iter(X + "nav"):
            kind = nav.get(EPUB_TYPE)
            for link in nav.iter(X + "a"):
                target = self.target(name, link.get("href", ""))
                if kind == "toc" or (kind == "page-list" and target == f"pg_{text_of(link)}"):
                    yield target

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
