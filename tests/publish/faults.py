"""Faults in the calls of the system that publishing makes, and what must come of them."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import publish
from pipeline.model.errors import PublishError

CALLS = ("open", "replace", "mkdir", "unlink", "fsync", "rmdir", "write", "stat", "access")
Files = dict[str, bytes]


class KilledError(BaseException):
    """Stands for the end of the process: from then on nothing is done any more."""


FAULTS: tuple[BaseException, ...] = (
    KilledError(),
    *(
        OSError(number, os.strerror(number))
        for number in (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE, errno.EROFS)
    ),
)


def publish_to(folder: Path, files: Files) -> None:
    """Put ``files`` into place as the whole of an edition."""
    with publish.opened(folder.parent) as outputs:
        outputs.publish(folder.name, files)


def files_in(folder: Path) -> set[str]:
    """Give the paths of all files but the record."""
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
    return found - {publish.RECORD}


def inject(top: Path, old: Files, new: Files, fault: BaseException) -> Iterator[str]:
    """Let each call fail in turn while ``new`` takes the place of ``old``; yield what came of it.

    Raises AssertionError where the edition is neither old nor new once the next run has begun.
    """
    for at in range(1_000):
        folder = top / str(at) / "e"
        if old:
            publish_to(folder, old)
        done = False
        with pytest.MonkeyPatch.context() as patched:
            left = count_down(patched, at, fault)
            with suppress(KilledError, PublishError):
                publish_to(folder, new)
                done = True
            begun = left[0] <= 0
        with publish.opened(folder.parent):  # as the next run does, whatever it is about
            pass
        found = {name: (folder / name).read_bytes() for name in files_in(folder)}
        assert found in (old, new), f"neither old nor new after call {at}"
        assert found == new or not done
        assert {path.name for path in folder.parent.iterdir()} <= {".lock", "e"}
        yield "new" if found == new else "old"
        if not begun:  # it was done before the fault came
            return


def count_down(patched: pytest.MonkeyPatch, at: int, fault: BaseException) -> list[int]:
    """Let the call of the system number ``at`` fail, and after a kill all those that follow."""
    left = [at]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the real one takes
            left[0] -= 1
            if left[0] == -1 or (left[0] < 0 and isinstance(fault, KilledError)):
                raise fault
            return real(*given, **named)

        return call

    for name in CALLS:
        patched.setattr(os, name, failing(getattr(os, name)))
    return left


def changes() -> Iterator[tuple[Files, Files]]:
    """Give outputs of before and of a run, of which more and more change."""
    yield {}, {"a.txt": b"a", "tei/d1.xml": b"d1"}
    for count in (1, 4):
        old = {f"tei/d{number}.xml": b"old %d" % number for number in range(count)}
        new = {f"tei/d{number}.xml": b"new %d" % number for number in range(1, count + 2)}
        yield {**old, "a.txt": b"old a", "b/c/d.txt": b"x"}, {**new, "a.txt": b"new a"}
        yield {**old, "a.txt": b"a"}, {**old, "a.txt": b"a", "new/b.txt": b"b", "new/c.txt": b"c"}
        yield {**old, "a.txt": b"a"}, {"a.txt": b"a"}


def table(top: Path) -> str:
    """Try every fault in every call for all changes; give a row for each fault."""
    rows = [
        "| fault | calls it came in | old outputs left | new outputs in place |",
        "|---|---|---|---|",
    ]
    whole: Counter[str] = Counter()
    for number, fault in enumerate(FAULTS):
        seen: Counter[str] = Counter()
        for place, (old, new) in enumerate(changes()):
            seen.update(inject(top / f"{place}-{number}", old, new, fault))
        told = fault.strerror if isinstance(fault, OSError) else "the end of the process"
        rows.append(_row(str(told), seen))
        whole += seen
    return "\n".join([*rows, _row("**all**", whole)])


def _row(name: str, seen: Counter[str]) -> str:
    return f"| {name} | {seen.total():,} | {seen['old']:,} | {seen['new']:,} |"
