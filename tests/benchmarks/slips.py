"""Put slips into published transcriptions: no traceback may come of it, and no figure be lost.

    python -m tests.benchmarks.slips VOLUMES [--count N] [--seed N]

Each is a document drawn at random with one to six slips in it. Prints how many there were, how many
had a finding on their notes, and every document with a traceback or a figure that is lost.
"""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from pipeline import edition
from pipeline.edition import Edition
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from tests.slips.figures import unaccounted
from tests.slips.slips import slipped

MOST = 6
CHUNK = 50


@cache
def opened(volume: Path) -> tuple[Edition, EditionContext]:
    """Load a volume once a process."""
    loaded, _ = edition.load(volume)
    return loaded, EditionContext.of(loaded)


def outcome(job: tuple[Path, int]) -> tuple[str, str]:
    """Tell what came of one document with slips, and of which."""
    volume, seed = job
    rng = random.Random(seed)  # noqa: S311 - slips are no secret
    loaded, setting = opened(volume)
    path = rng.choice(loaded.order)
    text = slipped(path.read_text(encoding="utf-8"), rng.randint(1, MOST), rng)
    name = f"{volume.name}/{path.stem} (seed {seed})"
    try:
        work = run_stages(TranscriptionFile(path, text.encode()), setting)
        if work.tei is None:
            return "refused before encoding", name
        lost = list(unaccounted(work))
    except Exception:  # noqa: BLE001 - a traceback is what is looked for
        return "traceback", f"{name}\n{traceback.format_exc()}"
    if lost:
        return "figure lost", f"{name}: {lost[:5]}"
    found = any(one.code.startswith("N") for one in work.diagnostics)
    return (
        "with a finding on notes" if found else "without one before the edition is looked at"
    ), name


def main() -> int:
    """Run through them all; the exit code is 1 where one failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("volumes", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    volumes = sorted(path for path in args.volumes.iterdir() if path.is_dir())
    # By volume, so that a process reads each but once.
    jobs = sorted((volumes[n % len(volumes)], args.seed + n) for n in range(args.count))
    tally: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for kind, name in pool.map(outcome, jobs, chunksize=CHUNK):
            tally[kind] += 1
            if kind in {"traceback", "figure lost"}:
                print(f"{kind}: {name}")
    for kind, count in sorted(tally.items()):
        print(f"{count:7} {kind}")
    return 1 if tally["traceback"] + tally["figure lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
