"""The line above a transcription that names its language, as ``language: fr``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import languages
from pipeline.model.diagnostics import Finding, Severity, rule
from pipeline.model.document import Span
from pipeline.model.source import Source

LANGUAGE_LINE = "line of the language read"

_KEY = "language:"
_LINE_END = r"[ \t]*(?:\r\n?|\n)"
_TAG = re.compile("language: ?([a-z0-9-]{2,40})", re.IGNORECASE | re.ASCII)
_LINE = re.compile(rf"(?:{_TAG.pattern}{_LINE_END}(?:{_LINE_END})*)+", re.IGNORECASE | re.ASCII)


def find(raw: str, start: int) -> Span | None:
    """Find the line, and the blank ones below it, where it begins at ``start``."""
    if raw[start : start + len(_KEY)].lower() != _KEY:
        return None
    match = _LINE.match(raw, start)
    return match.span() if match else None


def with_language(source: Source) -> Source:
    """Give a text with the language that the line above it names, if that can be used."""
    tags = _tags(source)
    if len(tags) != 1 or _problem(tags[0]):
        return source
    return replace(source, language=languages.canonical(tags[0]))


def _tags(source: Source) -> tuple[str, ...]:
    """Give what lines above the text name, each language once."""
    lines = (edit.before for edit in source.edits if edit.reason == LANGUAGE_LINE)
    return tuple(dict.fromkeys(tag for line in lines for tag in _TAG.findall(line)))


def _problem(tag: str) -> str:
    if not re.fullmatch(languages.FORM, tag) or not languages.is_registered(tag):
        return "it is the tag of no language"
    return languages.check(tag)


@rule("T013", Severity.WARNING,
    summary="The line above a text names a language that cannot be used, or several.",
    why="""The text is taken to be in the language of the edition. Dates, rules, hyphenation and
    what a screen reader says go by the language.""",
    example="`language: french`, or `language: he`, which no output can be set in.",
    remedy="""write a language tag, as `language: fr` or `language: pt-BR`; without the line, the
    text is in the language of the edition.""",
)  # fmt: skip
def language_line_unusable(source: Source) -> Iterator[Finding]:
    tags = _tags(source)
    if len(tags) > 1:
        named = ", ".join(map(repr, tags))
        yield Finding(
            (0, 0), f"the lines above the text name several languages: {named}", "keep one of them"
        )
    elif tags and (problem := _problem(tags[0])):
        yield Finding(
            (0, 0),
            f"the line above the text names a language {tags[0]!r} that cannot be used: {problem}",
            "write two letters as those of ISO 639-1 are, for example language: fr",
        )
