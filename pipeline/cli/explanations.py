"""The commands that explain: codes, rules, what is installed."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from pipeline.cli.app import app
from pipeline.cli.output import MEASURE, terminal_width


@app.command
def explain(code: Annotated[str, Parameter(name="CODE", help="A code, as N102.")], /) -> int:
    """Say what a code means, why it matters and how to mend what it finds.

    For example:

      edition explain N102
    """
    from pipeline.engine.rules import explanation

    print(explanation(code, min(MEASURE, terminal_width() or MEASURE)))
    return 0


@app.command
def rules(
    *,
    form: Annotated[
        Literal["text", "json"], Parameter(name="--format", help="How the rules are printed.")
    ] = "text",
) -> int:
    """List all codes, with what each finds.

    For example:

      edition rules

      edition rules --format json
    """
    from pipeline.engine.rules import as_records, table

    sys.stdout.write(as_records() if form == "json" else table(terminal_width()) + "\n")
    return 0


@app.command
def schema() -> int:
    """Print the JSON Schema of edition.toml, for editors that check and complete what one writes.

    For example:

      edition schema > edition.schema.json
    """
    from pipeline.edition.json_schema import as_text

    sys.stdout.write(as_text())
    return 0


@app.command
def doctor() -> int:
    """Say which programs, libraries and fonts are there, and how to get what is missing.

    For example:

      edition doctor
    """
    from pipeline.cli.doctor import examine

    parts = examine()
    width = max(len(part.name) for part in parts)
    for part in parts:
        print(f"{part.name:{width}}  {part.found or 'missing: ' + part.remedy}")
    return int(any(not part.found for part in parts))
