"""Follow the files of an edition: each is checked again as soon as it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from pipeline.review.workspace import Workspace

_WAIT = 300  # milliseconds without a change, after which the whole edition is looked at
_GATHER, _STEP = 100, 20  # milliseconds: an editor may save a file in several steps


def changes(workspace: Workspace, stop: Event) -> Iterator[tuple[Path, ...]]:
    """Yield the texts whose findings may be others now, in the order of the book, until ``stop``.

    Where nothing was saved for a moment, none are yielded, or those that a change of others meant
    something for. Raises UsageError where the edition cannot be loaded any more.
    """
    for saved in watch(
        workspace.folder, debounce=_GATHER, step=_STEP, rust_timeout=_WAIT, yield_on_timeout=True,
        stop_event=stop, raise_interrupt=True,
    ):  # fmt: skip
        paths = [Path(name) for _, name in saved]
        found = workspace.follow(paths) if paths else workspace.catch_up()
        yield tuple(path for path in workspace.texts if path in found)
