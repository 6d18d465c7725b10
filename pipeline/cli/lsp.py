"""The command that an editor runs."""

from __future__ import annotations

import os
import sys

from pipeline.cli.app import app
from pipeline.cli.extras import extra
from pipeline.system import interrupts


@app.command
def lsp() -> int:
    """Show findings, fixes and decisions in an editor, which runs this command by itself.

    It speaks the Language Server Protocol over standard input and output, and needs the extra lsp:
    pip install "edition-pipeline[lsp]". For example:

      edition lsp
    """
    with extra("lsp"):
        from pipeline.review.language_server.features import server
    # pygls closes what it is given, and main() has a last word to say.
    with (
        os.fdopen(os.dup(sys.stdin.fileno()), "rb") as asked,
        os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answered,
    ):
        interrupts.obeyed()  # nothing is written here that could be left half done
        server.serve(asked, answered)
    return 0
