"""The desk as a server on the loopback: the page, its data, what is done, and what has changed."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from watchfiles import awatch

from pipeline.model.decisions import DecisionKind
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import PipelineError, UsageError
from pipeline.review.decision_file import NewDecision
from pipeline.review.desk import content
from pipeline.review.desk.guard import DeskAddress, Guard
from pipeline.review.desk.state import Desk
from pipeline.review.desk.strokes import ChangedFileError, Stroke
from pipeline.review.workspace import Workspace
from pipeline.system.this_thread import ThisThread

PAGE = Path(__file__).parent / "page"
_MOST = 1 << 20  # bytes of a request

_Asked = TypeVar("_Asked", bound=msgspec.Struct)
_Handler: TypeAlias = Callable[[Request], Awaitable[Response]]


class DecideRequest(msgspec.Struct, forbid_unknown_fields=True):
    """A decision on words of the normalized text."""

    seen: str
    kind: DecisionKind
    value: str
    span: tuple[int, int]
    why: str = ""


class FindingRequest(msgspec.Struct, forbid_unknown_fields=True):
    """The key of a finding whose fix is to be made, or whose decision is to be taken out."""

    seen: str
    finding: str


class EditRequest(msgspec.Struct, forbid_unknown_fields=True):
    """A line, counted from 0, and what is to stand there."""

    seen: str
    line: int
    text: str


def application(desk: Desk, address: DeskAddress, *, follows: bool = True) -> Starlette:
    """Make the application; it ``follows`` files that somebody changes while it runs."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(desk.keep_up())]
        if follows:
            tasks.append(asyncio.create_task(_watch(desk)))
        yield
        for task in tasks:
            task.cancel()

    async def index(_: Request) -> Response:
        return Response((PAGE / "index.html").read_bytes(), media_type="text/html")

    async def events(_: Request) -> Response:
        return StreamingResponse(desk.updates(), media_type="text/event-stream")

    def decide(asked: DecideRequest, path: Path) -> Stroke:
        new = NewDecision(asked.kind, asked.value, asked.why.strip())
        return desk.strokes.settle(path, asked.seen, asked.span, new)

    def mend(asked: FindingRequest, path: Path) -> Stroke:
        return desk.strokes.mend(path, asked.seen, _named(desk, path, asked))

    def take_out(asked: FindingRequest, path: Path) -> Stroke:
        return desk.strokes.take_out(path, asked.seen, _named(desk, path, asked))

    def edit(asked: EditRequest, path: Path) -> Stroke:
        return desk.strokes.edit(path, asked.seen, asked.line, asked.text)

    def stroke_route(
        name: str, kind: type[_Asked], stroke: Callable[[_Asked, Path], Stroke]
    ) -> Route:
        async def done(request: Request) -> Response:
            return await _do(desk, request, kind, stroke)

        return Route(f"/documents/{{name}}/{name}", done, methods=["POST"])

    return Starlette(
        routes=[
            Route("/", index),
            Route("/events", events),
            Route("/edition", _answering(desk.edition)),
            Route("/undo", _answering(desk.undo), methods=["POST"]),
            Route("/documents/{name}", _answering(desk.document)),
            Route("/documents/{name}/pages", _answering(desk.pages)),
            Route("/documents/{name}/pdf", _sending(desk.pdf)),
            Route("/documents/{name}/pages/{page:int}", _sending(desk.page)),
            Route("/scans/{number}", _sending(desk.scan)),
            stroke_route("decide", DecideRequest, decide),
            stroke_route("mend", FindingRequest, mend),
            stroke_route("takeout", FindingRequest, take_out),
            stroke_route("edit", EditRequest, edit),
            Mount("/page", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(Guard, address=address)],
        lifespan=running,
    )


class DeskServer(uvicorn.Server):
    """Serves a desk; when it ends, it lets the pages go that wait for what changes."""

    def __init__(self, desk: Desk, address: DeskAddress) -> None:
        self.desk = desk
        config = uvicorn.Config(
            application(desk, address), log_level="error", access_log=False, server_header=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self.desk.end()
        await super().shutdown(sockets)


def serve(workspace: Workspace, opened: Callable[[str], None], port: int = 0) -> None:
    """Serve the desk until it is interrupted; ``opened`` is given the address.

    What is done is done in this thread, pages are answered in another one.

    Raises UsageError where the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(f"port {port} cannot be had: {error.strerror}") from error
        address = DeskAddress(listening.getsockname()[1])
        opened(address.url)
        here = ThisThread()
        server = DeskServer(Desk(workspace, here), address)

        def answer() -> None:
            try:
                server.run([listening])
            finally:
                here.shutdown()

        with server.capture_signals():
            answering = threading.Thread(target=answer, name="pages")
            answering.start()
            here.run()
            answering.join()


async def _watch(desk: Desk) -> None:
    async for changes in awatch(desk.workspace.folder, step=20, debounce=200):
        await desk.follow({Path(name) for _, name in changes})


def _named(desk: Desk, path: Path, asked: FindingRequest) -> Diagnostic:
    found = content.keys_of(desk.workspace.findings_on(path)).get(asked.finding)
    if found is None:
        raise ChangedFileError("this finding is not there any more")
    return found


async def _do(
    desk: Desk, request: Request, kind: type[_Asked], stroke: Callable[[_Asked, Path], Stroke]
) -> Response:
    if request.headers.get("content-type") != "application/json":
        return _said("this is no JSON", 415)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _MOST:
        return _said("this is too much", 413)
    try:
        asked = msgspec.json.decode(await request.body(), type=kind)
    except msgspec.MsgspecError as error:
        return _said(str(error), 400)
    return await _answer(desk.do(request.path_params["name"], partial(stroke, asked)))


def _answering(data: Callable[..., Awaitable[dict[str, Any]]]) -> _Handler:
    """Make a handler that answers with ``data`` of what the path names."""

    async def handle(request: Request) -> Response:
        return await _answer(data(**request.path_params))

    return handle


def _sending(file: Callable[..., Awaitable[tuple[bytes, str]]]) -> _Handler:
    """Make a handler that answers with the bytes and the media type of what the path names."""

    async def handle(request: Request) -> Response:
        try:
            data, media_type = await file(**request.path_params)
        except PipelineError as error:
            return PlainTextResponse(f"{error}\n", status_code=422)
        return Response(data, media_type=media_type)

    return handle


async def _answer(shown: Awaitable[dict[str, Any]]) -> Response:
    try:
        return Response(msgspec.json.encode(await shown), media_type="application/json")
    except ChangedFileError as error:
        return _said(str(error), 409)
    except (PipelineError, OSError) as error:
        return _said(str(error), 422)


def _said(why: str, status: int) -> Response:
    data = msgspec.json.encode({"trouble": why})
    return Response(data, status_code=status, media_type="application/json")
