"""What a worker of the cluster holds of an edition, and does with it.

All that is sent but the versions is bytes, and nothing is made of them before the versions on both
sides are known to be the same.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from threading import Lock
from typing import Any

from pipeline.engine.cache.version import parts
from pipeline.engine.jobs import WorkerState
from pipeline.engine.worker import pickled_result
from pipeline.system.garbage import collect_rarely

# A third of the bytes for a hundredth of the time that the stages take.
_LEVEL = 1
_DATE = "SOURCE_DATE_EPOCH"


class VersionsDifferError(Exception):
    """A worker is not what the asking side is; the message says where and in what."""


@cache
def versions() -> Mapping[str, str]:
    """Give the version of all that must be the same on both sides."""
    return {**parts(), "distributed": metadata.version("distributed")}


def surroundings() -> dict[str, str]:
    """Give all that must be the same on both sides, the date that outputs bear included."""
    return {**versions(), _DATE: os.environ.get(_DATE, "")}


def packed(thing: object) -> bytes:
    """Make bytes of what goes between the processes of one run."""
    return zlib.compress(pickle.dumps(thing), _LEVEL)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Take out what was packed; only of what came by the scheduler, never of a file."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301 - see docs/cluster.md on who is trusted


class RemoteWorker:
    """What a worker of the cluster holds of an edition; dask keeps it as long as it is wanted.

    Where dask sends it to another worker it arrives as new, without the documents made here.
    """

    def __init__(self, asked: Mapping[str, str], context: bytes) -> None:
        self._asked = asked
        self._context = context
        self._shared: tuple[bytes, Any] = (b"", None)
        self._state: WorkerState | None = None
        self._one_at_a_time = Lock()  # the gate of the schema is no thing for several threads

    def __reduce__(self) -> tuple[type[RemoteWorker], tuple[Mapping[str, str], bytes]]:
        return RemoteWorker, (self._asked, self._context)

    def run(self, shared: bytes, batch: bytes) -> bytes:
        """Do a batch of jobs, and give the result of each job, packed."""
        with self._one_at_a_time:
            state = self._opened()
            if shared != self._shared[0]:
                self._shared = shared, unpacked(shared)
            _, thing = self._shared
            return packed([pickled_result(job, state, thing) for job in unpacked(batch)])

    def _opened(self) -> WorkerState:
        if self._state is None:
            collect_rarely()
            differ = different(self._asked, surroundings())
            if differ:
                raise VersionsDifferError(f"{_address()}: {differ}")
            self._state = WorkerState(unpacked(self._context))
        return self._state


def different(asked: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Say what differs between the asking side and here."""
    return "; ".join(
        f"{name} is {_shown(here.get(name))} there and {_shown(version)} here"
        for name, version in asked.items()
        if here.get(name) != version
    )


def _shown(version: str | None) -> str:
    """Cut a version to one line of what a person needs of it."""
    return (version or "missing").partition(" ")[0][:16]


def work(worker: RemoteWorker, shared: bytes, batch: bytes) -> tuple[str, bytes]:
    """Do a batch; give the address of the worker, and the result of each job."""
    return _address(), worker.run(shared, batch)


def _address() -> str:
    from distributed import get_worker  # noqa: PLC0415 - an extra, and heavy

    return str(get_worker().address)
