"""What is said of the faults of ``edition.toml``, each at its line."""

from __future__ import annotations

from pathlib import Path

from pipeline.edition.conform import Fault, FaultKind, shown
from pipeline.edition.named_files import BOOK_FILE_UNUSABLE, LISTS_OF_FILES, STYLE_FILES
from pipeline.edition.toml_text import Toml
from pipeline.model.diagnostics import Diagnostic, Message, Severity

EDITION_SETTING_UNKNOWN = Message(
    "M002", "edition-setting-unknown", Severity.WARNING,
    summary="`edition.toml` holds a setting that does not exist.",
    why="A misspelt setting would be ignored, and its value would be missing from every output.",
    example='`tilte = "The Conference of Berlin"`.',
    remedy="correct the name; the hint lists those that exist.",
)  # fmt: skip


EDITION_SETTING_UNUSABLE = Message(
    "M003", "edition-setting-unusable", Severity.ERROR,
    summary="A setting in `edition.toml` has a value that cannot be used.",
    why="""The settings end up in the TEI header, in file names and in the metadata of every output,
    where each has a fixed form.""",
    example="`date = 1960` without quotation marks, or an `id` with a slash.",
    remedy="write the value in the form that the hint gives.",
)  # fmt: skip


EDITION_DATE_IMPOSSIBLE = Message(
    "M013", "edition-date-impossible", Severity.ERROR,
    summary="The date in `edition.toml` is no day of the calendar.",
    why="""It goes into the TEI header and the metadata of every output, where programs read it; the
    schema of the TEI refuses it.""",
    example='`date = "1960-02-31"`.',
    remedy="correct the date; a year alone is enough.",
)  # fmt: skip


SEVERITY_UNUSABLE = Message(
    "M030", "severity-unusable", Severity.ERROR,
    summary="A line below `[severity]` gives no severity.",
    why="""The rule would keep the severity it has anyway, and an edition that asks for an error
    would be published in spite of it.""",
    example='`T131 = "eror"`, or `T131 = 1`.',
    remedy='write `"error"`, `"warning"` or `"info"` behind the code.',
)  # fmt: skip


ALLOWANCE_UNUSABLE = Message(
    "M031", "allowance-unusable", Severity.WARNING,
    summary="A table `[[allow]]` lacks its code or its reason, or holds something else.",
    why="""A finding that is let stand without a reason looks like one that nobody read, and a
    misspelt `file` would let the findings of the whole edition stand. So the table lets nothing
    stand.""",
    example='`code = "T131"` without `why`, or `flie = "d7"`.',
    remedy="""give `code`, `why` and, for one transcription only, `file`, each as a text in
    quotation marks.""",
)  # fmt: skip

_FILES = frozenset({*LISTS_OF_FILES, *STYLE_FILES})


def diagnostic(fault: Fault, toml: Toml, path: Path) -> Diagnostic:
    """Make the diagnostic of a fault, at the line of its key."""
    rule, message = _rule_and_message(fault)
    return rule.say(message, path, toml.line(fault.key), fault.write)


def _rule_and_message(fault: Fault) -> tuple[Message, str]:
    """Choose the rule that covers a fault, and write its message."""
    table, name = fault.key[0], str(fault.key[-1])
    if table == "allow":
        return ALLOWANCE_UNUSABLE, f"the allowance is not followed: {_of_allowance(fault)}"
    if fault.wrong is FaultKind.KEY:
        return EDITION_SETTING_UNKNOWN, f"there is no setting named {name!r}"
    if table == "severity":
        return SEVERITY_UNUSABLE, f"what stands behind {name!r} is no severity"
    if fault.key[:2] in _FILES and fault.wrong is not FaultKind.TYPE:
        return BOOK_FILE_UNUSABLE, f"{shown(str(fault.value))} cannot be used: {fault.problem}"
    if fault.key == ("edition", "date") and fault.wrong is FaultKind.CHECK:
        return EDITION_DATE_IMPOSSIBLE, f"there is no date {fault.value!r}"
    key = next(part for part in reversed(fault.key) if isinstance(part, str))
    return EDITION_SETTING_UNUSABLE, f"the value of {key!r} cannot be used: {fault.problem}"


def _of_allowance(fault: Fault) -> str:
    name = fault.key[-1]
    if fault.wrong is FaultKind.KEY:
        return f"there is no key {name!r}"
    return (
        f"{name!r} is missing" if fault.wrong is FaultKind.MISSING else f"{name!r}: {fault.problem}"
    )
