"""The command that settles doubts for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.options import RoleName
from pipeline.cli.output import say
from pipeline.model.errors import UsageError

if TYPE_CHECKING:  # imports that --help does not wait for stand in the functions
    from pipeline.review.decide import ExaminedPlace
    from pipeline.review.decision_file import NewDecision


@app.command
def decide(
    place: Annotated[str, Parameter(name="PLACE", help="FILE:LINE or FILE:LINE:COLUMN.")],
    /,
    *,
    note: Annotated[
        str | None, Parameter(help="The note in the list whose marker stands here, or none.")
    ] = None,
    target: Annotated[
        str | None, Parameter(help="The address that the reference here leads to, or none.")
    ] = None,
    role: Annotated[RoleName | None, Parameter(help="What the line is.")] = None,
    accept: Annotated[
        str | None, Parameter(help="The code of a finding: what it complains of is right.")
    ] = None,
    why: Annotated[str, Parameter(help="The reason, for those who come after.")] = "",
    text: Annotated[
        str, Parameter(help="The words that are meant, where the place alone is not clear.")
    ] = "",
) -> int:
    """Settle what a marker, reference, line or reading is, in a file beside the transcription.

    Without a decision it lists what was found at the place. For example:

      edition decide input/letters/d7.txt:12

      edition decide input/letters/d7.txt:12:40 --note 3

      edition decide input/letters/d7.txt:12:40 --target "#d9fn2"

      edition decide input/letters/d7.txt:3 --role dateline

      edition decide input/letters/d7.txt:30 --accept T120 --why "so on the page"
    """
    from pipeline.review.decide import ExaminedPlace, FilePosition

    new = _new_decision(note, target, role, accept, why, text)
    examined = ExaminedPlace.of(FilePosition.of(place))
    if new is None:
        _list(examined)
        return 0
    decision, path = examined.decide(new)
    about = f"“{decision.context.text}”: {decision.kind.key} = “{decision.value}”"
    say(f"{about}, written to {path}")
    return 0


def _new_decision(
    note: str | None, target: str | None, role: str | None, accept: str | None, why: str, text: str
) -> NewDecision | None:
    from pipeline.model.decisions import DecisionKind
    from pipeline.review.decision_file import NewDecision

    values = {
        DecisionKind.MARKER: note,
        DecisionKind.REFERENCE: target,
        DecisionKind.ROLE: role,
        DecisionKind.READING: accept and accept.upper(),
    }
    given = [(kind, value) for kind, value in values.items() if value]
    if len(given) > 1:
        raise UsageError("one decision at a time: give --note, --target, --role or --accept")
    if not given:
        return None
    if accept and not why:
        raise UsageError('a reading is accepted with a reason: add --why "..."')
    return NewDecision(*given[0], why, text)


def _list(examined: ExaminedPlace) -> None:
    from pipeline.cli.output import look
    from pipeline.report import Report, to_text
    from pipeline.review.decide import suggestions

    findings = examined.findings()
    if not findings:
        say(f"nothing was found at {examined.place.path}:{examined.place.line}")
        return
    print(to_text(Report.of([examined.work.source.file], findings), look()), end="")
    for line in suggestions(examined.place, findings):
        say(f"  {line}")
