"""Pages of the web: their notes are links that lead to each other, whatever program made them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import tinycss2
import webencodings
from lxml import etree, html

from pipeline.model.errors import ConversionError
from pipeline.normalize.handed_in import pandoc_json
from pipeline.normalize.handed_in.content import HandedInError, HandedInText, Remarks
from pipeline.normalize.handed_in.words import words_of
from pipeline.system import pandoc

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096
_PROGRAMS = ("script", "style", "noscript", "template", "object", "embed", "iframe", "link")
_MENUS = ("nav", "form", "button", "select")
_BLOCKS = frozenset({"li", "p", "div", "dd", "td", "aside", "section", "blockquote"})
_IN_LINES = frozenset({
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_OF_NOTES = re.compile(r"note|ftn|fn", re.IGNORECASE)
_CLASS = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]*)")
_MOST_LINKS = 500
"""A note has no more links; a list of notes may."""

_NEAR = 3
"""So many elements up may the id of a marker stand, as in ``sup > a``."""


def read(data: bytes) -> HandedInText:
    """Read a page; nothing that it names is fetched. Raises HandedInError."""
    remarks = Remarks()
    body = _body(_decoded(data), remarks)
    _mark_notes(body, remarks)
    written = etree.tostring(body, encoding="utf-8", method="html")
    try:
        read = pandoc_json.read(pandoc.read("html-tex_math_dollars", written))
    except ConversionError as error:
        raise HandedInError(f"cannot be read: {error}", "save the page again") from error
    remarks.counts.update(read.remarks.counts)
    remarks.places.update(read.remarks.places)
    return replace(read, remarks=remarks, words=words_of("".join(_texts(body))))


def _decoded(data: bytes) -> str:
    """Decode a page as UTF-8, or else by what it says of itself, and strictly.

    Only what browsers know are encodings: Python has more under that name, that give no text.
    """
    declared = _CHARSET.search(data[:_HEAD])
    named = webencodings.lookup(declared[1].decode("ascii")) if declared else None
    for name in ("utf-8-sig", *([named.codec_info.name] if named else [])):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise HandedInError("is not UTF-8, nor what it says it is", "save it as UTF-8")


def _body(text: str, remarks: Remarks) -> Element:
    """Give what of a page is text: its one ``main`` if it has one, without menus and programs."""
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise HandedInError(f"is no page of the web ({error})", "save the page again") from error
    _name_looks(root)
    etree.strip_elements(root, *_PROGRAMS, with_tail=False)
    whole = len("".join(_texts(root.find("body"))).split())
    mains = root.findall(".//main")
    body = mains[0] if len(mains) == 1 else root.find("body")
    if body is None:
        raise HandedInError("holds no text", "save the page again")
    etree.strip_elements(body, *_MENUS, with_tail=False)
    left_out = whole - len("".join(_texts(body)).split())
    if left_out > 0:
        remarks.add(f"menus and what else is not the text were left out: {left_out:,} words", "")
    return body


def _name_looks(root: Element) -> None:
    """Let words that a style sheet of the page sets in italics be so by their element."""
    sheets = [one.text or "" for one in root.iter("style")]
    names = {name for sheet in sheets for name in _italic_classes(sheet)}
    for span in root.iter("span"):
        if _is_italic(span.get("style", "")) or names.intersection(span.get("class", "").split()):
            span.tag = "em"


def _italic_classes(sheet: str) -> Iterator[str]:
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and _is_italic(tinycss2.serialize(rule.content)):
            yield from _CLASS.findall(tinycss2.serialize(rule.prelude))


def _is_italic(style: str) -> bool:
    return re.sub(r"\s", "", style).lower().find("font-style:italic") >= 0


def _texts(element: Element | None) -> Iterator[str]:
    """Yield the words of an element, parted where what is no part of a line begins or ends."""
    if element is None:
        return
    is_call = pandoc_json.NOTE_CLASS in element.get("class", "")
    edge = "" if element.tag in _IN_LINES and not is_call else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield edge


def _mark_notes(body: Element, remarks: Remarks) -> None:
    """Mark what leads to a note and back for :mod:`pandoc_json`, and take out the way back."""
    named = _named(body)
    order = {element: number for number, element in enumerate(body.iter())}
    calls: dict[Element, list[Element]] = defaultdict(list)
    taken: set[Element] = set()
    inside: dict[Element, list[Element]] = {}
    for link in body.iter("a"):
        target = named.get(_fragment(link))
        note = None if target is None or link in taken else _note_of(target)
        if note is None or order[note] <= order[link] or note in link.iterancestors():
            continue
        if note not in inside:
            inside[note] = list(islice(note.iter("a"), _MOST_LINKS + 1))
        if len(inside[note]) > _MOST_LINKS:
            continue
        backs = [one for one in inside[note] if _is_near(named.get(_fragment(one)), link)]
        if backs:
            calls[note].append(link)
            taken.update(backs)
    targets: dict[Element, set[str]] = defaultdict(set)
    for note, links in calls.items():
        targets[note].update(_fragment(link) for link in links)
    for number, (note, links) in enumerate(calls.items(), 1):
        if len(targets[note]) > 1 or any(one in calls for one in note.iterdescendants()):
            remarks.add("notes that share one block were left where they stand", "")
            continue
        for link in links:
            _call(link, f"n{number}")
        for back in [one for one in note.iter("a") if one in taken]:
            if note in back.iterancestors():  # else it went with another one
                _take_out(back)
        _set_apart(body, note, f"n{number}")


def _named(body: Element) -> dict[str, Element]:
    named: dict[str, Element] = {}
    for element in body.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                named.setdefault(name, element)
    return named


def _fragment(link: Element) -> str:
    return link.get("href", "").rpartition("#")[2] if "#" in link.get("href", "") else ""


def _note_of(target: Element) -> Element | None:
    """Give the block that a note is: the one that its name stands at, or what is called a note."""
    block = target
    while block.tag not in _BLOCKS:
        above = block.getparent()
        if above is None or above.tag == "body":
            return None
        block = above
    above = block.getparent()
    if above is not None and above.tag in ("div", "aside", "li") and block.tag == "p":
        named = f"{above.get('id', '')} {above.get('class', '')}"
        marked = sum(1 for one in above.iter("a") if one.get("id") or one.get("name"))
        if _OF_NOTES.search(named) and marked <= 1:
            return above
    return block


def _is_near(target: Element | None, link: Element) -> bool:
    """Tell whether a name stands at a link: at it, in it, or right around it."""
    if target is None:
        return False
    if target is link or link in target.iterancestors():
        return True
    around = link
    for _ in range(_NEAR):
        above = around.getparent()
        if above is None or above.tag in _BLOCKS:
            break
        if above is target:
            return True
        around = above
    before = link.getprevious()
    return before is target and not (target.tail or "").strip()


def _call(link: Element, name: str) -> None:
    """Put the place of a note for a link, and for what holds nothing but it."""
    around = link
    while True:
        above = around.getparent()
        if above is None or above.tag in _BLOCKS or not _holds_only(above, around):
            break
        around = above
    tail = around.tail
    around.clear()
    around.tag, around.tail = "span", tail
    around.set("id", name)
    around.set("class", pandoc_json.NOTE_CLASS)


def _holds_only(above: Element, inner: Element) -> bool:
    alone = len(above) == 1 and above[0] is inner
    return alone and not (above.text or "").strip() and not (inner.tail or "").strip()


def _take_out(back: Element) -> None:
    """Take out the way back with what holds nothing else, as ``<span class="backlink">``."""
    around = back
    while True:
        above = around.getparent()
        if above is None or above.tag in _BLOCKS:
            break
        if not (_holds_only(above, around) or "backlink" in above.get("class", "")):
            break
        around = above
    if above is not None and around.getprevious() is None:
        before, after = (above.text or "").rstrip(), (around.tail or "").lstrip()
        if before.endswith("[") and after.startswith("]"):
            before, after = before[:-1], after[1:]
        above.text, around.tail = before, (after.lstrip(". ") if not before else after)
    if isinstance(around, html.HtmlElement):
        around.drop_tree()


def _set_apart(body: Element, note: Element, name: str) -> None:
    """Move a note to the end of the page, in a block that has its name."""
    apart = etree.SubElement(body, "div", {"id": name, "class": pandoc_json.NOTE_CLASS})
    apart.text = note.text
    apart.extend(list(note))
    above = note.getparent()
    if above is not None:
        before = note.getprevious()
        if note.tail and before is not None:
            before.tail = (before.tail or "") + note.tail
        elif note.tail:
            above.text = (above.text or "") + note.tail
        above.remove(note)
