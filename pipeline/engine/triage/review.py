"""What ``edition.toml`` says about rules, held against the rules there are and what they found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.edition import Edition, decisions
from pipeline.engine.triage.findings import Findings
from pipeline.engine.triage.policy import is_fixed
from pipeline.model.decisions import Acceptance, DecisionKind
from pipeline.model.diagnostics import Allowed, Diagnostic, Message, Severity

CODE_UNKNOWN = Message(
    "M032", "code-unknown", Severity.ERROR,
    summary="`edition.toml` speaks of a code that no rule has.",
    why="What was meant for another rule would have no effect, and nobody would notice.",
    example='`T13l = "info"`, with the letter l for the digit.',
    remedy="write the code as it stands in the report; `edition rules` lists all of them.",
)  # fmt: skip


RULE_CANNOT_BE_LOWERED = Message(
    "M033", "rule-cannot-be-lowered", Severity.WARNING,
    summary="`edition.toml` lowers or allows findings that no edition can put up with.",
    why="""What these rules find means that text would be lost, that an output is not proved, or
    that nothing can be made of the transcription. The findings stay as bad as they are.""",
    example='`O101 = "info"`, so that an output that lacks text would be published.',
    remedy="take the line out and mend what the rule finds.",
)  # fmt: skip


ALLOWANCE_STALE = Message(
    "M034", "allowance-stale", Severity.WARNING,
    summary="An allowance in `edition.toml` has nothing to let stand.",
    why="""What it was written for is mended, or its file has another name. The next finding of this
    kind would stand without anyone having looked at it.""",
    example="an allowance for `T131` in `d7` after the doubled word there was corrected.",
    remedy="take the table out, or correct its file.",
)  # fmt: skip


def review(loaded: Edition, rules: Iterable[Message]) -> Iterator[Diagnostic]:
    """Say which gradings and allowances cannot be followed; ``rules`` are all there are."""
    known = {rule.code: rule.severity for rule in rules}
    wishes = [
        *(("lowered", row.code, row.line, row.severity) for row in loaded.settings.gradings),
        *(("allowed", row.code, row.line, None) for row in loaded.settings.allowances),
    ]
    path = loaded.folder / "edition.toml"
    for wish, code, line, severity in wishes:
        if code not in known:
            yield CODE_UNKNOWN.say(f"there is no rule with the code {code!r}", path, line)
        elif is_fixed(code) and severity not in {known[code], Severity.ERROR}:
            message = f"findings of {code} cannot be {wish}"
            yield RULE_CANNOT_BE_LOWERED.say(message, path, line)


def stale(
    loaded: Edition, rules: Iterable[Message], allowed: Iterable[Allowed]
) -> Iterator[Diagnostic]:
    """Say which allowances let nothing stand; ``allowed`` is all that stands in the edition."""
    standing = tuple(one.diagnostic for one in allowed)
    usable = {rule.code for rule in rules if not is_fixed(rule.code)}
    files = {name for path in loaded.order for name in (path.name, path.stem)}
    for row in loaded.settings.allowances:
        if row.code in usable and not any(map(row.covers, standing)):
            absent = row.file is not None and row.file not in files
            hint = "correct its file, or take it out" if absent else "take it out"
            where = row.file or "this edition"
            message = f"there is no finding of {row.code} in {where} to allow"
            yield ALLOWANCE_STALE.say(message, loaded.folder / "edition.toml", row.line, hint)


def idle(accepted: Iterable[Acceptance], judged: Findings) -> Iterator[Diagnostic]:
    """Say which decisions accept a reading that no rule complains of, or that none may accept."""
    standing = tuple(one.diagnostic for one in judged.allowed)
    for reading in accepted:
        if reading.decision.kind is not DecisionKind.READING or any(map(reading.covers, standing)):
            continue
        yield decisions.say_idle(reading, refused=any(map(reading.covers, judged.diagnostics)))
