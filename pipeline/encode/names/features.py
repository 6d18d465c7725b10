"""Describes a candidate by what an editor would look at, as names of weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.encode.names.forms import WORD, Form, FormKind
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import Candidate, Reading

_TELLING = frozenset((FormKind.FULL, FormKind.PART_GIVEN))
_LONGEST_MEASURED = 4
_LETTERS_BEFORE = 90
_LETTERS_AFTER = 60
_MOST_COUNTED = 2
_MOST_READ = 50_000


class _CommonWords(dict[str, bool]):
    """Tells whether a word stands in a text without a capital, each looked for once.

    Only the beginning of a very long text is read, so that time grows in step with its length.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text[:_MOST_READ]

    def __missing__(self, word: str) -> bool:
        found = self[word] = f" {word.lower()} " in self._text
        return found


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a whole document says: its words, who is spoken of, and unlisted namesakes.

    ``shown`` counts by key the places that say who is meant: a full name, or among several of
    one surname an office or a description that fits one of them alone.
    """

    reading: Reading
    common: Mapping[str, bool]
    shown: Mapping[str, int]
    strangers: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, found: Sequence[Candidate], index: NameIndex) -> Surroundings:
        """Gather the evidence of the candidates ``found`` in ``reading``."""
        common = _CommonWords(reading.text)
        shown: Counter[str] = Counter()
        strangers: set[str] = set()
        end = 0
        for candidate in found:
            form = candidate.forms[0]
            if form.gaps is not None or candidate.span[0] < end:
                continue
            if len(form.words) > 1:
                end = candidate.span[1]
            shown.update(_shown(reading, candidate, index))
            if form.kind is FormKind.SURNAME and _preceding(candidate, common, index) == "name":
                strangers.add(form.words[-1])
        return cls(reading, common, shown, frozenset(strangers))


def _shown(reading: Reading, candidate: Candidate, index: NameIndex) -> Iterator[str]:
    forms = candidate.forms
    if len(forms) == 1:
        if forms[0].kind in _TELLING:
            yield forms[0].key
        return
    for fits in (_title_fits(candidate, index), _context_fits(reading, candidate, index)):
        best = max(fits)
        if best and fits.count(best) == 1:
            yield forms[fits.index(best)].key


def _title_fits(candidate: Candidate, index: NameIndex) -> list[int]:
    """Say how well the word before a name fits each entry: 0 not, 1 in part, 2 as it stands."""
    title = candidate.before.word
    if title not in index.settings.titles:
        return [0] * len(candidate.forms)
    entries = (index.entries[form.key] for form in candidate.forms)
    return [(title in entry.leading) + (title in entry.offices) for entry in entries]


def _context_fits(reading: Reading, candidate: Candidate, index: NameIndex) -> list[int]:
    """Count for each entry the words near a name that it alone has."""
    start, end = candidate.span
    before = reading.text[max(0, start - _LETTERS_BEFORE) : start].rpartition("\n")[2]
    after = reading.text[end : end + _LETTERS_AFTER].partition("\n")[0]
    near = {word for word in WORD.findall(f"{before} {after}") if word[0].isupper()}
    own = [index.entries[form.key].words & near for form in candidate.forms]
    counts = Counter(word for words in own for word in words)
    return [min(sum(counts[word] == 1 for word in words), _MOST_COUNTED) for words in own]


def shared_features(candidate: Candidate, around: Surroundings, index: NameIndex) -> list[str]:
    """Give the features of a candidate that do not depend on whose form it is."""
    passage = around.reading.passages[around.reading.passage_at(candidate.span[0])]
    where = "note" if passage.in_note else passage.kind.name.lower()
    if candidate.forms[0].gaps is None:
        return _name_features(candidate, around, index, where)
    return _term_features(candidate, around, where)


def own_features(
    candidate: Candidate, around: Surroundings, index: NameIndex
) -> list[tuple[str, ...]]:
    """Give for each form of a candidate the features that tell it from the others."""
    forms = candidate.forms
    if forms[0].gaps is not None:
        return [(f"term among {len(forms)}",)] * len(forms)
    title = index.settings.titles.get(candidate.before.word)
    fits = _title_fits(candidate, index)
    shown = [around.shown.get(form.key, 0) for form in forms]
    if len(forms) == 1:
        kind = forms[0].kind.value
        return [(f"alone {kind} shown={min(shown[0], 1)}", f"alone {title} fit={fits[0]}")]
    contexts = _context_fits(around.reading, candidate, index)
    features: list[tuple[str, ...]] = []
    for place, form in enumerate(forms):
        own, other = shown[place], _best_but(shown, place)
        fit, other_fit = fits[place], _best_but(fits, place)
        context, other_context = contexts[place], _best_but(contexts, place)
        lead = f"shown={min(own, 1)} other={min(other, 1)} lead={_sign(own - other)}"
        features.append(
            (
                f"among {min(len(forms), 3)} {form.kind.value}",
                f"among {lead}",
                f"among {title} fit={fit} other={other_fit}",
                f"among context={context} other={other_context}",
                f"among role {index.entries[form.key].role}",
                f"among {lead} fit={fit - other_fit} context={_sign(context - other_context)}",
            )
        )
    return features


def _best_but(numbers: list[int], place: int) -> int:
    return max(numbers[:place] + numbers[place + 1 :])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _name_features(
    candidate: Candidate, around: Surroundings, index: NameIndex, where: str
) -> list[str]:
    kind = candidate.forms[0].kind.value
    words = candidate.words
    features = [
        f"{kind}",
        f"{kind} in {where}",
        f"{kind} after {_preceding(candidate, around.common, index)}",
        f"{kind} before {_following(candidate, around.common)}",
        f"{kind} gap before {_mark(candidate.before.gap, at_end=True)}",
        f"{kind} gap after {_mark(candidate.after.gap, at_end=False)}",
    ]
    if len(words) == 1:
        features.append(f"{kind} letters {min(len(words[0]), _LONGEST_MEASURED)}")
        if around.common[words[0]]:
            features.append(f"{kind} common word")
        if words[0].isupper():
            features.append(f"{kind} capitals")
    if candidate.forms[0].words[-1] in around.strangers:
        features.append(f"{kind} stranger")
    return features


def _term_features(candidate: Candidate, around: Surroundings, where: str) -> list[str]:
    form = candidate.forms[0]
    words = candidate.words
    shape = _shape(form)
    features = [
        f"{shape}",
        f"{shape} in {where}",
        f"{shape} {form.kind.value}",
        f"{shape} case {_case(words, form.printed)}",
        f"{shape} gap before {_mark(candidate.before.gap, at_end=True)}",
        f"{shape} gap after {_mark(candidate.after.gap, at_end=False)}",
        f"{shape} after {_neighbour(candidate.before.word)}",
        f"{shape} before {_neighbour(candidate.after.word)}",
        f"word {''.join(form.printed)} {form.kind.value}",
    ]
    if len(words) == 1 and not words[0].islower() and around.common[words[0]]:
        features.append(f"{shape} common word")
    return features


def _shape(form: Form) -> str:
    letters = "".join(form.printed)
    if form.gaps and set(form.gaps) != {"."}:
        return f"term with {form.gaps[0]}"
    if letters.isupper():
        return f"term {min(len(letters), _LONGEST_MEASURED)}"
    return "term lower" if letters.islower() else "term mixed"


def _case(words: tuple[str, ...], printed: tuple[str, ...]) -> str:
    if words == printed:
        return "same"
    text = "".join(words)
    if text.islower():
        return "lower"
    if text.isupper():
        return "upper"
    return "first" if words[0][:1].isupper() and text[1:] == "".join(printed)[1:] else "other"


def _mark(gap: str, *, at_end: bool) -> str:
    if not gap:
        return "none"
    mark = gap[-1] if at_end else gap[0]
    if mark == " ":
        inner = gap.strip(" ")
        return f"space{(inner[-1] if at_end else inner[0]) if inner else ''}"
    return mark


def _neighbour(word: str) -> str:
    if not word:
        return "nothing"
    if word[0].isdigit():
        return "digit"
    if word.isupper():
        return "capitals" if len(word) > 1 else "capital"
    return "name" if word[0].isupper() else "lower"


def _preceding(candidate: Candidate, common: Mapping[str, bool], index: NameIndex) -> str:
    """Say what kind of word stands directly before a name."""
    word, gap = candidate.before.word, candidate.before.gap
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
    if common[word]:
        return "sentence"
    return "initial" if len(word) == 1 else "name"


def _following(candidate: Candidate, common: Mapping[str, bool]) -> str:
    word, gap = candidate.after.word, candidate.after.gap
    if not word:
        return "nothing"
    if gap in ("’", "'") and word == "s":
        return "possessive"
    if gap not in (" ", "-", "–"):
        return "mark"
    if not word[0].isupper():
        return "lower"
    return "sentence" if common[word] else "name"
