"""The table of a benchmark: its rows, the machine they were taken on, the page and the plot."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from lxml import etree

from pipeline import edition
from pipeline.system import pandoc

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = ("| what | seconds | documents / MB a second | compared |", "|---|---|---|---|")
LIBRARIES = ("lxml", "xmlschema", "typst", "pikepdf")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``bar`` is what the plot calls it, if it is in the plot."""

    what: str
    seconds: float | None
    rate: str
    compared: str
    bar: str = ""

    def line(self) -> str:
        """Give it as Markdown."""
        seconds = "" if self.seconds is None else f"{self.seconds:.2f}"
        return f"| {self.what} | {seconds} | {self.rate} | {self.compared} |"


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


def machine() -> str:
    """Describe what the figures were taken on, and with what."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text(encoding="utf-8").split("\n")
        model = next(
            (one.partition(": ")[2] for one in lines if one.startswith("model name")), model
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB; {platform.system()}, Python"
        f" {platform.python_version()}, pandoc {pandoc.version()}, {versions}; load before the run"
        f" {os.getloadavg()[0]:.1f}."
    )


class Page:
    """A page that the rows go into, as soon as each is known; what was there goes at the first.

    So a run that is interrupted leaves all that it has measured, and says that it is not whole.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.rows: list[Row] = []
        self._said = machine()

    def add(self, row: Row) -> None:
        """Print a row, and put it into the page."""
        print(row.line(), flush=True)
        self.rows.append(row)
        self._write("The run is not at its end.")

    def close(self) -> None:
        """Say that this was all, and draw the plot."""
        self._write("")
        if self.path is not None:
            self.path.with_suffix(".svg").write_bytes(plot(self.rows))

    def _write(self, remark: str) -> None:
        if self.path is None:
            return
        text = self.path.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        lines = "\n".join([*HEAD, *(row.line() for row in self.rows)])
        block = "\n\n".join(part for part in (BEGIN, self._said, remark, lines, END) if part)
        new = self.path.with_suffix(".new")
        new.write_text(before + block + rest.partition(END)[2], encoding="utf-8")
        new.replace(self.path)


def plot(rows: Sequence[Row]) -> bytes:
    """Draw the rows that are in the plot as bars."""
    bars = [(row.bar, row.seconds) for row in rows if row.bar and row.seconds is not None]
    longest = max((seconds for _, seconds in bars), default=1)
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
