"""Phrases that send a reader to another place, in languages whose references get no address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.tables import read_table

_PHRASES = frozenset({"de", "en", "es", "fr", "it"})
_OWN_PROFILE = "letters"
"""The profile whose texts are given no addresses, in English as in other languages."""


@cache
def _phrases(language: str) -> re.Pattern[str]:
    return re.compile(read_table(__file__, "phrases.toml")[language])


@rule("X116", Severity.INFO, languages=_PHRASES,
    summary="A phrase sends the reader to a note, a page or a letter, and is no link.",
    why="""Addresses are given to references in English, in the words of one series. In other
    languages, and in letters, a phrase is told, so that a person can say where it leads.""",
    example="`siehe Anm. 3`, `voir la lettre du 4 mars 1888`.",
    remedy="""name the place with `edition decide FILE:LINE --text "Anm. 3" --target "#d8fn3"`. What
    sends the reader to another work may stay.""",
)  # fmt: skip
def reference_without_address(view: View) -> Iterator[Finding]:
    if view.main_language in ENGLISH and view.profile != _OWN_PROFILE:
        return
    plain = view.plain
    linked = [one for one in plain.annotated if isinstance(one.node, model.Reference)]
    starts = [one.start for one in linked]
    for phrase in _phrases(view.main_language).finditer(plain.text):
        before = bisect_left(starts, phrase.end())
        if not before or linked[before - 1].end <= phrase.start():
            yield Finding(
                plain.span(*phrase.span()),
                f"“{phrase.group()}” sends the reader to another place, and leads nowhere",
                "where that is in the edition, say so with `edition decide FILE:LINE --text WORDS "
                "--target ADDRESS`; otherwise nothing needs mending",
            )
