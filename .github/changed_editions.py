"""Print the edition folders under input/ in which anything changed since a revision.

Without a usable revision (a new branch, a first push, one that a forced push has replaced) every
edition is printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main(base: str) -> None:
    """Print one folder a line."""
    folders = {
        path.as_posix()
        for path in Path("input").iterdir()
        if path.is_dir() and not path.is_symlink()
    }
    names = changed_since(base)
    touched = {"/".join(name.split("/")[:2]) for name in names or () if name.startswith("input/")}
    # What is no edition decides what comes of all of them.
    if names is None or any(not name.startswith("input/") for name in names):
        touched = folders
    # Each is a line of its own, and none is what its name would make of it.
    print(
        "".join(f"{folder}\n" for folder in sorted(folders & touched) if folder.isprintable()),
        end="",
    )


def changed_since(base: str) -> list[str] | None:
    """Name the files that differ; of one that was moved, both names. None if nobody can tell."""
    if not base.isalnum():
        return None
    done = subprocess.run(  # noqa: S603 - git, with a revision that is no option
        ["git", "diff", "--name-only", "-z", "--no-renames", f"{base}...HEAD", "--"],  # noqa: S607
        check=False, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        return None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
