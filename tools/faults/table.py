"""The outcome of the trials, as a page of the documentation has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from faults import notes, pages
from faults.transcription import Fault, Kind
from faults.volume import Outcome

_BEGIN, _END = "<!-- table: begin -->", "<!-- table: end -->"
UNKNOWABLE = (notes.UNKNOWABLE, pages.UNKNOWABLE)
_OVERALL, _EACH = 0.97, 0.85


@dataclass(frozen=True, slots=True)
class Trial:
    """One seeded fault and what was said of it."""

    volume: str
    document: str
    fault: Fault
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """All trials of a kind; ``places`` is how many there were to draw from."""

    kind: Kind
    places: int
    trials: tuple[Trial, ...]

    @property
    def right(self) -> int:
        """How many were found at the right line."""
        return sum(bool(trial.outcome.right) for trial in self.trials)

    @property
    def elsewhere(self) -> int:
        """How many were found only at another line."""
        return sum(
            bool(trial.outcome.elsewhere) and not trial.outcome.right for trial in self.trials
        )

    @property
    def share(self) -> float:
        """The share found at the right line."""
        return self.right / len(self.trials) if self.trials else 0.0

    def line(self) -> str:
        """Say it in one line."""
        codes = Counter(code for trial in self.trials for code in trial.outcome.right)
        shown = " ".join(f"{code}:{count}" for code, count in codes.most_common())
        count = len(self.trials)
        return (
            f"{self.kind.name:48} {self.places:7} {count:4} {self.right:4} {self.elsewhere:4} "
            f"{count - self.right - self.elsewhere:4} {self.share:6.1%}  {shown}"
        )

    def misses(self) -> Iterator[str]:
        """Name the faults that were not found at the right line."""
        for trial in self.trials:
            if not trial.outcome.right:
                edits = [(e.start, e.end, e.after[:30]) for e in trial.fault.edits[:2]]
                said = " ".join(sorted(trial.outcome.elsewhere))
                yield f"    {trial.volume} {trial.document} {edits} {said}"


def totals(rows: Sequence[Row]) -> int:
    """Print the figures of all kinds; give 1 where they are lower than they should be."""
    counted = [row for row in rows if row.kind not in UNKNOWABLE and row.trials]
    seeded, right = (
        sum(len(row.trials) for row in counted),
        sum(row.right for row in counted),
    )
    outside = [place for row in rows for t in row.trials for place in t.outcome.outside]
    low = [row.kind.name for row in counted if row.share < _EACH]
    print(f"{right} of {seeded} found at the right line ({right / max(seeded, 1):.2%})")
    print(f"{len(outside)} places outside the file", *outside[:5])
    print("below 85 %:", *low, sep="\n  ")
    return int(bool(low or outside or right < _OVERALL * seeded))


def write(path: Path, rows: Sequence[Row], seed: str, documents: int) -> None:
    """Write the table between its two marks in ``path``."""
    text = path.read_text(encoding="utf-8")
    table = "\n".join(_table(rows, seed, documents))
    pattern = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
    written = pattern.sub(lambda _: f"{_BEGIN}\n{table}\n{_END}", text)
    path.write_text(written, encoding="utf-8")


def _table(rows: Sequence[Row], seed: str, documents: int) -> Iterator[str]:
    counted = [row for row in rows if row.kind not in UNKNOWABLE and row.trials]
    seeded, right = sum(len(row.trials) for row in counted), sum(row.right for row in counted)
    outside = sum(len(t.outcome.outside) for row in rows for t in row.trials)
    yield (
        f"{seeded:,} faults of {len(counted)} kinds in {documents:,} documents, seed {seed}: "
        f"{right:,} ({right / max(seeded, 1):.1%}) were found with a right code at the right line. "
        f"Of all places that were named, {outside} lay outside the file."
    )
    yield ""
    yield "| fault | places | seeded | right line | other line | nothing | share | said |"
    yield "|---|--:|--:|--:|--:|--:|--:|---|"
    for row in rows:
        codes = Counter(code for trial in row.trials for code in trial.outcome.right)
        said = ", ".join(f"{code} {count}" for code, count in codes.most_common())
        count = len(row.trials)
        yield (
            f"| {row.kind.name} | {row.places:,} | {count} | {row.right} | {row.elsewhere} | "
            f"{count - row.right - row.elsewhere} | {row.share:.1%} | {said} |"
        )
    yield ""
    yield "| fault | right codes | where, and why |"
    yield "|---|---|---|"
    for row in rows:
        yield f"| {row.kind.name} | {', '.join(row.kind.codes)} | {row.kind.why} |"
