"""Changes of several files that take place together: at once, or by the next run.

What is to be written lies ready beside its place, and a list of all that is to be done with it,
before anything is done. A run that is killed on the way leaves the list, and the next run does the
rest of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from pipeline.system import interrupts
from pipeline.system.reading import OUTPUT
from pipeline.system.writing import NOTHING_THERE, Folder, PlaceError

WORK = ".work"
"""The folder for what lies ready, and for the list."""

_LIST, _UNFINISHED = f"{WORK}/journal.json", f"{WORK}/journal.new"
# As Python holds it, a list takes thirty times its size.
_LARGEST_LIST = 1 << 24


@dataclass(frozen=True, slots=True)
class Write:
    """A file that is to hold ``data``."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Remove:
    """A file that is to go, if its SHA-256 is one of ``digests``, with folders that are empty then.

    Where capitals do not count, a file may be one of ``others`` under its old name, and stays.
    """

    name: str
    digests: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """A file that is to go, whatever it holds."""

    name: str


Change: TypeAlias = Write | Remove | Drop
_Step: TypeAlias = list[Any]


def perform(out: Folder, changes: Sequence[Change]) -> None:
    """Make all ``changes`` below ``out``, one after the other, or none.

    An interrupt waits until they are made. Raises OSError: none was made where it comes from
    getting ready, and they are not yet all made where it comes later.
    """
    out.remove_all(WORK)
    try:
        steps = [_ready(out, str(number), change) for number, change in enumerate(changes)]
        out.write(_UNFINISHED, _written(steps))
    except BaseException:
        out.remove_all(WORK)
        raise
    with interrupts.put_off():
        out.move(_UNFINISHED, out, _LIST)
        with out.inner(WORK) as work:
            work.sync()
        finish(out)


def finish(out: Folder) -> None:
    """Do what is left of a list, and clear away what a run before left behind.

    A list may have been put there by a stranger, and can do no more than one who can do that: it
    leads to nothing outside of ``out``.
    """
    for step in _listed(out):
        _do(out, step)
    out.remove_all(WORK)


def _written(steps: Sequence[_Step]) -> bytes:
    data = json.dumps(steps).encode("ascii")
    if len(data) > _LARGEST_LIST:
        raise PlaceError(0, "these are more files than are put into place at once", WORK)
    return data


def _ready(out: Folder, number: str, change: Change) -> _Step:
    """Lay ready what a change needs, and see that it can be made."""
    match change:
        case Write(name, data):
            out.write(f"{WORK}/{number}", data)
            out.make_room(name)
            return ["write", name, number]
        case Remove(name, digests, others):
            return ["remove", name, list(digests), list(others)]
        case Drop(name):
            return ["drop", name]


def _listed(out: Folder) -> Iterator[_Step]:
    """Give the steps of the list that is there, if any; what is no step is passed over."""
    data = out.read(_LIST, _LARGEST_LIST)
    if data is None:
        return
    with suppress(ValueError, RecursionError):
        steps = json.loads(data)
        yield from (one for one in steps if _is_step(one)) if isinstance(steps, list) else ()


def _is_step(one: object) -> bool:
    match one:
        case ["write", str(), str(number)]:
            return number.isdecimal()
        case ["remove", str(), [*digests], [*others]]:
            return all(isinstance(text, str) for text in (*digests, *others))
        case ["drop", str()]:
            return True
    return False


def _do(out: Folder, step: _Step) -> None:
    match step:
        case ["write", name, number]:
            with suppress(FileNotFoundError):  # it was done before
                out.move(f"{WORK}/{number}", out, name)
        case ["remove", name, digests, others]:
            _remove(out, name, digests, others)
        case ["drop", name]:
            with suppress(*NOTHING_THERE):
                out.remove(name)


def _remove(out: Folder, name: str, digests: Sequence[str], others: Sequence[str]) -> None:
    with suppress(*NOTHING_THERE):  # it is gone, or somebody has put something else there
        found = out.stat(name)
        for other in others:
            with suppress(*NOTHING_THERE):
                if os.path.samestat(out.stat(other), found):
                    return
        data = out.read(name, OUTPUT.most_bytes)
        if data is None or sha256(data).hexdigest() not in digests:
            return
        out.remove(name)
    with suppress(OSError):  # up to the first that is not empty
        for above in list(PurePosixPath(name).parents)[:-2]:  # but for the edition's own folder
            out.remove_folder(above.as_posix())
