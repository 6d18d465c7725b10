"""What ``edition.toml`` says about rules, held against the rules there are and what they found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.decisions import Acceptance, Kind
from pipeline.diagnostics import Allowed, Diagnostic, Rule, Severity
from pipeline.edition import Edition, decisions
from pipeline.edition.place import say
from pipeline.triage.fixed import is_fixed
from pipeline.triage.policy import Triaged


def check_code_unknown(code: str) -> str:
    """``edition.toml`` speaks of a code that no rule has.

    What was meant for another rule would have no effect, and nobody would notice.

    Example: ``T13l = "info"``, with the letter l for the digit.

    To mend it, write the code as it stands in the report; ``edition rules`` lists all of them.
    """
    return f"there is no rule with the code {code!a}"


def check_rule_fixed(code: str, wish: str) -> str:
    """``edition.toml`` lowers or allows findings that no edition can put up with.

    What these rules find means that text would be lost, that an output is not proved, or that
    nothing can be made of the transcription. The findings stay as bad as they are.

    Example: ``O101 = "info"``, so that an output that lacks text would be published.

    To mend it, take the line out and mend what the rule finds.
    """
    return f"findings of {code} cannot be {wish}"


def check_allowance_stale(code: str, file: str | None) -> str:
    """An allowance in ``edition.toml`` has nothing to let stand.

    What it was written for is mended, or its file has another name. The next finding of this kind
    would stand without anyone having looked at it.

    Example: an allowance for ``T131`` in ``d7`` after the doubled word there was corrected.

    To mend it, take the table out, or correct its file.
    """
    return f"there is no finding of {code} {f'in {file}' if file else 'in this edition'} to allow"


RULES = (
    Rule("M032", "code-unknown", Severity.ERROR, check_code_unknown),
    Rule("M033", "rule-cannot-be-lowered", Severity.WARNING, check_rule_fixed),
    Rule("M034", "allowance-stale", Severity.WARNING, check_allowance_stale),
)
_CODE_UNKNOWN, _FIXED, _STALE = RULES


def review(loaded: Edition, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    """Say which gradings and allowances cannot be followed; ``rules`` are all there are."""
    known = {rule.code: rule.severity for rule in rules}
    wishes = [
        *(("lowered", row.code, row.line, row.severity) for row in loaded.gradings),
        *(("allowed", row.code, row.line, None) for row in loaded.allowances),
    ]
    path = loaded.folder / "edition.toml"
    for wish, code, line, severity in wishes:
        if code not in known:
            hint = "write the code as it stands in the report; `edition rules` lists all of them"
            yield say(_CODE_UNKNOWN, check_code_unknown(code), path, line, hint)
        elif is_fixed(code) and severity not in {known[code], Severity.ERROR}:
            hint = "take it out and mend what the rule finds"
            yield say(_FIXED, check_rule_fixed(code, wish), path, line, hint)


def stale(
    loaded: Edition, rules: Iterable[Rule], allowed: Iterable[Allowed]
) -> Iterator[Diagnostic]:
    """Say which allowances let nothing stand; ``allowed`` is all that stands in the edition."""
    standing = tuple(one.diagnostic for one in allowed)
    usable = {rule.code for rule in rules if not is_fixed(rule.code)}
    files = {name for path in loaded.order for name in (path.name, path.stem)}
    for row in loaded.allowances:
        if row.code in usable and not any(map(row.covers, standing)):
            absent = row.file is not None and row.file not in files
            hint = "correct its file, or take it out" if absent else "take it out"
            message = check_allowance_stale(row.code, row.file)
            yield say(_STALE, message, loaded.folder / "edition.toml", row.line, hint)


def idle(accepted: Iterable[Acceptance], judged: Triaged) -> Iterator[Diagnostic]:
    """Say which decisions accept a reading that no rule complains of, or that none may accept."""
    standing = tuple(one.diagnostic for one in judged.allowed)
    for reading in accepted:
        if reading.decision.kind is not Kind.READING or any(map(reading.covers, standing)):
            continue
        yield decisions.say_idle(reading, refused=any(map(reading.covers, judged.left)))
