"""An executor on other machines: jobs go to the workers of a dask scheduler, in batches.

A worker that is lost costs nothing: dask gives what it had to others. Where a batch takes worker
after worker with it, its jobs are done one by one with nothing beside them, so that only the one
that is to blame is lost.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from pipeline.cluster.worker import (
    RemoteWorker,
    VersionsDifferError,
    packed,
    surroundings,
    unpacked,
    work,
)
from pipeline.engine import time_limit
from pipeline.engine.executor import StoppedJob
from pipeline.engine.jobs import Job
from pipeline.engine.queues import JobQueues
from pipeline.engine.stages import EditionContext
from pipeline.model.errors import ClusterError, MissingProgramError, UsageError

if TYPE_CHECKING:  # an extra, and heavy
    from distributed import Client, Future

    Answer: TypeAlias = Future[tuple[str, bytes]]

S = TypeVar("S")
T_co = TypeVar("T_co", covariant=True)

_HOST = r"(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])"
_ADDRESS = re.compile(rf"(?:tcp|tls)://{_HOST}:[0-9]{{1,5}}")
# So many batches for each thread: one at work, and the next there when it is done.
_AHEAD = 2
# Seconds between looks at which workers there are.
_LOOK = 1.0


def connect(address: str, patience: float = 20.0) -> Cluster:
    """Give the workers of the scheduler at ``address`` as an executor.

    ``patience`` is how many seconds the scheduler may take to answer, or be without any worker.
    Raises UsageError where it is no address, MissingProgramError without the extra ``cluster``.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError(
            f"{address!r} is no scheduler; give it as tcp://host:8786 or tls://host:8786"
        )
    try:
        import distributed  # noqa: F401, PLC0415 - an extra, and heavy
    except ImportError:
        raise MissingProgramError(
            "--scheduler needs packages that are not there; "
            'python -m pip install ".[cluster]" in the folder of the project'
        ) from None
    return Cluster(address, patience)


class Cluster:
    """An executor of all workers that a scheduler has, those that join later too."""

    def __init__(self, address: str, patience: float) -> None:
        self._address = address
        self._patience = patience
        self._client: Client | None = None
        self._worker: Future[RemoteWorker] | None = None
        self._shared: Future[bytes] | None = None
        self._holders: dict[Path, str] = {}
        self._answers: SimpleQueue[Answer] = SimpleQueue()
        self._threads = 0
        self._looked = 0.0

    def __enter__(self) -> Self:
        """Reach the scheduler; raises ClusterError where it does not answer."""
        import dask  # noqa: PLC0415 - heavy
        from distributed import Client  # noqa: PLC0415 - heavy

        # What dask has to tell is told by errors of ours; a book is large, and that is no fault.
        for name in tuple(logging.root.manager.loggerDict):
            if name.startswith(("distributed", "tornado")):
                logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        try:
            asyncio.run(_knock(self._address, self._patience))
            self._client = Client(self._address, timeout=self._patience, set_as_default=False)
        except (OSError, RuntimeError, TypeError, ValueError) as error:
            raise ClusterError(
                f"{self._address}: no scheduler answers ({_first_line(error)}); start one with "
                "'dask scheduler', or mend the address or the certificates"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Forget all that is under way."""
        self._worker = self._shared = None
        if self._client is not None:
            self._client.close(timeout=self._patience)
            self._client = None

    def open(self, context: EditionContext) -> None:
        """Begin with another edition.

        Raises UsageError for one whose expressions may not come to an end: workers are threads, in
        which nothing stops them.
        """
        encoding = context.encoding
        if time_limit.is_limited(encoding.profile, encoding.forms):
            raise UsageError(
                f"{encoding.edition_id}: an edition with a profile or marks of its own is worked "
                "on by one machine; leave --scheduler out"
            )
        self._holders.clear()
        self._worker = self._reached.submit(
            RemoteWorker, surroundings(), packed(context), pure=False
        )

    def run(
        self, jobs: Sequence[Job[S, T_co]], shared: S, alone: int = 0
    ) -> Iterator[tuple[int, T_co | StoppedJob]]:
        """Do ``jobs``; yield the place and the result of each as soon as it is done."""
        # A task of its own, so that it can be had again where all workers that had it are lost.
        self._shared = self._reached.submit(bytes, packed(shared), pure=False)
        queues = JobQueues([self._holders.get(job.path) for job in jobs], alone)
        given: dict[Any, list[int]] = {}
        suspect: list[int] = []
        while queues.left or given:
            self._look()
            while queues.left and len(given) < _AHEAD * self._threads:
                holder = queues.most_behind()
                places = queues.batch(holder, self._threads)
                given[self._give([jobs[place] for place in places], holder)] = places
            answer = self._next()
            places = given.pop(answer.key)
            results = self._received(answer, [jobs[place] for place in places])
            if isinstance(results, StoppedJob):
                suspect += places
            else:
                yield from zip(places, results, strict=True)
        for place in suspect:
            yield place, self._alone(jobs[place])

    def _alone(self, job: Job[Any, T_co]) -> T_co | StoppedJob:
        """Do a job with nothing else under way, so that it is to blame for what happens."""
        self._give([job], None)
        results = self._received(self._next(), [job])
        return results if isinstance(results, StoppedJob) else results[0]

    def _give(self, jobs: Sequence[Job[Any, Any]], holder: str | None) -> Any:  # noqa: ANN401 - a key of dask's
        """Send a batch; to ``holder`` where that can be."""
        batch = packed(tuple(jobs))
        where: dict[str, Any] = {"workers": [holder], "allow_other_workers": True} if holder else {}
        given = self._reached.submit(work, self._worker, self._shared, batch, pure=False, **where)
        given.add_done_callback(self._answers.put)
        return given.key

    def _next(self) -> Answer:
        """Wait for an answer; raises ClusterError where nobody is left who could give one."""
        while True:
            try:
                return self._answers.get(timeout=_LOOK)
            except Empty:
                self._look()

    def _look(self) -> None:
        """Count the threads of all workers, now and then; wait where there are none."""
        if time.monotonic() < self._looked + _LOOK:
            return
        begun = time.monotonic()
        while not (threads := sum(self._asked().values())):
            if time.monotonic() > begun + self._patience:
                raise ClusterError(
                    f"{self._address}: no workers are there; start some, on any machine, with "
                    f"'dask worker {self._address} --nthreads 1'"
                )
            time.sleep(_LOOK / 10)
        self._threads = threads
        self._looked = time.monotonic()

    def _asked(self) -> dict[str, int]:
        if self._reached.status != "running":
            raise self._gone()
        try:
            return dict(self._reached.nthreads())
        except OSError as error:
            raise self._gone() from error

    def _received(self, answer: Answer, jobs: Sequence[Job[Any, T_co]]) -> list[T_co] | StoppedJob:
        """Give the results of ``jobs``, or what became of the workers that were at them."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - heavy

        try:
            address, results = answer.result()
        except KilledWorker as error:
            return StoppedJob(
                f"{error.allowed_failures + 1} workers of the cluster, one after the other"
            )
        except (CancelledError, OSError) as error:  # CommClosedError is an OSError
            raise self._gone() from error
        except (VersionsDifferError, ImportError, AttributeError) as error:
            raise ClusterError(
                f"{self._address}: a worker is not what it must be: {_first_line(error)}; install "
                "the same versions of Python, edition-pipeline[cluster] and all its packages "
                "there and here"
            ) from error
        self._holders.update((job.path, address) for job in jobs)
        return list(map(_result, unpacked(results)))

    @property
    def _reached(self) -> Client:
        assert self._client is not None  # noqa: S101 - the executor was entered
        return self._client

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"{self._address}: the scheduler is gone; start it and its workers anew, and run again"
        )


async def _knock(address: str, patience: float) -> None:
    """See that a scheduler answers; a client that finds none complains even after it is gone."""
    from distributed import Security  # noqa: PLC0415 - heavy
    from distributed.comm.core import connect as reach  # noqa: PLC0415 - heavy

    comm = await reach(address, patience, **Security().get_connection_args("client"))
    await comm.close()


def _result(sent: bytes) -> Any:  # noqa: ANN401 - what a job gives
    result = pickle.loads(sent)  # noqa: S301 - see docs/cluster.md on who is trusted
    if isinstance(result, Exception):
        raise result
    return result


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
