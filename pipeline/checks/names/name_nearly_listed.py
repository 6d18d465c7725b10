"""A102: a name differs by one letter from one that the authority file lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.names.alike import one_letter_apart
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

# Begins with the capital and looks back from it, which is a fast way to search.
_NAME = re.compile(
    r"(?P<given>[A-Z](?<!\w.)[a-z]{2,20})"
    r"(?= (?:[A-Z]\. ){0,2}(?P<surname>[A-Z][a-z]{4,20})\b)",
    re.ASCII,
)


# "Mr. Harshow": told only where the document names the listed person, too.
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Miss|Dr|Herr|Frau|Mme)\.? (?P<surname>[A-Z][a-z]{5,20})\b", re.ASCII
)


def _check(view: View) -> Iterator[Finding]:
    yield from _whole_names(view)
    yield from _titled_names(view)


def _titled_names(view: View) -> Iterator[Finding]:
    surnames = view.edition.surnames
    if not surnames or not view.facts.keys:
        return
    named = [one for one in view.edition.authorities.persons if one.key in view.facts.keys]
    for match in _TITLED.finditer(view.plain.text) if named else ():
        last = match["surname"]
        if last in surnames:
            continue
        near = (one.name for one in named if one_letter_apart(last, one.name.partition(",")[0]))
        listed = next(near, None)
        if listed is not None:
            yield Finding(
                view.plain.span(*match.span("surname")),
                f"“{last}” is not listed, but the list of persons has “{listed}”",
                "compare the name with the printed page",
            )


def _whole_names(view: View) -> Iterator[Finding]:
    given, surnames = view.edition.given_names, view.edition.surnames
    if not given:
        return
    for match in _NAME.finditer(view.plain.text):
        first, last = match["given"], match["surname"]
        if first not in given or last in surnames:
            continue
        near = next((name for name in given[first] if one_letter_apart(last, name)), None)
        if near is not None:
            yield Finding(
                view.plain.span(match.start("given"), match.end("surname")),
                f"“{first} {last}” is not listed, but the list of persons has “{near}, {first}”",
                "compare the name with the printed page",
            )


RULE = DocumentRule(
    "A102", "name-nearly-listed", Severity.INFO, check=_check,
    summary="A name differs by one letter from one that the authority file lists.",
    why="It was misread, or is spelt otherwise in the print; it is linked to nobody.",
    example="`Dean Achesen` where the list has `Acheson, Dean`.",
    remedy="To mend it, compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip
