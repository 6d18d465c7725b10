"""Put thousands of single faults into finished outputs and count those that are found.

``python -m tests.benchmarks.faults [EDITION ...] [--count 10000] [--marks 4000] [--page PAGE]``:
the faults are shared out over the formats, and in each over a made-up edition that has all that can
be lost and over every EDITION, a folder as ``input/frus1945Berlinv02``; those at marks over both
views of a made-up letter. Ends with status 1 where a fault was not found, or something was found
where there was none.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline import edition, tei
from pipeline.book import Book
from pipeline.book.compose import Texts, compose
from pipeline.book.outputs import TextView
from pipeline.convert.view import as_shown
from pipeline.engine.jobs import encode_text
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile
from pipeline.model.document import Document
from pipeline.verify.reading_text import as_read
from tests.verify.conftest import MAKERS
from tests.verify.faults.marks import SPECIMENS as MARK_SPECIMENS
from tests.verify.marked import marked
from tests.verify.specimens import CHECKS, Trial, try_faults
from tests.verify.volume import volume

PLACES = ("seeded faults", "faults at marks")
VIEWS: tuple[TextView, ...] = ("diplomatic", "reading")


def main() -> int:
    """Run the trials, print a line for each kind of fault, and write the table into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", type=Path, nargs="*")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--marks", type=int, default=4_000)
    parser.add_argument("--page", type=Path)
    arguments = parser.parse_args()
    books = [volume(), *map(book_of, arguments.editions)]
    share = arguments.count // (len(CHECKS) * len(books))
    trials: dict[str, Trial] = {}
    for name in CHECKS:
        started = time.monotonic()
        trials[name] = Trial()
        for place, book in enumerate(books):
            try_book(name, book, range(place * share, (place + 1) * share), trials[name])
        print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
    at_marks = {name: try_marks(name, arguments.marks // len(CHECKS)) for name in CHECKS}
    tables = [[*table(trials, books)], [*table(at_marks, books[:1])]]
    for where, lines in zip(PLACES, tables, strict=True):
        print(*lines, sep="\n")
        if arguments.page is not None:
            write(arguments.page, where, lines)
    missed = [
        f"{name} {fault}"
        for made in (trials, at_marks)
        for name, trial in made.items()
        for fault in trial.missed
    ]
    print(*missed, sep="\n")
    return 1 if missed else 0


def write(page: Path, place: str, lines: Sequence[str]) -> None:
    """Write a table into its place in a page."""
    begin, end = f"<!-- {place} -->", f"<!-- end of {place} -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    block = "\n".join((begin, "", *lines, "", end))
    page.write_text(before + block + rest.partition(end)[2], encoding="utf-8")


def try_marks(name: str, count: int) -> Trial:
    """Put faults at marks into a made-up letter, a tenth of them as it is read."""
    trial = Trial()
    read = count // 10
    for view, seeds in zip(VIEWS, (range(count - read), range(read)), strict=True):
        book = marked(view)
        wanted, output = as_read(book), MAKERS[name](as_shown(book))
        for alarm in CHECKS[name](wanted, output):
            trial.missed.append(f"false alarm at marks: {alarm.finding.message}")
        try_faults(name, wanted, output, seeds, trial, MARK_SPECIMENS)
    return trial


def try_book(name: str, book: Book, seeds: Sequence[int], trial: Trial) -> None:
    """Make ``book`` in a format, see that nothing is found in it, and put faults into it."""
    output = MAKERS[name](book)
    for alarm in CHECKS[name](book, output):
        trial.missed.append(f"false alarm in {book.metadata.id}: {alarm.finding.message}")
    try_faults(name, book, output, seeds, trial)


def book_of(folder: Path) -> Book:
    """Encode the edition in ``folder`` and put its book together."""
    loaded, _ = edition.load(folder)
    context = EditionContext.of(loaded)
    front, encoded, back = (
        [encode_text(TranscriptionFile.read(path, loaded.files), context) for path in paths]
        for paths in (loaded.plan.front, loaded.order, loaded.plan.back)
    )
    texts = Texts(_documents(encoded), _documents(front), _documents(back), loaded.authorities)
    provenances = [one.provenance for one in (*front, *encoded, *back)]
    volume = tei.Volume(texts.documents, texts.front, texts.back, loaded.plan.parts)
    whole = tei.write_volume(volume, loaded.metadata, provenances)
    return compose(loaded.metadata, loaded.plan, texts, whole)


def _documents(encoded: Iterable[EncodedDocument]) -> tuple[Document, ...]:
    return tuple(one.document for one in encoded if one.document is not None)


def table(trials: dict[str, Trial], books: Sequence[Book]) -> Iterator[str]:
    """Give the table: for each kind of fault, how many were put in and found in each format."""
    made = sum(one.made.total() for one in trials.values())
    found = sum(one.found.total() for one in trials.values())
    names = ", ".join(book.metadata.title for book in books[1:])
    yield f"{found:,} of {made:,} faults were found: in a made-up edition{names and ', '}{names}."
    yield ""
    yield "| fault | " + " | ".join(name.upper() for name in trials) + " |"
    yield "|---|" + "--:|" * len(trials)
    for kind in sorted({kind for trial in trials.values() for kind in trial.made}):
        cells = (shares(one.found[kind], one.made[kind]) for one in trials.values())
        yield f"| {kind.replace('_', ' ')} | {' | '.join(cells)} |"
    sums = (shares(one.found.total(), one.made.total()) for one in trials.values())
    yield f"| all | {' | '.join(sums)} |"


def shares(found: int, made: int) -> str:
    """Say how many of the faults that were made were found."""
    return f"{found:,} of {made:,}" if made else "–"


if __name__ == "__main__":
    sys.exit(main())
