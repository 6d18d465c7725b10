"""Sender and addressee in the words of a heading, ``Letter of Ada Orme to her brother Karl``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from pipeline.book.latin_greeting import greeting_pair
from pipeline.model.tables import read_table

EDGES = " .,;:[]"
OFFICE_IN_BRACKETS = re.compile(r"\)\Z")
_NUMBER = re.compile(r"\A\W*(?:No\. ?|Nr\. ?)?[0-9]+[A-Za-z]?\.? ")
_SORT_BEHIND = re.compile(r" [(\[][^\W\d_A-Z][^()\[\]]{2,30}[)\]]\Z")  # "(telegram)"
_SERIAL = r"(?: (?:No\. ?)?[0-9][0-9–-]*[A-Z]?)?"
_LONGEST = 250
_LONGEST_ALONE = 100
_LONGEST_TITLE = 6  # words of an addressee without a name, "al alcalde de la villa"
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_NAMES = frozenset({
    "und", "and", "et", "y", "e", "von", "van", "zu", "der", "den", "de", "del", "della", "di",
    "da", "du", "la", "le", "d", "l",
})  # fmt: skip


def pair_of(heading: str, language: str) -> tuple[str, str] | None:
    """Part a heading into the words for the sender and those for the addressee.

    The words of ``language``, the first part of a tag, are looked for before others.
    """
    text = _SORT_BEHIND.sub("", _NUMBER.sub("", " ".join(heading.split())))
    if len(text) > _LONGEST:
        return None
    words = heading_words()
    for name in dict.fromkeys((language, *words)):
        table = words.get(name)
        pair = None if table is None else _pair_in(text, table)
        # "Memorandum of a Conversation" is no Spanish, and "Report of an Officer" no German.
        if pair is not None and (name == language or all(map(_is_plain_name, pair))):
            return pair
    return greeting_pair(text) if language == "la" else None


def addressee_of(heading: str, language: str) -> str:
    """Give the words for the addressee in a heading that names nobody else, ``To Ada Orme``."""
    text = _NUMBER.sub("", " ".join(heading.split()))
    words = heading_words().get(language)
    begun = None if words is None else words["begun"].match(text)
    said = "" if begun is None else _without_date(text[begun.end() :]).strip(EDGES)
    return said if _is_name(said) and len(text) <= _LONGEST_ALONE else ""


def _is_plain_name(words: str) -> bool:
    """Tell whether words are nothing but names with capitals, and what stands between these."""
    return all(word[0].isupper() or word in _BETWEEN_NAMES for word in _WORD.findall(words))


def _pair_in(text: str, words: Mapping[str, Any]) -> tuple[str, str] | None:
    told = words["told"].match(text)
    kind = None if told else words["kind"].match(text)
    # "Memorandum to the Board by the Clerk", "To Karl Stein from Ada Orme"
    by = None if told else words["to_by"].fullmatch(text, kind.end() if kind else 0)
    if by and all(map(_is_name, by.groups())):
        return by["sender"], by["addressee"]
    if kind:
        return None
    rest = text[told.end() :] if told else text
    if owned := words["owned"].match(rest):  # "Ada Orme’s letter to Karl Stein"
        rest = f"{owned['sender']} {owned['joint']}{rest[owned.end() :]}"
    pairs = [
        (rest[: joint.start()].strip(EDGES), _without_date(rest[joint.end() :]).strip(" ,;:[]"))
        for joint in words["joint"].finditer(rest)
    ]
    found = [
        (sender, addressee)
        for sender, addressee in pairs
        if _is_name(sender)
        and _is_addressee(addressee, words, is_told=told is not None)
        and _sends(sender, words)
    ]
    # "Émile Vasseur à sa femme Adèle, à Angers" is written to her.
    own = (pair for pair in found if pair[1].partition(" ")[0] in words.get("own", ()))
    # "Draft of a letter, Ada Orme to Karl Stein"
    found = [(_without_sort(sender, words), addressee) for sender, addressee in found]
    # The name of who holds an office ends it: "the Ambassador to Norway (Orme) to the Secretary".
    named = (pair for pair in found if OFFICE_IN_BRACKETS.search(pair[0]))
    # So does a comma: "Le comte d’Orme, ambassadeur à Vienne, au duc de Stein".
    apart = (pair for pair in found if f"{pair[0]}, " in rest)
    whole = (pair for pair in found if pair[0].rpartition(" ")[2] not in words.get("offices", ()))
    return (
        next(own, None)
        or next(named, None)
        or next(apart, None)
        or next(whole, None)
        or next(iter(found), None)
    )


def _without_sort(words: str, table: Mapping[str, Any]) -> str:
    """Cut off what a heading says of the letter before the comma in front of the name."""
    sort, comma, name = words.partition(", ")
    named = {word.lower() for word in _WORD.findall(sort)}
    return name if comma and not named.isdisjoint(table["letters"]) and _is_name(name) else words


def _sends(words: str, table: Mapping[str, Any]) -> bool:
    """Tell whether words are no paper, as a report to somebody, or what somebody wrote in one."""
    return ":" not in words and set(_WORD.findall(words)).isdisjoint(table.get("papers", ()))


def _is_name(words: str) -> bool:
    """Tell whether words can name somebody: they have a capital, and no figure."""
    bare = words.strip(EDGES)
    return bool(bare) and any(map(str.isupper, bare)) and not any(map(str.isdigit, bare))


def _is_addressee(words: str, table: Mapping[str, Any], *, is_told: bool) -> bool:
    """Tell whether words can name who is written to: ``his wife`` is somebody, too.

    With ``is_told`` the heading says that it is of a letter, which may be to ``the mayor``.
    """
    is_title = is_told and words.count(" ") < _LONGEST_TITLE and words[-1:].isalpha()
    known = (*table.get("own", ()), *table.get("articles", ()))
    return _is_name(words) or is_title or words.partition(" ")[0] in known


def _without_date(words: str) -> str:
    """Cut off the date that a heading ends with, as ``, 25. 1. [1902]``."""
    segments = words.split(", ")
    for place, segment in enumerate(segments[1:], 1):
        if any(map(str.isdigit, segment)) or segment.startswith("["):
            return ", ".join(segments[:place])
    return words


@cache
def heading_words() -> dict[str, Any]:
    """Give the words of headings by language, with the expressions that are made of them."""
    tables = read_table(__file__, "correspondence.toml")
    for table in tables.values():
        kinds, letters = _either(table["kinds"]), _either(table["letters"])
        by, of = _leading(table["from"]), _leading([*table["from"], *table.get("of", ())])
        of = f"{of}?" if table.get("bare") else of
        verb = rf"(?:(?:{_either(table.get('verbs', ()))}) )?"
        table["kind"] = re.compile(
            rf"(?:{_either((*table['kinds'], *table['letters']))}){_SERIAL} "
        )
        few = r"(?:[^\W\d_][^ ]* ){0,3}?"
        table["told"] = re.compile(
            rf"(?:{few}(?:(?:{kinds}){_SERIAL},? {by}|(?i:{letters}){_SERIAL},? {of}))"
            + (rf"|{_leading(table['begins'])}" if "begins" in table else "")
        )
        to = _leading(table["to"])
        table["begun"] = re.compile(rf"(?:(?i:{letters}) )?(?i:{to})(?=[^ ]*[A-ZÀ-Þ])")
        table["joint"] = re.compile(rf",? {verb}{to}")
        table["owned"] = re.compile(
            rf"(?P<sender>.{{2,80}}?)(?:’s?|'s?) (?:[a-z]+ )?(?i:{letters}) (?P<joint>{to})"
        )
        table["to_by"] = re.compile(
            rf"{to}(?P<addressee>[^ ].{{0,250}}?) (?:[Bb]y|[Ff]rom) (?P<sender>[^ ].{{0,250}})"
        )
    return tables


def _either(words: Iterable[str]) -> str:
    """Join words to an expression, the longest first; one that nothing matches where none are."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"


def _leading(words: Sequence[str]) -> str:
    """Give the expression for one of the words and the blank behind it, if it has one."""
    apart = _either(word for word in words if word[-1] != "’")
    joined = _either(word for word in words if word[-1] == "’")
    return rf"(?:(?:{apart}) |(?:{joined}))"
