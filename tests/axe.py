"""Pages held against the rules of axe, in a window of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextmanager
def examined(browser: Browser, width: int, scheme: str) -> Iterator[Page]:
    """Open a page; as it is in the end, axe must find no violation in it."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # axe is put into the page as a script of its own
    )
    page = context.new_page()
    yield page
    found = axe.Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
