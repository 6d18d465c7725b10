"""The list of editorial signs: what is shown for the marks of transcribers in a book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from pipeline.book.lists import made
from pipeline.book.model import Role
from pipeline.book.outputs import TextView
from pipeline.book.words import SignWords
from pipeline.model import document as model

_SAMPLE = (model.Text("abc"),)
_Sample = tuple[str, model.Inline]


def editorial_signs(
    documents: Sequence[model.Document], view: TextView, words: SignWords
) -> model.Document | None:
    """List the signs that a book with ``documents`` shows; None where it shows none."""
    used = {name for document in documents for name in _names_in(document)}
    samples = [one for one in _samples(view) if one[0] in used]
    if not samples:
        return None
    items = tuple(
        model.ListItem((sample, model.Text(f" – {getattr(words, name)}")))
        for name, sample in samples
    )
    return made(Role.SIGNS.value, words.heading, model.List(model.ListKind.SIMPLE, items))


def _samples(view: TextView) -> Iterator[_Sample]:
    """Give a sample of each sign that is shown, by its name among the words of the book."""
    if view == "diplomatic":
        yield "deleted", model.Alteration(model.AlterationKind.DELETED, _SAMPLE)
        yield "added", model.Alteration(model.AlterationKind.ADDED, _SAMPLE)
        for kind, name in _CONDITIONS.items():
            yield name, model.Condition(kind, _SAMPLE)
        correction = model.ChoiceKind.CORRECTION
        yield "reading", model.EditorialChoice(correction, _SAMPLE, "abd")
        yield "sic", model.EditorialChoice(correction, _SAMPLE)
    yield "gap", model.Lacuna(model.LacunaKind.GAP)
    yield "blank", model.Lacuna(model.LacunaKind.BLANK)
    yield "margin", model.Remark(model.RemarkKind.MARGIN, _SAMPLE)
    if view == "diplomatic":
        yield "remark", model.Remark(model.RemarkKind.TRANSCRIBER, _SAMPLE)
        yield "hand", model.HandShift("A. B.")
    yield "figure", model.Figure(_SAMPLE)


_CONDITIONS = {
    model.ConditionKind.UNCLEAR: "unclear",
    model.ConditionKind.SUPPLIED: "supplied",
    model.ConditionKind.EXPANDED: "expanded",
    model.ConditionKind.SURPLUS: "surplus",
    model.ConditionKind.DAMAGED: "damaged",
}


def _kind(node: model.Condition | model.Alteration | model.Lacuna | model.Remark) -> str:
    match node:
        case model.Condition():
            return _CONDITIONS[node.kind]
        case model.Alteration():
            return "deleted" if node.kind is model.AlterationKind.DELETED else "added"
        case model.Lacuna():
            return "gap" if node.kind is model.LacunaKind.GAP else "blank"
        case model.Remark():
            return "margin" if node.kind is model.RemarkKind.MARGIN else "remark"
        case _:
            assert_never(node)


def _names_in(document: model.Document) -> Iterator[str]:
    roots: Iterable[model.Node] = (document, *document.notes)
    for node in (node for root in roots for node in model.walk(root)):
        if isinstance(node, model.Condition | model.Alteration | model.Lacuna | model.Remark):
            yield _kind(node)
        elif isinstance(node, model.EditorialChoice):
            if node.reading:
                yield "reading"
            elif node.kind is model.ChoiceKind.CORRECTION:
                yield "sic"
        elif isinstance(node, model.HandShift):
            yield "hand"
        elif isinstance(node, model.Figure):
            yield "figure"
