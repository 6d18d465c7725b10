"""Print the edition folders under input/ in which anything changed since a revision.

Without a usable revision (a new branch, a first push) every edition is printed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NO_REVISION = "0" * 40


def main(base: str) -> None:
    """Print one folder a line."""
    everything = sorted(str(path) for path in Path("input").iterdir() if path.is_dir())
    if not base or base == NO_REVISION:
        changed = everything
    else:
        names = subprocess.run(  # noqa: S603 - git, with a revision the workflow gives
            ["git", "diff", "--name-only", "-z", f"{base}...HEAD"],  # noqa: S607
            check=True, capture_output=True, text=True,
        ).stdout.split("\0")  # fmt: skip
        touched = {"/".join(name.split("/")[:2]) for name in names if name.startswith("input/")}
        changed = [folder for folder in everything if folder in touched]
        if any(name and not name.startswith("input/") for name in names):
            changed = everything
    print("\n".join(changed), end="\n" if changed else "")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
