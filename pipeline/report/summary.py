"""The figures at the end of a report."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Severity, count


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was looked at, what was found and what was published."""

    documents: int
    errors: int
    warnings: int
    infos: int
    outputs: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, documents: int, diagnostics: tuple[Diagnostic, ...], outputs: tuple[str, ...] = ()
    ) -> Summary:
        """Count ``diagnostics`` of a run over ``documents`` transcriptions."""
        return cls(
            documents,
            errors=count(diagnostics, Severity.ERROR),
            warnings=count(diagnostics, Severity.WARNING),
            infos=count(diagnostics, Severity.INFO),
            outputs=outputs,
        )

    def sentence(self) -> str:
        """Say it on one line."""
        return (
            f"{_number(self.documents, 'document')}: {_number(self.errors, 'error')}, "
            f"{_number(self.warnings, 'warning')}, {_number(self.infos, 'remark')}"
        )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
