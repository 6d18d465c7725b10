"""Files that are saved are checked at once, and their document is shown."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.review.watch import changes
from pipeline.review.workspace import Workspace
from tests.command import COMMAND
from tests.desk.conftest import ANSWER

_PATIENCE = 60


def waited(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + _PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_what_a_change_means_for_others_follows(letters: Path) -> None:
    workspace, stop = Workspace.open(letters), threading.Event()
    followed = changes(workspace, stop)
    assert next(followed) == ()  # nothing was saved
    without_note = ANSWER.replace("left.1", "left.").partition("  1.")[0]
    (letters / "d2.txt").write_text(without_note, encoding="utf-8")
    seen: list[tuple[Path, ...]] = []
    while len(seen) < 2:
        seen += [some for some in [next(followed)] if some]
    stop.set()
    assert seen == [(letters / "d2.txt",), (letters / "d1.txt",)]


@pytest.mark.usefixtures("heeds_interrupts")
def test_the_command_prints_findings_and_makes_the_page(letters: Path) -> None:
    root = letters.parent
    out, told = root / "out.txt", root / "told.txt"
    with out.open("wb") as shown, told.open("wb") as said:
        running = subprocess.Popen(
            [*COMMAND, "watch", "letters", "--pdf"], cwd=root, stdout=shown, stderr=said,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            assert waited(lambda: b"following" in told.read_bytes())
            preview = root / "build" / "letters" / "preview"

            def saved_and_shown() -> bool:
                """Save until the system tells of it, which may take it a moment to begin with."""
                changed = ANSWER.replace("The count", "The count count")
                (letters / "d2.txt").write_text(changed, encoding="utf-8")
                time.sleep(0.3)
                return (preview / "html" / "d2.html").exists()

            assert waited(saved_and_shown)
            assert waited((preview / "d2.pdf").exists)
            running.send_signal(signal.SIGINT)
            assert running.wait(_PATIENCE) == 0
        finally:
            running.kill()
            running.wait()
    assert "d2.txt:5:5: warning T131" in out.read_text(encoding="utf-8")
