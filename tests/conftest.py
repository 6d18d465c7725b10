"""Options and fixtures that all tests share."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

# How long an example takes says more of the machine's load than of the code. A change is held
# against the same examples each time; new ones are looked for at night.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None)
settings.load_profile("same")


# Workers of pytest-xdist have threads, and Typst leaves some: no process may be forked beside them.
if "forkserver" in multiprocessing.get_all_start_methods():
    multiprocessing.set_start_method("forkserver", force=True)
    multiprocessing.set_forkserver_preload(["pytest", "pipeline.cli", "pipeline.engine.build"])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite the expected files of the cases; read the diff before committing it",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CORPUS.is_dir():
        return
    absent = pytest.mark.skip(
        reason=f"the published volumes are not at {CORPUS}: see docs/accuracy.md"
    )
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(absent)


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep nothing of a test for the user's own runs, nor the other way round."""
    before = os.environ.get("EDITION_CACHE")
    os.environ["EDITION_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["EDITION_CACHE"]
    else:
        os.environ["EDITION_CACHE"] = before


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """Heed signals to stop, and let processes that are begun do so, however the tests were begun.

    What a shell begins in the background ignores an interrupt, what ``nohup`` begins a hang-up, and
    so do all that they begin.
    """
    heeded: dict[signal.Signals, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
        signal.SIGHUP: signal.SIG_DFL,
    }
    before = {number: signal.signal(number, way) for number, way in heeded.items()}
    yield
    for number, way in before.items():
        signal.signal(number, way)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium, or skip.

    Playwright has a loop at work in this thread until it ends, and neither ``asyncio.run`` nor a
    client of dask begins another one there: so it ends with the tests of the module.
    """
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()
