"""How fast an editor is shown what was typed, and what the server takes of memory.

    python -m tests.benchmarks.editor VOLUME [--count 300] [--strokes 60]

So many documents of a volume are opened in one editor; then a doubled word is typed into one after
another, and taken out again. A stroke is over when the findings of its text have arrived. The same
texts are checked with ``edition check`` for comparison, start of Python included.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.language_server.editor import Editor, uri_of

_SETTINGS = '[edition]\nid = "volume"\ntitle = "Volume"\n'


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("volume", type=Path, help="a folder with raw/*.txt")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--strokes", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "volume")
        folder.mkdir()
        (folder / "edition.toml").write_text(_SETTINGS, encoding="utf-8")
        for path in sorted((arguments.volume / "raw").glob("*.txt"))[: arguments.count]:
            (folder / path.name).write_bytes(path.read_bytes())
        _measure(sorted(folder.glob("*.txt")), arguments.strokes)


def _measure(paths: list[Path], strokes: int) -> None:
    editor = Editor()
    started = time.perf_counter()
    for path in paths:
        editor.open(path)
    paths = [path for path in paths if " the " in path.read_text(encoding="utf-8")]
    _stroke(editor, paths[0])
    print(f"{len(editor.opened)} documents open after {time.perf_counter() - started:.1f} s")
    step = max(len(paths) // strokes, 1)
    times = [_stroke(editor, path) for path in paths[::step][:strokes]]
    print(f"stroke to findings: median {statistics.median(times):.3f} s, worst {max(times):.3f} s")
    print(f"memory of the server, at most: {_peak(editor.process):,} MB")
    editor.close()
    checks = [_check(path) for path in paths[::step][: min(10, strokes)]]
    ratio = statistics.median(times) / statistics.median(checks)
    print(f"edition check of one: median {statistics.median(checks):.3f} s; ratio {ratio:.2f}")


def _stroke(editor: Editor, path: Path) -> float:
    uri, text = uri_of(path), path.read_text(encoding="utf-8")
    started = time.perf_counter()
    editor.type(uri, text.replace(" the ", " the the ", 1))
    editor.until_found(uri, lambda codes: "T131" in codes)
    taken = time.perf_counter() - started
    editor.type(uri, text)
    editor.until_found(uri, lambda codes: "T131" not in codes)
    return taken


def _peak(process: int) -> int:
    """Give the most memory that a process has had, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) // 1000


def _check(path: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", "check", str(path), "--no-cache"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
