"""What is certain of names, whatever the fitted weights say: who is meant, and who cannot be."""

from __future__ import annotations

from pipeline.encode.names.describe import (
    TELLING,
    WOMAN,
    NameUsage,
    ends_sentence,
    following,
    preceding,
)
from pipeline.encode.names.forms import WORD, FormKind, PrintedForm
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import NameCandidate

_SURNAMES = frozenset((FormKind.SURNAME, FormKind.SURNAME_PART))
_BEGINNINGS = frozenset('\n.?!:“"([—')


def opens_sentence(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> bool:
    """Tell whether a whole name of one person alone begins a sentence.

    Published volumes have too few of these to fit a weight to, and nothing else is meant by them.
    """
    group = candidate.group
    whole = group.kind in TELLING and len(group.forms) == 1 and len(candidate.words) > 1
    return (
        whole
        and ends_sentence(candidate, index)
        and following(candidate, around, index) not in {"name", "thing"}
    )


def knight(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> PrintedForm | None:
    """Give whom "Sir Roger" means: the one knight of that given name.

    Fitted weights pass over given names, which mean nobody without the title.
    """
    if candidate.before != "Sir" or candidate.gap_before != " ":
        return None
    if following(candidate, around, index) in {"name", "thing"}:
        return None
    titled = [form for form in candidate.group.forms if "Sir" in index.entries[form.key].leading]
    is_alone = len(titled) == 1 and titled[0].kind is FormKind.GIVEN
    return titled[0] if is_alone else None


def by_suffix(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> PrintedForm | None:
    """Give whom "David Prewitt, Jr." means, of several: the one who is listed so."""
    printed = _printed_suffix(candidate, around, index)
    forms = candidate.group.forms
    called = [form for form in forms if printed and index.entries[form.key].suffix == printed]
    return called[0] if len(called) == 1 else None


def could_be(
    candidate: NameCandidate, form: PrintedForm, around: NameUsage, index: NameIndex
) -> bool:
    """Tell whether a name can be that of a person, by what stands before it.

    "Mrs. Prewitt" is a woman, "Mrs. David Prewitt" not he, "Zebulon Prewitt" another, "Fort
    Prewitt" a place, "March" alone a month, "Lincoln" alone a city, and "David Prewitt, Sr." no
    "Prewitt, David, Jr.".
    """
    printed = _printed_suffix(candidate, around, index)
    if printed and index.entries[form.key].suffix not in ("", printed):
        return False
    group, before = candidate.group, candidate.before
    if candidate.gap_before in (" ", ". ") and before in index.settings.named_before:
        return False
    if index.settings.titles.get(before) == WOMAN:
        is_woman = index.entries[form.key].is_woman
        return bool(is_woman) or (is_woman is None and group.kind in TELLING)
    if group.kind not in _SURNAMES:
        return True
    kind = preceding(candidate, around, index)
    if kind == "name":
        return candidate.gap_before != " " or _is_role(candidate, around, index)
    is_other = len(group.words) == 1 and group.words[0] in index.others
    return not is_other or kind in index.settings.titles.values()


def _printed_suffix(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> str:
    printed = WORD.findall(around.reading.text[candidate.start : candidate.end])[-1]
    is_suffix = printed != candidate.words[-1] and printed in index.settings.suffixes
    return printed if is_suffix else ""


def _is_role(candidate: NameCandidate, around: NameUsage, index: NameIndex) -> bool:
    """Tell an office before a surname, or a word that may begin a sentence, from a given name.

    Offices are the words of the lists, ``Secretaries`` and ``FonSec``.
    """
    word, titles = candidate.before, index.settings.titles
    single = (word.removesuffix("s"), f"{word.removesuffix('ies')}y", word.capitalize())
    if word in index.roles or any(one in titles for one in single) or not word.istitle():
        return True
    end = candidate.start - len(candidate.gap_before) - len(word)
    above = around.reading.text[max(0, end - 2) : end].rstrip(" ")
    return above[-1:] in _BEGINNINGS
