"""Documents of Word (DOCX) and of LibreOffice and others (ODT), which come from strangers.

Macros, parts that lie elsewhere, document types and what unpacks without end are refused before
pandoc sees the file. The words of the file are read a second time here, from its XML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from pipeline.model.errors import ConversionError
from pipeline.normalize.handed_in import pandoc_json, running_heads
from pipeline.normalize.handed_in.content import HandedInError, HandedInText, Remarks
from pipeline.normalize.handed_in.own_marks import numbered
from pipeline.normalize.handed_in.words import words_of
from pipeline.system import pandoc
from pipeline.system.archive import ArchiveError, unpack
from pipeline.system.xml import DoctypeError, parse_xml

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_INSERTED = (W + "ins", W + "moveTo")
_DELETED = (W + "del", W + "moveFrom")
_CHANGES = (*_INSERTED, *_DELETED)
_FORMATTING = tuple(W + name for name in ("rPrChange", "pPrChange", "tblPrChange", "sectPrChange"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS = {W + "tab", W + "br", W + "cr", W + "footnoteReference", W + "endnoteReference"}
_MOST_COMMENTED = 200
_MOST_TAGS = 1_000_000
_TRUE = frozenset({"1", "true", "on"})
_TRUE_NOTES = frozenset({None, "normal"})

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_OUTSIDE = ("http:", "https:", "file:", "ftp:", "//", "/", "../")
_ODT_ASIDE = frozenset({
    _TEXT + "tracked-changes", _TEXT + "note-citation", _OFFICE + "annotation",
    _TEXT + "sequence-decls",
})  # fmt: skip
_RESAVE = "open it in a word processor, mend that, and save it again"
"""What may be done with tracked changes."""


def read_docx(data: bytes, changes: str | None) -> HandedInText:
    """Read a DOCX; ``changes`` is accept or reject, None where there should be none.

    Raises HandedInError.
    """
    parts = _parts(data)
    _refuse_links(parts)
    _refuse_too_much(*(parts.get(name, b"") for name in _TEXTS))
    texts = [_xml(parts, name) for name in _TEXTS if name in parts]
    if not texts or texts[0].tag != W + "document":
        raise HandedInError("is no Word document of the usual kind", "save it as .docx in Word")
    tracked = sum(1 for text in texts for _ in text.iter(*_CHANGES))
    if tracked and changes is None:
        raise HandedInError(
            f"holds {tracked:,} tracked changes{_by(texts)}",
            "say with --track-changes accept or --track-changes reject what is to become of them",
        )
    if tracked and changes == "reject":
        words = _word_words(texts, _INSERTED)
    else:
        words = _word_words(texts, _DELETED)
    read = _by_pandoc("docx", data, f"--track-changes={changes or 'accept'}")
    _remark_on_word(parts, texts, tracked, changes, read.remarks)
    marks = ["".join(run.itertext(W + "t")) for run in _own_marks(texts[0])]
    return numbered(replace(read, words=words), list(filter(None, marks)))


def read_odt(data: bytes, changes: str | None) -> HandedInText:
    """Read an ODT as :func:`read_docx` does; what was deleted in it cannot be had back."""
    parts = _parts(data)
    _refuse_too_much(parts.get("content.xml", b""))
    content = _xml(parts, "content.xml")
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise HandedInError("holds macros", f"{_RESAVE}, without macros")
    for element in content.iter():
        target = element.get(_LINK, "")
        if element.tag != _TEXT + "a" and target.startswith(_OUTSIDE):
            raise HandedInError(f"needs what lies elsewhere ({target!r})", _RESAVE)
    tracked = sum(1 for _ in content.iter(_TEXT + "changed-region"))
    if tracked and changes != "accept":
        raise HandedInError(
            f"holds {tracked:,} tracked changes",
            "--track-changes accept takes them all; to reject them, do so in the program it was "
            "written with, and save it again",
        )
    read = _by_pandoc("odt", data)
    if tracked:
        read.remarks.add(f"tracked changes were accepted: {tracked:,}", "")
    comments = sum(1 for _ in content.iter(_OFFICE + "annotation"))
    if comments:
        read.remarks.add(f"comments were left out: {comments:,}", "")
    if "styles.xml" in parts:
        running_heads.tell(running_heads.of_odt(_xml(parts, "styles.xml")), read.remarks)
    labels = (one.get(_TEXT + "label", "") for one in content.iter(_TEXT + "note-citation"))
    return numbered(replace(read, words=_odt_words(content)), list(filter(None, labels)))


def _own_marks(text: Element) -> Iterator[Element]:
    """Yield the runs that hold the place of a note and the mark that is shown there."""
    for reference in text.iter(W + "footnoteReference", W + "endnoteReference"):
        run = reference.getparent()
        if run is not None and reference.get(W + "customMarkFollows", "0") in _TRUE:
            yield run


def _parts(data: bytes) -> Mapping[str, bytes]:
    try:
        parts = unpack(data)
    except ArchiveError as error:
        fault = str(error).removeprefix("it ")
        raise HandedInError(fault, "open it in a word processor and save it again") from error
    if any(name.lower().endswith(_MACROS) for name in parts) or (
        b"macroenabled" in parts.get("[Content_Types].xml", b"").lower()
    ):
        raise HandedInError("holds macros", "save it as a document without macros")
    return parts


def _xml(parts: Mapping[str, bytes], name: str) -> Element:
    if name not in parts:
        raise HandedInError(f"has no part {name}", _RESAVE)
    try:
        return parse_xml(parts[name])
    except etree.XMLSyntaxError as error:
        raise HandedInError(f"is damaged: its part {name} is no XML ({error})", _RESAVE) from error
    except DoctypeError as error:
        raise HandedInError(f"has a document type in its part {name}", _RESAVE) from error


def _refuse_links(parts: Mapping[str, bytes]) -> None:
    """Refuse what another file or address is needed for; a link that a reader may follow is none.

    Every part of XML is parsed, as pandoc does, so that none of them has a document type.
    """
    for name in parts:
        if name.endswith(".xml"):
            _xml(parts, name)
        elif name.endswith(".rels"):
            for relation in _xml(parts, name):
                kind = relation.get("Type", "").rpartition("/")[2]
                if relation.get("TargetMode") == "External" and kind != "hyperlink":
                    target = relation.get("Target", "")
                    raise HandedInError(f"needs what lies elsewhere ({kind} {target!r})", _RESAVE)


def _refuse_too_much(*texts: bytes) -> None:
    """Refuse what pandoc would take more than a gigabyte for."""
    if sum(text.count(b"<") for text in texts) > _MOST_TAGS:
        raise HandedInError(f"has more than {_MOST_TAGS:,} tags", "part it into several documents")


def _by_pandoc(form: str, data: bytes, *options: str) -> HandedInText:
    try:
        return pandoc_json.read(pandoc.read(form, data, *options))
    except ConversionError as error:
        raise HandedInError(f"cannot be read: {error}", _RESAVE) from error


def _by(texts: list[Element]) -> str:
    """Name who has made the changes."""
    authors = {change.get(W + "author", "") for text in texts for change in text.iter(*_CHANGES)}
    named = ", ".join(sorted(authors - {""}))
    return f" by {named}" if named else ""


def _remark_on_word(
    parts: Mapping[str, bytes], texts: list[Element], tracked: int, changes: str | None,
    remarks: Remarks,
) -> None:  # fmt: skip
    if tracked:
        verb = "accepted" if changes == "accept" else "rejected"
        remarks.add(f"tracked changes{_by(texts)} were {verb}: {tracked:,}", "")
    if "word/comments.xml" in parts:
        commented = _commented(texts[0])
        for comment in _xml(parts, "word/comments.xml").iter(W + "comment"):
            author, words = comment.get(W + "author") or "somebody", _words(comment)
            about = commented.get(comment.get(W + "id", ""), "")
            remarks.add(f"a comment by {author} on “{about}” was left out: “{words}”", "")
    formatting = sum(1 for text in texts for _ in text.iter(*_FORMATTING))
    if formatting:
        remarks.add(f"tracked changes of the look alone were passed over: {formatting:,}", "")
    ends = sum(1 for text in texts[:1] for _ in text.iter(W + "endnoteReference"))
    if ends:
        remarks.add(f"endnotes became notes in one list with the footnotes: {ends:,}", "")
    others = sorted(name for name in parts if name.endswith(".xml") and name not in _TEXTS)
    running_heads.tell(running_heads.of_word(_xml(parts, name) for name in others), remarks)


def _words(element: Element) -> str:
    return "".join(_word_text(element, frozenset())).strip()


def _commented(text: Element) -> Mapping[str, str]:
    """Give the words that each comment is on, as many as are shown; none where it is on a place."""
    found: dict[str, str] = {}
    inside: set[str] = set()
    for element in text.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "t"):
        name = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            inside.add(name)
        elif element.tag == W + "commentRangeEnd":
            inside.discard(name)
        elif element.text:
            for one in tuple(inside):
                found[one] = found.get(one, "") + element.text
                if len(found[one]) > _MOST_COMMENTED:
                    found[one] = found[one][:_MOST_COMMENTED] + "…"
                    inside.discard(one)
    return found


def _word_words(texts: list[Element], gone: tuple[str, ...]) -> Counter[str]:
    """Count the words of the text and its notes, without those in elements that are ``gone``."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(words_of("".join(_word_text(text, frozenset({*gone, _FALLBACK})))))
    return found


def _word_text(element: Element, gone: frozenset[str]) -> Iterator[str]:
    for child in element:
        tag = str(child.tag)
        if tag in gone or (tag in _NOTES and child.get(W + "type") not in _TRUE_NOTES):
            continue
        if tag in (W + "t", W + "delText"):
            yield child.text or ""
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag in _BLANKS:
            yield " "
        else:
            yield from _word_text(child, gone)
            yield " " if tag == W + "p" else ""


_NOTES = frozenset({W + "footnote", W + "endnote"})


def _odt_words(content: Element) -> Counter[str]:
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise HandedInError("holds no text", "name a text document (.odt)")
    return words_of("".join(_odt_text(body)))


def _odt_text(element: Element) -> Iterator[str]:
    if element.tag in _ODT_ASIDE:
        return
    yield " " if element.tag in (_TEXT + "note", _TEXT + "p", _TEXT + "h") else ""
    yield " " if element.tag in (_TEXT + "s", _TEXT + "tab", _TEXT + "line-break") else ""
    yield element.text or ""
    for child in element:
        yield from _odt_text(child)
        yield child.tail or ""
    yield " " if element.tag in (_TEXT + "note", _TEXT + "p", _TEXT + "h") else ""
