"""Rounds of mending: make what can be made, look again, and keep only what did good.

No fix is taken at its word. Each is made in a copy of the edition, the whole is checked again,
and a fix stays only if what it was for is gone and no new error or warning has come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.engine.commands import check
from pipeline.engine.processes import ProcessPool
from pipeline.engine.session import Progress
from pipeline.model.diagnostics import Diagnostic, Fix, Severity
from pipeline.model.source import lines_of
from pipeline.report import Report
from pipeline.review.changed_file import read_text, written
from pipeline.review.fix.apply import apply, compatible
from pipeline.review.fix.copy import EditionCopy

# Fixes that touch come one a round; a text that needs more is mended by the next call.
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class FixSelection:
    """What a user wants mended; no ``codes`` are all of them."""

    unsafe: bool = False
    codes: frozenset[str] = frozenset()

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether the fix of ``diagnostic`` is to be made."""
        fix = diagnostic.fix
        return (
            fix is not None
            and (fix.safe or self.unsafe)
            and (not self.codes or diagnostic.code in self.codes)
        )


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of it: the new texts by path below the root, and what was mended where.

    ``refused`` are findings whose fix would have brought others, or would not have helped;
    ``left`` is all that is still said of the new texts.
    """

    texts: dict[str, str]
    made: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]
    left: Report


@dataclass(frozen=True, slots=True)
class _PlacedFix:
    """A fix to be made in the file ``name``."""

    name: str
    diagnostic: Diagnostic
    fix: Fix


def mend(copy: EditionCopy, selection: FixSelection, progress: Progress, workers: int) -> Mended:
    """Mend the transcriptions of ``copy`` until nothing changes any more."""
    work = _MendedCopy(copy, progress, workers)
    rounds = iter(range(MOST_ROUNDS))
    made = -1
    while len(work.made) > made:
        made = len(work.made)
        work.refused.clear()  # it may do no harm beside what was made since
        for _ in rounds:
            if not work.round(selection):
                break
    changed = {
        name: text for name, text in work.texts.items() if written(text) != copy.originals[name]
    }
    return Mended(changed, tuple(work.made), tuple(work.refused.values()), work.report)


class _MendedCopy:
    """A copy being mended; ``texts`` are what stands in it after the last round."""

    def __init__(self, copy: EditionCopy, progress: Progress, workers: int) -> None:
        self.copy = copy
        self.progress = progress
        self.workers = workers
        self.texts = {name: read_text(data) for name, data in copy.originals.items()}
        self.report = self._check()
        self.made: list[Diagnostic] = []
        self.refused: dict[tuple[str, ...], Diagnostic] = {}

    def round(self, selection: FixSelection) -> bool:
        """Make the fixes that can be made together; tell whether any was."""
        wanted = self._wanted(selection)
        base = self.texts
        names = {one.name for one in wanted}
        accepted: list[_PlacedFix] = []
        trials = [wanted] if wanted else []
        while trials:
            trial = trials.pop()
            after = {**base, **_made(base, [*accepted, *trial])}
            self.copy.write({name: after[name] for name in names})
            report = self._check()
            culprits = self._culprits(trial, report)
            if not culprits:
                accepted += trial
                self.texts, self.report = after, report
            elif len(trial) == 1:
                self.refused[self._key(trial[0], base)] = trial[0].diagnostic
            else:
                trials += _parted(trial, culprits)
        self.copy.write({name: self.texts[name] for name in names})
        self.made += [one.diagnostic for one in accepted]
        return bool(accepted)

    def _check(self) -> Report:
        return check([self.copy.input_], self.progress, ProcessPool(self.workers))

    def _wanted(self, selection: FixSelection) -> list[_PlacedFix]:
        by_name: dict[str, list[_PlacedFix]] = {}
        for diagnostic in self.report.diagnostics:
            name = self.copy.name(diagnostic.location.file)
            if name and diagnostic.fix and selection.covers(diagnostic):
                one = _PlacedFix(name, diagnostic, diagnostic.fix)
                if self._key(one, self.texts) not in self.refused:
                    by_name.setdefault(name, []).append(one)
        chosen: list[_PlacedFix] = []
        for name, ones in by_name.items():
            by_fix = {one.fix: one for one in ones}
            chosen += (by_fix[fix] for fix in compatible(by_fix, self.texts[name]))
        return chosen

    def _key(self, one: _PlacedFix, texts: dict[str, str]) -> tuple[str, ...]:
        """What a refused fix is known by while the lines around it come and go."""
        line = lines_of(texts[one.name])[one.diagnostic.location.line - 1]
        return one.name, one.diagnostic.code, line, str(one.diagnostic.location.column)

    def _culprits(self, trial: list[_PlacedFix], report: Report) -> list[_PlacedFix]:
        """Give those of ``trial`` in whose files something new is said, or too much is left."""
        new = {file for file, _ in _bad(report) - _bad(self.report)}
        # An error that goes with the fix of something else was hidden by it, not mended.
        erring = {one.diagnostic for one in trial if one.diagnostic.severity is Severity.ERROR}
        new -= _unblocked(self.report, report) & {one.location.file for one in erring}
        before, after = _counts(self.report), _counts(report)
        for (file, code), count in Counter(
            (one.diagnostic.location.file, one.diagnostic.code) for one in trial
        ).items():
            if after[file, code] > before[file, code] - count:
                new.add(file)
        if not new:
            return []
        return [one for one in trial if one.diagnostic.location.file in new] or trial


def _parted(trial: list[_PlacedFix], culprits: list[_PlacedFix]) -> list[list[_PlacedFix]]:
    """Part ``trial`` so that what did harm is found: the innocent first, then half by half."""
    suspected = set(culprits)
    innocent = [one for one in trial if one not in suspected]
    half = len(culprits) // 2
    return [part for part in (culprits[half:], culprits[:half], innocent) if part]


def _made(base: dict[str, str], ones: Iterable[_PlacedFix]) -> dict[str, str]:
    fixes: dict[str, list[Fix]] = {}
    for one in ones:
        fixes.setdefault(one.name, []).append(one.fix)
    return {name: apply(base[name], some) for name, some in fixes.items()}


def _counts(report: Report) -> Counter[tuple[str, str]]:
    return Counter((one.location.file, one.code) for one in report.diagnostics)


def _bad(report: Report) -> Counter[tuple[str, str]]:
    """Count findings by file and code; remarks may well follow from a fix and do not count."""
    return Counter(
        (one.location.file, one.code)
        for one in report.diagnostics
        if one.severity is not Severity.INFO
    )


def _unblocked(before: Report, after: Report) -> set[str]:
    """Give the files of which more could be read, since an error is gone.

    What is said of them for the first time is no work of the fix.
    """

    def errors(report: Report) -> Counter[str]:
        return Counter(
            one.location.file for one in report.diagnostics if one.severity is Severity.ERROR
        )

    now = errors(after)
    return {file for file, count in errors(before).items() if now[file] < count}
