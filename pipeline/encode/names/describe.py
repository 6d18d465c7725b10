"""The features of candidates for names: title, context, and use in the rest of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.encode.names.forms import WORD, FormKind, fold
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import JoinedText, NameCandidate
from pipeline.encode.names.traits import NamePlace, Namesake, Owner, TermPlace, sign

TELLING = frozenset((FormKind.FULL, FormKind.PART_GIVEN))
_LONGEST_MEASURED = 4
_LETTERS_BEFORE = 90
_LETTERS_AFTER = 60
_MOST_COUNTED = 2
_MOST_NAMESAKES = 3
_MOST_READ = 50_000
_LONGEST_SHORTENED = len("Gov")
WOMAN = "woman"


class Fits(NamedTuple):
    """How well the title and the words near a name suit each of its persons."""

    title: list[int]
    context: list[int]


@dataclass(frozen=True, slots=True)
class NameUsage:
    """How a whole document uses names: its words, the persons named, unlisted namesakes.

    ``common`` are the words that stand in it without a capital; ``shown`` counts by key the
    places that say who is meant: a full name, or among several of one surname an office or a
    description that fits one of them alone. ``fits`` keeps what was found out for a name of
    several persons, by its place and words.
    """

    reading: JoinedText
    common: AbstractSet[str]
    shown: dict[str, int] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)
    fits: dict[tuple[int, tuple[str, ...]], Fits] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: JoinedText, found: Sequence[NameCandidate], index: NameIndex) -> NameUsage:
        """Gather the evidence of the candidates ``found`` in ``reading``."""
        # Of a very long text the beginning tells which words are common.
        words = reading.text[:_MOST_READ].split(" ")[1:-1] if found else ()
        around = cls(reading, frozenset(words))
        end = 0
        for candidate in found:
            group = candidate.group
            if group.is_term or candidate.start < end:
                continue
            if len(group.words) > 1:
                end = candidate.end
            if len(group.forms) > 1:
                around.show(_told_apart(candidate, around, index))
            elif group.kind in TELLING:
                around.show((group.forms[0].key,))
            if group.kind is FormKind.SURNAME and preceding(candidate, around, index) == "name":
                around.strangers.add(group.words[-1])
        return around

    def show(self, keys: Iterable[str]) -> None:
        """Count a place that says who is meant, for each of ``keys``."""
        for key in keys:
            self.shown[key] = self.shown.get(key, 0) + 1


def _told_apart(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> Iterator[str]:
    forms = candidate.group.forms
    for fits in _fits(candidate, around, index):
        best = max(fits)
        if best and fits.count(best) == 1:
            yield forms[fits.index(best)].key


def _fits(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> Fits:
    place = candidate.start, candidate.words
    fits = around.fits.get(place)
    if fits is None:
        context = _context_fits(around.reading, candidate, index)
        fits = around.fits[place] = Fits(_title_fits(candidate, index), context)
    return fits


def _title_fits(candidate: NameCandidate, index: NameIndex) -> list[int]:
    """Say how well the word before a name fits each entry: 0 not, 1 in part, 2 as it stands."""
    title, forms = candidate.before, candidate.group.forms
    if title not in index.settings.titles:
        return [0] * len(forms)
    entries = [index.entries[form.key] for form in forms]
    if index.settings.titles[title] == WOMAN:
        return [1 if one.is_woman is None else 2 * one.is_woman for one in entries]
    if title in index.settings.called:
        ranks = index.settings.called[title]
        return [2 * (not entry.leading.isdisjoint(ranks)) for entry in entries]
    return [(title in entry.leading) + (title in entry.offices) for entry in entries]


def _context_fits(reading: JoinedText, candidate: NameCandidate, index: NameIndex) -> list[int]:
    """Count for each entry the words near a name that it alone has."""
    start, end = candidate.start, candidate.end
    before = reading.text[max(0, start - _LETTERS_BEFORE) : start].rpartition("\n")[2]
    after = reading.text[end : end + _LETTERS_AFTER].partition("\n")[0]
    near = {word for word in WORD.findall(f"{before} {after}") if word[0].isupper()}
    own = [index.entries[form.key].words & near for form in candidate.group.forms]
    counts = Counter(word for words in own for word in words)
    return [min(sum(counts[word] == 1 for word in words), _MOST_COUNTED) for words in own]


def owners(
    candidate: NameCandidate, around: NameUsage, index: NameIndex
) -> Sequence[Owner | Namesake]:
    """Describe each person that a name can stand for, in the order of its forms."""
    forms = candidate.group.forms
    title = index.settings.titles.get(candidate.before)
    if len(forms) == 1:
        form = forms[0]
        fit = _title_fits(candidate, index)[0] if title else 0
        return (Owner(form.kind, int(form.key in around.shown), title, fit),)
    shown = [around.shown.get(form.key, 0) for form in forms]
    fits, contexts = _fits(candidate, around, index)
    among = min(len(forms), _MOST_NAMESAKES)
    described: list[Namesake] = []
    for place, form in enumerate(forms):
        own, other = shown[place], _best_but(shown, place)
        described.append(
            Namesake(
                form.kind, among,
                min(own, 1), min(other, 1), sign(own - other),
                title, fits[place], _best_but(fits, place),
                contexts[place], _best_but(contexts, place),
                index.entries[form.key].role,
            )
        )  # fmt: skip
    return described


def _best_but(numbers: list[int], place: int) -> int:
    return max(numbers[:place] + numbers[place + 1 :])


def name_place(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> NamePlace:
    """Describe the place of a candidate that is a name."""
    group, words = candidate.group, candidate.words
    alone = len(words) == 1
    return NamePlace(
        group.kind,
        around.reading.where[candidate.passage],
        preceding(candidate, around, index),
        following(candidate, around, index),
        "stop" if ends_sentence(candidate, index) else _last_mark(candidate.gap_before),
        _last_mark(candidate.gap_after[::-1]),
        min(len(words[0]), _LONGEST_MEASURED) if alone else 0,
        alone and words[0].lower() in around.common,
        alone and words[0].isupper(),
        group.words[-1] in around.strangers,
    )


def term_place(candidate: NameCandidate, around: NameUsage) -> TermPlace:
    """Describe a candidate that is a term."""
    group, words = candidate.group, candidate.words
    is_common = len(words) == 1 and not words[0].islower() and words[0].lower() in around.common
    return TermPlace(
        group.shape,
        group.listed,
        group.kind,
        around.reading.where[candidate.passage],
        _case(words, group.forms[0].printed),
        _last_mark(candidate.gap_before),
        _last_mark(candidate.gap_after[::-1]),
        _neighbour(candidate.before),
        _neighbour(candidate.after),
        is_common,
        len(group.forms),
    )


def _case(words: tuple[str, ...], printed: tuple[str, ...]) -> str:
    if words == printed:
        return "same"
    text = "".join(words)
    if text.islower():
        return "lower"
    if text.isupper():
        return "upper"
    return "first" if words[0][:1].isupper() and text[1:] == "".join(printed)[1:] else "other"


def _last_mark(gap: str) -> str:
    if gap == " ":
        return "space"
    if gap.endswith(" "):
        return f"space{gap.strip(' ')[-1:]}"
    return gap[-1:] or "none"


def _neighbour(word: str) -> str:
    if not word:
        return "nothing"
    if word[0].isdigit():
        return "digit"
    if word.isupper():
        return "capitals" if len(word) > 1 else "capital"
    return "name" if word[0].isupper() else "lower"


def preceding(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> str:
    """Say what kind of word stands directly before a name."""
    word, gap = candidate.before, candidate.gap_before
    if not word:
        return "nothing"
    title = index.settings.titles.get(word)
    if title is not None and gap in (" ", ". "):
        return title
    if gap not in (" ", ". ", "-", "–") or (gap == ". " and len(word) > 1):
        return "mark"
    if word[0].islower():
        return "lower"
    if not word[0].isupper():
        return "digit"
    if word.lower() in around.common:
        return "sentence"
    if len(word) == 1:
        return "initial"
    return "given" if gap == " " and fold(word) in index.given else "name"


def ends_sentence(candidate: NameCandidate, index: NameIndex) -> bool:
    """Tell whether a full stop before a name ends a sentence, and no shortened word."""
    word = candidate.before
    if candidate.gap_before != ". " or word in index.settings.titles:
        return False
    return word.isdigit() or len(word) > (1 if word.islower() else _LONGEST_SHORTENED)


def following(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> str:
    """Say what kind of word stands directly behind a name."""
    word, gap = candidate.after, candidate.gap_after
    if not word:
        return "nothing"
    if gap in ("’", "'") and word == "s":
        return "possessive"
    if gap not in (" ", "-", "–"):
        return "mark"
    if not word[0].isupper():
        return "lower"
    if gap == " " and word in index.settings.named_after:
        return "thing"
    return "sentence" if word.lower() in around.common else "name"
