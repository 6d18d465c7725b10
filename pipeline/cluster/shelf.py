"""Where outputs go in a store: known before the run, put there after it, a list of them last.

In a store of objects each is the old one or the new one, whole. Where files are renamed instead,
each is put beside its place first. ``manifest.json`` names every file with its hash and is put
last, so that a reader knows whether all of them belong together.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import BusyError, ClusterError, PipelineError, PublishError, UsageError

MANIFEST = "manifest.json"
_LOCK = ".lock"
_REPORTS = frozenset({"report.json", "report.txt", "STALE.txt"})
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
class Shelf:
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
        """Let files that say nothing stand for what is in the store."""
        with named(self.url):
            names = self.system.find(str(self.path))
        for name in names:
            inside = PurePosixPath(name).relative_to(self.path)
            if ".." in inside.parts or inside.name in {_LOCK, MANIFEST}:
                continue
            self._before.add(inside.as_posix())
            target = self.here / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._token)

    def put(self) -> None:
        """Put what is new, remove what is gone; raises PublishError."""
        there = {
            path.relative_to(self.here).as_posix(): path
            for path in self.here.rglob("*")
            if path.is_file() and path.name != _LOCK
        }
        new = {name: path for name, path in there.items() if not self._is_old(path)}
        gone = self._before - there.keys()
        try:
            self._put({n: p for n, p in new.items() if p.name not in _REPORTS})
            self._put({n: p for n, p in new.items() if p.name in _REPORTS})
            for name in sorted(gone):
                self.system.rm_file(str(self.path / name))
            for edition in sorted({name.partition("/")[0] for name in (*new, *gone)}):
                self._list(edition, new, gone)
        except Exception as error:
            said = str(error).partition("\n")[0] or type(error).__name__
            raise PublishError(
                f"{self.url}: {said}; each output is the old one or the new one, whole; "
                "mend the cause and build again"
            ) from error

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

    def _list(self, edition: str, new: dict[str, Path], gone: set[str]) -> None:
        """Write the list of an edition: as it was, but for what is new and what is gone."""
        target = self.path / edition / MANIFEST
        own = f"{edition}/"
        listed = {n: one for n, one in self._listed(target).items() if own + n not in gone}
        for name, path in new.items():
            if name.startswith(own):
                listed[name.removeprefix(own)] = sha256(path.read_bytes()).hexdigest()
        path = self.here / edition / MANIFEST
        text = json.dumps({"sha256": dict(sorted(listed.items()))}, indent=1)
        path.write_text(f"{text}\n", encoding="ascii")
        self._put({f"{edition}/{MANIFEST}": path})

    def _listed(self, target: PurePosixPath) -> dict[str, str]:
        """Read the list of before; one that is none lists nothing."""
        if not self.system.exists(str(target)):
            return {}
        try:
            files = json.loads(self.system.cat_file(str(target)))["sha256"]
            return {name: digest for name, digest in files.items() if isinstance(digest, str)}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}
