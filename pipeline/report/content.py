"""What every format is written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Rule, in_order
from pipeline.report.summary import Summary


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to; ``rules`` are for the formats that explain them."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    rules: tuple[Rule, ...] = ()

    @classmethod
    def of(
        cls,
        files: Iterable[str],
        diagnostics: Iterable[Diagnostic],
        outputs: Iterable[str] = (),
    ) -> Report:
        """Order and count ``diagnostics`` of a run over the transcriptions ``files``."""
        ordered = in_order(tuple(diagnostics))
        return cls(ordered, Summary.of(files, ordered, outputs))
