"""All rules of all stages, and what is said of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline import checks, edition, encode, normalize, validate
from pipeline.convert.pdf import coverage
from pipeline.engine import executor, pictures, spoken
from pipeline.engine.triage import review
from pipeline.model.diagnostics import Message, stated_in
from pipeline.model.errors import UsageError
from pipeline.report import Documentation, as_json, wrap
from pipeline.verify import rules as verify

RULES: tuple[Message, ...] = (
    *edition.RULES,
    *normalize.RULES,
    *encode.RULES,
    *validate.RULES,
    *checks.RULES,
    *stated_in(Message, review, executor, pictures, spoken, coverage),
    *verify.RULES,
)

FAMILIES = {
    "M": "Settings of the edition",
    "D": "Decisions",
    "T": "Raw text",
    "F": "Form of the text",
    "S": "Structure",
    "N": "Notes",
    "P": "Pages",
    "X": "References",
    "A": "Authority files",
    "V": "Schema",
    "C": "Characters",
    "O": "Outputs",
}
"""What the letter of a code stands for, in the order of work."""


def by_code() -> tuple[Message, ...]:
    """Give all rules family by family."""
    families = tuple(FAMILIES)
    return tuple(sorted(RULES, key=lambda rule: (families.index(rule.code[0]), rule.code)))


def explanation(code: str, width: int) -> str:
    """Give the documentation of the rule with ``code``; raises UsageError where there is none."""
    for rule in RULES:
        if rule.code == code.upper():
            head = f"{rule.code} {rule.name} ({rule.severity.value})"
            return f"{head}\n\n{Documentation.of(rule).wrapped(width)}"
    raise UsageError(f"there is no code {code!r}; `edition rules` lists them")


def table(width: int | None) -> str:
    """Give code, name, severity and summary of all rules; without ``width`` one line each."""
    rules = by_code()
    longest = max(len(rule.name) for rule in rules)
    rows = []
    for rule in rules:
        head = f"{rule.code}  {rule.name:{longest}}  {rule.severity.value:7}  "
        summary = Documentation.of(rule).summary
        room = width if width and width > len(head) + _LEAST else None
        rows.append(wrap(head + summary, room, " " * len(head)) if room else head + summary)
    return "\n".join(rows)


# A column narrower than this is harder to read than a line that the terminal breaks.
_LEAST = 30


def as_records() -> str:
    """Give the table and the documentation as JSON."""
    return as_json([_record(rule) for rule in by_code()])


def _record(rule: Message) -> dict[str, Any]:
    said = {"code": rule.code, "name": rule.name, "severity": rule.severity.value}
    return said | asdict(Documentation.of(rule))
