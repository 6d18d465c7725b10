"""Names and the authority files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter more, fewer or changed makes ``one`` of ``other``.

    A final ``s`` does not count, since it makes the plural and not another name.
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1 or long == f"{short}s":
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    rest = same + 1 if len(short) == len(long) else same
    return short[rest:] == long[same + 1 :]


_SHOWN = 60


@rule("A101", Severity.ERROR,
    summary="A name or term leads to an entry that the authority files do not have.",
    why="The TEI would hold a pointer to nothing, and an index of persons would miss the name.",
    example="`persName` with `#p_SJ1` where `persons.xml` has no such id.",
    remedy="add the entry, or correct the id.",
)  # fmt: skip
def authority_key_unknown(view: View) -> Iterator[Finding]:
    keys = view.edition.keys
    if view.facts.keys <= keys:
        return
    for one in view.plain.annotated:
        if not isinstance(one.node, model.PersonName | model.Place | model.Term):
            continue
        if one.node.key and one.node.key not in keys:
            yield Finding(
                view.plain.span_of(one),
                f"“{view.plain.words(one)[:_SHOWN]}” leads to {one.node.key}, "
                "which no authority file has",
                "add the entry to persons.xml, places.xml or terms.xml, or correct the id",
            )


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


@rule("A102", Severity.INFO,
    summary="A name differs by one letter from one that the authority file lists.",
    why="It was misread, or is spelt otherwise in the print; it is linked to nobody.",
    example="`Dean Achesen` where the list has `Acheson, Dean`.",
    remedy="compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip
def name_nearly_listed(view: View) -> Iterator[Finding]:
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
