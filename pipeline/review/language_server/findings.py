"""Findings as an editor shows them, and what a person can do about them at a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pygls import uris

from pipeline.edition.decisions import decisions_text, path_of
from pipeline.model.decisions import NONE, DecisionKind
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.errors import UsageError
from pipeline.review.decision_file import NewDecision, with_decision
from pipeline.review.language_server.positions import EditorText
from pipeline.review.workspace import DecisionChoice, Workspace

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_SAID = {
    DecisionKind.MARKER: "this is the marker of note {value}",
    DecisionKind.REFERENCE: "this leads to {value}",
    DecisionKind.ROLE: "this line is: {value}",
    DecisionKind.READING: "{value} may stand here",
}
_SAID_OF_NONE = {
    DecisionKind.MARKER: "this is no marker",
    DecisionKind.REFERENCE: "this leads nowhere",
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of an edition as a request names it; ``texts`` gives that of any file."""

    edition: Workspace
    path: Path
    texts: Callable[[Path], EditorText]
    creates: bool = False
    """Whether the editor can be told to make a file."""

    @property
    def text(self) -> EditorText:
        """The text of the file."""
        return self.texts(self.path)

    @property
    def is_text(self) -> bool:
        """Whether it is a text of the edition, and not its settings or a list."""
        return self.edition.text_of(self.path) == self.path


def uri_of(path: Path) -> str:
    """Give the address of a file as editors name it; raises ValueError where it has none."""
    address: str | None = uris.from_fs_path(str(path))
    if address is None:
        raise ValueError(path)
    return address


def diagnostics(file: OpenFile) -> list[types.Diagnostic]:
    """Give all that was found in a file."""
    return [_diagnostic(one, file) for one in file.edition.findings(file.path)]


def _diagnostic(found: Diagnostic, file: OpenFile) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(
                uri_of(Path(one.location.file)),
                file.texts(Path(one.location.file)).range(one.location),
            ),
            one.message,
        )
        for one in found.related
    ]
    return types.Diagnostic(
        file.text.range(found.location),
        f"{found.message}\n{found.hint}" if found.hint else found.message,
        severity=_SEVERITIES[found.severity],
        code=found.code,
        source="edition",
        related_information=related or None,
    )


def actions(file: OpenFile, within: types.Range) -> list[types.CodeAction]:
    """Give the fixes and decisions for what was found in a stretch."""
    given: list[types.CodeAction] = []
    for found in file.edition.findings(file.path):
        told = _diagnostic(found, file)
        if told.range.end < within.start or within.end < told.range.start:
            continue
        if found.fix:
            given.append(_fix(found, told, file))
        if file.is_text:
            given += _decisions(found, told, file)
    return given


def _fix(found: Diagnostic, told: types.Diagnostic, file: OpenFile) -> types.CodeAction:
    assert found.fix is not None  # noqa: S101 - asked before
    changes: dict[str, list[types.TextEdit]] = {}
    for change in found.fix.changes:
        path = Path(change.location.file)
        edit = types.TextEdit(file.texts(path).range(change.location), change.text)
        changes.setdefault(uri_of(path), []).append(edit)
    title = found.fix.message if found.fix.safe else f"{found.fix.message} (this changes words)"
    return types.CodeAction(
        f"{found.code}: {title}", types.CodeActionKind.QuickFix, [told],
        is_preferred=found.fix.safe, edit=types.WorkspaceEdit(changes=changes),
    )  # fmt: skip


def _decisions(
    found: Diagnostic, told: types.Diagnostic, file: OpenFile
) -> Iterator[types.CodeAction]:
    for choice in file.edition.choices(file.path, found):
        try:
            edit = _written(choice, file)
        except UsageError:  # the words stand too often, or the file cannot be read as it is
            continue
        yield types.CodeAction(
            f"{found.code}: decide that {_said(choice)}", types.CodeActionKind.QuickFix, [told],
            edit=edit, command=_to_reason(choice, file),
        )  # fmt: skip


def _said(choice: DecisionChoice) -> str:
    pattern = _SAID_OF_NONE.get(choice.kind) if choice.value == NONE else _SAID[choice.kind]
    said = (pattern or _SAID[choice.kind]).format(value=choice.value)
    at = f"{choice.location.line}:{choice.location.column}"
    where = f" ({at})" if choice.kind is DecisionKind.MARKER else ""
    sure = "" if choice.chance is None else f" – {choice.chance:.0%}"
    return f"{said}{where}{sure}{', and say why' if choice.needs_reason else ''}"


def _written(choice: DecisionChoice, file: OpenFile) -> types.WorkspaceEdit:
    """Give the change of the file of decisions, which the editor makes, so that it can be undone.

    A reading is let stand with a reason; there the person finds an empty one to fill in.
    """
    path = path_of(file.path)
    old = file.edition.file(file.path).decisions
    new = NewDecision(choice.kind, choice.value)
    text, _ = with_decision(file.edition.document(file.path).source, choice.span, new, old)
    here = file.texts(path)
    whole = types.Range(types.Position(0, 0), here.position(len(here.text)))
    edit = types.TextEdit(whole, text)
    if not file.creates:
        return types.WorkspaceEdit(changes={uri_of(path): [edit]})
    made: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
    if decisions_text(file.path) is None:
        options = types.CreateFileOptions(ignore_if_exists=True)
        made.append(types.CreateFile(uri_of(path), options=options))
    document = types.OptionalVersionedTextDocumentIdentifier(uri_of(path))
    made.append(types.TextDocumentEdit(document, [edit]))
    return types.WorkspaceEdit(document_changes=made)


def _to_reason(choice: DecisionChoice, file: OpenFile) -> types.Command | None:
    if not choice.needs_reason:
        return None
    return types.Command("Say why", SHOW_REASON, arguments=[uri_of(path_of(file.path))])


SHOW_REASON = "edition.showReason"
"""The command of the server that leads a person to the reason that is missing."""
