"""Notes that show marks of their own, as ``*``, which programs write into the text of the note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    HandedInText,
    TypedBlocks,
    TypedParagraph,
    TypedRun,
)
from pipeline.normalize.handed_in.words import words_of


def numbered(read: HandedInText, marks: Sequence[str]) -> HandedInText:
    """Take the ``marks`` of a file off the beginnings of its notes, which have numbers here."""
    if not marks:
        return read
    read.remarks.add(
        f"notes with marks of their own, as “{marks[0]}”, are numbered", "", len(marks)
    )
    notes = tuple(_without_mark(note, frozenset(marks)) for note in read.notes)
    words = read.words
    if words is not None:
        words = words - words_of(" ".join((*marks, *marks)))
    return replace(read, notes=notes, words=words)


def _without_mark(note: TypedBlocks, marks: frozenset[str]) -> TypedBlocks:
    first, others = note[0] if note else None, note[1:]
    if not isinstance(first, TypedParagraph):
        return note
    runs = first.runs
    if runs and isinstance(runs[0], EmphasizedRuns) and _is_mark(runs[0].runs, marks):
        runs = runs[1:]
    elif runs and isinstance(runs[0], str) and runs[0].partition(" ")[0] in marks:
        runs = (runs[0].partition(" ")[2], *runs[1:])
    return (replace(first, runs=runs), *others)


def _is_mark(runs: Sequence[TypedRun], marks: frozenset[str]) -> bool:
    """Tell a mark; LibreOffice writes one twice when it saves a file once more."""
    words = "".join(_strings(runs)).strip()
    return any(words and not words.replace(mark, "") for mark in marks)


def _strings(runs: Sequence[TypedRun]) -> Iterator[str]:
    yield from (run if isinstance(run, str) else "\n" for run in runs)
