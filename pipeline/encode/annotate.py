"""What the words of a document say: dates, places, references, names and terms."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, TypeAlias

from pipeline.encode import dates, names, references
from pipeline.encode.assemble import Annotation, Annotations
from pipeline.encode.blocks import document_kind
from pipeline.encode.leaves import LeafBlock
from pipeline.encode.places import PlaceNames
from pipeline.encode.profile import Profile
from pipeline.encode.standoff import BlockKind, Flow, overlaps
from pipeline.model import document as model
from pipeline.model.document import Span

_Wrap: TypeAlias = Callable[[tuple[model.Inline, ...]], model.Annotated]


class LeafText(NamedTuple):
    """The clean text of one leaf; ``note`` is the place of its note in the list, from 1."""

    leaf: LeafBlock
    flow: Flow
    note: int | None


def passages(
    text: str, leaves: Sequence[tuple[LeafBlock, int | None]], aside: Sequence[Span]
) -> tuple[LeafText, ...]:
    """Take markers and page marks, which rise in ``aside``, out of the leaves."""
    found: list[LeafText] = []
    starts = [start for start, _ in aside]
    ends = [end for _, end in aside]
    for leaf, note in leaves:
        start, end = leaf.extent
        inside = aside[bisect(ends, start) : bisect_left(starts, end)]
        found.append(LeafText(leaf, Flow.of(text, leaf.extent, inside), note))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class AnnotatedWords:
    """What was read out of a document's words.

    ``unresolved`` are stretches of the normalized text that read like references and have no
    address, each with the reason.
    """

    annotations: Annotations
    unresolved: tuple[tuple[Span, str], ...]


def annotate(
    found: Sequence[LeafText],
    profile: Profile,
    index: names.NameIndex | None,
    context: references.ReferenceContext,
    decided: Sequence[tuple[Span, str | None]],
    language: str,
    places: PlaceNames | None,
) -> AnnotatedWords:
    """Annotate the passages of one document, which is in ``language``.

    ``decided`` are stretches of the normalized text with the address each leads to, or None where
    nothing is referred to. Where two marks overlap, references go before dates and places, and
    those before names.
    """
    named = _names(found, index)
    unresolved: list[tuple[Span, str]] = []
    dated = _dated(found, profile, language, places)
    annotations: dict[Span, Sequence[Annotation]] = {}
    is_editorial = any(_heads_editorial_note(passage) for passage in found)
    for passage, name_marks in zip(found, named, strict=True):
        editorial = is_editorial or passage.note is not None
        if editorial != context.editorial:
            context = replace(context, editorial=editorial)
        cited = _cited(passage, context, profile)
        if cited.cited != context.cited:
            context = replace(context, cited=cited.cited)
        cited = _settled(cited, passage.flow, decided)
        unresolved += [(passage.flow.span(u.span), u.reason) for u in cited.unresolved]
        first = [(mark.span, _reference(mark)) for mark in cited.marks]
        if passage.leaf.span in dated:
            first += dated[passage.leaf.span]
        in_text = () if places is None else places.find(passage.flow.text, profile.names)
        last = [(span, _place(key)) for span, key in in_text]
        kept = _disjoint([*first, *name_marks, *last]) if first or last else name_marks
        if kept:
            annotations[passage.leaf.span] = tuple(
                Annotation(passage.flow.span(span), wrap) for span, wrap in kept
            )
    return AnnotatedWords(annotations, tuple(unresolved))


def _cited(
    passage: LeafText, context: references.ReferenceContext, profile: Profile
) -> references.References:
    text = passage.flow.text
    found = references.References()
    if profile.references is not None:
        found = references.find_references(text, context, profile.references)
    addresses = tuple(references.find_addresses(text))
    return replace(found, marks=(*addresses, *found.marks)) if addresses else found


def _settled(
    cited: references.References, flow: Flow, decided: Sequence[tuple[Span, str | None]]
) -> references.References:
    """Replace all annotations that overlap a decided one."""
    if not decided:
        return cited
    here = [(found, target) for span, target in decided if (found := flow.find(span))]
    if not here:
        return cited
    spans = [span for span, _ in here]
    marks = [mark for mark in cited.marks if not overlaps(mark.span, spans)]
    marks += [references.ReferenceMark(span, target) for span, target in here if target]
    return replace(
        cited,
        marks=tuple(sorted(marks, key=lambda mark: mark.span)),
        unresolved=tuple(one for one in cited.unresolved if not overlaps(one.span, spans)),
    )


def _heads_editorial_note(passage: LeafText) -> bool:
    is_heading = passage.leaf.kind is BlockKind.HEADING
    kind = document_kind(passage.flow.text) if is_heading else None
    return kind is model.DocumentKind.EDITORIAL_NOTE


def _disjoint(taken: list[tuple[Span, _Wrap]]) -> Sequence[tuple[Span, _Wrap]]:
    """Keep of overlapping marks the one that comes first in ``taken``."""
    starts: list[int] = []
    kept: list[tuple[Span, _Wrap]] = []
    for span, wrap in taken:
        place = bisect(starts, span[0])
        after_left = place == 0 or kept[place - 1][0][1] <= span[0]
        before_right = place == len(kept) or span[1] <= kept[place][0][0]
        if after_left and before_right:
            starts.insert(place, span[0])
            kept.insert(place, (span, wrap))
    return kept


def _reference(mark: references.ReferenceMark) -> _Wrap:
    return lambda content: model.Reference(mark.target, content)


def _dated(
    found: Sequence[LeafText], profile: Profile, language: str, listed: PlaceNames | None
) -> dict[Span, list[tuple[Span, _Wrap]]]:
    """Give the dates and places of the datelines, or the date of the first heading.

    The heading has it where no dateline has one. Where it has, a dateline without a year
    has that of the heading.
    """
    settings = profile.dates
    if settings is None:
        return {}
    text = [passage for passage in found if passage.note is None]
    headings = [passage for passage in text if passage.leaf.kind is BlockKind.HEADING][:1]

    @cache
    def of_heading() -> dates.DateMark | None:
        if not headings:
            return None
        return dates.find_heading_date(headings[0].flow.text, settings, language)

    given: dict[Span, list[tuple[Span, _Wrap]]] = {}
    dated = False
    for passage in text:
        if passage.leaf.kind is BlockKind.DATELINE:
            words = passage.flow.text
            marks = dates.find_dates(words, settings, language, of_heading)
            dated |= bool(marks)
            places = dates.find_places(words, marks, language)
            known = {} if listed is None else listed.keys
            given[passage.leaf.span] = [
                (span, _place(known.get(words[slice(*span)], ""))) for span in places
            ]
            given[passage.leaf.span] += [(mark.span, _date(mark)) for mark in marks]
    if not dated and (heading := of_heading()) is not None:
        given[headings[0].leaf.span] = [(heading.span, _date(heading))]
    return given


def _place(key: str) -> _Wrap:
    return lambda content: model.Place(content, key)


def _date(mark: dates.DateMark) -> _Wrap:
    return lambda content: model.Date(
        content, mark.when, mark.from_, mark.to, mark.not_before, mark.not_after, mark.cert,
        mark.calendars,
    )  # fmt: skip


def _names(
    found: Sequence[LeafText], index: names.NameIndex | None
) -> Sequence[Sequence[tuple[Span, _Wrap]]]:
    if index is None:
        return [()] * len(found)
    read = tuple(
        names.BlockText(passage.flow.text, passage.leaf.kind, passage.note is not None)
        for passage in found
    )
    return [[(mark.span, _name(mark)) for mark in marks] for marks in names.find_names(read, index)]


def _name(mark: names.NameMark) -> _Wrap:
    if mark.is_term:
        return lambda content: model.Term(mark.key, content)
    return lambda content: model.PersonName(mark.key, content, mark.is_body)
