"""Coroutines run to their end, whatever else is at work in this thread.

Playwright has a loop of its own at work in it from the first test in a browser to the last of all
tests, and ``asyncio.run`` refuses to begin another one there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Give what a coroutine gives."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()
