"""Element and attribute names of TEI P5, and which of ours they stand for."""

from __future__ import annotations

from lxml import etree

from pipeline.model import document as model

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID = f"{XML}id"
XML_LANG = f"{XML}lang"

# Blocks that hold nothing but inlines, with the attributes that tell them apart.
LINE_ELEMENTS: dict[type, tuple[str, dict[str, str]]] = {
    model.Paragraph: ("p", {}),
    model.SourceNote: ("note", {"type": "source", "rend": "inline"}),
    model.Heading: ("head", {}),
    model.Dateline: ("dateline", {}),
    model.Salutation: ("salute", {}),
    model.OpenerLine: ("seg", {}),
    model.Valediction: ("salute", {}),
    model.Signature: ("signed", {}),
    model.CloserLine: ("seg", {}),
    model.Cell: ("cell", {}),
}


def date_values(date: model.Date) -> dict[str, str]:
    """Give the attributes that say which day a date is (att.datable.w3c)."""
    values = {
        "when": date.when, "from": date.from_, "to": date.to,
        "notBefore": date.not_before, "notAfter": date.not_after,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}
