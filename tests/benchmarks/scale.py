"""How cost grows: with the collection, with what changed, with the number of processes.

    python -m tests.benchmarks.scale VOLUMES [--page docs/scale.md]

``VOLUMES`` is a folder of editions. Each run is a process of its own, start included, with its
wall-clock time, CPU time and peak memory; the stages are CPU time of one process. The table goes
between the marks in the page, and the plot beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline import edition, encode, integrity, proofread, run, tei, validate
from pipeline.book.compose import Texts, compose
from pipeline.cache.store import Store
from pipeline.convert import ast, docx, epub, pandoc, pandoc_json, pdf
from pipeline.normalize import normalize, read
from pipeline.transcription import Encoded, Setting, take
from pipeline.validate import compiled

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
SIZES = (100, 1_000)
STAGED = 300
EXPLAINED = 100


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took; ``memory`` is the peak of the largest process, in MB."""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    seconds: str
    rate: str
    compared: str

    def line(self) -> str:
        return f"| {self.what} | {self.seconds} | {self.rate} | {self.compared} |"


def measured(command: str, folder: Path, workers: int, store: Path | None, out: Path) -> Run:
    """Run a command in a process of its own."""
    arguments = [command, str(folder), str(workers), str(store or ""), str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", "--one", *arguments],
        check=True, capture_output=True,
    )  # fmt: skip
    return Run(**json.loads(done.stdout))


def one(command: str, folder: str, workers: str, store: str, out: str) -> None:
    """Be that process."""
    begun = time.perf_counter()
    kept = Store(Path(store)) if store else None
    if command == "check":
        run.check([Path(folder)], lambda *_: None, int(workers), None, kept)
    else:
        report = run.build(Path(folder), Path(out), lambda *_: None, int(workers), kept)
        assert report.summary.outputs, "the edition has errors"
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    memory = max(peak(), others.ru_maxrss / 1024)
    print(json.dumps({"seconds": time.perf_counter() - begun, "cpu": cpu, "memory": memory}))


def peak() -> float:
    """Give the peak memory of this process in MB; ``ru_maxrss`` would count what started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").split("\n")
    line = next(one for one in status if one.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


@dataclass(frozen=True, slots=True)
class Amount:
    """Transcriptions, and their bytes."""

    documents: int
    bytes: int

    @classmethod
    def of(cls, folder: Path) -> Amount:
        """Count what is in an edition or a folder of editions."""
        paths = [
            path for one in edition.find_editions(folder) for path in edition.load(one)[0].order
        ]
        return cls(len(paths), sum(path.stat().st_size for path in paths))

    def rate(self, seconds: float) -> str:
        """Give documents and MB a second."""
        return f"{self.documents / seconds:,.0f} / {self.bytes / seconds / 1e6:.2f}"


def sample(volumes: Path, wanted: int, target: Path) -> Path:
    """Copy as many documents as ``wanted``, whole editions first and a part of the last."""
    left = wanted
    for folder in edition.find_editions(volumes):
        order = edition.load(folder)[0].order[:left]
        (target / folder.name).mkdir(parents=True)
        for path in (*order, *folder.glob("*.xml")):
            shutil.copy(path, target / folder.name)
        left -= len(order)
        if not left:
            break
    return target


def growth(volumes: Path, work: Path) -> Iterator[Row]:
    """Check more and more documents; compare time a MB, and memory, with the smallest sample."""
    first: tuple[float, float] | None = None
    for size in (*SIZES, None):
        folder = volumes if size is None else sample(volumes, size, work / f"{size}")
        amount = Amount.of(folder)
        done = measured("check", folder, 2, None, work)
        each = done.seconds / amount.bytes
        first = first or (each, done.memory)
        yield Row(
            f"check of {amount.documents:,} documents", f"{done.seconds:.1f}",
            amount.rate(done.seconds),
            f"{each / first[0]:.2f} the time a MB, {done.memory / first[1]:.2f} the memory"
            f" ({done.memory:.0f} MB)",
        )  # fmt: skip


def changes(volumes: Path, work: Path) -> Iterator[tuple[Row, float]]:
    """Check everything with one process and two, then again, then with one document changed."""
    folder, amount = work / "all", Amount.of(volumes)
    shutil.copytree(volumes, folder)
    alone = measured("check", folder, 1, None, work)
    yield _compared("check, one worker", alone, amount, "1")
    two = measured("check", folder, 2, None, work)
    ratio = f"{alone.seconds / two.seconds:.2f} times as fast as one"
    yield _compared("check, two workers", two, amount, ratio)
    full = measured("check", folder, 2, work / "store", work)
    ratio = f"{full.seconds / two.seconds:.2f} the time without keeping"
    yield _compared("check, two workers, all kept for the next run", full, amount, ratio)
    again = measured("check", folder, 2, work / "store", work)
    ratio = f"{full.seconds / again.seconds:.0f} times as fast"
    yield _compared("check again, nothing changed", again, amount, ratio)
    for what, words in (("a word", "Coal."), ("a page", "\n[Page 9999]\n\nCoal.\n")):
        path = edition.load(edition.find_editions(folder)[3])[0].order[20]
        path.write_bytes(path.read_bytes() + words.encode())
        changed = measured("check", folder, 2, work / "store", work)
        ratio = f"{100 * changed.seconds / full.seconds:.1f} % of the full check"
        yield _compared(f"check again, {what} added to one document", changed, amount, ratio)


def _compared(what: str, done: Run, amount: Amount, ratio: str) -> tuple[Row, float]:
    row = Row(what, f"{done.seconds:.2f}", amount.rate(done.seconds), ratio)
    return row, done.seconds


def builds(volumes: Path, work: Path) -> Iterator[Row]:
    """Build the edition nearest to 282 documents: books, then single documents too."""
    folders = edition.find_editions(volumes)
    chosen = min(folders, key=lambda one: abs(Amount.of(one).documents - 282))
    folder = work / "book" / chosen.name
    sample(chosen, 10_000, work / "book")
    errors = run.check([folder], lambda *_: None, 0).diagnostics
    codes = sorted({one.code for one in errors if one.severity.value == "error"})
    amount = Amount.of(folder)
    for outputs, what in (("false", "books"), ("true", "books and single documents")):
        lowered = "".join(f'{code} = "warning"\n' for code in codes)
        (folder / "edition.toml").write_text(
            f'[edition]\ntitle = "A Volume"\n[outputs]\nper_document = {outputs}\n'
            f"[severity]\n{lowered}",
            encoding="utf-8",
        )
        store = work / f"store-{outputs}"
        full = measured("build", folder, 2, store, work / outputs)
        yield Row(f"build, {what}", f"{full.seconds:.1f}", amount.rate(full.seconds), "1")
        again = measured("build", folder, 2, store, work / outputs)
        path = edition.load(folder)[0].order[20]
        path.write_bytes(path.read_bytes() + b"Coal.")
        changed = measured("build", folder, 2, store, work / outputs)
        for said, done in (("nothing", again), ("one document", changed)):
            ratio = f"{100 * done.seconds / full.seconds:.1f} % of the full build"
            yield Row(f"{what} again, {said} changed", f"{done.seconds:.1f}", "", ratio)


def timed(action: Callable[[], object]) -> float:
    """Give the CPU seconds of this process."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


def stages(volumes: Path, _: Path) -> Iterator[Row]:
    """Time each stage alone, and the libraries alone on the same TEI."""
    folders = edition.find_editions(volumes)
    folder = min(folders, key=lambda one: abs(Amount.of(one).documents - STAGED))
    loaded = edition.load(folder)[0]
    amount, setting = Amount.of(folder), Setting.of(loaded)
    take(loaded.order[0], setting)  # what is read once is not counted
    made = [take(path, setting) for path in loaded.order]
    whole = [one for one in made if one.facts is not None]
    index = integrity.EditionIndex.of(one.facts for one in whole if one.facts)
    raw = [(read(path), str(path)) for path in loaded.order]
    written = [one.tei for one in whole if one.tei]
    table: tuple[tuple[str, Callable[[Encoded], object]], ...] = (
        ("encode", lambda o: encode.encode(o.source, o.id, setting.encoding, o.settled)),
        ("write TEI", lambda o: tei.write(_of(o.document), setting.metadata, o.provenance)),
        ("validate", lambda o: validate.check(_of(o.tei), o.source, _of(o.ledger))),
        ("read TEI back", lambda o: tei.read(_of(o.tei), o.ledger)),
        ("facts", lambda o: integrity.facts(_of(o.document))),
        ("proofread", lambda o: proofread.check(o.source, _of(o.document))),
        ("integrity", lambda o: integrity.check_document(_of(o.document), index)),
    )
    times = [("normalize", timed(lambda: [normalize(*one) for one in raw]))]
    times += [(name, timed(lambda do=do: [do(one) for one in whole])) for name, do in table]  # type: ignore[misc]
    total = sum(seconds for _, seconds in times)
    for name, seconds in times:
        share = f"{100 * seconds / total:.0f} % of the stages"
        yield Row(name, f"{seconds:.2f}", amount.rate(seconds), share)
    yield Row("all stages", f"{total:.2f}", amount.rate(total), "1")
    gate = compiled.gate()
    bare = timed(lambda: [gate.validate(etree.fromstring(one)) for one in written])
    yield Row(
        "libxml2 alone", f"{bare:.2f}", amount.rate(bare), f"{total / bare:.0f} times as fast"
    )
    some = [etree.fromstring(one) for one in written[:EXPLAINED]]
    list(compiled.errors(some[0]))
    slow = timed(lambda: [list(compiled.errors(one)) for one in some])
    slow *= len(written) / len(some)
    yield Row(
        "xmlschema alone", f"{slow:.2f}", amount.rate(slow), f"{total / slow:.1f} times as fast"
    )
    yield from formats(loaded, whole, amount)


def formats(loaded: edition.Edition, whole: Sequence[Encoded], amount: Amount) -> Iterator[Row]:
    """Time the making of each format, and bare pandoc on the same JSON; wall-clock."""
    documents = tuple(_of(one.document) for one in whole)
    provenances = [one.provenance for one in whole]
    volume = tei.write_volume(tei.Volume(documents), loaded.metadata, provenances)
    book = compose(loaded.metadata, loaded.plan, Texts(documents), volume)
    blocks = pandoc_json.book_blocks(book.sections, pandoc_json.Dialect())
    data = ast.encode(blocks, {})
    makers = (("docx", docx.make), ("epub", epub.make), ("pdf", pdf.make))
    for name, make in makers:
        seconds = _wall(lambda make=make: make(book))  # type: ignore[misc]
        ratio = "no writer to compare"
        if name != "pdf":
            bare = _wall(lambda name=name: pandoc.run(name, data))  # type: ignore[misc]
            ratio = f"{seconds / bare:.2f} of bare pandoc's time"
        yield Row(f"make {name}", f"{seconds:.2f}", amount.rate(seconds), ratio)


def _wall(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _of(value: Any) -> Any:  # noqa: ANN401 - what a document without errors has
    assert value is not None
    return value


def plot(bars: Sequence[tuple[str, float]]) -> bytes:
    """Draw times as bars."""
    longest = max(seconds for _, seconds in bars)
    root = etree.Element(
        "svg", nsmap={None: "http://www.w3.org/2000/svg"}, viewBox=f"0 0 720 {40 * len(bars) + 10}"
    )
    etree.SubElement(root, "title").text = "Seconds for a check of all documents"
    for row, (name, seconds) in enumerate(bars):
        y = 40 * row + 10
        place = {"x": "0", "y": f"{y + 20}", "font-family": "sans-serif", "font-size": "14"}
        etree.SubElement(root, "text", place).text = name
        width = f"{max(300 * seconds / longest, 1):.1f}"
        bar = {"x": "330", "y": f"{y}", "width": width, "height": "28", "fill": "#345c7d"}
        etree.SubElement(root, "rect", bar)
        place["x"] = f"{340 + 300 * seconds / longest:.1f}"
        etree.SubElement(root, "text", place).text = f"{seconds:.1f} s"
    return bytes(etree.tostring(root, pretty_print=True))


def machine() -> str:
    """Describe what the figures were taken on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text(encoding="utf-8").split("\n")
        model = next(
            (one.partition(": ")[2] for one in lines if one.startswith("model name")), model
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB; {platform.system()}, Python"
        f" {platform.python_version()}; load before the run {os.getloadavg()[0]:.1f}."
    )


def table(parts: Iterable[Row]) -> str:
    """Give the rows as a table, printing each as soon as it is known."""
    head = ["| what | seconds | documents / MB a second | compared |", "|---|---|---|---|"]
    lines = []
    for row in parts:
        print(row.line(), flush=True)
        lines.append(row.line())
    return "\n".join([*head, *lines])


def main() -> None:
    """Print the table, and write it into the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("volumes", type=Path)
    parser.add_argument("--page", type=Path)
    arguments = parser.parse_args()
    said = machine()
    bars: list[tuple[str, float]] = []

    def noted(volumes: Path, work: Path) -> Iterator[Row]:
        for row, seconds in changes(volumes, work):
            bars.append((row.what.removeprefix("check, ").removeprefix("check "), seconds))
            yield row

    with tempfile.TemporaryDirectory() as folder:
        work, volumes = Path(folder), arguments.volumes
        parts = (part(volumes, work) for part in (stages, growth, noted, builds))
        figures = table(row for part in parts for row in part)
    if arguments.page is not None:
        text = arguments.page.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        block = f"{BEGIN}\n\n{said}\n\n{figures}\n\n{END}"
        arguments.page.write_text(before + block + after, encoding="utf-8")
        arguments.page.with_suffix(".svg").write_bytes(plot(bars))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main()
