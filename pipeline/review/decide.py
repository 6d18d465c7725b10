"""Write down what a person decides about a place of a transcription."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.edition.decisions import Handed, decisions_in, handed, path_of
from pipeline.edition.toml_text import quoted
from pipeline.engine.commands import examine
from pipeline.engine.stages import EncodedDocument
from pipeline.model import document as model
from pipeline.model.decisions import ROLES, Decision, DecisionKind, TextQuote, context_of, find
from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.document import Span, walk
from pipeline.model.errors import UsageError
from pipeline.model.source import Source
from pipeline.review.fix import write

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]{1,9})(:(?P<column>[0-9]{1,9}))?", re.DOTALL)
_LABEL = re.compile(r"[0-9]+|([*†‡§¶#|])\1*|[A-Za-z](?![A-Za-z])")
_LONGEST_LINE = 120
_LINE_IN_DOUBT = "S203"
_DOUBTS = frozenset({"N201", "N202", "N204", "N205"})
_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be decided; ``words`` say what it is about, where a place alone does not."""

    kind: DecisionKind
    value: str
    why: str = ""
    words: str = ""


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
            raise UsageError(f"{text!a} is no place; write FILE:LINE or FILE:LINE:COLUMN")
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
        """Take the transcription through its stages; raises UsageError where it is none."""
        return cls(place, *examine(place.path))

    def findings(self) -> tuple[Diagnostic, ...]:
        """Give what was found at the place."""
        return tuple(one for one in self.diagnostics if self.place.meets(one.location))

    def decide(self, new: NewDecision) -> tuple[Decision, Path]:
        """Write a decision down, in the place of one on the same words.

        Raises UsageError where it is not clear what is meant, PublishError.
        """
        written = record(self.work.source, self._span(new), new)
        return written.decision, written.path

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
                    self._back(one.location) for one in self.findings() if one.code == new.value
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
        return [self._back(one.location) for one in self.findings() if one.code in _DOUBTS]

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
        spans = [self._back(one.location) for one in self.findings() if one.code.startswith("X")]
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
        raise UsageError(f"{words!a} does not stand in line {self.place.line} from there on")

    def _offset(self) -> int:
        return self.work.source.offset_at(self.place.line, max(self.place.column, 1))

    def _back(self, location: Location) -> Span:
        source = self.work.source
        start = source.offset_at(location.line, location.column)
        end = source.offset_at(location.end_line, location.end_column)
        if end < start:  # what stands behind it in the file was moved
            end = source.offset_at(location.end_line, max(location.end_column - 1, 1)) + 1
        return start, max(start + 1, end)


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """A decision in the file at ``path``, and those that it took the place of."""

    path: Path
    decision: Decision
    replaced: tuple[Decision, ...] = ()


def record(source: Source, span: Span, new: NewDecision) -> WrittenDecision:
    """Write down what is decided about ``span`` of a text, in the place of one on the same words.

    Raises UsageError where the decisions there are cannot be read, or this one could not be;
    PublishError.
    """
    transcription = Path(source.file)
    old = handed(transcription)
    text, written = with_decision(source, span, new, old)
    _, unusable = decisions_in((_joined("", written.decision), ""), written.path)
    if unusable:
        raise UsageError(f"{unusable[0].message}; {unusable[0].hint}")
    _put(written.path, old, text)
    return written


def with_decision(
    source: Source, span: Span, new: NewDecision, old: Handed
) -> tuple[str, WrittenDecision]:
    """Give the text of a file of decisions with one more; nothing is written.

    Raises UsageError where the decisions there are cannot be read.
    """
    decision = Decision(new.kind, _certain(source.text, span), new.value, new.why)
    path = path_of(Path(source.file))
    same = tuple(
        one
        for one in _known(old, path)
        if one.kind is new.kind
        and find(source.text, one.context) == (span,)
        and (new.kind is not DecisionKind.READING or one.value == new.value)
    )
    return _revised(old, same, (decision,)), WrittenDecision(path, decision, same)


def take_back(transcription: Path, written: WrittenDecision) -> None:
    """Take a decision out again, and put those back that it took the place of.

    Raises UsageError where it does not stand there any more, PublishError.
    """
    old = handed(transcription)
    here = [one for one in _known(old, written.path) if _same(one, written.decision)]
    if not here:
        raise UsageError(f"{written.path}: the decision does not stand there any more")
    _put(written.path, old, _revised(old, here[-1:], written.replaced))


def _known(old: Handed, path: Path) -> tuple[Decision, ...]:
    known, unreadable = decisions_in(old, path)
    if unreadable:
        first = unreadable[0]
        raise UsageError(
            f"{first.location.file}:{first.location.line}: {first.message}; mend that first"
        )
    return known


def _same(one: Decision, other: Decision) -> bool:
    return replace(one, line=0) == replace(other, line=0)


def _revised(old: Handed, without: Sequence[Decision], more: Sequence[Decision]) -> str:
    text = old[0] if old else ""
    for one in sorted(without, key=lambda one: -one.line):
        text = _without(text, one.line)
    for one in more:
        text = _joined(text, one)
    return text


def _put(path: Path, old: Handed, text: str) -> None:
    """Write the file of decisions, or take it away where it would be empty."""
    before = (old[0] if old else "").encode()
    if not path.exists():
        write.place(path, text.encode())
    elif text.strip():
        write.replace(path, before, text.encode())
    else:
        write.remove(path, before)


def _certain(text: str, span: Span) -> TextQuote:
    """Take as many words around ``span`` as tell it from every other place."""
    for reach in (32, 64, 128, 256, 512):
        context = context_of(text, span, reach)
        if find(text, context) == (span,):
            return context
    raise UsageError("the words here stand too often in the text to tell the places apart")


def _joined(kept: str, decision: Decision) -> str:
    lines = [f"[[{decision.kind.table}]]"]
    context = decision.context
    rows = {"before": context.before, "text": context.text, "after": context.after}
    rows |= {decision.kind.key: decision.value, "why": decision.why}
    lines += [f"{key} = {quoted(value)}" for key, value in rows.items() if value]
    if decision.kind is DecisionKind.READING and not decision.why:
        lines.append('why = ""')  # it has to be given
    above = kept.rstrip("\n")
    return (above + "\n\n" if above else "") + "\n".join(lines) + "\n"


def _without(text: str, line: int) -> str:
    """Take out the table that ``line`` stands in."""
    starts = [match.start() for match in _HEADER.finditer(text)]
    at = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    number = sum(start <= at for start in starts) - 1
    end = starts[number + 1] if number + 1 < len(starts) else len(text)
    return text[: starts[number]] + text[end:]


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
