"""Compare what two checkouts make of the same editions, byte by byte.

    python tests/house/compare_checkouts.py OLD NEW EDITION [EDITION ...]

OLD and NEW are checkouts of this project; EDITION is a transcription, an edition or a folder of
editions. Both are run with the Python that runs this script, so its packages must be installed.
Each builds all formats and checks, with nothing kept from an earlier run. Every file that differs,
or is there once only, is named, and every finding of which the other checkout does not know; the
exit code is 1 if there is any. A refactoring is done when there is none.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def main(old: Path, new: Path, editions: list[Path]) -> int:
    """Print the differences; give 1 if there is any."""
    differences = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        for number, edition in enumerate(editions):
            outs = [Path(folder, f"{number}-{name}") for name in ("old", "new")]
            said = pool.map(_run, (old, new), (edition, edition), outs)
            for line in (*_files(*outs), *_findings(*said)):
                differences += 1
                print(f"{edition.name}: {line}")  # noqa: T201 - a script that a person starts
    print(f"{differences} differences")  # noqa: T201 - as above
    return min(differences, 1)


def _run(checkout: Path, edition: Path, out: Path) -> list[str]:
    """Build into ``out``, then check; give the findings as JSON, one text each."""
    _edition(checkout, "build", str(edition), "--out", str(out), "--no-cache")
    report = _edition(checkout, "check", str(edition), "--no-cache", "--format", "json")
    return [json.dumps(one, sort_keys=True) for one in json.loads(report)["diagnostics"]]


def _edition(checkout: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(checkout.resolve())}
    command = (sys.executable, "-m", "pipeline", *arguments)
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return done.stdout


def _files(old: Path, new: Path) -> Iterator[str]:
    names = {path.relative_to(top) for top in (old, new) for path in top.rglob("*")}
    for name in sorted(names):
        kept, made = old / name, new / name
        if not (kept.exists() and made.exists()):
            yield f"{name} is made by {'new' if made.exists() else 'old'} only"
        elif kept.is_file() and _content(kept, old) != _content(made, new):
            yield f"{name} differs"


def _content(path: Path, out: Path) -> bytes:
    """Give the bytes of an output; a report names the folder it was written to."""
    return path.read_bytes().replace(os.fsencode(out), b"OUT")


def _findings(old: list[str], new: list[str]) -> Iterator[str]:
    yield from (f"no longer found: {one}" for one in sorted(set(old) - set(new)))
    yield from (f"new: {one}" for one in sorted(set(new) - set(old)))


if __name__ == "__main__":
    first, second, *paths = map(Path, sys.argv[1:])
    sys.exit(main(first, second, paths))
