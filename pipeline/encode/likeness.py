"""Whether the tables of an own profile are of the form of those of the package, value by value."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

# Words and signs that are looked for as they are have none of these.
_OF_EXPRESSIONS = re.compile(r"[\\(\[|?+*^$]")


def known(folder: Traversable, topic: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what profiles in ``folder`` have for a topic, where they have it in that form."""
    tables = _tables(folder, topic)
    wanted = table.get("form", tables.get(str(table.get("like")), {}).get("form"))
    found: dict[str, Any] = {}
    for one in tables.values():
        if wanted is None or one.get("form", wanted) == wanted:
            found = {**one, **found}
    return found


def _tables(folder: Traversable, topic: str) -> Mapping[str, Mapping[str, Any]]:
    paths = {one.name: one / f"{topic}.toml" for one in folder.iterdir() if one.is_dir()}
    found = {name: path for name, path in sorted(paths.items()) if path.is_file()}
    return {name: tomllib.loads(path.read_text("utf-8")) for name, path in found.items()}


def fault(own: object, like: object, name: str = "") -> str:
    """Say what in a value is not as in ``like``; empty where it is as it should be.

    An expression has at least the groups of that which it stands for, and can be used by itself.
    """
    match own, like:
        case dict(), dict():
            return next(
                (told for key in own if key in like and (told := fault(own[key], like[key], key))),
                "",
            )
        case list(), list():
            faults = (fault(one, like[0], name) for one in own if like)
            return next(filter(None, faults), "")
        case str(), str():
            return _fault_of_expression(own, like, name)
        case (bool(), bool()):
            return ""
        case (float() | int(), float() | int()) if not isinstance(own, bool):
            return "" if math.isfinite(own) and (own > 0) >= (like > 0) else _wrong(name)
    return _wrong(name)


def _wrong(name: str) -> str:
    return f"the value of {name!r} is of another form than in the profiles of the package"


def _fault_of_expression(own: str, like: str, name: str) -> str:
    try:
        groups = re.compile(like).groupindex if _OF_EXPRESSIONS.search(like) else None
    except re.error:  # the signs before a page number, and the like
        groups = None
    if groups is None:
        return ""
    found = re.compile(own).groupindex
    missing = [group for group in groups if group not in found]
    return f"the expression {name!r} lacks the group (?P<{missing[0]}>…)" if missing else ""
