"""How words look that a transcriber marked, where the text is shown as it was written.

Each kind of mark has one look for all formats: a node of pandoc's, or signs before and behind.
"""

from __future__ import annotations

from typing import assert_never

from pipeline.model import document as model

GAP = "[…]"
BLANK = "[ ]"
PICTURE = "Fig."

_NODES = {
    model.Rendition.ITALIC: "Emph",
    model.Rendition.BOLD: "Strong",
    model.Rendition.SMALL_CAPITALS: "SmallCaps",
    model.Rendition.UNDERLINED: "Underline",
    model.Rendition.SUPERSCRIPT: "Superscript",
    model.Rendition.SUBSCRIPT: "Subscript",
}
_CONDITIONS = {
    model.ConditionKind.UNCLEAR: ("", "[?]"),
    model.ConditionKind.DAMAGED: ("", ""),
    model.ConditionKind.SUPPLIED: ("[", "]"),
    model.ConditionKind.EXPANDED: ("(", ")"),
    model.ConditionKind.SURPLUS: ("{", "}"),
}


def node_of(inline: model.Editorial) -> str:
    """Name pandoc's node for the words of a mark; nothing where it is a ``Span``."""
    if isinstance(inline, model.Highlight):
        return _NODES.get(inline.rendition, "")
    is_deleted = (
        isinstance(inline, model.Alteration) and inline.kind is model.AlterationKind.DELETED
    )
    return "Strikeout" if is_deleted else ""


def name_of(inline: model.Editorial) -> str:
    """Name the class of the words of a mark."""
    match inline:
        case model.Highlight():
            return inline.rendition.value
        case model.Condition():
            return inline.kind.value
        case model.Alteration():
            return inline.kind.value
        case model.Remark():
            return inline.kind.value
        case model.EditorialChoice():
            return inline.kind.value[0]
        case model.Foreign():
            return "foreign"
        case model.Substitution():
            return "subst"
        case model.Figure():
            return "figure"
        case _:
            assert_never(inline)


def signs_of(inline: model.Editorial) -> tuple[str, str]:
    """Give what stands before and behind the words of a mark."""
    match inline:
        case model.Condition():
            return _CONDITIONS[inline.kind]
        case model.Alteration():
            return ("", "") if inline.kind is model.AlterationKind.DELETED else ("\\", "/")
        case model.EditorialChoice():
            return ("", f" [{inline.reading}]" if inline.reading else " [sic]" * _is_sic(inline))
        case model.Remark():
            return ("|", "|") if inline.kind is model.RemarkKind.MARGIN else ("[NB ", "]")
        case model.Figure():
            return "[Fig. ", (f" – {inline.description}" if inline.description else "") + "]"
        case model.Highlight() | model.Foreign() | model.Substitution():
            return "", ""
        case _:
            assert_never(inline)


def sign_of(point: model.Lacuna | model.HandShift) -> str:
    """Give what stands in a place without words."""
    match point:
        case model.Lacuna():
            return GAP if point.kind is model.LacunaKind.GAP else BLANK
        case model.HandShift():
            return f"[{point.hand or '…'}:] "
        case _:
            assert_never(point)


def _is_sic(choice: model.EditorialChoice) -> bool:
    return choice.kind is model.ChoiceKind.CORRECTION
