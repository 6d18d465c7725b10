"""Settle seeded doubts of every kind at the desk with the keyboard alone; say how long it takes.

``python -m tests.benchmarks.desk VOLUME [--each 3]``: VOLUME is a folder of transcriptions, which
is copied. Into so many documents each, every kind of SEEDS is put; then Chromium walks through all
that is open in these documents. A stroke lasts from the key to the frame that shows what became of
it and what comes next. Ends with status 1 where the decisions and the next check disagree with what
the desk says.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from pipeline.engine import commands
from pipeline.model.diagnostics import Severity
from tests.desk.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Each stroke of the page, with the time from the key to what is seen of it.
MEASURE = """() => {
  window.cardIsReady = () => queue.selected ? isSame(card.one, queue.selected) : !card.found;
  window.strokes = [];
  const done = stroke;
  stroke = async (...sent) => {
    const begun = window.event?.timeStamp ?? performance.now();
    await done(...sent);
    while (!cardIsReady()) await new Promise(requestAnimationFrame);
    await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
    const trouble = document.querySelector(".trouble");
    const took = performance.now() - begun;
    window.strokes.push([sent[0].split("/").pop(), took, trouble && trouble.textContent]);
  };
}"""
SETTLES = "card.found.choices.length > 0 || card.found.fix !== null || card.found.decision"
SHOWN = "() => !state.busy && cardIsReady()"
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


def settle(page: Page, documents: list[str]) -> Counter[str]:
    """Settle all errors and doubts of some documents with the keyboard; count them by code."""
    codes: Counter[str] = Counter()
    for name in documents:
        page.keyboard.press("/")
        page.keyboard.press("Control+A")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        for turn in range(40):
            page.wait_for_function(SHOWN)
            looked = page.evaluate(LOOK)
            if looked is None or not page.evaluate(SETTLES):
                break  # all is settled, or only an edit of the text would mend it
            codes[looked] += 1
            before = page.evaluate("window.strokes.length")
            press(page, turn)
            page.wait_for_function("before => window.strokes.length > before", arg=before)
    return codes


def press(page: Page, turn: int) -> None:
    """Press what settles the finding: by turns the reading or the next best, a fix, a reason."""
    kinds = page.evaluate("card.found.choices.map(([kind]) => kind)")
    if len(kinds) > 2 and turn % 3 == 1:
        page.keyboard.press("n")
    elif kinds and kinds[0] != "reading":
        page.keyboard.press("Enter")
    elif page.evaluate("card.found.fix !== null"):
        page.keyboard.press("f")
    elif page.evaluate("card.found.decision"):
        page.keyboard.press("t")
    elif page.evaluate("card.found.code === 'N102' && card.found.places.length > 0"):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("x")
        page.keyboard.type("so in the source")
        page.keyboard.press("Enter")


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
        with served(folder, 2) as (url, workspace), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page()
            page.goto(url)
            page.wait_for_selector(".actions button")
            page.evaluate(MEASURE)
            codes = settle(page, documents)
            strokes = page.evaluate("window.strokes")
            browser.close()
            workspace.catch_up()
            said = workspace.findings()
        found = commands.check([folder], lambda *_: None, 2).diagnostics
    seeded = [one for one in found if Path(one.location.file).name in documents]
    left = Counter(one.code for one in seeded if one.severity is not Severity.INFO)
    times = sorted(time for _, time, _ in strokes)
    for trouble in filter(None, (said for _, _, said in strokes)):
        print(f"refused: {trouble}")
    print(
        f"{len(documents)} documents seeded, {sum(codes.values())} findings settled: {dict(codes)}"
    )
    print(
        f"{len(times)} strokes: median {statistics.median(times):.0f} ms, "
        f"95% {times[int(0.95 * len(times))]:.0f} ms, longest {times[-1]:.0f} ms"
    )
    for kind in sorted({kind for kind, _, _ in strokes}):
        some = [time for one, time, _ in strokes if one == kind]
        middle = statistics.median(some)
        print(f"  {kind}: {len(some)}, median {middle:.0f} ms, longest {max(some):.0f} ms")
    print(f"the next check agrees with the desk: {found == said}; left in them: {dict(left)}")
    return int(found != said)


if __name__ == "__main__":
    sys.exit(main())
