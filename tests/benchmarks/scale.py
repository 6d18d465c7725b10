"""How cost grows: with the collection, with what changed, with the number of processes.

    python -m tests.benchmarks.scale VOLUMES [--page docs/scale.md] [--only PART ...]
        [--stylesheets FOLDER]

``VOLUMES`` is a folder of editions. Commands run in processes of their own, start included, with
their wall-clock time and peak memory; stages are CPU time of one process. Rows go between the
marks of the page as soon as they are known, and a plot beside it at the end. The TEI Stylesheets
are timed where ``--stylesheets``, or TEI_STYLESHEETS, says that they are.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks import runs
from tests.benchmarks.stages import stages
from tests.benchmarks.table import Page, Row

PARTS = ("start", "stages", "profile", "growth", "changes", "builds")


def main() -> None:
    """Print the table, and write it into the page."""
    named = os.environ.get("TEI_STYLESHEETS")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("volumes", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--stylesheets", type=Path, default=Path(named) if named else None)
    arguments = parser.parse_args()
    parts: dict[str, Callable[[Path, Path], Iterator[Row]]] = {
        "start": runs.start,
        "stages": partial(stages, stylesheets=arguments.stylesheets),
        "profile": runs.profile,
        "growth": runs.growth,
        "changes": runs.changes,
        "builds": runs.builds,
    }
    page = Page(arguments.page)
    for name in arguments.only:
        with tempfile.TemporaryDirectory() as work:
            for row in parts[name](arguments.volumes, Path(work)):
                page.add(row)
    page.close()


if __name__ == "__main__":
    main()
