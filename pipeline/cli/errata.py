"""The command that lists what differs between two published states of an edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.cli.app import app


@app.command
def errata(
    old: Annotated[Path, Parameter(name="OLD", help="The edition as one TEI file, as it was.")],
    new: Annotated[Path, Parameter(name="NEW", help="The same file as it is now.")],
    /,
    *,
    language: Annotated[
        str, Parameter(help="The language of the list: en, de, fr, es, it, nl, pt, he or ar.")
    ] = "en",
) -> int:
    """Print the errata between two published states of an edition, for a text in its back.

    For example:

      edition errata published/letters.xml build/letters/letters.xml > input/letters/errata.txt
    """
    from pipeline.review.errata import errata_text
    from pipeline.system import reading, shown

    states = [reading.read(path, reading.OUTPUT) for path in (old, new)]
    said = errata_text(states[0], states[1], language, (str(old), str(new)))
    print(shown.without_controls(said), end="")
    return 0
