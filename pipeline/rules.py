"""All rules of all stages, for explaining them."""

from __future__ import annotations

import inspect

from pipeline import edition, encode, integrity, normalize, validate
from pipeline.convert import pdf
from pipeline.diagnostics import Rule
from pipeline.errors import UsageError
from pipeline.verify import rules as verify

RULES: tuple[Rule, ...] = (
    *edition.RULES,
    *normalize.RULES,
    *encode.RULES,
    *validate.RULES,
    *integrity.RULES,
    *pdf.RULES,
    *verify.RULES,
)


def explanation(code: str) -> str:
    """Give the documentation of the rule with ``code``; raises UsageError where there is none."""
    for rule in RULES:
        if rule.code == code.upper():
            head = f"{rule.code} {rule.name} ({rule.severity.value})"
            return f"{head}\n\n{inspect.cleandoc(rule.documentation)}"
    known = ", ".join(rule.code for rule in RULES)
    raise UsageError(f"there is no code {code!a}; the codes are {known}")
