"""What a person does at the desk, one stroke at a time: written down at once, and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.edition.decisions import path_of
from pipeline.model.decisions import NONE, DecisionKind
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.document import Span
from pipeline.model.errors import PublishError, UsageError
from pipeline.model.source import lines_of
from pipeline.review import changed_file
from pipeline.review.changed_file import BYTE_ORDER_MARK
from pipeline.review.decision_file import NewDecision, WrittenDecision, record, take_back, take_out
from pipeline.review.fix.apply import apply
from pipeline.review.workspace import PlacedReading, ReadingKind, Workspace

_SHOWN = 48
_NAMED = 8  # changes that are told one by one


class ChangedFileError(UsageError):
    """The file is not the one that the person has seen."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What was done to the text at ``path``: a decision was written, or its bytes were exchanged.

    ``said`` says what it was; ``changes`` are sentences on what it changed elsewhere.
    """

    path: Path
    said: str
    written: WrittenDecision | None = None
    before: bytes = b""
    after: bytes = b""
    changes: tuple[str, ...] = ()


class Strokes:
    """Does strokes on the texts of a workspace, and undoes the last."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.done: list[Stroke] = []

    def settle(self, path: Path, seen: str, span: Span, new: NewDecision) -> Stroke:
        """Write a decision down; ``seen`` is the hash of the text that the person looked at.

        Raises ChangedFileError where that is another one, UsageError, PublishError.
        """
        self._hold(path, seen)
        source = self.workspace.document(path).source
        if not 0 <= span[0] < span[1] <= len(source.text):
            raise UsageError("there are no such words in the text")
        if new.kind is DecisionKind.READING and not new.why.strip():
            raise UsageError("a reading is let stand with a reason")
        before = self._seen(path)
        written = record(source, span, new)
        line = source.location(span).line
        words = " ".join(source.text[slice(*span)].split())[:_SHOWN]
        stroke = Stroke(path, f"line {line}: {_said(new, words)}", written)
        return self._done(stroke, before, written.path)

    def mend(self, path: Path, seen: str, found: Diagnostic) -> Stroke:
        """Apply the fix of a finding to the file; raises as :meth:`settle`."""
        data = self._hold(path, seen)
        if found.fix is None:
            raise UsageError("nothing here can be mended by itself")
        after = apply(_decoded(data), [found.fix]).encode()
        said = f"line {found.location.line}: {found.fix.message}"
        return self._exchange(Stroke(path, said, None, data, after))

    def take_out(self, path: Path, seen: str, found: Diagnostic) -> Stroke:
        """Take the decision out that a finding is about; raises as :meth:`settle`."""
        self._hold(path, seen)
        if Path(found.location.file) != path_of(path):
            raise UsageError("this is about no decision")
        before = self._seen(path)
        written = take_out(path, found.location.line)
        said = f"the decision in line {found.location.line} of {written.path.name} was taken out"
        return self._done(Stroke(path, said, written), before, written.path)

    def edit(self, path: Path, seen: str, line: int, words: str) -> Stroke:
        """Write a line of the file anew, counted from 0; raises as :meth:`settle`."""
        data = self._hold(path, seen)
        text = _decoded(data)
        mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        lines = lines_of(text.removeprefix(mark))
        if not 0 <= line < len(lines):
            raise UsageError("there is no such line")
        if len(words.splitlines()) > 1 or words.endswith(("\n", "\r")):
            raise UsageError("a line holds no line end; edit the file itself to part it")
        end = "\r" if lines[line].endswith("\r") else ""
        lines[line] = words + end
        after = mark + ("\n" if "\n" in text else "\r").join(lines)
        return self._exchange(
            Stroke(path, f"line {line + 1} was edited", None, data, after.encode())
        )

    def undo(self) -> Stroke:
        """Take the last stroke back; raises UsageError where it cannot be, PublishError."""
        if not self.done:
            raise UsageError("there is nothing to undo")
        last = self.done[-1]
        before = self._seen(last.path)
        changed = last.path
        if last.written is not None:
            take_back(last.path, last.written)
            changed = last.written.path
        else:
            changed_file.replace(last.path, last.after, last.before)
        self.done.pop()
        undone = Stroke(last.path, f"undone: {last.said}")
        return self._with_changes(undone, before, changed)

    def _hold(self, path: Path, seen: str) -> bytes:
        """Give the bytes of the text, if they are still those that the person has seen."""
        self.workspace.update(path)
        data = self.workspace.file(path).data
        if sha256(data).hexdigest() != seen:
            raise ChangedFileError(f"{path.name} was changed meanwhile; look at it again")
        return data

    def _exchange(self, stroke: Stroke) -> Stroke:
        if stroke.after == stroke.before:
            raise UsageError("nothing was changed")
        before = self._seen(stroke.path)
        changed_file.replace(stroke.path, stroke.before, stroke.after)
        return self._done(stroke, before, stroke.path)

    def _done(self, stroke: Stroke, before: _Seen, changed: Path) -> Stroke:
        self.done.append(stroke)
        return self._with_changes(stroke, before, changed)

    def _with_changes(self, stroke: Stroke, before: _Seen, changed: Path) -> Stroke:
        self.workspace.update(changed)
        after = self._seen(stroke.path)
        told = [*_moved(before.readings, after.readings), *_found(before.found, after.found)]
        more = [f"and {len(told) - _NAMED} more"] if len(told) > _NAMED else []
        return Stroke(
            stroke.path, stroke.said, stroke.written, stroke.before, stroke.after,
            (*told[:_NAMED], *more),
        )  # fmt: skip

    def _seen(self, path: Path) -> _Seen:
        return _Seen(self.workspace.readings(path), self.workspace.findings(path))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was known of a text before or after a stroke."""

    readings: tuple[PlacedReading, ...]
    found: tuple[Diagnostic, ...]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PublishError("the file is not UTF-8; mend that in an editor first") from error


def _said(new: NewDecision, words: str) -> str:
    match new.kind, new.value:
        case DecisionKind.MARKER, "none":
            return f"“{words}” is no marker"
        case DecisionKind.MARKER, note:
            return f"“{words}” is the marker of note {note}"
        case DecisionKind.REFERENCE, "none":
            return f"“{words}” is no reference"
        case DecisionKind.REFERENCE, target:
            return f"“{words}” leads to {target}"
        case DecisionKind.ROLE, role:
            return f"“{words}” is of the kind {role}"
        case _, code:
            return f"{code} stands at “{words}”"


def _moved(before: Sequence[PlacedReading], after: Sequence[PlacedReading]) -> Iterator[str]:
    """Tell which markers, lines and references are read otherwise than before."""
    old, new = _markers(before), _markers(after)
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was is not None and now is None:
            yield f"note {was[0]} has no marker any more"
        elif now is not None and was is None:
            yield f"note {now[0]} has a marker in line {now[1]} now"
        elif now is not None and was is not None and now[1:] != was[1:]:
            yield f"the marker of note {now[0]} moved from {was[1]}:{was[2]} to {now[1]}:{now[2]}"
    for kind in (ReadingKind.LINE, ReadingKind.REFERENCE):
        were, are = _values(before, kind), _values(after, kind)
        for place in sorted(were.keys() | are.keys()):
            one, other = were.get(place, NONE), are.get(place, NONE)
            if one != other:
                what = "line" if kind is ReadingKind.LINE else "the reference in line"
                yield f"{what} {place[0]} is {other} now, and was {one}"


def _markers(readings: Sequence[PlacedReading]) -> dict[str, tuple[str, int, int]]:
    return {
        one.id: (one.value, one.location.line, one.location.column)
        for one in readings
        if one.kind is ReadingKind.MARKER
    }


def _values(readings: Sequence[PlacedReading], kind: ReadingKind) -> dict[tuple[int, int], str]:
    return {
        (one.location.line, one.location.column): one.value for one in readings if one.kind is kind
    }


def _found(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> Iterator[str]:
    """Tell which findings are gone and which are new, wherever they stand in their lines."""
    old, new = (Counter(map(_known_by, ones)) for ones in (before, after))
    gone, come = old - new, new - old
    if gone:
        places = ", ".join(f"{code} in line {line}" for code, line, _ in sorted(gone))
        yield f"settled: {places}"
    for code, line, message in sorted(come):
        yield f"new: {code} in line {line}, {message}"


def _known_by(one: Diagnostic) -> tuple[str, int, str]:
    return one.code, one.location.line, one.message
