"""Give each note of the list its marker in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from pipeline.encode.markers.affinity import Affinity, alone
from pipeline.encode.markers.candidates import (
    LETTER,
    SYMBOL,
    Labels,
    MarkerCandidate,
    blank_pages,
    find_candidates,
    in_cell,
    is_whole,
)
from pipeline.encode.markers.decided import DecidedMarkers
from pipeline.encode.markers.lattice import NARROW, NONE, WIDE, Beam, best_path, build, chances
from pipeline.encode.markers.leftover import left_over
from pipeline.encode.markers.letters import are_in_turn, find_letters
from pipeline.encode.markers.numbering import Numbering
from pipeline.encode.markers.scored import ScoredCandidates
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.markers.statistics import TextStatistics
from pipeline.encode.standoff import (
    Marker,
    NoteList,
    NoteText,
    PageMark,
    Resolution,
    rising,
    with_its_space,
)
from pipeline.model.document import Span

_SLACK = 3
_RUNNERS_UP = 3
_DOUBT = 0.9
_SETTLED = 0.98
_OPEN = 0.5
_MANY = 500
_AGAIN = -5.5
_AGAIN_IN_CELL = -4.0  # where it stands behind a word, as no figure of the table does
_SURE = 20.0
_LIKELY = 0.5
_UNLIKELY = 1e-4
_DECIMALS = 6
_ALONE = 0.9  # a number on a line of its own may be the list's count, not a label
# The end of a word, and of a number: the best way through all notes may take one on half a chance.
# On the volumes for measuring, of letters below this share none was a marker and 4 were not; with a
# slip in each document 0 and 41. Of cut numbers 2 were and 1 was not; with slips 11 and 38.
_LETTER_TAKEN = 0.95
_FIGURE_CUT = 0.5
_LONG = 40
_UNPRINTED = 0.69  # taken for the list's count, which is always to be reported


@dataclass(frozen=True, slots=True)
class _Choice:
    """A candidate chosen for a note, and the candidates that come next with their chances."""

    candidate: int
    note: int
    confidence: float
    runners_up: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _ChosenPlaces:
    """What the search has chosen: places, and the likeliest ones of the notes that have none."""

    seated: list[_Choice]
    unseated: list[tuple[int, tuple[int, ...]]]

    def least(self) -> float:
        """Give the least confidence; none where a note has no marker."""
        if self.unseated:
            return 0.0
        return min((choice.confidence for choice in self.seated), default=1.0)


def resolve(
    text: str,
    notes: NoteList | None,
    pages: Sequence[PageMark],
    settings: MarkerSettings,
    decided: Sequence[tuple[Span, int | None]] = (),
    carried: int | None = None,
) -> Resolution:
    """Find the marker of each note; markers rise by place.

    ``decided`` are places with the note whose marker stands there, or None where none does.
    ``carried`` is the last number of the document before, as in :class:`Numbering`.

    A note has no marker where nothing in the text is likely to be one. ``confidence`` is the
    probability of the place among all ways to place all notes or to leave them without. Only where
    numbers and symbols in the text leave a doubt, letters and markers inside other notes are
    considered too. Where the list repeats notes and some find no marker, each is sought once: a
    list may count the markers of a note and the print the note, and does where the text counts
    without a gap.
    """
    known = notes or NoteList(len(text), ())
    search = _Search(text, pages, settings, DecidedMarkers.of(text, decided), carried)
    found = search.run(known.start, known.notes)
    once = _once(text, known)
    if decided or len(once) == len(known.notes) or not found.unseated:
        return found
    again = search.run(known.start, [known.notes[place] for place in once])
    if not _in_turn(again.markers, len(once)):
        return found
    markers = tuple(replace(marker, note=once[marker.note]) for marker in again.markers)
    repeats = sorted(set(range(len(known.notes))) - {marker.note for marker in markers})
    return replace(again, markers=markers, unseated=tuple((place, ()) for place in repeats))


def _once(text: str, notes: NoteList) -> list[int]:
    """Give the place of each note in the list, a long one that is repeated once."""
    firsts: dict[str, int] = {}
    for place, note in enumerate(notes.notes):
        start, end = note.span
        firsts.setdefault(text[start:end] if end - start > _LONG else f"{place}.", place)
    return list(firsts.values())


def _in_turn(markers: Sequence[Marker], notes: int) -> bool:
    """Tell whether each of so many ``notes`` has a marker, and their first ones count from 1."""
    first = {marker.note: marker.label for marker in reversed(markers)}
    return all(first.get(note) == str(note + 1) for note in range(notes))


class _Search:
    """Looks for the markers of one text."""

    def __init__(
        self,
        text: str,
        pages: Sequence[PageMark],
        settings: MarkerSettings,
        decided: DecidedMarkers,
        carried: int | None,
    ) -> None:
        self.readable = blank_pages(text, pages)
        self.settings = settings
        self.decided = decided
        self.carried = carried
        self.page = TextStatistics.of(self.readable, settings.symbols, settings.words)

    def run(self, end: int, notes: Sequence[NoteText]) -> Resolution:
        """Find the markers of ``notes`` in the text up to ``end``."""
        spans = [note.span for note in notes]
        numbering = Numbering.of([note.number for note in notes], self.carried)
        labels, page = numbering.labels(), self.page
        scored = self._supply(page, spans, offer(page, (0, end), labels, self.settings))
        chosen = _choose(scored, numbering, NARROW)
        numbers = (scored.candidates[choice.candidate].number for choice in chosen.seated)
        # What the count was not thought to reach.
        reached = [n for n in numbers if n >= 0 and str(n) not in labels]
        if reached and chosen.least() < _SETTLED:
            labels = numbering.labels(reached)
            scored = self._supply(page, spans, offer(page, (0, end), labels, self.settings))
            chosen = _choose(scored, numbering, NARROW)
        beam = WIDE if len(notes) <= _MANY else NARROW
        if beam == WIDE and _OPEN <= chosen.least() < _SETTLED:
            chosen = _choose(scored, numbering, beam)
        if chosen.least() < _DOUBT:
            page = page.with_vocabulary()
            offered = offer(page, (0, end), labels, self.settings, letters_of=len(notes))
            scored = self._supply(page, spans, offered)
            for host, span in enumerate(spans):
                inside = scored.decided.free(offer(page, span, labels, self.settings))
                scored.add(candidate._replace(host=host) for candidate in inside)
            chosen = _choose(scored, numbering, beam)
        return self._resolution(scored, chosen)

    def _supply(
        self, page: TextStatistics, notes: Sequence[Span], offered: Sequence[MarkerCandidate]
    ) -> ScoredCandidates:
        scored = ScoredCandidates(
            self.settings, page, Affinity(page, notes, self.settings), self.decided
        )
        scored.add(self.decided.applied(offered))
        return scored

    def _resolution(self, scored: ScoredCandidates, chosen: _ChosenPlaces) -> Resolution:
        again = repeated(scored, chosen.seated)
        found = [*(_without(choice, again) for choice in chosen.seated), *again]
        chosen_ones = [scored.candidates[choice.candidate] for choice in found]
        markers = rising(_marker(self.readable, scored, choice) for choice in found)
        unseated = tuple(
            (note, tuple(_span(scored, index) for index in places))
            for note, places in chosen.unseated
        )
        return Resolution(markers, figures=left_over(scored, chosen_ones), unseated=unseated)


def _span(scored: ScoredCandidates, index: int) -> Span:
    found = scored.candidates[index]
    return found.start, found.end


def offer(
    page: TextStatistics, span: Span, labels: Labels, settings: MarkerSettings, letters_of: int = 0
) -> list[MarkerCandidate]:
    """Give the candidates of a stretch of the text, with letters where they are for some notes."""
    found = find_candidates(page.text, page.runs, span, labels, settings.symbols)
    if letters_of:
        found += find_letters(page.text, *span, letters_of + _SLACK)
    return sorted(found)


def _choose(scored: ScoredCandidates, numbering: Numbering, beam: Beam) -> _ChosenPlaces:
    layers = build(scored, numbering, beam)
    path = best_path(layers)
    in_turn = are_in_turn([scored.candidates[c].label for c in path if c != NONE], path)
    seated, unseated = [], []
    for note, (layer, best) in enumerate(zip(layers, path, strict=True)):
        odds = chances(layer)
        others = sorted((-p, c) for c, p in odds.items() if c not in {best, NONE})
        least = 0.0 if best == NONE or in_turn else _least_chance(scored.candidates[best])
        if best == NONE or odds[best] < least:
            first = () if best == NONE else (best,)
            places = (*first, *(c for _, c in others))
            unseated.append((note, places[:_RUNNERS_UP]))
            continue
        likely = [(c, round(-p, _DECIMALS)) for p, c in others[:_RUNNERS_UP] if -p > _UNLIKELY]
        seated.append(_Choice(best, note, round(odds[best], _DECIMALS), tuple(likely)))
    return _ChosenPlaces(seated, unseated)


def _least_chance(candidate: MarkerCandidate) -> float:
    """Give the chance from which a candidate is taken: what may be text has to be likelier."""
    if candidate.number == LETTER:
        return _LETTER_TAKEN
    return _FIGURE_CUT if candidate.run < candidate.start else 0.0


def repeated(scored: ScoredCandidates, chosen: Sequence[_Choice]) -> list[_Choice]:
    """Find further markers of notes that have one: the label again, in as good a place."""
    notes = {choice.candidate: choice.note for choice in chosen}
    ends = {scored.candidates[index].end for index in notes}
    nearest = {scored.candidates[c].label: note for c, note in sorted(notes.items(), reverse=True)}
    found = []
    for index, candidate in enumerate(scored.candidates):
        if index in notes:
            nearest[candidate.label] = notes[index]
        elif candidate.label in nearest and candidate.host < 0 and candidate.end not in ends:
            again = (
                _AGAIN_IN_CELL
                if in_cell(scored.page.text, candidate.start, candidate.end)
                else _AGAIN
            )
            chance = 1 / (1 + exp(-min(scored.scores[index] + again, _SURE)))
            if chance > _LIKELY and _can_be_again(scored, candidate):
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


def _can_be_again(scored: ScoredCandidates, candidate: MarkerCandidate) -> bool:
    text, start = scored.page.text, candidate.start
    may_be_l = candidate.label == "1" and text[start - 1 : start].isalpha()  # as in "nationa1"
    is_of_table = candidate.number == SYMBOL and in_cell(text, start, candidate.end)
    return is_whole(text, candidate) and not may_be_l and not is_of_table


def _marker(text: str, scored: ScoredCandidates, choice: _Choice) -> Marker:
    def span(index: int) -> Span:
        return with_its_space(text, _span(scored, index))

    candidate = scored.candidates[choice.candidate]
    confidence = scored.weights.calibrate(choice.confidence)
    printed = not scored.affinity.is_unprinted(choice.note, candidate)
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
