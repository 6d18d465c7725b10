"""Editions in an object store or another place that has a URL: fetched before, put back after.

A run works on files of this machine. What lies at ``s3://bucket/letters`` is fetched into a private
folder, there at ``s3:/bucket/letters``, and the run takes place in that folder, so that a report
names files as their URLs do. What comes of it is put into the store once all of it is checked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Self

from pipeline.cluster.output_folder import OutputFolder, named
from pipeline.edition import unread
from pipeline.model.errors import MissingProgramError, UsageError
from pipeline.report import Report
from pipeline.system import temporary

# A path makes one slash of two, so that the URL is to be had from it again.
_SCHEME = re.compile(r"([a-z][a-z0-9+]+):")
# What a run reads of an edition; a bucket may hold pictures too.
_READ = frozenset({".txt", ".xml", ".toml", ".css", ".typ", ".docx"})
_MOST_BYTES = 1 << 26
_OF_MACHINES = frozenset({"file", "local"})


def is_url(path: Path) -> bool:
    """Tell whether ``path`` was given as a URL."""
    return len(path.parts) > 1 and _SCHEME.fullmatch(path.parts[0]) is not None


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A file system of fsspec and a path in it; ``url`` is how a user knows it."""

    system: Any
    path: PurePosixPath
    url: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Take a path that :func:`is_url`; raises MissingProgramError without what it needs."""
        scheme, *parts = path.as_posix().split("/")
        root = "///" if scheme.removesuffix(":") in _OF_MACHINES else "//"
        url = f"{scheme}{root}{'/'.join(parts)}"
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingProgramError(
                f"{url}: URLs need packages that are not there; "
                'python -m pip install ".[cluster]" in the folder of the project'
            ) from None
        try:
            with named(url):
                system, inside = url_to_fs(url, use_listings_cache=False)
        except ImportError as error:
            raise MissingProgramError(f"{url}: {error}") from error
        return cls(system, PurePosixPath(inside), url)


@dataclass(frozen=True, slots=True)
class LocalPaths:
    """The paths of a run on this machine.

    ``begun_in`` is the folder that a user's paths start from, where that is no longer the current
    one; ``top`` is what outputs are named with and the user did not say.
    """

    inputs: tuple[Path, ...]
    out: Path | None
    begun_in: Path | None = None
    top: str = ""
    output: OutputFolder | None = None

    def own(self, path: Path | None) -> Path | None:
        """Give a path of this machine as it is to be used in the run."""
        return path if path is None or self.begun_in is None else self.begun_in / path

    def put(self) -> None:
        """Put what the run made into the store, if it is to go there."""
        if self.output is not None:
            self.output.put()

    def named(self, report: Report) -> Report:
        """Name the outputs and their folders as the user did."""
        summary = report.summary
        outputs = tuple(name.removeprefix(self.top) for name in summary.outputs)
        editions = tuple(
            replace(one, folder=one.folder.removeprefix(self.top)) for one in summary.editions
        )
        return replace(report, summary=replace(summary, outputs=outputs, editions=editions))


@contextmanager
def local_paths(inputs: Sequence[Path], out: Path | None = None) -> Iterator[LocalPaths]:
    """Have on this machine what URLs among ``inputs`` name, and a folder for one that is ``out``.

    Raises UsageError where nothing is there, BusyError where another run holds ``out``,
    ClusterError where the store cannot be used.
    """
    fetched, put = tuple(filter(is_url, inputs)), out is not None and is_url(out)
    if not fetched and not put:
        yield LocalPaths(tuple(inputs), out)
        return
    if os.name == "nt":
        raise UsageError("URLs need a system whose file names may hold a colon; Windows has none")
    with ExitStack() as stack:
        top = stack.enter_context(temporary.folder())
        here = LocalPaths(tuple(inputs), out, top=f"{top}/")
        for one in fetched:
            _fetch(RemoteFolder.of(one), one, top)
        if fetched:
            here = replace(here, begun_in=Path.cwd())
            stack.enter_context(chdir(top))
        if out is not None and put:
            here = replace(
                here, output=stack.enter_context(_reserved(RemoteFolder.of(out), top / out))
            )
        yield replace(
            here,
            inputs=tuple(one if is_url(one) else here.own(one) or one for one in inputs),
            out=here.own(out) if not put else out if fetched else top / (out or ""),
        )


@contextmanager
def _reserved(place: RemoteFolder, folder: Path) -> Iterator[OutputFolder]:
    folder.mkdir(parents=True, exist_ok=True)
    output = OutputFolder(place.system, place.path, place.url, folder)
    with output.locked():
        output.prepare()
        yield output


def _fetch(place: RemoteFolder, path: Path, top: Path) -> None:
    """Fetch an edition, a folder of them, or the edition of a transcription, into ``top``."""
    if path.suffix in _READ:
        up = 2 if path.parent.name == "raw" else 1
        url = place.url.rsplit("/", up)[0]
        place, path = replace(place, path=place.path.parents[up - 1], url=url), path.parents[up - 1]
    with named(place.url):
        found = place.system.find(str(place.path), detail=True)
    wanted = {name: one for name, one in found.items() if PurePosixPath(name).suffix in _READ}
    if not wanted:
        raise UsageError(f"{place.url}: no transcription is there; give an edition or a folder")
    if len({name.lower() for name in wanted}) < len(wanted):
        raise UsageError(f"{place.url}: two names differ only in capitals; rename one")
    for name, one in wanted.items():
        _check(place, name, one)
    targets = [top / path / PurePosixPath(name).relative_to(place.path) for name in wanted]
    _get(place, list(wanted), targets)
    _name_the_rest(place, found.keys() - wanted.keys(), top / path)
    _fetch_settings_beside(place, top / path)


def _name_the_rest(place: RemoteFolder, names: Iterable[str], folder: Path) -> None:
    """Put empty files for texts of other kinds, so that they are named as not read."""
    for name in names:
        inside = PurePosixPath(name).relative_to(place.path)
        if unread.may_be_text(inside) and ".." not in inside.parts and "\0" not in name:
            target = folder / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()


def _fetch_settings_beside(place: RemoteFolder, folder: Path) -> None:
    """Fetch the settings of the editions beside, whose ids are compared."""
    with named(place.url):
        try:
            found = place.system.glob(f"{place.path.parent}/*/edition.toml", detail=True)
        except (OSError, ValueError):  # whoever may read an edition need not see what is beside it
            return
    beside = {
        name: folder.parent / PurePosixPath(name).parent.name
        for name, known in found.items()
        if not (known.get("islink") or (known.get("size") or 0) > _MOST_BYTES)
    }
    others = {name: target for name, target in beside.items() if not target.exists()}
    _get(place, list(others), [target / "edition.toml" for target in others.values()])


def _get(place: RemoteFolder, names: list[str], targets: list[Path]) -> None:
    with named(place.url):
        for folder in {target.parent for target in targets}:
            folder.mkdir(parents=True, exist_ok=True)
        place.system.get(names, [str(target) for target in targets])


def _check(place: RemoteFolder, name: str, known: dict[str, Any]) -> None:
    """Refuse a name that would lead out of the folder, and what is no file of an edition."""
    inside = PurePosixPath(name).relative_to(place.path)
    if ".." in inside.parts or "\0" in name or known.get("islink"):
        raise UsageError(f"{place.url}: {str(inside)!r} is no regular file of an edition")
    if (known.get("size") or 0) > _MOST_BYTES:
        raise UsageError(
            f"{place.url}: {str(inside)!r} is larger than {_MOST_BYTES >> 20} MiB, too large "
            "for a file of an edition; take it away"
        )
