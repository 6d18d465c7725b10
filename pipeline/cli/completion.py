"""The command that writes what a shell needs to complete the others."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from pipeline.cli.app import app


@app.command
def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(name="SHELL", help="Your shell.")], /
) -> int:
    """Print a script that completes commands and options in a shell.

    Nothing is installed; put it where the shell looks for such. For example:

      edition completion bash > ~/.local/share/bash-completion/completions/edition

      edition completion zsh > ~/.zfunc/_edition

      edition completion fish > ~/.config/fish/completions/edition.fish
    """
    sys.stdout.write(app.generate_completion(shell=shell))
    return 0
