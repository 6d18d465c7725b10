"""The page that ``edition`` and ``edition --help`` show.

It is written here, since what renders the help of a command takes as long to import as all the
rest of the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from pipeline.cli.app import QUIET, VERBOSE, app
from pipeline.cli.output import MEASURE

_EXAMPLES = """Examples:

  edition new input/letters          an edition is begun

  edition build                      everything under input/ into build/

  edition check input/letters        one edition, no outputs

  edition explain N102               what a code means and how to mend it
"""
ASKS: tuple[list[str], ...] = ([], ["--help"], ["-h"])
"""Arguments that ask for this page."""


def page(width: int) -> str:
    """Give what the program is for, and what each command does, for a screen so wide."""
    summaries = dict(_summaries())
    indent = max(map(len, summaries)) + 4
    wrapper = TextWrapper(min(width, MEASURE), subsequent_indent=" " * indent)
    listed = (wrapper.fill(f"  {name:{indent - 2}}{said}") for name, said in summaries.items())
    parts = (f"Usage: {app.name[0]} COMMAND", str(app.help), "Commands:\n\n" + "\n".join(listed))
    return "\n\n".join((*parts, _EXAMPLES))


def _summaries() -> Iterator[tuple[str, str]]:
    for name in sorted(app):
        if not name.startswith("-"):
            command = app[name].default_command  # none where there are commands below it
            said = app[name].help if command is None else command.__doc__
            yield name, (said or "").partition("\n")[0]
    yield "--quiet, -q", f"{QUIET} With any command."
    yield "--verbose, -v", VERBOSE
    yield "COMMAND --help", "Say more of a command, and list its options."
    yield "--version", "Say which version this is."
