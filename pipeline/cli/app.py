"""The command itself, which the modules of this package add theirs to."""

from typing import Annotated

from cyclopts import App, Parameter

from pipeline import __version__
from pipeline.cli import output

QUIET = "Say no remarks, no progress and nothing that went well."
VERBOSE = "Say each step with its time, and explain the codes that were found."


def _default_shown(default: object) -> str | None:
    """Give the default that help shows; none of an option that is empty or off."""
    return None if default in ("", None) or default is False else str(default)


app = App(
    name="edition",
    help="Make editions of raw transcriptions: TEI, proved references, DOCX, EPUB and PDF.",
    version=__version__,
    suppress_keyboard_interrupt=False,  # main() says that the outputs are as they were
    help_format="rst",
    default_parameter=Parameter(negative="", show_default=_default_shown),
)
app.meta.suppress_keyboard_interrupt = False  # as above: it is the one that is called


@app.meta.default
def run(
    *arguments: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    quiet: Annotated[bool, Parameter(name=("--quiet", "-q"), help=QUIET)] = False,
    verbose: Annotated[bool, Parameter(name=("--verbose", "-v"), help=VERBOSE)] = False,
) -> int:
    """Run a command; ``quiet`` and ``verbose`` may stand anywhere among its arguments."""
    output.speak(quiet=quiet, verbose=verbose)
    return app(arguments, result_action="return_value", print_error=False, exit_on_error=False) or 0
