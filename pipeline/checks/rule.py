"""Rules on documents: functions from a view to findings, each with its documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from typing import Unpack

from pipeline.checks.view import View
from pipeline.model.diagnostics import Documented, Finding, Rule, Severity

EVERY: frozenset[str] = frozenset()
"""As languages or profiles of a rule: all of them, known or not."""

ENGLISH = frozenset({"en"})

HIGH_QUOTES = frozenset(
    {"ca", "cy", "en", "es", "fr", "ga", "gl", "id", "it", "la", "nl", "pt", "tr", "vi"}
)
"""Languages in which “ opens a quotation and ” closes it, be it only the inner one (CLDR)."""

CLOSE_MARKS = HIGH_QUOTES - {"fr"} | {"cs", "da", "de", "fi", "hu", "nb", "nn", "no", "pl", "sv"}
"""Languages that set no space before a semicolon, colon, question or exclamation mark."""

FRUS = frozenset({"frus"})


@dataclass(frozen=True, slots=True)
class DocumentRule(Rule[View]):
    """A rule that is applied to each document it knows something about.

    ``languages`` are first parts of language tags, as ``de``; ``profiles`` are names. A rule whose
    words or customs are those of one language says nothing on a text in another, nor on one whose
    language it has never heard of.
    """

    _: KW_ONLY
    languages: frozenset[str] = EVERY
    profiles: frozenset[str] = EVERY

    def speaks_for(self, language: str, profile: str) -> bool:
        """Tell whether the rule knows a language, as ``de``, and a profile."""
        return (not self.languages or language in self.languages) and (
            not self.profiles or profile in self.profiles
        )

    @property
    def limits(self) -> str:
        """Say which documents the rule is for, where it is not for all."""
        languages, profiles = sorted(self.languages), sorted(self.profiles)
        said = (
            (languages, "in editions whose language is"),
            (profiles, "in editions with the profile"),
        )
        return "".join(
            f"It is applied only {where} {', '.join(f'`{one}`' for one in names)}."
            for names, where in said
            if names
        )


def rule(
    code: str,
    severity: Severity,
    *,
    languages: frozenset[str] = EVERY,
    profiles: frozenset[str] = EVERY,
    **documentation: Unpack[Documented],
) -> Callable[[Callable[[View], Iterable[Finding]]], DocumentRule]:
    """Make a rule on documents of the function below, whose name it has."""

    def made(check: Callable[[View], Iterable[Finding]]) -> DocumentRule:
        name = check.__name__.replace("_", "-")
        limits = {"languages": languages, "profiles": profiles}
        return DocumentRule(code, name, severity, check=check, **limits, **documentation)

    return made
