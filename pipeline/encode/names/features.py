"""Describes a candidate by what an editor would look at, as names of weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.encode.names.forms import Form, FormKind
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import Candidate, Words

_TELLING = frozenset((FormKind.FULL, FormKind.PART_GIVEN))
_LONGEST_MEASURED = 4
_WORDS_BEFORE = 12
_WORDS_AFTER = 8
_MOST_COUNTED = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a whole document says: its words, who is spoken of, and unlisted namesakes.

    ``shown`` counts by key the places that say who is meant: a full name, or among several of
    one surname an office or a description that fits one of them alone.
    """

    words: frozenset[str]
    shown: Mapping[str, int]
    strangers: frozenset[str]

    @classmethod
    def of(
        cls, texts: Sequence[Words], found: Sequence[Sequence[Candidate]], index: NameIndex
    ) -> Surroundings:
        """Gather the evidence of ``texts`` and of the candidates ``found`` in them."""
        words = frozenset().union(*(text.words for text in texts))
        shown: Counter[str] = Counter()
        strangers: set[str] = set()
        for text, candidates in zip(texts, found, strict=True):
            end = 0
            for candidate in candidates:
                form = candidate.forms[0]
                if form.gaps is not None or candidate.first < end:
                    continue
                if candidate.count > 1:
                    end = candidate.first + candidate.count
                shown.update(_shown(text, candidate, index))
                if (
                    form.kind is FormKind.SURNAME
                    and _preceding(text, candidate.first, words, index) == "name"
                ):
                    strangers.add(form.words[-1])
        return cls(words, shown, frozenset(strangers))


def _shown(text: Words, candidate: Candidate, index: NameIndex) -> Iterator[str]:
    forms = candidate.forms
    if len(forms) == 1:
        if forms[0].kind in _TELLING:
            yield forms[0].key
        return
    for judge in (_title_fit, _context_fit):
        fits = [judge(text, candidate, form, index) for form in forms]
        best = max(fits)
        if best and fits.count(best) == 1:
            yield forms[fits.index(best)].key


def _title_fit(text: Words, candidate: Candidate, form: Form, index: NameIndex) -> int:
    """Say how well the word before a name fits the entry: 0 not, 1 in part, 2 as it stands."""
    if not candidate.first or form.key not in index.entries:
        return 0
    title = text.words[candidate.first - 1]
    if title not in index.settings.titles:
        return 0
    entry = index.entries[form.key]
    return (title in entry.leading) + (title in entry.offices)


def _context_fit(text: Words, candidate: Candidate, form: Form, index: NameIndex) -> int:
    """Count words near a name that only the entry of ``form`` has among its rivals'."""
    entry = index.entries.get(form.key)
    if entry is None:
        return 0
    after = candidate.first + candidate.count
    near = text.words[max(0, candidate.first - _WORDS_BEFORE) : candidate.first]
    own = entry.words.intersection(near + text.words[after : after + _WORDS_AFTER])
    for other in candidate.forms:
        if own and other.key != form.key and other.key in index.entries:
            own -= index.entries[other.key].words
    return min(len(own), _MOST_COUNTED)


def shared_features(
    text: Words, candidate: Candidate, around: Surroundings, index: NameIndex
) -> list[str]:
    """Give the features of a candidate that do not depend on whose form it is."""
    form = candidate.forms[0]
    where = _where(text)
    if form.gaps is None:
        return _name_features(text, candidate, around, index, where)
    return _term_features(text, candidate, around, where)


def own_features(
    text: Words, candidate: Candidate, form: Form, around: Surroundings, index: NameIndex
) -> list[str]:
    """Give the features that tell ``form`` from the others of the same candidate."""
    rivals = [other.key for other in candidate.forms if other.key != form.key]
    if form.gaps is not None:
        return [f"term among {min(len(rivals), 2) + 1}"]
    title = index.settings.titles.get(text.words[candidate.first - 1]) if candidate.first else None
    fit = _title_fit(text, candidate, form, index)
    shown = min(around.shown.get(form.key, 0), 1)
    kind = form.kind.value
    if not rivals:
        return [f"alone {kind} shown={shown}", f"alone {title} fit={fit}"]
    others = [other for other in candidate.forms if other.key != form.key]
    best_fit = max(_title_fit(text, candidate, other, index) for other in others)
    context = _context_fit(text, candidate, form, index)
    best_context = max(_context_fit(text, candidate, other, index) for other in others)
    own, best = around.shown.get(form.key, 0), max(around.shown.get(key, 0) for key in rivals)
    lead = f"shown={shown} other={min(best, 1)} lead={_sign(own - best)}"
    entry = index.entries.get(form.key)
    return [
        f"among {min(len(rivals), 2) + 1} {kind}",
        f"among {lead}",
        f"among {title} fit={fit} other={best_fit}",
        f"among context={context} other={best_context}",
        f"among role {entry.role if entry else ''}",
        f"among lead {lead} fit={fit - best_fit} context={_sign(context - best_context)}",
    ]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _where(text: Words) -> str:
    return "note" if text.passage.in_note else text.passage.kind.name.lower()


def _name_features(
    text: Words, candidate: Candidate, around: Surroundings, index: NameIndex, where: str
) -> list[str]:
    kind = candidate.forms[0].kind.value
    words = text.words[candidate.first : candidate.first + candidate.count]
    after = candidate.first + candidate.count
    short = f"{kind} {min(len(words[0]), 4) if len(words) == 1 else 'long'}"
    features = [
        f"{kind}",
        f"{kind} in {where}",
        f"{kind} after {_preceding(text, candidate.first, around.words, index)}",
        f"{kind} before {_following(text, after, around.words)}",
        f"{kind} gap before {_mark(text.gaps[candidate.first], at_end=True)}",
        f"{kind} gap after {_mark(text.gaps[after], at_end=False)}",
        short,
    ]
    if len(words) == 1:
        if words[0].lower() in around.words:
            features.append(f"{kind} common word")
        if words[0].isupper():
            features.append(f"{kind} capitals")
    if candidate.forms[0].words[-1] in around.strangers:
        features.append(f"{kind} stranger")
    return features


def _term_features(
    text: Words, candidate: Candidate, around: Surroundings, where: str
) -> list[str]:
    form = candidate.forms[0]
    words = text.words[candidate.first : candidate.first + candidate.count]
    after = candidate.first + candidate.count
    shape = _shape(form)
    before, behind = text.gaps[candidate.first], text.gaps[after].removeprefix(form.tail)
    features = [
        f"{shape}",
        f"{shape} in {where}",
        f"{shape} {form.kind.value}",
        f"{shape} case {_case(words, form.printed)}",
        f"{shape} gap before {_mark(before, at_end=True)}",
        f"{shape} gap after {_mark(behind, at_end=False)}",
        f"{shape} after {_neighbour(text, candidate.first - 1)}",
        f"{shape} before {_neighbour(text, after)}",
        f"word {''.join(form.printed)} {form.kind.value}",
    ]
    if len(words) == 1 and words[0].lower() in around.words and words[0] != words[0].lower():
        features.append(f"{shape} common word")
    return features


def _shape(form: Form) -> str:
    letters = "".join(form.printed)
    if form.gaps and set(form.gaps) != {"."}:
        return f"term with {form.gaps[0]}"
    if letters.isupper():
        return f"term {min(len(letters), _LONGEST_MEASURED)}"
    return "term lower" if letters.islower() else "term mixed"


def _case(words: list[str], printed: tuple[str, ...]) -> str:
    if tuple(words) == printed:
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


def _neighbour(text: Words, place: int) -> str:
    if not 0 <= place < len(text.words):
        return "nothing"
    word = text.words[place]
    if word[0].isdigit():
        return "digit"
    if word.isupper():
        return "capitals" if len(word) > 1 else "capital"
    return "name" if word[0].isupper() else "lower"


def _preceding(text: Words, place: int, words: frozenset[str], index: NameIndex) -> str:
    """Say what kind of word stands directly before a name."""
    if place == 0:
        return "nothing"
    word, gap = text.words[place - 1], text.gaps[place]
    title = index.settings.titles.get(word)
    if title is not None and gap in (" ", ". "):
        return title
    if gap not in (" ", ". ", "-", "–") or (gap == ". " and len(word) > 1):
        return "mark"
    if word[0].islower():
        return "lower"
    if not word[0].isupper():
        return "digit"
    if word.lower() in words:
        return "sentence"
    return "initial" if len(word) == 1 else "name"


def _following(text: Words, place: int, words: frozenset[str]) -> str:
    if place >= len(text.words):
        return "nothing"
    word, gap = text.words[place], text.gaps[place]
    if gap in ("’", "'") and word == "s":
        return "possessive"
    if gap not in (" ", "-", "–"):
        return "mark"
    if not word[0].isupper():
        return "lower"
    return "sentence" if word.lower() in words else "name"
