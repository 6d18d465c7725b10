"""What Word has and pandoc has no node for, as raw nodes: fields, ends of sections, a tab.

They hold structure alone: what is between the start of a field and its end is pandoc's own.
"""

from __future__ import annotations

from hashlib import sha1
from xml.sax.saxutils import quoteattr

from lxml import etree

from pipeline.convert.ast import PandocNode
from pipeline.convert.docx.xml import Element

LONGEST_BOOKMARK = 40

_CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
)
_BEGIN, _SEPARATE, _END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def _inline(xml: str) -> PandocNode:
    return {"t": "RawInline", "c": ["openxml", xml]}


def _block(xml: str) -> PandocNode:
    return {"t": "RawBlock", "c": ["openxml", xml]}


# The text of a list item stands at the indent of the list.
LABEL_END = _inline('<w:r><w:rPr><w:rStyle w:val="ItemLabel"/></w:rPr><w:tab/></w:r>')
REFERENCE_END = _inline("</w:fldSimple>")
LOOK_END = _inline("</w:customXml>")
CONTENTS_START, CONTENTS_END = _block(_CONTENTS), _block("</w:sdtContent></w:sdt>")
ENTRIES_END = _inline(_END)


def reference_start(name: str) -> PandocNode:
    """Start a field that shows the label of the note ``name``."""
    instruction = quoteattr(f" NOTEREF {_bookmark(name)} \\f \\h ")
    return _inline(f"<w:fldSimple w:instr={instruction}>")


def look_start(name: str) -> PandocNode:
    """Start words that look otherwise in a way that pandoc has no node for."""
    return _inline(f"<w:customXml w:element={quoteattr(name)}>")


def entries_start(deepest: int) -> PandocNode:
    """Start the field of the contents, which shows headings as deep as ``deepest``."""
    instruction = f' TOC \\o "1-{deepest:d}" \\n \\h '
    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return _inline(_BEGIN + code + _SEPARATE)


def section_end(properties: Element) -> PandocNode:
    """End a section of Word's in a paragraph of its own."""
    xml = etree.tostring(properties, encoding="unicode")
    return _block(f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{xml}</w:pPr></w:p>')


def _bookmark(name: str) -> str:
    """Give the bookmark that pandoc makes of an identifier: a hash where Word cannot have it."""
    if len(name) <= LONGEST_BOOKMARK and name[:1].isalpha():
        return name
    return "X" + sha1(name.encode(), usedforsecurity=False).hexdigest()[1:]
