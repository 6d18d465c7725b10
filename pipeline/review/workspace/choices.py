"""The ways to settle what was found: what was read first, then what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.triage import is_fixed
from pipeline.model.decisions import NONE, ROLES, DecisionKind
from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.document import Span
from pipeline.model.source import Source
from pipeline.review.workspace.readings import PlacedReading, ReadingKind

_WITHOUT_MARKER = "N102"
_OPTIONS = {
    DecisionKind.MARKER: "--note",
    DecisionKind.REFERENCE: "--target",
    DecisionKind.ROLE: "--role",
    DecisionKind.READING: "--accept",
}


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """A decision that would settle a finding: ``value`` at ``span`` of the normalized text.

    ``chance`` is how likely it is to be right, where that is known. A reading is let stand with a
    reason, which a person has to give.
    """

    kind: DecisionKind
    value: str
    span: Span
    location: Location
    chance: float | None = None

    @property
    def needs_reason(self) -> bool:
        """Whether it cannot be written down without a reason."""
        return self.kind is DecisionKind.READING

    @property
    def command(self) -> str:
        """The command line that would write it down."""
        at = f"{self.location.file}:{self.location.line}:{self.location.column}"
        why = ' --why "..."' if self.needs_reason else ""
        return f"edition decide {at} {_OPTIONS[self.kind]} {self.value}{why}"


def choices_for(
    found: Diagnostic, source: Source, readings: Sequence[PlacedReading]
) -> tuple[DecisionChoice, ...]:
    """Give what would settle a finding, the likeliest first; letting it stand comes last.

    What concerns no marker, reference or line can only be let stand, and what no edition can put up
    with not even that.
    """
    near = [one for one in readings if _is_at(one.location, found.location)]
    note = unmarked_note(found, readings)
    near += [note] if note and note not in near else []
    ways = list(dict.fromkeys(_ways(found, source, near)))
    if Path(found.location.file) == Path(source.file) and not is_fixed(found.code):
        span = source.span_at(found.location)
        ways.append(DecisionChoice(DecisionKind.READING, found.code, span, found.location))
    return tuple(ways)


def unmarked_note(found: Diagnostic, readings: Sequence[PlacedReading]) -> PlacedReading | None:
    """Give the note that a finding says has no marker: the last whose number stands before it."""
    if found.code != _WITHOUT_MARKER:
        return None
    end = found.location.line, found.location.column
    above = [
        one
        for one in readings
        if one.kind is ReadingKind.NOTE and (one.location.line, one.location.column) <= end
    ]
    return above[-1] if above else None


def _ways(
    found: Diagnostic, source: Source, near: Sequence[PlacedReading]
) -> Iterator[DecisionChoice]:
    family = found.code[0]
    if found.code == "S203":
        yield from _roles(near)
    elif family == "N":
        yield from _markers(found, source, near)
    elif family == "X":
        references = [one for one in near if one.kind is ReadingKind.REFERENCE]
        for one in references:
            yield _choice(DecisionKind.REFERENCE, one.value, one.span, source)
        spans = [one.span for one in references] or [source.span_at(found.location)]
        yield from (_choice(DecisionKind.REFERENCE, NONE, span, source) for span in spans)


def _roles(near: Sequence[PlacedReading]) -> Iterator[DecisionChoice]:
    for one in near:
        if one.kind is ReadingKind.LINE and one.value in ROLES:
            kind = DecisionKind.ROLE
            yield DecisionChoice(kind, one.value, one.span, one.location, one.confidence)
            for other in one.others:
                if other.value in ROLES:
                    yield DecisionChoice(kind, other.value, one.span, one.location, other.chance)


def _markers(
    found: Diagnostic, source: Source, near: Sequence[PlacedReading]
) -> Iterator[DecisionChoice]:
    for one in near:
        if one.kind is ReadingKind.MARKER:
            if one.printed:
                yield from _marker(source, one.value, one.span, one.confidence)
            for other in one.others:
                yield from _marker(source, other.value, other.span, other.chance)
        elif one.kind is ReadingKind.NOTE and found.code == _WITHOUT_MARKER:
            for other in one.others:
                yield from _marker(source, other.value, other.span, None)
    if found.code in {"N107", "N202", "N205"}:
        yield from _marker(source, NONE, source.span_at(found.location), None)


def _marker(
    source: Source, value: str, span: Span, chance: float | None
) -> Iterator[DecisionChoice]:
    """Give the decision on a label, without the space that belongs to it."""
    words = source.text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    label = start, start + len(words.strip())
    if label[0] < label[1]:
        location = source.location(label)
        yield DecisionChoice(DecisionKind.MARKER, value, label, location, chance)


def _choice(kind: DecisionKind, value: str, span: Span, source: Source) -> DecisionChoice:
    return DecisionChoice(kind, value, span, source.location(span))


def _is_at(one: Location, other: Location) -> bool:
    """Tell whether two stretches have a character in common, or begin at one place."""
    starts = (one.line, one.column), (other.line, other.column)
    ends = (one.end_line, one.end_column), (other.end_line, other.end_column)
    same = starts[0] == starts[1]
    return same or (starts[0] < ends[1] and starts[1] < ends[0])
