"""What all pages look at: one workspace, what was done in it, and who is to be told of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from anyio import to_thread

from pipeline.model.errors import PipelineError, UsageError
from pipeline.review.desk import content
from pipeline.review.desk.history import DecisionHistory
from pipeline.review.desk.printed import PrintedPages
from pipeline.review.desk.scans import scan
from pipeline.review.desk.strokes import Stroke, Strokes
from pipeline.review.preview import preview
from pipeline.review.workspace import Workspace

_QUIET = 0.8  # seconds without a stroke, after which the whole edition is looked at
_BEAT = 15.0
_LIMIT = 100  # updates that wait for a page that does not take them

_T = TypeVar("_T")


class Desk:
    """A workspace that several pages look at; one thing is done at a time, by one thread.

    Only where that is the main thread is an expression stopped that runs on and on, as an edition's
    own profile may have.
    """

    def __init__(self, workspace: Workspace, thread: Executor | None = None) -> None:
        self.workspace = workspace
        self.strokes = Strokes(workspace)
        self.history = DecisionHistory(workspace.folder)
        self.listeners: set[asyncio.Queue[bytes | None]] = set()
        self.revision = 0
        self._printed: PrintedPages | None = None
        self._thread = thread or ThreadPoolExecutor(1)
        self._touched = asyncio.Event()

    async def edition(self) -> dict[str, Any]:
        """Give what the page shows of the edition."""
        return await self._alone(self._edition)

    async def document(self, name: str) -> dict[str, Any]:
        """Give what the page shows of a document."""
        return await self._alone(lambda: self._document(self._path(name)))

    async def pdf(self, name: str) -> tuple[bytes, str]:
        """Set a document alone; raises what :func:`preview` does."""
        return await self._alone(lambda: (self._pdf(self._path(name)), "application/pdf"))

    async def pages(self, name: str) -> dict[str, Any]:
        """Set a document alone; give its pages, as :meth:`PrintedPages.pages`."""

        def made() -> dict[str, Any]:
            path = self._path(name)
            lines = self.workspace.document(path).source.raw_lines
            self._printed = PrintedPages(name, self._pdf(path), lines)
            return {"pages": list(self._printed.pages())}

        return await self._alone(made)

    async def page(self, name: str, page: int) -> tuple[bytes, str]:
        """Draw a page that :meth:`pages` has told of last; raises UsageError for any other."""

        def drawn() -> tuple[bytes, str]:
            if self._printed is None or self._printed.name != name:
                raise UsageError("these pages are not at hand any more")
            return self._printed.png(page), "image/png"

        return await self._alone(drawn)

    async def scan(self, number: str) -> tuple[bytes, str]:
        """Give the picture of a page of the printed source, and its media type."""
        return await self._alone(lambda: scan(self.workspace, number))

    async def do(self, name: str, stroke: Callable[[Path], Stroke]) -> dict[str, Any]:
        """Do a stroke on a document, tell all pages, and give what has changed."""

        def done() -> dict[str, Any]:
            made = stroke(self._path(name))
            return self._update({made.path}, made) | {"document": self._document(made.path)}

        return await self._tell(done)

    async def undo(self) -> dict[str, Any]:
        """Take back the last stroke, on whatever document that was."""

        def done() -> dict[str, Any]:
            made = self.strokes.undo()
            return self._update({made.path}, made) | {"document": self._document(made.path)}

        return await self._tell(done)

    async def follow(self, paths: Iterable[Path]) -> None:
        """Take up files that somebody changed, and tell all pages."""
        touched = await self._alone(partial(self.workspace.follow, paths))
        self._touched.set()
        if touched:
            await self._tell(lambda: self._update(touched))

    async def keep_up(self) -> None:
        """Look at the whole edition whenever nobody has done anything for a moment; goes on."""
        while True:
            await self._touched.wait()
            self._touched.clear()
            with suppress(TimeoutError):
                while await asyncio.wait_for(self._touched.wait(), _QUIET):
                    self._touched.clear()
            if not self.workspace.behind:
                continue
            try:
                before = self.workspace.texts
                if await self._alone(self.workspace.brings_expressions):
                    ahead = await self._alone(self.workspace.ahead)
                else:  # strokes go on meanwhile
                    ahead = await to_thread.run_sync(self.workspace.ahead)
                touched = await self._alone(partial(self.workspace.take, ahead))
            except PipelineError as error:  # the settings are being written, perhaps
                self._send({"revision": self.revision, "trouble": str(error)})
                continue
            if before != self.workspace.texts:
                self._send({"revision": self.revision, "reload": True})
            elif touched:
                await self._tell(partial(self._update, touched))

    async def updates(self) -> AsyncIterator[bytes]:
        """Yield server-sent events, one for each change; a page that is too slow begins anew."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_LIMIT)
        self.listeners.add(queue)
        try:
            yield b"retry: 1000\n\n"
            while True:
                try:
                    data = await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if data is None:
                    return
                yield b"data: " + data + b"\n\n"
        finally:
            self.listeners.discard(queue)

    def end(self) -> None:
        """Let all pages go."""
        self._put(None)

    def _edition(self) -> dict[str, Any]:
        shown = content.edition_of(self.workspace, self.history)
        return shown | {"revision": self.revision, "undo": self._undo()}

    def _document(self, path: Path) -> dict[str, Any]:
        shown = content.document_of(self.workspace, path, self.history)
        return shown | {"revision": self.revision}

    def _pdf(self, path: Path) -> bytes:
        (data,) = preview(self.workspace, path, "pdf").values()
        return data

    def _path(self, name: str) -> Path:
        found = next((one for one in self.workspace.texts if one.name == name), None)
        if found is None:
            raise UsageError("there is no such document any more")
        return found

    def _update(self, touched: Iterable[Path], stroke: Stroke | None = None) -> dict[str, Any]:
        self.revision += 1
        texts = {self.workspace.text_of(path) for path in touched} - {None}
        found = {path.name: path for path in texts if path is not None}
        update: dict[str, Any] = {
            "revision": self.revision,
            "documents": {
                name: content.document_row(self.workspace, path) for name, path in found.items()
            },
            "queue": {name: content.queue_of(self.workspace, path) for name, path in found.items()},
            "undo": self._undo(),
        }
        if stroke is not None:
            update |= {"said": stroke.said, "on": stroke.path.name, "changes": stroke.changes}
        return update

    def _undo(self) -> str:
        done = self.strokes.done
        return f"{done[-1].path.name}, {done[-1].said}" if done else ""

    async def _alone(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _tell(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        update = await self._alone(work)
        self._send({key: value for key, value in update.items() if key != "document"})
        self._touched.set()
        return update

    def _send(self, update: dict[str, Any]) -> None:
        self._put(msgspec.json.encode(update))

    def _put(self, data: bytes | None) -> None:
        for queue in tuple(self.listeners):
            try:
                queue.put_nowait(data)
            except asyncio.QueueFull:
                self.listeners.discard(queue)
