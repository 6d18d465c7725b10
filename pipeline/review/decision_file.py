"""Decisions put into the file of decisions beside a transcription, and taken out of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.edition.decisions import DecisionsText, decisions_in, decisions_text, path_of
from pipeline.edition.toml_text import parse, quoted
from pipeline.model.decisions import Decision, DecisionKind, TextQuote, context_of, find
from pipeline.model.document import Span
from pipeline.model.errors import UsageError
from pipeline.model.source import Source
from pipeline.review import changed_file


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be decided; ``words`` say what it is about, where a place alone does not."""

    kind: DecisionKind
    value: str
    why: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """What was put into the file of decisions at ``path``, and what was taken out of it for that.

    Where a decision was taken out alone, ``decisions`` is empty.
    """

    path: Path
    decisions: tuple[Decision, ...]
    replaced: tuple[Decision, ...] = ()


def record(source: Source, span: Span, new: NewDecision) -> WrittenDecision:
    """Write down what is decided about ``span`` of a text, in the place of one on the same words.

    Raises UsageError where the decisions there are cannot be read, or this one could not be;
    PublishError.
    """
    transcription = Path(source.file)
    old = decisions_text(transcription)
    text, written = with_decision(source, span, new, old)
    _, unusable = decisions_in((_revised(None, (), written.decisions), ""), written.path)
    if unusable:
        raise UsageError(f"{unusable[0].message}; {unusable[0].hint}")
    _put(written.path, old, text)
    return written


def with_decision(
    source: Source, span: Span, new: NewDecision, old: DecisionsText
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
    return _revised(old, same, (decision,)), WrittenDecision(path, (decision,), same)


def take_out(transcription: Path, line: int) -> WrittenDecision:
    """Take the decision that stands in a line of its file out of it.

    Raises UsageError where none stands there any more, PublishError.
    """
    old, path = decisions_text(transcription), path_of(transcription)
    here = tuple(one for one in _known(old, path) if one.line == line)
    if not here:
        raise UsageError(f"{path}:{line}: no decision stands here any more")
    _put(path, old, _revised(old, here, ()))
    return WrittenDecision(path, (), here)


def take_back(transcription: Path, written: WrittenDecision) -> None:
    """Take out again what was put into a file of decisions, and put back what was taken out.

    Raises UsageError where it does not stand there any more, PublishError.
    """
    old = decisions_text(transcription)
    known = _known(old, written.path)
    here = [one for new in written.decisions for one in known if _same(one, new)]
    if written.decisions and not here:
        raise UsageError(f"{written.path}: the decision does not stand there any more")
    _put(written.path, old, _revised(old, here[-1:], written.replaced))


def _known(old: DecisionsText, path: Path) -> tuple[Decision, ...]:
    known, unreadable = decisions_in(old, path)
    if unreadable:
        first = unreadable[0]
        raise UsageError(
            f"{first.location.file}:{first.location.line}: {first.message}; mend that first"
        )
    return known


def _same(one: Decision, other: Decision) -> bool:
    return replace(one, line=0) == replace(other, line=0)


def _revised(old: DecisionsText, without: Sequence[Decision], more: Sequence[Decision]) -> str:
    text = old[0] if old else ""
    for one in sorted(without, key=lambda one: -one.line):
        text = _without(text, one.line)
    for one in more:
        text = _joined(text, one)
    return text


def _put(path: Path, old: DecisionsText, text: str) -> None:
    """Write the file of decisions, or take it away where it would be empty."""
    before = (old[0] if old else "").encode()
    if not path.exists():
        changed_file.place(path, text.encode())
    elif text.strip():
        changed_file.replace(path, before, text.encode())
    else:
        changed_file.remove(path, before)


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
    """Take out the table that ``line`` stands in; remarks that follow it stay."""
    lines = text.rstrip().split("\n")
    tables = sorted({at for key, at in parse(text).lines.items() if len(key) == len(("marker", 0))})
    place = bisect_right(tables, line)
    if not lines[tables[place - 1] - 1].lstrip().startswith("[["):
        raise UsageError(f"take it out by hand: line {line} is in no table that begins with [[")
    end = tables[place] - 1 if place < len(tables) else len(lines)
    while lines[end - 1].lstrip()[:1] in {"", "#"}:
        end -= 1
    rest = "\n".join(lines[end:]).lstrip("\n")
    return "\n".join([*lines[: tables[place - 1] - 1], rest]).rstrip() + "\n"
