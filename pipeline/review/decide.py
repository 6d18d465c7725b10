"""The place of a transcription that a person decides about, named by file, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.commands import examine
from pipeline.engine.stages import EncodedDocument
from pipeline.model import document as model
from pipeline.model.decisions import ROLES, Decision, DecisionKind
from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.document import Span, walk
from pipeline.model.errors import UsageError
from pipeline.review.decision_file import NewDecision, record

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]{1,9})(:(?P<column>[0-9]{1,9}))?", re.DOTALL)
_LABEL = re.compile(r"[0-9]+|([*†‡§¶#|])\1*|[A-Za-z](?![A-Za-z])")
_LONGEST_LINE = 120
_LINE_IN_DOUBT = "S203"
_DOUBTS = frozenset({"N201", "N202", "N204", "N205"})


@dataclass(frozen=True, slots=True)
class FilePosition:
    """``FILE:LINE`` or ``FILE:LINE:COLUMN``, counted from 1; column 0 is the whole line."""

    path: Path
    line: int
    column: int = 0

    @classmethod
    def of(cls, text: str) -> FilePosition:
        """Read a place as reports write it; raises UsageError."""
        match = _PLACE.fullmatch(text)
        if match is None:
            raise UsageError(f"{text!r} is no place; write FILE:LINE or FILE:LINE:COLUMN")
        return cls(Path(match["file"]), int(match["line"]), int(match["column"] or 0))

    def meets(self, location: Location) -> bool:
        """Tell whether ``location`` covers this place, or has a part in this line."""
        if Path(location.file).resolve() != self.path.resolve():
            return False
        if not self.column:
            return location.line <= self.line <= location.end_line
        here = self.line, self.column
        start, end = (location.line, location.column), (location.end_line, location.end_column)
        return start <= here < max(end, (start[0], start[1] + 1))


@dataclass(frozen=True, slots=True)
class ExaminedPlace:
    """A transcription with all that was found in it, and the place that is looked at."""

    place: FilePosition
    work: EncodedDocument
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, place: FilePosition) -> ExaminedPlace:
        """Take the transcription through its stages; raises UsageError for a line it has not."""
        work, found = examine(place.path)
        count = len(work.source.raw_lines)
        if place.line > count:
            raise UsageError(f"{place.path} has no line {place.line}; its last is {count}")
        return cls(place, work, found)

    def findings(self) -> tuple[Diagnostic, ...]:
        """Give what was found at the place."""
        return tuple(one for one in self.diagnostics if self.place.meets(one.location))

    def decide(self, new: NewDecision) -> tuple[Decision, Path]:
        """Write a decision down, in the place of one on the same words.

        Raises UsageError where it is not clear what is meant, PublishError.
        """
        written = record(self.work.source, self._span(new), new)
        (decision,) = written.decisions
        return decision, written.path

    def _span(self, new: NewDecision) -> Span:
        if new.words:
            return self._span_of_words(new.words)
        match new.kind:
            case DecisionKind.MARKER:
                spans = self._markers()
            case DecisionKind.REFERENCE:
                spans = self._references()
            case DecisionKind.ROLE:
                spans = [self._line()]
            case DecisionKind.READING:
                spans = [
                    self.work.source.span_at(one.location)
                    for one in self.findings()
                    if one.code == new.value
                ]
        found = sorted(set(spans))
        if len(found) == 1:
            return found[0]
        what = "nothing" if not found else "more than one thing"
        raise UsageError(
            f"{what} to decide on stands here; give the column, as FILE:LINE:COLUMN, or the words "
            "with --text"
        )

    def _markers(self) -> list[Span]:
        if self.place.column:
            match = _LABEL.match(self.work.source.text, self._offset())
            return [match.span()] if match else []
        return [
            self.work.source.span_at(one.location) for one in self.findings() if one.code in _DOUBTS
        ]

    def _line(self) -> Span:
        """Give the words of the line, or those that it begins with, if it is a long one."""
        text, at = self.work.source.text, self._offset()
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        words = text[start : len(text) if end < 0 else end]
        start += len(words) - len(words.lstrip(" \t"))
        shown = words.strip(" \t")
        if len(shown) > _LONGEST_LINE:
            shown = shown[:_LONGEST_LINE].rsplit(" ", 1)[0]
        if not shown:
            raise UsageError(f"line {self.place.line} is blank")
        return start, start + len(shown)

    def _references(self) -> list[Span]:
        spans = [
            self.work.source.span_at(one.location)
            for one in self.findings()
            if one.code.startswith("X")
        ]
        document = self.work.document
        for node in walk(document) if document else ():
            if isinstance(node, model.Reference):
                whole = model.span_of(node)
                if whole and self.place.meets(self.work.source.location(whole)):
                    spans.append(whole)
        return spans

    def _span_of_words(self, words: str) -> Span:
        source = self.work.source
        at = source.text.find(words)
        while at >= 0:
            place = source.location((at, at))
            if place.line == self.place.line and place.column >= self.place.column:
                return at, at + len(words)
            at = source.text.find(words, at + 1)
        raise UsageError(f"“{words}” does not stand in line {self.place.line} from there on")

    def _offset(self) -> int:
        return self.work.source.offset_at(self.place.line, max(self.place.column, 1))


def suggestions(place: FilePosition, findings: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield for each finding the command that would settle it."""
    for one in findings:
        at = f"{place.path}:{one.location.line}:{one.location.column}"
        if one.code in _DOUBTS:
            yield f"edition decide {at} --note NUMBER    (or none)"
        elif one.code.startswith("X"):
            yield f"edition decide {at} --target ADDRESS    (or none)"
        elif one.code == _LINE_IN_DOUBT:
            yield f"edition decide {at} --role ROLE    ({', '.join(ROLES)})"
        yield f'edition decide {at} --accept {one.code} --why "..."'
