"""The decisions file beside a transcription, ``<name>.decisions.toml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

from pipeline.edition.conform import Conformer, Fault, FaultKind
from pipeline.edition.decisions_schema import DecisionRow, DecisionsFile
from pipeline.edition.files import EditionFiles
from pipeline.edition.toml_text import Toml, TomlError, parse
from pipeline.model.decisions import (
    NONE,
    Acceptance,
    Decision,
    DecisionKind,
    Settled,
    TextQuote,
    find,
    settle,
)
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnreadableFileError
from pipeline.model.source import Source

DECISIONS_UNREADABLE = Message(
    "D001", "decisions-unreadable", Severity.ERROR,
    summary="A decisions file cannot be read.",
    why="What a person has settled would be guessed again, so nothing is published without it.",
    example="a text without its quotation marks.",
    remedy="correct the line that is named, or write the decision with `edition decide`.",
)  # fmt: skip


DECISION_UNUSABLE = Message(
    "D002", "decision-unusable", Severity.ERROR,
    summary="A decision does not say what is decided, or where.",
    why="It would be passed over in silence, and the doubt that it settles would be open again.",
    example="a `[[marker]]` without `note`, or with a misspelt key.",
    remedy="give it `before`, `text`, `after`, and `note`, `target` or `accept`.",
)  # fmt: skip


DECISION_STALE = Message(
    "D003", "decision-stale", Severity.WARNING,
    summary="The words that a decision is about stand nowhere in the transcription.",
    why="The passage was changed, and nobody knows whether the decision still holds.",
    example="a decision on `the suggestion1 of` where the words are now `the proposal1 of`.",
    remedy="""look at the passage, decide it again with `edition decide`, and take the old decision
    out.""",
)  # fmt: skip


DECISION_AMBIGUOUS = Message(
    "D004", "decision-ambiguous", Severity.WARNING,
    summary="The words that a decision is about stand at several places.",
    why="It is applied to none of them, since it may be meant for one only.",
    example='`before = "the "` and `text = "1"`, which fit every line of a table.',
    remedy="copy more of the words before and after the place into the decision.",
)  # fmt: skip


DECISION_IDLE = Message(
    "D005", "decision-idle", Severity.WARNING,
    summary="A decision accepts a reading that no rule complains of any more.",
    why="It would hide a fault that comes back later at the same place.",
    example='`accept = "T131"` at words that were corrected since.',
    remedy="take the decision out.",
)  # fmt: skip


DECISION_REFUSED = Message(
    "D006", "decision-refused", Severity.WARNING,
    summary="A decision accepts what no decision can.",
    why="""The rule finds that text would be lost or that an output is not proved; the finding
    stands.""",
    example='`accept = "S201"`.',
    remedy="take the decision out and mend what the rule finds.",
)  # fmt: skip
# The longest document of the published volumes has 300 notes.
MOST = 2_000
# Places at which the words of all decisions are looked for once those around them were changed.
_LOOKED_AT, _LEAST_LOOKED_AT = 400_000, 200
_MARKER = re.compile(r" ?([0-9]{1,4}[a-z]?|[A-Za-z]|([^\w\s])\2{0,3}) ?")
_WRITE_ANEW = "write it with `edition decide`, which takes the words around the place by itself"


def path_of(transcription: Path) -> Path:
    """Give where the decisions on ``transcription`` are kept."""
    return transcription.with_name(f"{transcription.stem}.decisions.toml")


DecisionsText: TypeAlias = tuple[str, str] | None
"""The text of a file of decisions and what keeps it from being read; None without a file."""


def decisions_text(transcription: Path, files: EditionFiles | None = None) -> DecisionsText:
    """Read the file of decisions on ``transcription``."""
    path = path_of(transcription)
    try:
        data = (files or EditionFiles()).read_if_present(path)
        return None if data is None else (data.decode("utf-8"), "")
    except UnicodeDecodeError:
        return "", "it is not UTF-8"
    except UnreadableFileError as error:
        return "", error.fault


def decisions_in(
    known: DecisionsText, path: Path
) -> tuple[tuple[Decision, ...], tuple[Diagnostic, ...]]:
    """Give the decisions in what was read of the file at ``path``."""
    if known is None:
        return (), ()
    text, problem = known
    if problem:
        hint = "put the file itself there, in UTF-8"
        message = f"the decisions cannot be read: {problem}"
        return (), (DECISIONS_UNREADABLE.say(message, path, 1, hint),)
    try:
        toml = parse(text)
    except TomlError as error:
        hint = error.hint or _WRITE_ANEW
        message = f"the decisions cannot be read: {error.problem}"
        return (), (DECISIONS_UNREADABLE.say(message, path, error.line, hint),)
    conformer = Conformer(printable=False)
    conformer.table(DecisionsFile, toml.table)
    rows = [
        (row, toml.line((*key, row.kind.key)))
        for key, row in conformer.tables.items()
        if isinstance(row, DecisionRow)
    ]
    faults = tuple(_unusable(fault, path, toml) for fault in conformer.faults)
    if len(rows) > MOST:
        message = f"the decisions cannot be read: there are {len(rows):,}; {MOST:,} are the limit"
        hint = "take out those that the text does not need any more"
        return (), (DECISIONS_UNREADABLE.say(message, path, 1, hint), *faults)
    usable = tuple(_decision(row, line) for row, line in rows if _marks(row))
    return usable, (
        *faults,
        *(_no_marker(row, path, line) for row, line in rows if not _marks(row)),
    )


def _marks(row: DecisionRow) -> bool:
    """Tell whether the text of a decision on a marker can be a marker."""
    return (
        row.kind is not DecisionKind.MARKER
        or row.value == NONE
        or bool(_MARKER.fullmatch(row.text))
    )


def _no_marker(row: DecisionRow, path: Path, line: int) -> Diagnostic:
    message = f"the decision cannot be used: “{row.text}” is no marker"
    hint = "a marker is a number, a letter or a sign; give it alone as text"
    return DECISION_UNUSABLE.say(message, path, line, hint)


def _unusable(fault: Fault, path: Path, toml: Toml) -> Diagnostic:
    message = f"the decision cannot be used: {_problem(fault)}"
    return DECISION_UNUSABLE.say(message, path, toml.line(fault.key), fault.write)


def _problem(fault: Fault) -> str:
    table, name = fault.key[0], fault.key[-1]
    match fault.wrong, len(fault.key):
        case FaultKind.KEY, 1:
            return f"there is no table {name!r}"
        case FaultKind.KEY, _:
            return f"there is no key {name!r} in [[{table}]]"
        case FaultKind.MISSING, _:
            return f"{name!r} is missing in [[{table}]]"
        case _, length if length <= len(("marker", 0)):
            return f"it is not written as [[{table}]]"
        case _:
            return f"the value of {name!r} cannot be used: {fault.problem}"


def _decision(row: DecisionRow, line: int) -> Decision:
    context = TextQuote(row.before, row.text, row.after)
    return Decision(row.kind, context, row.value, row.why, line)


_ADDRESS_DIFFERS = "X110"


def place(
    decisions: tuple[Decision, ...], source: Source, transcription: Path
) -> tuple[Settled, tuple[Acceptance, ...], tuple[Diagnostic, ...]]:
    """Find the place of each decision in the text, and say which have none or too many."""
    path = path_of(transcription)
    placed = []
    said = []
    most = max(_LOOKED_AT // max(len(decisions), 1), _LEAST_LOOKED_AT)
    for decision in decisions:
        spans = find(source.text, decision.context, most)
        shown = decision.context.text
        if len(spans) == 1:
            placed.append((decision, spans[0]))
        elif spans:
            message = (
                f"“{shown}” stands at {len(spans)} places with the words around it that the "
                "decision names"
            )
            said.append(DECISION_AMBIGUOUS.say(message, path, decision.line))
        else:
            message = f"“{shown}” stands nowhere with the words around it that the decision names"
            said.append(DECISION_STALE.say(message, path, decision.line))
    accepted = tuple(
        Acceptance(source.location(span), code, decision.why, decision)
        for decision, span in placed
        if (code := _accepted(decision))
    )
    return settle(placed), accepted, tuple(said)


def _accepted(decision: Decision) -> str:
    """Give the code of the findings that a decision accepts."""
    if decision.kind is DecisionKind.REFERENCE and decision.value != NONE:
        return _ADDRESS_DIFFERS
    return decision.value if decision.kind is DecisionKind.READING else ""


def say_idle(acceptance: Acceptance, *, refused: bool) -> Diagnostic:
    """Report decisions that accept no finding, or one that cannot be accepted."""
    path = path_of(Path(acceptance.location.file))
    line, code = acceptance.decision.line, repr(acceptance.code)[1:-1]
    if refused:
        message = f"the finding {code} here cannot be accepted"
        return DECISION_REFUSED.say(message, path, line)
    message = f"there is no finding {code} here any more for the decision to accept"
    return DECISION_IDLE.say(message, path, line)
