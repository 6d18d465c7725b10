"""Give each note of the list its marker in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from pipeline.document import Span
from pipeline.encode.markers.affinity import Affinity, alone
from pipeline.encode.markers.candidates import (
    Candidate,
    blank_pages,
    find_candidates,
    find_letters,
)
from pipeline.encode.markers.decided import Decided
from pipeline.encode.markers.features import Surroundings
from pipeline.encode.markers.lattice import NARROW, NONE, WIDE, Beam, best_path, build, chances
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.markers.supply import Supply
from pipeline.encode.standoff import Marker, NoteList, PageMark, rising, with_its_space

_SLACK = 3
_RUNNERS_UP = 3
_DOUBT = 0.9
_SETTLED = 0.98
_OPEN = 0.5
_MANY = 500
_AGAIN = -6.5
_SURE = 20.0
_LIKELY = 0.5
_UNLIKELY = 1e-4
_DECIMALS = 6
_ALONE = 0.9  # a number on a line of its own may be the list's count, not a label
_LONG = 40
_UNPRINTED = 0.89  # taken for the list's count, which is always to be reported


@dataclass(frozen=True, slots=True)
class _Choice:
    """A candidate chosen for a note, and the candidates that come next with their chances."""

    candidate: int
    note: int
    confidence: float
    runners_up: tuple[tuple[int, float], ...]


def resolve(
    text: str,
    notes: NoteList | None,
    pages: Sequence[PageMark],
    settings: MarkerSettings,
    decided: Sequence[tuple[Span, int | None]] = (),
) -> tuple[Marker, ...]:
    """Find the marker of each note; markers rise by place.

    ``decided`` are places with the note whose marker stands there, or None where none does.

    A note has no marker where nothing in the text is likely to be one. ``confidence`` is the
    probability of the place among all ways to place all notes. Only where numbers and
    symbols in the text leave a doubt, letters and markers inside other notes are considered too.
    Where the list repeats notes and some find no marker, each is sought once: a list may count the
    markers of a note and the print the note, and does where the text counts without a gap.
    """
    if notes is None:
        return ()
    found = _resolved(text, notes, pages, settings, decided)
    once = _once(text, notes)
    if decided or len(once) == len(notes.notes) or _marked(found) == len(notes.notes):
        return found
    listed = NoteList(notes.start, tuple(notes.notes[place] for place in once))
    again = _resolved(text, listed, pages, settings, ())
    if not _in_turn(again, len(once)):
        return found
    return tuple(replace(marker, note=once[marker.note]) for marker in again)


def _once(text: str, notes: NoteList) -> list[int]:
    """Give the place of each note in the list, a long one that is repeated once."""
    firsts: dict[str, int] = {}
    for place, note in enumerate(notes.notes):
        start, end = note.span
        firsts.setdefault(text[start:end] if end - start > _LONG else f"{place}.", place)
    return list(firsts.values())


def _marked(markers: Sequence[Marker]) -> int:
    return len({marker.note for marker in markers})


def _in_turn(markers: Sequence[Marker], notes: int) -> bool:
    """Tell whether each of so many ``notes`` has a marker, and their first ones count from 1."""
    first = {marker.note: marker.label for marker in reversed(markers)}
    return all(first.get(note) == str(note + 1) for note in range(notes))


def _resolved(
    text: str,
    notes: NoteList,
    pages: Sequence[PageMark],
    settings: MarkerSettings,
    decided: Sequence[tuple[Span, int | None]],
) -> tuple[Marker, ...]:
    readable = blank_pages(text, pages)
    spans = [note.span for note in notes.notes]
    fixed = Decided.of(text, decided)
    page = Surroundings.of(readable, settings.symbols, settings.words)
    supply = Supply(settings, page, Affinity(page, spans, settings), fixed)
    supply.add(fixed.applied(offer(page, (0, notes.start), len(spans), settings)))
    chosen = _choose(supply, len(spans), NARROW)
    beam = WIDE if len(spans) <= _MANY else NARROW
    if beam == WIDE and _OPEN <= _least(chosen, len(spans)) < _SETTLED:
        chosen = _choose(supply, len(spans), beam)
    if _least(chosen, len(spans)) < _DOUBT:
        page = page.with_vocabulary()
        supply = Supply(settings, page, Affinity(page, spans, settings), fixed)
        supply.add(fixed.applied(offer_all(page, (0, notes.start), len(spans), settings)))
        _add_inside(spans, supply, settings)
        chosen = _choose(supply, len(spans), beam)
    again = repeated(supply, chosen)
    found = [*(_without(choice, again) for choice in chosen), *again]
    return rising(_marker(readable, supply, choice) for choice in found)


def offer(page: Surroundings, span: Span, notes: int, settings: MarkerSettings) -> list[Candidate]:
    """Give the candidates of a stretch of the text for so many notes."""
    return find_candidates(page.text, page.runs, span, notes + _SLACK, settings.symbols)


def offer_all(
    page: Surroundings, span: Span, notes: int, settings: MarkerSettings
) -> list[Candidate]:
    """Give the candidates of a stretch of the text, letters and all."""
    letters = find_letters(page.text, *span, notes + _SLACK)
    return sorted(offer(page, span, notes, settings) + letters)


def _add_inside(notes: Sequence[Span], supply: Supply, settings: MarkerSettings) -> None:
    for host, span in enumerate(notes):
        found = offer(supply.page, span, len(notes), settings)
        free = supply.decided.free(found)
        supply.add(candidate._replace(host=host) for candidate in free)


def _least(chosen: Sequence[_Choice], notes: int) -> float:
    """Give the least confidence; none where a note has no marker."""
    return 0.0 if len(chosen) < notes else min(choice.confidence for choice in chosen)


def _choose(supply: Supply, notes: int, beam: Beam) -> list[_Choice]:
    layers = build(supply, notes, beam)
    chosen = []
    for note, (layer, best) in enumerate(zip(layers, best_path(layers), strict=True)):
        if best != NONE:
            odds = chances(layer)
            others = sorted((-p, c) for c, p in odds.items() if c not in {best, NONE})
            likely = [(c, round(-p, _DECIMALS)) for p, c in others[:_RUNNERS_UP] if -p > _UNLIKELY]
            chosen.append(_Choice(best, note, round(odds[best], _DECIMALS), tuple(likely)))
    return chosen


def repeated(supply: Supply, chosen: Sequence[_Choice]) -> list[_Choice]:
    """Find further markers of notes that have one: the label again, in as good a place."""
    notes = {choice.candidate: choice.note for choice in chosen}
    ends = {supply.candidates[index].end for index in notes}
    nearest = {supply.candidates[c].label: note for c, note in sorted(notes.items(), reverse=True)}
    found = []
    for index, candidate in enumerate(supply.candidates):
        if index in notes:
            nearest[candidate.label] = notes[index]
        elif candidate.label in nearest and candidate.host < 0 and candidate.end not in ends:
            chance = 1 / (1 + exp(-min(supply.scores[index] + _AGAIN, _SURE)))
            if chance > _LIKELY and candidate.number >= 0 and not _is_misread_l(supply, candidate):
                note = nearest[candidate.label]
                found.append(_Choice(index, note, round(chance, _DECIMALS), ()))
                ends.add(candidate.end)
    return found


def _without(choice: _Choice, again: Sequence[_Choice]) -> _Choice:
    """Count places that are markers of the same note as no rivals."""
    same = {other.candidate for other in again if other.note == choice.note}
    if not same:
        return choice
    shared = sum(chance for candidate, chance in choice.runners_up if candidate in same)
    rivals = tuple(rival for rival in choice.runners_up if rival[0] not in same)
    return replace(
        choice, confidence=round(min(1.0, choice.confidence + shared), _DECIMALS), runners_up=rivals
    )


def _is_misread_l(supply: Supply, candidate: Candidate) -> bool:
    """Tell whether a 1 may be the letter l, as in ``nationa1``."""
    start = candidate.start
    return candidate.label == "1" and supply.page.text[start - 1 : start].isalpha()


def _marker(text: str, supply: Supply, choice: _Choice) -> Marker:
    def span(index: int) -> Span:
        found = supply.candidates[index]
        return with_its_space(text, (found.start, found.end))

    candidate = supply.candidates[choice.candidate]
    confidence = supply.weights.calibrate(choice.confidence)
    printed = not supply.affinity.is_unprinted(choice.note, candidate)
    if candidate.number == choice.note + 1 and alone(text, candidate):
        confidence = min(confidence, _ALONE if printed else _UNPRINTED)
    share = (1 - confidence) / max(1 - choice.confidence, _UNLIKELY)
    return Marker(
        span(choice.candidate),
        choice.note,
        candidate.label,
        round(confidence, _DECIMALS),
        tuple((span(c), round(min(p * share, 1), _DECIMALS)) for c, p in choice.runners_up),
        printed,
    )
