"""A desk that really serves, for a browser to open."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.engine import cache
from pipeline.review.desk.guard import DeskAddress
from pipeline.review.desk.server import DeskServer
from pipeline.review.desk.state import Desk
from pipeline.review.workspace import Workspace


@contextmanager
def served(folder: Path, workers: int = 1) -> Iterator[tuple[str, Workspace]]:
    """Have a desk at work in a thread of its own; give its address."""
    workspace = Workspace.open(folder, workers=workers, cache=cache.opened)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = DeskAddress(listening.getsockname()[1])
        server = DeskServer(Desk(workspace), address)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield address.url, workspace
        finally:
            server.should_exit = True
            thread.join()
