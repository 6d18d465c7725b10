"""What a mark means, as a node of the document that holds no words yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pipeline.model.document import (
    Alteration,
    AlterationKind,
    ChoiceKind,
    Condition,
    ConditionKind,
    Editorial,
    EditorialChoice,
    Figure,
    Foreign,
    HandShift,
    Highlight,
    Lacuna,
    LacunaKind,
    LineBreak,
    Reference,
    Remark,
    RemarkKind,
    Rendition,
    Substitution,
)

MarkNode: TypeAlias = Editorial | Reference | Lacuna | HandShift | LineBreak
_SaidOfMark: TypeAlias = Mapping[str, str]
_MakeNode: TypeAlias = Callable[[_SaidOfMark], MarkNode]


def _highlight(rendition: Rendition) -> _MakeNode:
    return lambda _: Highlight(rendition, ())


def _condition(kind: ConditionKind) -> _MakeNode:
    return lambda said: Condition(kind, (), said.get("reason", ""))


def _choice(kind: ChoiceKind) -> _MakeNode:
    return lambda said: EditorialChoice(kind, (), said.get("reading", ""))


def _remark(kind: RemarkKind) -> _MakeNode:
    return lambda said: Remark(kind, (), said.get("place", "").lower())


def _lacuna(kind: LacunaKind) -> _MakeNode:
    return lambda said: Lacuna(kind, said.get("reason", ""), said.get("extent", ""))


_MEANINGS: Mapping[str, _MakeNode] = {
    "italic": _highlight(Rendition.ITALIC),
    "bold": _highlight(Rendition.BOLD),
    "small capitals": _highlight(Rendition.SMALL_CAPITALS),
    "underlined": _highlight(Rendition.UNDERLINED),
    "superscript": _highlight(Rendition.SUPERSCRIPT),
    "subscript": _highlight(Rendition.SUBSCRIPT),
    "letter-spaced": _highlight(Rendition.SPACED),
    "foreign": lambda said: Foreign(said.get("language", "und"), ()),
    "unclear": _condition(ConditionKind.UNCLEAR),
    "damaged": _condition(ConditionKind.DAMAGED),
    "supplied": _condition(ConditionKind.SUPPLIED),
    "expanded": _condition(ConditionKind.EXPANDED),
    "surplus": _condition(ConditionKind.SURPLUS),
    "deleted": lambda _: Alteration(AlterationKind.DELETED, ()),
    "added": lambda said: Alteration(AlterationKind.ADDED, (), said.get("place", "").lower()),
    "substituted": lambda _: Substitution(()),
    "corrected": _choice(ChoiceKind.CORRECTION),
    "abbreviated": _choice(ChoiceKind.EXPANSION),
    "regularized": _choice(ChoiceKind.REGULARIZATION),
    "margin": _remark(RemarkKind.MARGIN),
    "remark": _remark(RemarkKind.TRANSCRIBER),
    "figure": lambda said: Figure((), said.get("description", ""), said.get("image", "")),
    "picture": lambda said: Figure((), said.get("description", "")),
    "gap": _lacuna(LacunaKind.GAP),
    "blank": _lacuna(LacunaKind.BLANK),
    "hand": lambda said: HandShift(said.get("hand", "")),
    "link": lambda said: Reference(said.get("image", ""), ()),
    "line": lambda _: LineBreak(),
    "line in word": lambda _: LineBreak(joined=True),
}
KEPT, LEFT_OUT, PAGE, PICTURE = "text", "left out", "page", "picture"
NEXT_PAGE = "next page"
LINE, LINE_IN_WORD = "line", "line in word"
MEANINGS = (*_MEANINGS, KEPT, LEFT_OUT, PAGE, NEXT_PAGE)
"""What a row of a table may say that its mark means."""
APART = frozenset({"figure", "margin", "remark"})


def nodes_of(means: tuple[str, ...], said: _SaidOfMark) -> tuple[MarkNode, ...]:
    """Give the nodes that a mark stands for, from the outer to the inner."""
    made = (_MEANINGS[one](said) for one in means if one in _MEANINGS)
    return tuple(one for one in made if not (isinstance(one, Reference) and not one.target))
