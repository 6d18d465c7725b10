"""The severities and allowances of an edition, applied to what the stages found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline.edition import Allowance, Edition
from pipeline.engine.triage.findings import Findings
from pipeline.model.decisions import Acceptance
from pipeline.model.diagnostics import Allowed, Diagnostic, Severity
from pipeline.model.tables import read_table

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Policy:
    """What an edition says of its findings.

    Findings of fixed rules (``fixed.toml``) can be raised, but neither lowered nor allowed. Both
    are kept by the code that they are about, so that thousands take little longer than a few.
    """

    severities: Mapping[str, Severity]
    allowances: Mapping[str, tuple[Allowance | Acceptance, ...]]

    @classmethod
    def of(cls, edition: Edition) -> Policy:
        """Take what ``edition.toml`` says and may say."""
        severities = {row.code: row.severity for row in edition.settings.gradings}
        return cls(severities, {}).accepting(edition.settings.allowances)

    def accepting(self, rows: Iterable[Allowance | Acceptance]) -> Policy:
        """Add what may stand, as readings that a person has accepted in the decisions on a text."""
        by_code = {code: list(known) for code, known in self.allowances.items()}
        for row in rows:
            if not is_fixed(row.code):
                by_code.setdefault(row.code, []).append(row)
        return replace(self, allowances={code: tuple(known) for code, known in by_code.items()})

    def lets_pass(self, diagnostic: Diagnostic) -> bool:
        """Tell whether the stages can go on in spite of ``diagnostic``, an error of its rule.

        What the edition alone calls an error keeps it from being published, but stops no stage.
        """
        return (
            diagnostic.severity is not Severity.ERROR
            or self._allowance(diagnostic) is not None
            or self._graded(diagnostic).severity is not Severity.ERROR
        )

    def apply(self, diagnostics: Iterable[Diagnostic]) -> Findings:
        """Part ``diagnostics`` into what is to be reported and what may stand."""
        left: list[Diagnostic] = []
        allowed: list[Allowed] = []
        for diagnostic in diagnostics:
            graded = self._graded(diagnostic)
            allowance = self._allowance(diagnostic)
            if allowance is None:
                left.append(graded)
            else:
                allowed.append(Allowed(graded, allowance.why))
        return Findings((), tuple(left), tuple(allowed))

    def _graded(self, diagnostic: Diagnostic) -> Diagnostic:
        severity = self.severities.get(diagnostic.code, diagnostic.severity)
        lower = _RANK[severity] < _RANK[diagnostic.severity]
        if severity is diagnostic.severity or (lower and is_fixed(diagnostic.code)):
            return diagnostic
        return replace(diagnostic, severity=severity)

    def _allowance(self, diagnostic: Diagnostic) -> Allowance | Acceptance | None:
        rows = self.allowances.get(diagnostic.code, ())
        return next((row for row in rows if row.covers(diagnostic)), None)


def is_fixed(code: str) -> bool:
    """Tell whether findings of the rule ``code`` can be neither lowered nor let stand."""
    families, codes, free = fixed()
    return (code[:1] in families and code not in free) or code in codes


@cache
def fixed() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the families, by their letter, the single codes, and those of the families left out."""
    table = read_table(__file__, "fixed.toml")
    return frozenset(table["families"]), frozenset(table["codes"]), frozenset(table["free"])
