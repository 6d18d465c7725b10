"""The elements for what transcribers mark, as emphasis, deletions and gaps (TEI 3.3, 11)."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from lxml import etree

from pipeline.model import document as model
from pipeline.tei.names import TEI, XML_LANG, Element

MarkedWords: TypeAlias = (
    model.Highlight | model.Foreign | model.Condition | model.Alteration | model.Substitution
    | model.Remark
)  # fmt: skip
_MARGIN = "margin"
_CONDITIONS = {kind.value: kind for kind in model.ConditionKind}
_ALTERATIONS = {kind.value: kind for kind in model.AlterationKind}
_LACUNAE = {kind.value: kind for kind in model.LacunaKind}
CHOICES = {kind.value[0]: kind for kind in model.ChoiceKind}


def write_stretch(parent: Element, stretch: MarkedWords) -> Element:
    """Append the element for marked words, without the words."""
    match stretch:
        case model.Highlight():
            return _element(parent, "hi", rend=stretch.rendition.value)
        case model.Foreign():
            return _element(parent, "foreign", **{XML_LANG: stretch.language})
        case model.Condition():
            name = "agent" if stretch.kind is model.ConditionKind.DAMAGED else "reason"
            return _element(parent, stretch.kind.value, **{name: stretch.reason})
        case model.Alteration():
            return _element(parent, stretch.kind.value, place=stretch.place)
        case model.Substitution():
            return _element(parent, "subst")
        case model.Remark() if stretch.kind is model.RemarkKind.MARGIN:
            return _element(parent, "note", place=f"{_MARGIN} {stretch.place}".rstrip())
        case model.Remark():
            return _element(parent, "note", type=stretch.kind.value)
        case _:
            assert_never(stretch)


def write_point(parent: Element, point: model.Lacuna | model.HandShift) -> Element:
    """Append the element for a place without words."""
    match point:
        case model.Lacuna():
            return _element(parent, point.kind.value, reason=point.reason, extent=point.extent)
        case model.HandShift():
            return _element(parent, "handShift", n=point.hand)
        case _:
            assert_never(point)


def _element(parent: Element, name: str, **attributes: str) -> Element:
    given = {key: value for key, value in attributes.items() if value}
    return etree.SubElement(parent, TEI + name, given)


def is_remark(note: Element) -> bool:
    """Tell whether a ``note`` is a remark, and no footnote."""
    kind = note.get("type") == model.RemarkKind.TRANSCRIBER.value
    return kind or note.get("place", "").split(" ")[0] == _MARGIN


def read_stretch(name: str, element: Element, content: model.Inlines) -> MarkedWords:
    """Read an element of :data:`STRETCHES`, or a remark, whose words are ``content``."""
    match name:
        case "hi":
            return model.Highlight(model.Rendition(element.get("rend")), content)
        case "foreign":
            return model.Foreign(element.get(XML_LANG) or "", content)
        case "del" | "add":
            return model.Alteration(_ALTERATIONS[name], content, element.get("place", ""))
        case "subst":
            return model.Substitution(content)
        case "note" if element.get("type") == model.RemarkKind.TRANSCRIBER.value:
            return model.Remark(model.RemarkKind.TRANSCRIBER, content)
        case "note":
            place = element.get("place", "").removeprefix(_MARGIN).strip()
            return model.Remark(model.RemarkKind.MARGIN, content, place)
        case _:
            reason = element.get("reason") or element.get("agent") or ""
            return model.Condition(_CONDITIONS[name], content, reason)


def read_point(name: str, element: Element, span: model.Span) -> model.Lacuna | model.HandShift:
    """Read the element for a place without words."""
    if name == "handShift":
        return model.HandShift(element.get("n", ""), span)
    given = element.get("reason", ""), element.get("extent", "")
    return model.Lacuna(_LACUNAE[name], *given, span)


STRETCHES = frozenset({*_CONDITIONS, *_ALTERATIONS, "hi", "foreign", "subst"})
