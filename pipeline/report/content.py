"""What every format is written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostics import Allowed, Diagnostic, Message, in_order, order
from pipeline.report.summary import Compared, Summary


@dataclass(frozen=True, slots=True)
class Report:
    """What a run came to; ``rules`` are for the formats that explain them.

    ``allowed`` is what the edition lets stand; only SARIF tells more of it than the number.
    ``texts`` are files that findings are in, as they were read; lines of others are read from disk.
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    rules: tuple[Message, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        files: Iterable[str],
        diagnostics: Iterable[Diagnostic],
        outputs: Iterable[str] = (),
        allowed: Iterable[Allowed] = (),
        compared: Compared | None = None,
        texts: Mapping[str, bytes] | None = None,
    ) -> Report:
        """Order and count ``diagnostics`` of a run over the transcriptions ``files``."""
        ordered = in_order(tuple(diagnostics))
        standing = tuple(sorted(allowed, key=lambda one: order(one.diagnostic)))
        summary = Summary.of(files, ordered, outputs, len(standing), compared)
        return cls(ordered, summary, allowed=standing, texts=texts or {})
