"""The command itself, which the modules of this package add theirs to."""

from typing import Annotated

from cyclopts import App, Parameter

from pipeline import __version__
from pipeline.cli import output

app = App(
    name="edition",
    help="Make editions of raw transcriptions: TEI, proved references, DOCX, EPUB and PDF.",
    version=__version__,
    suppress_keyboard_interrupt=False,  # main() says that the outputs are as they were
    help_format="plaintext",
)
app.meta.suppress_keyboard_interrupt = False  # as above: it is the one that is called


@app.meta.default
def run(
    *arguments: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    quiet: Annotated[bool, Parameter(name=("--quiet", "-q"), negative="")] = False,
    verbose: Annotated[bool, Parameter(name=("--verbose", "-v"), negative="")] = False,
) -> int:
    """Run a command; ``quiet`` and ``verbose`` may stand anywhere among its arguments."""
    output.speak(quiet=quiet, verbose=verbose)
    return app(arguments, result_action="return_value", print_error=False, exit_on_error=False) or 0
