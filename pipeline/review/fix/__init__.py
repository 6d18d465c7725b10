"""What rules know to mend, mended: tried in a copy, shown as a diff, written on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.engine.rules import RULES
from pipeline.engine.session import Progress
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import UsageError
from pipeline.review import changed_file
from pipeline.review.changed_file import ChangedFile
from pipeline.review.fix.copy import copied
from pipeline.review.fix.rounds import FixSelection, Mended, mend

__all__ = ["FixPlan", "FixSelection", "plan", "selection"]


@dataclass(frozen=True, slots=True)
class FixPlan:
    """Mended texts of the folder ``root``, and the bytes of the files they were made from.

    ``folder`` is where its copy was, which findings speak of.
    """

    root: Path
    folder: Path
    originals: dict[str, bytes]
    mended: Mended
    selection: FixSelection

    @property
    def files(self) -> list[ChangedFile]:
        """The files that change."""
        texts = self.mended.texts.items()
        return [ChangedFile(self.root / name, self.originals[name], text) for name, text in texts]

    def write(self) -> None:
        """Put the mended texts in the place of the old ones; raises PublishError."""
        for one in self.files:
            one.save()

    def write_copies(self, out: Path) -> None:
        """Put the mended texts into the folder ``out``, under the names they have in the root.

        Raises UsageError where that is the folder they come from, PublishError.
        """
        if out.resolve() == self.root.resolve():
            raise UsageError(f"{out}: the transcriptions lie here; use --write to change them")
        for name, text in self.mended.texts.items():
            changed_file.place(out / name, changed_file.written(text))

    def refused(self) -> Iterator[Diagnostic]:
        """Give what was left as it is although it has a fix, as places of the transcriptions."""
        return (self._placed(one) for one in self.mended.refused)

    @property
    def unsafe(self) -> int:
        """How many findings are left that only a change of words mends, which was not asked for."""
        if self.selection.unsafe:
            return 0
        said = self.mended.left.diagnostics
        everything = replace(self.selection, unsafe=True)
        return sum(1 for one in said if everything.covers(one))

    def _placed(self, diagnostic: Diagnostic) -> Diagnostic:
        path = str(self.root / Path(diagnostic.location.file).relative_to(self.folder))
        return replace(diagnostic, location=replace(diagnostic.location, file=path))


def selection(codes: Iterable[str], *, unsafe: bool) -> FixSelection:
    """Say what is to be mended; raises UsageError for a code that is none."""
    chosen = frozenset(code.upper() for code in codes)
    unknown = sorted(chosen - {rule.code for rule in RULES})
    if unknown:
        raise UsageError(f"there is no code {unknown[0]!r}; `edition rules` lists them")
    return FixSelection(unsafe, chosen)


def plan(input_: Path, wanted: FixSelection, progress: Progress, workers: int) -> FixPlan:
    """Find out what can be mended at ``input_``; nothing there is changed."""
    with copied(input_) as copy:
        mended = mend(copy, wanted, progress, workers)
        return FixPlan(copy.root, copy.folder, copy.originals, mended, wanted)
