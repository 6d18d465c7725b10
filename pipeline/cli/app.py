"""The command itself, which the modules of this package add theirs to."""

from cyclopts import App

from pipeline import __version__

app = App(
    name="edition",
    help="Make editions of raw transcriptions: TEI, proved references, DOCX, EPUB and PDF.",
    version=__version__,
    suppress_keyboard_interrupt=False,  # main() says that the outputs are as they were
    help_format="plaintext",
)
