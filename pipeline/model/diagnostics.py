"""What the pipeline has to say about a user's text, and where.

A check yields a :class:`Finding`, which knows only spans of the normalized text; the stage
turns it into a :class:`Diagnostic`, which knows file, line and column of the raw file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass, fields
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Generic, TypedDict, TypeVar, Unpack

from pipeline.model.document import Span

Subject = TypeVar("Subject")
Kind = TypeVar("Kind", bound="Message")


class Severity(Enum):
    """How bad a diagnostic is; an error keeps the outputs from being published."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of a file a user can open.

    Lines and columns count from 1, columns in characters (code points); ``end_column`` is the
    column after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a diagnostic speaks of."""

    message: str
    location: Location


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a file, and the text that is to stand there instead."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a problem can be mended: all of ``changes`` together.

    ``safe`` says that no word changes: only white space, marks and what is no text at all.
    """

    message: str
    changes: tuple[Replacement, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in the user's text, in words for the user."""

    code: str
    name: str
    severity: Severity
    message: str
    location: Location
    hint: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Mending:
    """A fix as a check knows it: spans of the normalized text, and what is to stand there.

    A line end in the new text is LF, whatever the file has.
    """

    message: str
    changes: tuple[tuple[Span, str], ...]
    safe: bool

    @classmethod
    def safely(cls, message: str, *changes: tuple[Span, str]) -> Mending:
        """Mend without changing a word."""
        return cls(message, changes, safe=True)

    @classmethod
    def wording(cls, message: str, *changes: tuple[Span, str]) -> Mending:
        """Mend by a change of words, which only a look at the page can prove right."""
        return cls(message, changes, safe=False)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A diagnostic that the edition lets stand, and why."""

    diagnostic: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a span of the normalized text and what to say about it.

    Without a ``hint`` of its own it has that of its rule.
    """

    span: Span
    message: str
    hint: str = ""
    related: tuple[tuple[str, Span], ...] = ()
    fix: Mending | None = None


class Documented(TypedDict):
    """The documentation of a message, as keywords.

    ``summary`` is one sentence on what was found; ``why`` says why it matters, ``example`` shows
    it and ``remedy`` goes on after "To mend it, ", unless it begins with a capital. They are
    running text with literals in backquotes; lines may be broken anywhere, and an empty line parts
    paragraphs.
    """

    summary: str
    why: str
    example: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Message:
    """What can be said of a user's files under one code, and its documentation."""

    code: str
    name: str
    severity: Severity
    _: KW_ONLY
    summary: str
    why: str
    example: str
    remedy: str

    @property
    def hint(self) -> str:
        """The remedy as a hint, for what is found and has none of its own."""
        return " ".join(self.remedy.split()).removesuffix(".")

    def say(self, message: str, file: Path, line: int, hint: str = "") -> Diagnostic:
        """Say something of a whole line of ``file``."""
        location = Location(str(file), line, 1, line, 1)
        return Diagnostic(self.code, self.name, self.severity, message, location, hint or self.hint)

    @property
    def limits(self) -> str:
        """A sentence on what the message is said of, where it is not said of everything."""
        return ""


@dataclass(frozen=True, slots=True)
class Rule(Message, Generic[Subject]):
    """A message with the check that finds where it is to be said.

    ``Subject`` is what the check looks at; the rules of one table have the same.
    """

    _: KW_ONLY
    check: Callable[[Subject], Iterable[Finding]]

    @property
    def message(self) -> Message:
        """The message alone, which can go to another process; the name of a check is its rule's."""
        said = {one.name: getattr(self, one.name) for one in fields(Message)}
        return Message(**said)


def rule(
    code: str, severity: Severity, **documentation: Unpack[Documented]
) -> Callable[[Callable[[Subject], Iterable[Finding]]], Rule[Subject]]:
    """Make a rule of the function below, whose name it has."""

    def made(check: Callable[[Subject], Iterable[Finding]]) -> Rule[Subject]:
        name = check.__name__.replace("_", "-")
        return Rule(code, name, severity, check=check, **documentation)

    return made


def stated_in(kind: type[Kind], *modules: ModuleType) -> tuple[Kind, ...]:
    """Give the messages of a ``kind`` that ``modules`` hold, each once, as they stand there."""
    rows = (row for module in modules for row in vars(module).values())
    return tuple(dict.fromkeys(row for row in rows if isinstance(row, kind)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of ``diagnostics`` keeps the outputs from being published."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sort by file, place and code, so that no run differs from another."""
    return tuple(sorted(diagnostics, key=order))


def order(diagnostic: Diagnostic) -> tuple[Location, str, str]:
    """Give what :func:`in_order` sorts by."""
    return diagnostic.location, diagnostic.code, diagnostic.message


def count(diagnostics: tuple[Diagnostic, ...], severity: Severity) -> int:
    """Count the diagnostics of one severity."""
    return sum(1 for diagnostic in diagnostics if diagnostic.severity is severity)
