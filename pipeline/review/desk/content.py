"""What the page shows of an edition and of a document, as plain data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.edition.decisions import decisions_in, path_of
from pipeline.engine.stages import TranscriptionFile
from pipeline.model.decisions import NONE, DecisionKind
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.document import Span
from pipeline.review.desk.history import DecisionHistory
from pipeline.review.desk.places import PagePlaces
from pipeline.review.desk.scans import scans_of
from pipeline.review.desk.tree import tree_of
from pipeline.review.workspace import (
    DecisionChoice,
    PlacedReading,
    ReadingKind,
    Workspace,
    choices_for,
    unmarked_note,
)

QueueRow: TypeAlias = list[Any]

_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_CONFIDENCE = re.compile(r"confidence of ([0-9]{1,3})%")
_TITLE = 120
_MOST_PLACES = 60


def keys_of(found: Iterable[Diagnostic]) -> dict[str, Diagnostic]:
    """Give each finding of a file a key by which the page names it."""
    keyed: dict[str, Diagnostic] = {}
    times: Counter[str] = Counter()
    for one in found:
        key = f"{one.code}-{one.location.line}-{one.location.column}"
        times[key] += 1
        keyed[f"{key}-{times[key]}" if times[key] > 1 else key] = one
    return keyed


def edition_of(workspace: Workspace, history: DecisionHistory) -> dict[str, Any]:
    """Give all that the queue and the list of documents show."""
    names = {path: path.name for path in workspace.texts}
    texts = {str(path) for path in names}
    others = [one for one in workspace.findings() if _text_of(one) not in texts]
    return {
        "title": workspace.edition.metadata.title,
        "documents": {name: document_row(workspace, path) for path, name in names.items()},
        "queue": {name: queue_of(workspace, path) for path, name in names.items()},
        "decided": history.latest(workspace.folder),
        "others": [[*row, Path(one.location.file).name] for row, one in _rows(others)],
    }


def document_row(workspace: Workspace, path: Path) -> QueueRow:
    """Give the beginning of a text, the number of its findings by severity, and of decisions."""
    file = workspace.file(path)
    words = file.data[: 4 * _TITLE].decode("utf-8", "ignore").strip().split("\n", 1)[0]
    counts = Counter(one.severity for one in workspace.findings_on(path))
    decisions, _ = decisions_in(file.decisions, path_of(path))
    return [words[:_TITLE], *(counts[one] for one in _RANKS), len(decisions)]


def queue_of(workspace: Workspace, path: Path) -> list[QueueRow]:
    """Give the findings of a text, each with what it is sorted by.

    Key, code, rank of its severity, confidence in hundredths, line, message.
    """
    return [row for row, _ in _rows(workspace.findings_on(path))]


def _rows(found: Sequence[Diagnostic]) -> Iterator[tuple[QueueRow, Diagnostic]]:
    for key, one in keys_of(found).items():
        sure = _CONFIDENCE.search(one.message)
        confidence = int(sure[1]) if sure else 100
        rank = _RANKS[one.severity]
        yield [key, one.code, rank, confidence, one.location.line, one.message], one


def _text_of(one: Diagnostic) -> str:
    file = one.location.file
    ending = ".decisions.toml"
    return file.removesuffix(ending) + ".txt" if file.endswith(ending) else file


def document_of(workspace: Workspace, path: Path, history: DecisionHistory) -> dict[str, Any]:
    """Give a document as the page shows it: raw lines, what they were read as, the reading text."""
    work, file = workspace.document(path), workspace.file(path)
    places = PagePlaces(work.source)
    readings = workspace.readings(path)
    lines = [one for one in readings if one.kind is ReadingKind.LINE]
    marks = [one for one in readings if one.kind is not ReadingKind.LINE]
    shown = tree_of(work.document, places) if work.document else []
    return {
        "name": path.name,
        "seen": sha256(file.data).hexdigest(),
        "lines": places.lines,
        "roles": [[places.start(one.span)[0], one.value, _percent(one)] for one in lines],
        "marks": [
            [one.kind.value, places.of(one.span), one.value, one.id, _percent(one)] for one in marks
        ],
        "tree": shown,
        "scans": scans_of(workspace, path, places),
        "findings": {
            key: _finding(one, places, workspace, path)
            for key, one in keys_of(workspace.findings_on(path)).items()
        },
        "decisions": history.of(path, file.decisions),
        "allowed": [
            [one.diagnostic.code, one.diagnostic.location.line, one.why]
            for one in workspace.allowed(path)
        ],
    }


def _percent(one: PlacedReading) -> int:
    return round(100 * one.confidence)


def _finding(
    one: Diagnostic, places: PagePlaces, workspace: Workspace, path: Path
) -> dict[str, Any]:
    is_here = Path(one.location.file) == path
    readings = workspace.readings(path)
    choices = choices_for(one, places.source, readings) if is_here else ()
    here = [near for near in one.related if Path(near.location.file) == path]
    note, label, at = _marker_in(choices, one, readings, places)
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.value,
        "message": one.message,
        "hint": one.hint,
        "at": places.stretch(one.location) if is_here else None,
        "related": [[near.message, places.stretch(near.location)] for near in here],
        "decision": not is_here and _is_of_decision(one, workspace.file(path), path),
        "fix": [one.fix.message, one.fix.safe] if one.fix else None,
        "choices": [
            [
                each.kind.value,
                each.value,
                list(each.span),
                places.of(each.span),
                _chance(each.chance),
            ]
            for each in choices
        ],
        "note": note,
        "places": [
            [list(span), places.of(span)]
            for span in (_candidates(label, at, readings, places) if note else ())
        ],
    }


def _is_of_decision(one: Diagnostic, file: TranscriptionFile, path: Path) -> bool:
    """Tell whether a finding is about a decision that can be taken out by itself."""
    known, unusable = decisions_in(file.decisions, path_of(path))
    return not unusable and one.location.line in {each.line for each in known}


def _chance(chance: float | None) -> int | None:
    return None if chance is None else round(100 * chance)


def _marker_in(
    choices: Sequence[DecisionChoice],
    found: Diagnostic,
    readings: Sequence[PlacedReading],
    places: PagePlaces,
) -> tuple[str, str, int]:
    """Give the note whose marker a finding is about, its label, and where it is looked for.

    All are empty where it is about none.
    """
    for one in choices:
        if one.kind is DecisionKind.MARKER and one.value != NONE:
            return one.value, places.source.text[slice(*one.span)], one.span[0]
    note = unmarked_note(found, readings)
    return (note.value, note.value, 0) if note else ("", "", 0)


def _candidates(
    label: str, at: int, readings: Sequence[PlacedReading], places: PagePlaces
) -> list[Span]:
    """Give the places that a marker can be moved to, as they rise: wherever its label stands.

    What is read as the marker of another note, as a number of the list or as a page is none.
    """
    ends = "(?![0-9])" if label.isdecimal() else "(?![A-Za-z])" if label.isalpha() else ""
    kinds = {ReadingKind.MARKER, ReadingKind.NOTE, ReadingKind.PAGE}
    taken = {place for one in readings if one.kind in kinds for place in range(*one.span)}
    free = [
        match.span()
        for match in re.finditer(re.escape(label) + ends, places.source.text)
        if match.start() not in taken or match.start() == at
    ]
    return sorted(sorted(free, key=lambda span: abs(span[0] - at))[:_MOST_PLACES])
