"""Files as people have them, read and written as transcriptions.

Word and LibreOffice, pages of the web and Markdown go through pandoc, whose document has notes and
emphasis as such: nothing of them is guessed. PAGE XML, ALTO and TEI are read here. What a file
holds and a transcription cannot say is told, and never left out in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.normalize.handed_in import foreign_tei, html, markdown, page_files, word
from pipeline.normalize.handed_in.content import HandedInError, HandedInText
from pipeline.system.xml import DoctypeError, parse_xml

_HINT = "name files of Word (.docx), LibreOffice (.odt), .html, .md, PAGE XML, ALTO or TEI"


def read(name: str, data: bytes, changes: str | None = None) -> HandedInText:
    """Read a file by its ``name``; ``changes`` says what becomes of tracked changes.

    Raises HandedInError, and MissingProgramError.
    """
    try:
        return _read(name, data, changes)
    except RecursionError as error:
        fault = "is nested too deep"
        raise HandedInError(fault, "take quotations and lists out of one another") from error


def _read(name: str, data: bytes, changes: str | None) -> HandedInText:
    match name.lower().rpartition(".")[2]:
        case "docx":
            return word.read_docx(data, changes)
        case "odt":
            return word.read_odt(data, changes)
        case "html" | "htm":
            return html.read(data)
        case "md" | "markdown":
            return markdown.read(data)
        case "xml":
            root = _xml(data)
            if etree.QName(root).localname in (page_files.PAGE, page_files.ALTO):
                return page_files.read([(name, root)])
            if root.tag in (foreign_tei.TEI + "TEI", foreign_tei.TEI + "text"):
                return foreign_tei.read(root)
        case "txt":
            hint = "copy it into the folder of the edition; it is read as it is"
            raise HandedInError("is plain text", hint)
    raise HandedInError("is of no kind that can be read", _HINT)


def read_pages(files: Sequence[tuple[str, bytes]]) -> HandedInText:
    """Read several files of PAGE XML or ALTO as the pages of one text; raises HandedInError."""
    roots = [(name, _xml(data)) for name, data in files]
    for name, root in roots:
        if etree.QName(root).localname not in (page_files.PAGE, page_files.ALTO):
            raise HandedInError(
                f"{name} is no page", "only files of PAGE XML and ALTO are joined to one text"
            )
    return page_files.read(roots)


def _xml(data: bytes) -> etree._Element:
    try:
        return parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise HandedInError(f"is no XML ({error})", _HINT) from error
    except DoctypeError as error:
        raise HandedInError("has a document type", "take the DOCTYPE out") from error
