"""What the encoding asks of its elements beyond what a schema can say.

XML Schema 1.0 gives an element one type a place, so it cannot tell a source note from an
unplaced note, nor forbid ``when`` beside ``from``. What is wrong here could not be read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.diagnostics import Finding
from pipeline.document import Span
from pipeline.tei.names import TEI, XML_ID, Element
from pipeline.validate import words
from pipeline.validate.failure import Failure, Kind

_BLOCKS = frozenset(TEI + name for name in ("p", "list", "table", "quote", "pb"))
_ONLY_BLOCKS = _BLOCKS - {TEI + "pb"}
_NOTE_ID = re.compile(r".+fn[0-9]{1,6}")
_WITHOUT_TYPE = "footnote"


def failures(root: Element) -> Iterator[Failure]:
    """Yield the elements of a tree valid against the schema that have no proper form."""
    for element in root.iter(*_FORMS):
        reason = _FORMS[str(element.tag)](element)
        if reason:
            yield Failure(Kind.FORM, element, reason=reason)


def _note(note: Element) -> str:
    kind = note.get("type", _WITHOUT_TYPE)
    if kind == "source":
        if set(note.keys()) != {"type", "rend"}:
            return 'a source note has type="source" and rend="inline" and no other attribute'
        if any(child.tag in _ONLY_BLOCKS for child in note):
            return "a source note holds text and no paragraphs"
        return ""
    if kind == "unplaced":
        if set(note.keys()) != {"type", "n", "place", XML_ID}:
            return "an unplaced note has the attributes type, n, place and xml:id and no other"
        if not len(note) or any(child.tag not in _BLOCKS for child in note) or _own_text(note):
            return "an unplaced note holds paragraphs, lists and tables"
    if not _NOTE_ID.fullmatch(note.get(XML_ID, "")):
        return "the id of a note is the document's id, “fn” and a number, as d1282fn1"
    return ""


def _own_text(element: Element) -> bool:
    pieces = (element.text, *(child.tail for child in element))
    return any(piece and piece.strip(" \t\n") for piece in pieces)


def _date(date: Element) -> str:
    if date.get("when") and (date.get("from") or date.get("to")):
        return "a date has either when, or from and to"
    return ""


def _reference(reference: Element) -> str:
    if reference.get("type") != "note":
        return ""
    if len(reference) or not reference.text:
        return "a second marker of a note holds the marker and nothing else"
    if not reference.get("target", "").startswith("#"):
        return "a second marker of a note leads to a note of its own document, as #d1282fn1"
    return ""


def _label(label: Element) -> str:
    parent = label.getparent()
    if parent is None or parent.tag != TEI + "item" or not parent.text:
        return ""
    return "the label of a list item stands before its text"


def _page_break(page: Element) -> str:
    if page.get(XML_ID, "pg_" + page.get("n", "")) != "pg_" + page.get("n", ""):
        return "the id of a page break is “pg_” and the page number"
    return ""


_FORMS: dict[str, Callable[[Element], str]] = {
    TEI + "note": _note,
    TEI + "date": _date,
    TEI + "ref": _reference,
    TEI + "label": _label,
    TEI + "pb": _page_break,
}


def check_form(failure: Failure, span: Span) -> Finding | None:
    """An element mixes two of the forms the encoding has for it.

    It could be read in two ways, or not at all.

    Example: ``<date when="1945-05-02" from="1945-05-01">``.

    To mend it, keep the one form that is meant, or encode the transcription again.
    """
    if failure.kind is not Kind.FORM:
        return None
    return Finding(
        span,
        f"this {words.element(failure.name)} has no proper form: {failure.reason} ({failure.path})",
        "keep the one form that is meant, or encode the transcription again",
    )
