"""Where outputs go in a store: known before the run, put there after it, the record of them last.

In a store of objects each is the old one or the new one, whole. Where files are renamed instead,
each is put beside its place first. The record of what was published names every file with its
hash, so that a reader knows whether all that is there belongs together.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.engine.publish import RECORD, STALE, Record, record_in
from pipeline.model.errors import BusyError, ClusterError, PipelineError, PublishError, UsageError

_LOCK = ".lock"
_LAST = ("report.json", "report.txt", STALE, RECORD)
# A put into these is all or nothing; into others a file is put beside its place, then renamed.
_OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "memory"})


@contextmanager
def named(url: str) -> Iterator[None]:
    """Name the store in whatever its driver raises."""
    try:
        yield
    except (PipelineError, ImportError):
        raise
    except FileNotFoundError as error:
        raise UsageError(f"{url}: there is no such folder; give an edition or a folder") from error
    except Exception as error:
        said = str(error).partition("\n")[0] or type(error).__name__
        raise ClusterError(
            f"{url}: cannot be used ({said}); look at the address and at who may use it"
        ) from error


@dataclass(slots=True)
class OutputFolder:
    """A folder in a store, and the folder of this machine that stands for it in a run.

    What is in the store already is here as a file that says nothing, so that what a run does with
    outputs of before is done here first: what it leaves is left, what it removes is removed.
    """

    system: Any
    path: PurePosixPath
    url: str
    here: Path
    _token: bytes = field(default_factory=lambda: os.urandom(32))
    _before: set[str] = field(default_factory=set)
    _records: dict[str, Record] = field(default_factory=dict)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others away; raises BusyError where somebody does so already."""
        lock = str(self.path / _LOCK)
        with named(self.url):
            if not self._holds_objects:
                self.system.makedirs(str(self.path), exist_ok=True)
            try:
                with self.system.open(lock, "xb") as file:
                    file.write(f"{platform.node()}, process {os.getpid()}\n".encode())
            except FileExistsError:
                raise self._busy(lock) from None
        try:
            yield
        finally:
            with named(self.url):
                self.system.rm_file(lock)

    def _busy(self, lock: str) -> BusyError:
        who = ascii(self.system.cat_file(lock)[:200].decode("ascii", "replace").rstrip("\n"))[1:-1]
        return BusyError(
            f"{self.url}: another build is at work here ({who}); wait for it to end, or remove "
            f"{self.url}/{_LOCK} where it is no more"
        )

    def prepare(self) -> None:
        """Let files that say nothing stand for what is in the store; only records are fetched."""
        with named(self.url):
            names = self.system.find(str(self.path))
        for name in names:
            inside = PurePosixPath(name).relative_to(self.path)
            if ".." in inside.parts or inside.name == _LOCK:
                continue
            self._before.add(inside.as_posix())
            target = self.here / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._token)
            if inside.name == RECORD:
                with named(self.url):
                    target.write_bytes(self.system.cat_file(name))
                self._records[inside.parent.as_posix()] = record_in(target.read_bytes())

    def put(self) -> None:
        """Put what is new, remove what is gone; raises PublishError."""
        there = {
            path.relative_to(self.here).as_posix(): path
            for path in self.here.rglob("*")
            if path.is_file() and path.name != _LOCK
        }
        new = {name: path for name, path in there.items() if not self._is_old(path)}
        try:
            self._put({n: p for n, p in new.items() if p.name not in _LAST})
            self._put({n: p for n, p in new.items() if p.name in _LAST and p.name != RECORD})
            for name in sorted({*(self._before - there.keys()), *self._no_longer_made()}):
                self.system.rm_file(str(self.path / name))
            self._put({n: p for n, p in new.items() if p.name == RECORD})
        except Exception as error:
            said = str(error).partition("\n")[0] or type(error).__name__
            raise PublishError(
                f"{self.url}: {said}; each output is the old one or the new one, whole; "
                "mend the cause and build again"
            ) from error

    def _no_longer_made(self) -> Iterator[str]:
        """Give what was published before and is not made now, unless somebody changed it."""
        for folder, before in self._records.items():
            now = record_in(self._made(folder))
            for inside in before.keys() - now.keys():
                name = (PurePosixPath(folder) / inside).as_posix()
                if name in self._before:
                    found = self.system.cat_file(str(self.path / name))
                    if sha256(found).hexdigest() in before[inside]:
                        yield name

    def _made(self, folder: str) -> bytes:
        path = self.here / folder / RECORD
        return path.read_bytes() if path.is_file() else b""

    def _is_old(self, path: Path) -> bool:
        return path.stat().st_size == len(self._token) and path.read_bytes() == self._token

    @property
    def _holds_objects(self) -> bool:
        protocols = self.system.protocol
        return bool(_OBJECTS & {*([protocols] if isinstance(protocols, str) else protocols)})

    def _put(self, files: dict[str, Path]) -> None:
        targets = [self.path / name for name in files]
        own = [str(path) for path in files.values()]
        if self._holds_objects:
            self.system.put(own, list(map(str, targets)))
        else:
            self._put_beside(own, targets)
        for target, path in zip(targets, files.values(), strict=True):
            if self.system.info(str(target))["size"] != path.stat().st_size:
                raise OSError(f"{target.name} did not arrive whole")

    def _put_beside(self, own: list[str], targets: list[PurePosixPath]) -> None:
        for folder in sorted({str(target.parent) for target in targets}):
            self.system.makedirs(folder, exist_ok=True)
        beside = [str(one.with_name(f".{one.name}.new")) for one in targets]
        try:
            self.system.put(own, beside)
            for one, target in zip(beside, targets, strict=True):
                self.system.mv(one, str(target))
        finally:
            for one in filter(self.system.exists, beside):
                self.system.rm_file(one)
