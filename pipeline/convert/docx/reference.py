"""The reference document of an edition: a DOCX whose look takes the place of ours.

Of it are taken styles, lists, theme and the page of its last section; of its text, headers,
pictures and settings nothing. It comes from a stranger: what is read is limited, macros and
links to other files are refused, and only Word's own elements go on into an output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from pipeline.convert.docx import merge, xml
from pipeline.convert.docx.page import PageSetup
from pipeline.convert.docx.xml import Element
from pipeline.model.errors import UnreadableFileError, UnusableFileError
from pipeline.system import reading
from pipeline.system.archive import ArchiveError, unpack
from pipeline.system.xml import DoctypeError, parse_xml

# As a tree a part takes thirty times its size. What describes the look has some hundred KiB in
# Word's own templates; the text is looked through for the page alone.
MOST_OF_LOOK, MOST_OF_TEXT = 1 << 21, 1 << 23

STYLES, NUMBERING, THEME = "word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "/officeDocument"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_LARGEST = 31_680  # twentieths of a point, Word's limit
_LENGTH = re.compile(r"[0-9]{1,5}")


def applied(
    path: Path, template: Mapping[str, bytes], page: PageSetup
) -> tuple[dict[str, bytes], PageSetup]:
    """Give template and page as the DOCX at ``path`` has them.

    Styles that the edition needs and the document has not are ours. Raises UnusableFileError where
    the document cannot be used.
    """
    package = _Package(path)
    document = package.document()
    styles = package.related("styles", xml.WORD)
    if styles is None:
        raise package.unusable("it has no styles")
    numbering = package.related("numbering", xml.WORD)
    ours = parse_xml(template[STYLES])
    merged, lists = merge.merge(styles, numbering, ours, parse_xml(template[NUMBERING]))
    parts = {**template, STYLES: xml.serialize(merged), NUMBERING: xml.serialize(lists)}
    theme = package.related("theme", _DRAWING)
    if theme is not None and not _refers(theme):
        parts[THEME] = xml.serialize(theme)
    return parts, _page(document, page)


class _Package:
    """The parts of a DOCX that nobody vouches for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            data = reading.read(path, reading.REFERENCE_DOCUMENT)
        except UnreadableFileError as error:
            raise self.unusable(error.fault) from error
        self.parts = self._unpacked(data)
        self.main = ""
        self._refuse_macros()
        self._refuse_links()
        self.main = self._main()

    def unusable(self, why: str) -> UnusableFileError:
        """Say what is wrong with the document and what to do."""
        hint = "open it in a word processor, mend that, and save it as a Word document (.docx)"
        return UnusableFileError(self.path, f"as a reference document, {why}", hint)

    def document(self) -> Element:
        """Give the part with the text."""
        root = self.xml(self.main)
        if root.tag != xml.W + "document":
            raise self.unusable("it is no Word document of the usual kind (Transitional)")
        return root

    def related(self, kind: str, namespace: str) -> Element | None:
        """Give the part of a kind that belongs to the text; None where there is none."""
        folder, _, name = self.main.rpartition("/")
        for type_, target in self._relations(f"{folder}/_rels/{name}.rels"):
            part = target[1:] if target.startswith("/") else f"{folder}/{target}"
            if type_.endswith("/" + kind) and part in self.parts:
                root = self.xml(part)
                if etree.QName(root).namespace != namespace:
                    raise self.unusable(f"its part {part} is of another kind than it says")
                return root
        return None

    def xml(self, name: str) -> Element:
        """Parse a part."""
        part = self.parts[name]
        most = MOST_OF_TEXT if name == self.main else MOST_OF_LOOK
        if len(part) > most:
            raise self.unusable(f"its part {name} has more than {most >> 20} MiB")
        try:
            return parse_xml(part)
        except etree.XMLSyntaxError as error:
            raise self.unusable(f"its part {name} is no XML ({error})") from error
        except DoctypeError as error:
            raise self.unusable(f"its part {name} has a document type") from error

    def _unpacked(self, data: bytes) -> dict[str, bytes]:
        try:
            return unpack(data)
        except ArchiveError as error:
            raise self.unusable(str(error)) from error

    def _refuse_macros(self) -> None:
        named = any(name.lower().endswith(_MACROS) for name in self.parts)
        if named or b"macroenabled" in self.parts.get("[Content_Types].xml", b"").lower():
            raise self.unusable("it holds macros")

    def _refuse_links(self) -> None:
        for name in self.parts:
            if name.endswith(".rels"):
                for relation in self.xml(name):
                    if relation.get("TargetMode") == "External":
                        raise self.unusable(
                            f"it links to another file or address ({relation.get('Target')!r})"
                        )

    def _relations(self, name: str) -> Iterator[tuple[str, str]]:
        if name in self.parts:
            for relation in self.xml(name):
                yield relation.get("Type", ""), relation.get("Target", "")

    def _main(self) -> str:
        for type_, target in self._relations("_rels/.rels"):
            if type_.endswith(_OFFICE) and target.removeprefix("/") in self.parts:
                return target.removeprefix("/")
        raise self.unusable("it holds no document")


def _refers(theme: Element) -> bool:
    """Tell whether a theme needs further parts, as pictures."""
    names = (str(name) for element in theme.iter() for name in element.attrib)
    return any(name.startswith(xml.R) for name in names)


def _page(document: Element, page: PageSetup) -> PageSetup:
    """Take the page of the last section; what is not given, or makes no page, stays ours."""
    section = document.find(f"{xml.W}body/{xml.W}sectPr")
    if section is None:
        return page
    taken = PageSetup(
        {**page.size, **_lengths(section.find(xml.W + "pgSz"), page.size)},
        {**page.margins, **_lengths(section.find(xml.W + "pgMar"), page.margins)},
    )
    return taken if taken.is_possible else page


def _lengths(element: Element | None, known: Mapping[str, int]) -> dict[str, int]:
    found = {} if element is None else {name: element.get(xml.W + name, "") for name in known}
    lengths = {name: int(given) for name, given in found.items() if _LENGTH.fullmatch(given)}
    return {name: length for name, length in lengths.items() if length <= _LARGEST}
