"""The command that an editor runs."""

from __future__ import annotations

from pipeline.cli.app import app
from pipeline.model.errors import MissingProgramError


@app.command
def lsp() -> int:
    """Show findings, fixes and decisions in an editor, which runs this command by itself.

    It speaks the Language Server Protocol over standard input and output, and needs the extra lsp:
    pip install "edition-pipeline[lsp]". For example:

      edition lsp
    """
    try:
        from pipeline.review.language_server.features import server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        advice = 'pygls is missing: pip install "edition-pipeline[lsp]"'
        raise MissingProgramError(advice) from error
    server.start_io()
    return 0
