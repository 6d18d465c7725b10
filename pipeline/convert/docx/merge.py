"""Styles and lists of two DOCX in one: those of a reference document, and ours where it has none.

A style is known by its name, since its id differs from one language of Word to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count

from lxml import etree

from pipeline.convert.docx import xml
from pipeline.convert.docx.styles import DEEPEST_HEADING
from pipeline.convert.docx.xml import VAL, Element, W

_ID, _TYPE, _DEFAULT = W + "styleId", W + "type", W + "default"
_STYLE, _NUM, _ABSTRACT, _NUM_ID = W + "style", W + "num", W + "abstractNum", W + "numId"
_ABSTRACT_ID = W + "abstractNumId"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NUMBER = re.compile(r"[0-9]{1,9}")
# What stands in a text and in no definition; Word would obey a field in a style too.
_CONTENT = tuple(
    W + name
    for name in (
        "p", "r", "t", "fldSimple", "fldChar", "instrText", "delInstrText", "hyperlink", "object",
        "pict", "drawing", "control", "sdt", "smartTag", "customXml", "altChunk", "subDoc",
        "attachedTemplate", "dataBinding", "footnoteReference", "endnoteReference",
    )
)  # fmt: skip
_PICTURES = (W + "numPicBullet", W + "lvlPicBulletId")


def merge(
    styles: Element, numbering: Element | None, our_styles: Element, our_numbering: Element
) -> tuple[Element, Element]:
    """Give styles and numbering of a reference document with ours where it has none."""
    _keep_words(styles)
    _leave_out(styles, *_CONTENT)
    again = _leave_out_doubles(styles)
    missing = _missing(styles, our_styles)
    numbering = xml.new("numbering") if numbering is None else numbering
    _keep_words(numbering)
    _leave_out(numbering, *_PICTURES, *_CONTENT)
    ids = _ids(styles, our_styles)
    ids |= {gone: ids[kept] for gone, kept in again.items()}
    _rename(styles, ids)
    _rename(numbering, ids)
    added = {style.get(_ID, "") for style in missing}
    _add_lists(numbering, our_numbering, missing, added)
    _add_styles(styles, missing)
    _cut_loose_ends(styles)
    defaults = our_styles.find(W + "docDefaults")
    if styles.find(W + "docDefaults") is None and defaults is not None:
        styles.insert(0, deepcopy(defaults))
    _show_headings(styles)
    return styles, numbering


def _keep_words(root: Element) -> None:
    """Leave out what is not Word's own: other vendors' elements and what points to other parts."""
    for element in [each for each in root.iter() if not str(each.tag).startswith(W)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in [n for n in element.attrib if not str(n).startswith((W, _XML))]:
            del element.attrib[name]
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w"])


def _leave_out(root: Element, *names: str) -> None:
    for element in list(root.iter(*names)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _key(style: Element) -> tuple[str, str]:
    name = style.find(W + "name")
    return style.get(_TYPE, "paragraph"), "" if name is None else name.get(VAL, "").lower()


def _leave_out_doubles(styles: Element) -> dict[str, str]:
    """Leave out all but one of the styles of a name, and second ones of an id, as LibreOffice has.

    The one whose id is its name stays. Gives for each id that is gone the one that stays for it.
    """
    kept: dict[tuple[str, str], Element] = {}
    again: dict[str, str] = {}
    ids: set[str] = set()
    by_name = sorted(styles.iter(_STYLE), key=lambda one: one.get(_ID, "").lower() != _plain(one))
    for style in by_name:
        own, first = style.get(_ID, ""), kept.setdefault(_key(style), style)
        if first is not style or own in ids:
            styles.remove(style)
            if own not in ids:
                again[own] = first.get(_ID, "")
        ids.add(own)
    return again


def _plain(style: Element) -> str:
    return _key(style)[1].replace(" ", "")


def _missing(styles: Element, ours: Element) -> list[Element]:
    there = {_key(style) for style in styles.iter(_STYLE)}
    return [deepcopy(style) for style in ours.iter(_STYLE) if _key(style) not in there]


def _ids(styles: Element, ours: Element) -> dict[str, str]:
    """Give the id of each style of the reference document: ours where we have one of its name."""
    named = {_key(style): style.get(_ID, "") for style in ours.iter(_STYLE)}
    taken = set(named.values())
    ids: dict[str, str] = {}
    for style in styles.iter(_STYLE):
        own = style.get(_ID, "")
        if _key(style) in named:
            ids[own] = named[_key(style)]
            continue
        candidates = (own if n == 0 else f"{own}-{n}" for n in count())
        ids[own] = next(one for one in candidates if one not in taken)
        taken.add(ids[own])
    return ids


def _rename(root: Element, ids: Mapping[str, str]) -> None:
    for style in root.iter(_STYLE):
        style.set(_ID, ids[style.get(_ID, "")])
    for reference in root.iter(*(W + n for n in _REFERENCES)):
        name = reference.get(VAL, "")
        reference.set(VAL, ids.get(name, name))


_REFERENCES = ("basedOn", "next", "link", "pStyle", "styleLink", "numStyleLink")


def _add_styles(styles: Element, missing: list[Element]) -> None:
    defaults = {s.get(_TYPE) for s in styles.iter(_STYLE) if s.get(_DEFAULT) in ("1", "true", "on")}
    for style in missing:
        if style.get(_TYPE) in defaults:
            style.attrib.pop(_DEFAULT, None)
        styles.append(style)


def _add_lists(numbering: Element, ours: Element, missing: list[Element], added: set[str]) -> None:
    """Add our lists under numbers of their own, for the list styles that are added."""
    lists = _next(numbering, _ABSTRACT, _ABSTRACT_ID)
    numbers = _next(numbering, _NUM, _NUM_ID)
    abstract: dict[str, str] = {}
    first = next((i for i, each in enumerate(numbering) if each.tag != _ABSTRACT), len(numbering))
    for given in map(deepcopy, ours.iterchildren(_ABSTRACT)):
        abstract[given.get(_ABSTRACT_ID, "")] = str(next(lists))
        given.set(_ABSTRACT_ID, abstract[given.get(_ABSTRACT_ID, "")])
        for level in given.iter(W + "lvl"):
            for style in level.findall(W + "pStyle"):
                if style.get(VAL) not in added:
                    level.remove(style)
        numbering.insert(first, given)
        first += 1
    place = max((i for i, each in enumerate(numbering, 1) if each.tag == _NUM), default=first)
    known: dict[str, str] = {}
    for given in map(deepcopy, ours.iterchildren(_NUM)):
        known[given.get(_NUM_ID, "")] = str(next(numbers))
        given.set(_NUM_ID, known[given.get(_NUM_ID, "")])
        for leads in given.iter(_ABSTRACT_ID):
            leads.set(VAL, abstract[leads.get(VAL, "")])
        numbering.insert(place, given)
        place += 1
    for style in missing:
        for number in style.iter(_NUM_ID):
            number.set(VAL, known[number.get(VAL, "")])


def _next(numbering: Element, tag: str, name: str) -> Iterator[int]:
    taken = (each.get(name, "") for each in numbering.iterchildren(tag))
    return count(1 + max((int(n) for n in taken if _NUMBER.fullmatch(n)), default=0))


def _cut_loose_ends(styles: Element) -> None:
    """Leave out references to styles that are not there, and styles based on themselves."""
    by_id = {style.get(_ID, ""): style for style in styles.iter(_STYLE)}
    for style in by_id.values():
        for name in ("basedOn", "next", "link"):
            for reference in style.findall(W + name):
                if reference.get(VAL, "") not in by_id:
                    style.remove(reference)
    grounded: set[str] = set()
    for style in by_id.values():
        seen, below = {style.get(_ID, "")}, style
        while (base := below.find(W + "basedOn")) is not None:
            if base.get(VAL, "") in seen:
                below.remove(base)
                break
            if base.get(VAL, "") in grounded:
                break
            seen.add(base.get(VAL, ""))
            below = by_id[base.get(VAL, "")]
        grounded |= seen


def _show_headings(styles: Element) -> None:
    """Have every heading in Word's navigation at its level, whatever it looks like."""
    by_id = {style.get(_ID, ""): style for style in styles.iter(_STYLE)}
    for level in range(1, DEEPEST_HEADING + 1):
        style = by_id[f"Heading{level}"]
        properties = style.find(W + "pPr")
        if properties is None:
            properties = xml.new("pPr")
            before = style.find(W + "rPr")
            style.insert(len(style) if before is None else style.index(before), properties)
        for given in properties.findall(W + "outlineLvl"):
            properties.remove(given)
        xml.add(properties, "outlineLvl", val=str(level - 1))
