"""Work that other threads hand to this one, as to the main thread, which alone can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import ParamSpec, TypeVar

_T = TypeVar("_T")
_P = ParamSpec("_P")


class ThisThread(Executor):
    """Does in the thread that calls :meth:`run` what others submit, in turn."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function called, once all that was submitted before is done."""
        future: Future[_T] = Future()

        def call() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(fn(*args, **kwargs))
                except Exception as error:  # noqa: BLE001 - raised again for who waits for it
                    future.set_exception(error)

        self._work.put(call)
        return future

    def run(self) -> None:
        """Do what is submitted until there is no more to come."""
        while call := self._work.get():
            call()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as executors have it
        """Let :meth:`run` end once all is done."""
        self._work.put(None)
