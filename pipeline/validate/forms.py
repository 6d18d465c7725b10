"""What the encoding asks of its elements beyond what a schema can say.

XML Schema 1.0 gives an element one type a place, so it cannot tell a source note from an
unplaced note or a document from a part, nor forbid ``when`` beside ``from``. What is wrong here
could not be read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.model.diagnostics import Finding
from pipeline.model.document import page_id
from pipeline.tei.marks import is_remark
from pipeline.tei.names import TEI, XML_ID, Element
from pipeline.validate import words
from pipeline.validate.failure import Failure, FailureKind, explains

_BLOCKS = frozenset(TEI + name for name in ("p", "list", "table", "quote", "pb"))
_ONLY_BLOCKS = _BLOCKS - {TEI + "pb"}
_NOTE_ID = re.compile(r".+fn[0-9]{1,6}")
_WITHOUT_TYPE = "footnote"


def failures(root: Element) -> Iterator[Failure]:
    """Yield the elements of a tree valid against the schema that have no proper form."""
    for element in root.iter(*_FORMS):
        reason = _FORMS[str(element.tag)](element)
        if reason:
            yield Failure(FailureKind.FORM, element, reason=reason)


def _note(note: Element) -> str:
    kind = note.get("type", _WITHOUT_TYPE)
    if is_remark(note):
        return _remark(note)
    if kind == "source":
        if set(note.keys()) != {"type", "rend"}:
            return 'a source note has type="source" and rend="inline" and no other attribute'
        if any(child.tag in _ONLY_BLOCKS for child in note):
            return "a source note holds text and no paragraphs"
        return ""
    if kind == "unplaced":
        if set(note.keys()) != {"type", "n", "place", XML_ID}:
            return "an unplaced note has the attributes type, n, place and xml:id and no other"
        if any(child.tag not in _BLOCKS for child in note) or _own_text(note):
            return "an unplaced note holds paragraphs, lists and tables"
    if kind == _WITHOUT_TYPE:
        if note.get("place") != "foot":
            return 'a footnote has place="foot", a remark place="margin" or type="transcriber"'
        if any(child.tag not in _BLOCKS for child in note) or _own_text(note):
            return "a footnote holds paragraphs, lists and tables"
    if not _NOTE_ID.fullmatch(note.get(XML_ID, "")):
        return "the id of a note is the document's id, “fn” and a number, as d1282fn1"
    return ""


def _remark(note: Element) -> str:
    if len(note.keys()) != 1:
        return 'a remark has either place="margin" or type="transcriber" and no other attribute'
    if any(child.tag in _ONLY_BLOCKS for child in note):
        return "a remark holds text and no paragraphs"
    return ""


def _division(division: Element) -> str:
    """Say what is wrong with a document, with what stands in one, or with what it stands in."""
    kind, holder = division.get("type", ""), _holder(division)
    if holder not in _HOLDERS[kind]:
        return f"a division of the type {kind} stands in {_or(_HOLDERS[kind])}, not in {holder}"
    if kind == "document":
        named = {"subtype", XML_ID} <= set(division.keys())
        return "" if named else 'a document has subtype="historical-document" and an xml:id'
    if set(division.keys()) != {"type"}:
        return "only a document has the attributes subtype, xml:id and n"
    return _titled(division) if _holds_documents(division) else ""


def _holds_documents(division: Element) -> bool:
    return division.get("type") == "chapter" or _holder(division) == "body"


def _titled(division: Element) -> str:
    head = division[0] if len(division) else None
    others = {child.tag for child in division[1:]}
    if head is None or head.tag != TEI + "head" or len(head) or not head.text:
        return "a part or chapter of an edition begins with a heading of text alone"
    return "" if others <= {TEI + "div"} else "a part or chapter holds documents and nothing else"


def _holder(division: Element) -> str:
    """Name what a division stands in; a part of the body is called so, to be told from others."""
    parent = division.getparent()
    if parent is None or parent.tag != TEI + "div":
        return "" if parent is None else str(parent.tag).removeprefix(TEI)
    above = parent.getparent()
    in_body = above is not None and above.tag == TEI + "body"
    kind = parent.get("type", "")
    return "part of the body" if kind == "part" and in_body else kind


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


_INSIDE = ("document", "attachment", "part")
_HOLDERS = {
    "document": ("front", "body", "back", "part of the body", "chapter"),
    "attachment": _INSIDE,
    "part": (*_INSIDE, "body"),
    "chapter": ("part of the body",),
}


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
    expected = page_id(page.get("n", ""))
    if page.get(XML_ID, expected) != expected:
        return "the id of a page break is “pg_” and the page number"
    return ""


_FORMS: dict[str, Callable[[Element], str]] = {
    TEI + "div": _division,
    TEI + "note": _note,
    TEI + "date": _date,
    TEI + "ref": _reference,
    TEI + "label": _label,
    TEI + "pb": _page_break,
}


@explains("V301", FailureKind.FORM,
    summary="An element mixes two of the forms the encoding has for it.",
    why="It could be read in two ways, or not at all.",
    example='`<date when="1945-05-02" from="1945-05-01">`.',
    remedy="keep the one form that is meant, or encode the transcription again.",
)  # fmt: skip
def form_mixed(failure: Failure) -> Finding | None:
    return failure.finding(
        f"this {words.element(failure.name)} has no proper form: {failure.reason}"
    )
