"""The figures at the end of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.model.diagnostics import Diagnostic, Severity, count
from pipeline.system.shown import counted

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
"""The least severity that makes a run a failure."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the findings that were known before; ``gone`` names those not found again."""

    known: int
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """The ``names`` of the outputs in the ``folder`` of an edition; none where it has errors."""

    folder: str
    names: tuple[str, ...]

    def sentence(self) -> str:
        """Say on one line what is there to be opened, or why there is nothing new."""
        if not self.names:
            return f"{self.folder}: not published, since it has errors; see above"
        opened = [name for name in self.names if "/" not in name or name == "html/index.html"]
        rest = counted(len(self.names) - len(opened), "more file")
        return f"{self.folder}: published {', '.join(opened)} and {rest}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was looked at, how much was found and what was published.

    ``allowed`` findings are counted nowhere else; ``compared`` is None where nothing was known.
    """

    files: tuple[str, ...]
    errors: int
    warnings: int
    infos: int
    outputs: tuple[str, ...] = ()
    allowed: int = 0
    compared: Compared | None = None
    editions: tuple[PublishedEdition, ...] = ()

    @classmethod
    def of(
        cls,
        files: Iterable[str],
        diagnostics: tuple[Diagnostic, ...],
        outputs: Iterable[str] = (),
        allowed: int = 0,
        compared: Compared | None = None,
    ) -> Summary:
        """Count ``diagnostics`` of a run over the transcriptions ``files``."""
        return cls(
            tuple(files),
            errors=count(diagnostics, Severity.ERROR),
            warnings=count(diagnostics, Severity.WARNING),
            infos=count(diagnostics, Severity.INFO),
            outputs=tuple(outputs),
            allowed=allowed,
            compared=compared,
        )

    @property
    def documents(self) -> int:
        """How many transcriptions were looked at."""
        return len(self.files)

    def exit_code(self, fail_on: FailOn) -> int:
        """Give 1 where something as bad as ``fail_on`` was found, else 0."""
        reached = {
            "error": self.errors,
            "warning": self.errors + self.warnings,
            "info": self.errors + self.warnings + self.infos,
            "never": 0,
        }
        return int(reached[fail_on] > 0)

    def sentence(self) -> str:
        """Say it on one line."""
        found = {"error": self.errors, "warning": self.warnings, "remark": self.infos}
        counts = (counted(count, noun) for noun, count in found.items())
        parts = [f"{counted(self.documents, 'document')}: {', '.join(counts)}"]
        if self.compared is not None:
            new = self.errors + self.warnings + self.infos
            parts.append(f"{new:,} new, {self.compared.known:,} known")
            if self.compared.gone:
                parts.append(f"{len(self.compared.gone):,} gone")
        if self.allowed:
            parts.append(f"{self.allowed:,} allowed")
        return "; ".join(parts)
