"""Settle seeded doubts of every kind at the desk with the keyboard alone; say how long it takes.

``python -m tests.benchmarks.desk VOLUME [--each 3]``: VOLUME is a folder of transcriptions, which
is copied. Into so many documents each, every kind of SEEDS is put; then Chromium walks through all
that is open in these documents. A stroke lasts from the key to the frame that shows what became of
it and what comes next. What the processors did for it is told beside that, since a machine that
has other work makes all strokes longer. Ends with status 1 where the decisions and the next check
disagree with what the desk says.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Each stroke of the page, with the time from the key to what is seen of it.
MEASURE = """() => {
  window.strokes = [];
  const done = stroke;
  stroke = async (...sent) => {
    const begun = window.event?.timeStamp ?? performance.now();
    window.isBegun = true;
    await done(...sent);
    while (!(card.since < Infinity) || isWaiting()) await new Promise(requestAnimationFrame);
    const trouble = document.querySelector(".trouble");
    const took = Math.max(card.since, performance.now()) - begun;
    window.strokes.push([sent[0].split("/").pop(), took, trouble && trouble.textContent]);
    window.seen();
  };
  window.next = () => {
    window.isBegun = false;
    window.comes = new Promise((done) => { window.seen = () => done(strokes.at(-1)); });
  };
}"""
# What came of a key: nothing where its card was drawn anew meanwhile, or no card in time.
CAME = """(patience) => isBegun
  ? Promise.race([comes, new Promise((done) => setTimeout(done, patience, []))]) : null"""
STOOD = """() => `busy ${state.busy}, waiting ${isWaiting()}, seen since ${card.since}, selected
  ${queue.selected && [queue.selected.document, ...queue.selected.row]}
  on the card: ${card.pane.innerText}
  in the status: ${byId("status").innerText}`"""
_PATIENCE = 300_000  # milliseconds for a page on a machine that has much other work
SETTLES = "card.found.choices.length > 0 || card.found.fix !== null || card.found.decision"
SHOWN = "() => !isWaiting() && card.since < Infinity"
LOOK = "() => card.found && card.found.code"


def _in_paragraph(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change the longest paragraph of a text."""

    def changed(text: str) -> str:
        longest = max(text.split("\n\n"), key=lambda one: len(one) if one[:1].isalpha() else 0)
        return text.replace(longest, change(longest), 1)

    return changed


def _after(words: str) -> Callable[[str], str]:
    def changed(paragraph: str) -> str:
        middle = paragraph.find(" ", len(paragraph) // 2)
        return paragraph[:middle] + words + paragraph[middle:]

    return _in_paragraph(changed)


SEEDS: dict[str, Callable[[str], str]] = {
    "a word twice": _after(" which which"),
    "a space too many": _after(" and  then"),
    "a quotation that does not end": _after(" “and"),
    "a figure in a word": _after(" c0unty"),
    "a marker without a note": _after(" treaty88"),
    "a number that may be a marker": _after(" in paragraph 32 of it"),
    "a reference to nothing": _after(" (see Document 9999)"),
    "a phrase like a reference": _after(" (see footnote 3 to the telegram above)"),
    "a page out of step": _after(" [Page 9999]"),
    "a line that may be anything": lambda text: text.replace(
        "\n\n", "\n\nGlockenburg, in haste\n\n", 1
    ),
}


def seed(folder: Path, each: int) -> list[str]:
    """Put every kind of doubt into so many documents; give their names."""
    paths = sorted(folder.glob("*.txt"), key=lambda path: (len(path.name), path.name))
    long_enough = [path for path in paths if 2_000 < path.stat().st_size < 60_000]
    step = len(long_enough) // (each * len(SEEDS))
    chosen = long_enough[:: max(step, 1)][: each * len(SEEDS)]
    for place, path in enumerate(chosen):
        change = list(SEEDS.values())[place % len(SEEDS)]
        text = path.read_bytes().decode()
        changed = change(text)
        assert changed != text
        path.write_bytes(changed.encode())
    return [path.name for path in chosen]


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Have ``edition desk`` at work; give its address, and its process."""
    asked = [sys.executable, "-m", "pipeline", "desk", str(folder), "--no-browser"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        try:
            yield desk.stdout.readline().split()[-1], desk.pid
        finally:
            desk.terminate()


def cpu(processes: Iterable[int]) -> float:
    """Give the milliseconds for which processors have worked for all threads of some processes."""
    spent = 0
    for process in processes:
        for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
            spent += int(task.read_text(encoding="ascii").split()[0])
    return spent / 1e6


def renderers() -> list[int]:
    """Give the processes in which Chromium makes pages."""
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if os.access(path, os.R_OK) and b"--renderer-client-id" in path.read_bytes()
    ]


def settle(page: Page, documents: list[str], desk: int) -> list[Settled]:
    """Settle all errors and doubts of some documents with the keyboard."""
    settled: list[Settled] = []
    pages = renderers()
    for name in documents:
        page.keyboard.press("/")
        page.keyboard.press("Control+A")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        for turn in range(40):
            page.wait_for_function(SHOWN)
            code = page.evaluate(LOOK)
            if code is None or not page.evaluate(SETTLES):
                break  # all is settled, or only an edit of the text would mend it
            *keys, last = keys_for(page, turn)
            for key in keys:
                page.keyboard.press(key)
            if page.locator("#asked").count():
                page.keyboard.type("so in the source")
            page.evaluate("next")
            before = cpu([desk]), cpu(pages)
            page.keyboard.press(last)
            came = page.evaluate(CAME, _PATIENCE)
            after = cpu([desk]), cpu(pages)
            if came is None:
                print(f"{name}: {code} was drawn anew before a key; it is pressed again")
                page.keyboard.press("Escape")
                continue
            if not came:
                sys.exit(f"{name}: no card came after {code}: {page.evaluate(STOOD)}")
            kind, took, trouble = came
            if trouble:
                print(f"refused: {trouble}")
            settled.append(Settled(code, kind, took, after[0] - before[0], after[1] - before[1]))
    return settled


class Settled(NamedTuple):
    """A finding that was settled: its code, the stroke, and the milliseconds that it took."""

    code: str
    kind: str
    seen: float
    desk: float
    page: float


def keys_for(page: Page, turn: int) -> list[str]:
    """Give the keys that settle it: by turns the reading or the next best, a fix, a reason."""
    kinds = page.evaluate("card.found.choices.map(([kind]) => kind)")
    if len(kinds) > 2 and turn % 3 == 1:
        return ["n"]
    if kinds and kinds[0] != "reading":
        return ["Enter"]
    if page.evaluate("card.found.fix !== null"):
        return ["f"]
    if page.evaluate("card.found.decision"):
        return ["t"]
    if page.evaluate("card.found.code === 'N102' && card.found.places.length > 0"):
        return ["ArrowRight", "Enter"]
    return ["x", "Enter"]


def agrees(page: Page, found: Iterable[Diagnostic]) -> bool:
    """Tell whether the desk comes to say what a check has found, once nobody does anything."""
    checked = sorted((one.code, one.location.line, one.message) for one in found)
    for _ in range(60):
        edition = page.evaluate("fetched('edition')")
        rows = [*edition["others"], *(row for rows in edition["queue"].values() for row in rows)]
        if checked == sorted((row[1], row[4], row[5]) for row in rows):
            return True
        time.sleep(1)
    return False


def main() -> int:
    """Seed, settle, measure, and hold the next check against the desk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("volume", type=Path)
    parser.add_argument("--each", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "volume")
        shutil.copytree(arguments.volume, folder)
        documents = seed(folder, arguments.each)
        with served(folder) as (url, desk), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page()
            page.set_default_timeout(_PATIENCE)
            page.goto(url)
            page.wait_for_selector(".actions button")
            page.evaluate(MEASURE)
            settled = settle(page, documents, desk)
            found = commands.check([folder], lambda *_: None, ProcessPool(2)).diagnostics
            is_same = agrees(page, found)
            browser.close()
    seeded = [one for one in found if Path(one.location.file).name in documents]
    left = Counter(one.code for one in seeded if one.severity is not Severity.INFO)
    codes = Counter(one.code for one in settled)
    print(f"{len(documents)} documents seeded, {len(settled)} findings settled: {dict(codes)}")
    for kind in ("", *sorted({one.kind for one in settled})):
        some = [one for one in settled if kind in {"", one.kind}]
        print(f"{kind or 'all strokes'}: {len(some)}")
        for name in ("seen", "desk", "page"):
            times = sorted(getattr(one, name) for one in some)
            what = {"seen": "seen after", "desk": "CPU of the desk", "page": "CPU of the page"}[
                name
            ]
            print(
                f"  {what}: median {statistics.median(times):.0f} ms, "
                f"95% {times[int(0.95 * len(times))]:.0f} ms, most {times[-1]:.0f} ms"
            )
    print(f"the next check agrees with the desk: {is_same}; left in them: {dict(left)}")
    return int(not is_same)


if __name__ == "__main__":
    sys.exit(main())
