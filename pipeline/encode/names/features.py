"""Describes a candidate by what an editor would look at, as names of weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.encode.names.forms import Form, FormKind
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import Candidate, Words, all_words

_TELLING = frozenset((FormKind.FULL, FormKind.PART_GIVEN))
_LONGEST_MEASURED = 4
_NEAR_STOPS = ".!?:;"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a whole document says: its words, who is named in full, and unlisted namesakes."""

    words: frozenset[str]
    named: frozenset[str]
    strangers: frozenset[str]

    @classmethod
    def of(
        cls, texts: Sequence[Words], found: Sequence[Sequence[Candidate]], index: NameIndex
    ) -> Surroundings:
        """Gather the evidence of ``texts`` and of the candidates ``found`` in them."""
        words = frozenset(all_words(texts))
        named: set[str] = set()
        strangers: set[str] = set()
        for text, candidates in zip(texts, found, strict=True):
            end = -1
            for candidate in candidates:
                kind = candidate.forms[0].kind
                if kind in _TELLING and len({form.key for form in candidate.forms}) == 1:
                    named.add(candidate.forms[0].key)
                elif candidate.first >= end and kind is FormKind.SURNAME:
                    if _preceding(text, candidate.first, words, index) == "name":
                        strangers.add(candidate.forms[0].words[-1])
                if candidate.count > 1:
                    end = max(end, candidate.first + candidate.count)
        return cls(words, frozenset(named), frozenset(strangers))


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
    named = form.key in around.named
    title = text.words[candidate.first - 1] if candidate.first else ""
    is_title = title in index.settings.titles
    fits = is_title and title in index.described[form.key]
    if not rivals:
        return [f"alone {form.kind.value} named={named}", f"title fits={fits}" if is_title else "-"]
    others = _count(key in around.named for key in rivals)
    fitting = _count(is_title and title in index.described.get(key, ()) for key in rivals)
    return [
        f"among {min(len(rivals), 3) + 1} {form.kind.value} named={named} others={others}",
        f"among title={is_title} fits={fits} others={fitting}",
    ]


def _count(found: Iterable[bool]) -> int:
    return min(sum(found), 2)


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
    before, behind = text.gaps[candidate.first], text.gaps[after]
    features = [
        f"{shape}",
        f"{shape} in {where}",
        f"{shape} {form.kind.value}",
        f"{shape} case {_case(words, form.printed)}",
        f"{shape} gap before {_mark(before, at_end=True)}",
        f"{shape} gap after {_mark(behind, at_end=False)}",
        f"{shape} after {_neighbour(text, candidate.first - 1)}",
        f"{shape} before {_neighbour(text, after)}",
        f"word {''.join(form.printed)}",
    ]
    if len(words) == 1 and words[0].lower() in around.words and words[0] != words[0].lower():
        features.append(f"{shape} common word")
    return features


def _shape(form: Form) -> str:
    letters = "".join(form.printed)
    if len(form.printed) > 1 and form.kind is not FormKind.DOTTED:
        return "term words"
    if not letters.isalpha():
        return "term digits"
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
