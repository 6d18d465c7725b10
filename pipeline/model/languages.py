"""Tags of languages (BCP 47): their form, how they are usually written, which way they run."""

from __future__ import annotations

import re
from functools import cache

from pipeline.model.tables import read_table

# RFC 5646, section 2.1, without the tags of private use and those that were registered whole
# before there was a form. JSON Schema has no option for letters of both cases.
FORM = (
    "^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}"  # a language, and one that is part of it: zh-yue
    "(-[A-Za-z]{4})?"  # a script
    "(-([A-Za-z]{2}|[0-9]{3}))?"  # a region
    "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"  # variants: de-1996, sl-rozaj
)


def canonical(tag: str) -> str:
    """Write a tag as RFC 5646, section 2.1.1 recommends: ``zh-Hant-TW``, ``pt-BR``."""
    language, *rest = tag.lower().split("-")
    return "-".join((language, *map(_cased, rest)))


def _cased(part: str) -> str:
    if len(part) == len("br"):
        return part.upper()
    return part.title() if len(part) == len("hant") and part.isalpha() else part


def is_registered(tag: str) -> bool:
    """Tell whether there is such a language.

    Three letters are those of languages without two of their own, too many to list.
    """
    primary = tag.lower().partition("-")[0]
    if len(primary) == len("en"):
        return primary in _list("two")
    return primary not in _list("shortened")


def check(tag: str) -> str:
    """Say why no output can be in the language of a tag; an empty text where one can."""
    parts = tag.lower().split("-")
    variants = [part for part in parts[1:] if len(part) > len("hant") or part[0].isdigit()]
    return "a variant stands in it twice" if len(set(variants)) < len(variants) else ""


def direction(tag: str) -> str:
    """Say which way a language runs, as HTML has it: ``rtl`` or ``ltr``."""
    language, *parts = tag.lower().split("-")
    scripts = [part for part in parts if re.fullmatch("[a-z]{4}", part)]
    to_left = scripts[0] in _list("scripts_to_left") if scripts else language in _list("to_left")
    return "rtl" if to_left else "ltr"


_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# No character is of both kinds, else a bracket that is not closed takes a time without end.
_PART = f"[{_LETTER}\\d]|[^\\w\n(){_LETTER}]"
_BRACKETED = f"\\((?:{_PART})*\\)"
TO_LEFT = re.compile(f"([{_LETTER}](?:(?:{_PART}|{_BRACKETED})*(?:[{_LETTER}\\d]|{_BRACKETED}))?)")
"""Words that run to the left, with what stands between them and belongs to them (UAX 9, N0, N1)."""


@cache
def _list(name: str) -> frozenset[str]:
    table: dict[str, str] = read_table(__file__, "languages.toml")
    return frozenset(table[name].split(" "))


def iso_639_2(tag: str) -> str:
    """Give the bibliographic code of three letters; one of a language without such is ``und``."""
    primary = tag.lower().partition("-")[0]
    if len(primary) > len("en"):
        return primary
    return dict(pair.split(":") for pair in _list("three_of_two")).get(primary, "und")
