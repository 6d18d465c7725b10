"""Validate the values of a TOML file against a schema of ``msgspec`` structures.

``msgspec.convert`` stops at the first fault. So each value is converted by itself: every fault is
found, with its key, and what is usable is used.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from pipeline.edition.toml_lines import Key

MOST_FAULTS = 200
_SHOWN = 40


class TomlTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table that has the keys of its class and no others.

    One that is ``whole`` is not used at all where anything in it is wrong.
    """

    whole: ClassVar[bool] = False


Structure = TypeVar("Structure", bound=TomlTable)


class FaultKind(Enum):
    """The kind of a fault; all but ``CHECK`` can be expressed in a JSON Schema."""

    KEY = "there is no such key"
    MISSING = "a key that must be there is not"
    TYPE = "another type"
    FORM = "another form, another length, or none of the values there are"
    CHECK = "a value of the right form that cannot be"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the ``value`` at ``key``, and what to write instead."""

    key: Key
    wrong: FaultKind
    problem: str
    write: str
    value: object = None


def form(
    description: str,
    write: str,
    *,
    pattern: str | None = None,
    least: int | None = None,
    most: int | None = None,
    check: Callable[[Any], str] | None = None,
) -> msgspec.Meta:
    """Describe a value of a schema.

    ``write`` tells a user what to write. ``least`` and ``most`` are numbers of characters of a
    text and of items of a list. ``check`` says what is wrong with a value that has its form, in
    words that follow "the value cannot be used: "; nothing is an empty text.
    """  # fmt: skip
    return msgspec.Meta(
        description=description, pattern=pattern, min_length=least, max_length=most,
        extra={"write": write, "check": check},
    )  # fmt: skip


class Conformer:
    """Converts tables, and collects what is wrong with them.

    What cannot be used is left out, so that the default of its field stands. ``tables`` are all
    that can be used, by where they stand. Where they are for outputs, texts must be ``printable``.
    """

    def __init__(self, *, printable: bool) -> None:
        self.printable = printable
        self.faults: list[Fault] = []
        self.tables: dict[Key, TomlTable] = {}

    def table(
        self, kind: type[Structure], value: object, key: Key = (), write: str = ""
    ) -> Structure | None:
        """Convert a table; None where a key that it must have is missing or cannot be used."""
        if not isinstance(value, Mapping):
            above = write or f"write [{key[-1]}] in a line of its own, and its keys below"
            self._say(key, FaultKind.TYPE, f"it is {_named(value)} and no table", above)
            return None
        fields = _fields(kind)
        before = len(self.faults)
        self._unknown([name for name in value if name not in fields], fields, key)
        usable: dict[str, Any] = {}
        for name, field in fields.items():
            one = None
            if name in value:
                one = self._value(field.type, value[name], (*key, name))
            elif field.required:
                self._say((*key, name), FaultKind.MISSING, "it is missing", _write(field.type))
            if one is not None:
                usable[field.name] = one
        lacks = any(one.required and one.name not in usable for one in fields.values())
        lacks = lacks or (kind.whole and len(self.faults) > before)
        if lacks:
            return None
        self.tables[key] = found = kind(**usable)
        return found

    def _unknown(self, unknown: Sequence[str], fields: Mapping[str, object], key: Key) -> None:
        names = sorted(fields)
        for name in unknown:
            if len(self.faults) >= MOST_FAULTS:  # each comparison takes its time
                break
            near = difflib.get_close_matches(name, names, 1)
            known = f"{_place(key)} are: {', '.join(names)}"
            write = f"did you mean {near[0]}? {known}" if near else known
            self._say((*key, name), FaultKind.KEY, "there is no such name", write)

    def _value(self, kind: Any, value: object, key: Key) -> Any:  # noqa: ANN401 - what TOML has, by the schema
        """Convert what a key gives; None where it cannot be used."""
        plain = _plain(kind)
        if isinstance(plain, type) and issubclass(plain, TomlTable):
            return self.table(plain, value, key)
        if get_origin(plain) is dict:
            return self._named_values(kind, value, key)
        if get_origin(plain) is tuple:
            return self._list(kind, value, key)
        return self._leaf(kind, value, key)

    def _named_values(self, kind: Any, value: object, key: Key) -> dict[str, Any] | None:  # noqa: ANN401 - as above
        if not isinstance(value, Mapping):
            self._say(key, FaultKind.TYPE, f"it is {_named(value)} and no table", _write(kind))
            return None
        _, item = get_args(_plain(kind))
        found = {name: self._value(item, one, (*key, name)) for name, one in value.items()}
        return {name: one for name, one in found.items() if one is not None}

    def _list(self, kind: Any, value: object, key: Key) -> tuple[Any, ...] | None:  # noqa: ANN401 - as above
        write = _write(kind)
        if not isinstance(value, list):
            self._say(key, FaultKind.TYPE, f"it is {_named(value)} and no list", write)
            return None
        item = get_args(_plain(kind))[0]
        if isinstance(item, type) and issubclass(item, TomlTable):
            rows = (self.table(item, one, (*key, at), write) for at, one in enumerate(value))
            return tuple(row for row in rows if row is not None)
        items = [self._leaf(item, one, (*key, at), write) for at, one in enumerate(value)]
        return None if None in items else self._leaf(kind, value, key)

    def _leaf(self, kind: Any, value: object, key: Key, write: str = "") -> Any:  # noqa: ANN401 - as above
        write = _write(kind) or write
        unprintable = _unprintable(value) if self.printable and isinstance(value, str) else ""
        if unprintable:
            self._say(key, FaultKind.FORM, unprintable, write, value)
            return None
        try:
            found = msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            self._say(key, *_misfit(_plain(kind), value, str(error)), write, value)
            return None
        check = _extra(kind).get("check")
        problem = check(found) if check else ""
        if problem:
            self._say(key, FaultKind.CHECK, problem, write, value)
            return None
        return found

    def _say(
        self, key: Key, wrong: FaultKind, problem: str, write: str, value: object = None
    ) -> None:
        if len(self.faults) == MOST_FAULTS - 1:
            write += "; what else is wrong is told once these are mended"
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(key, wrong, problem, write, value))


def _place(key: Key) -> str:
    """Name what stands in a table, as users write its header."""
    header = ".".join(part for part in key if isinstance(part, str))
    if not header:
        return "the tables"
    return (
        f"the names below [[{header}]]"
        if isinstance(key[-1], int)
        else (f"the names below [{header}]")
    )


@cache
def _fields(kind: type[TomlTable]) -> Mapping[str, FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _plain(kind: Any) -> Any:  # noqa: ANN401 - a type as it is annotated
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _extra(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    known = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((one.extra for one in known if one.extra), {})


def _write(kind: Any) -> str:  # noqa: ANN401 - as above
    return str(_extra(kind).get("write", ""))


def _misfit(kind: Any, value: object, error: str) -> tuple[FaultKind, str]:  # noqa: ANN401 - as above
    """Say why a value does not fit; ``error`` is what msgspec says of it."""
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    if choices and type(value) is type(choices[0]):
        said = shown(value) if isinstance(value, str) else value
        return FaultKind.FORM, f"{said} is none of {', '.join(map(str, choices))}"
    if " of length " in error:
        bound = (
            error.rpartition(" of length ")[2].replace("<=", "at most").replace(">=", "at least")
        )
        return FaultKind.FORM, f"its length is {len(value)} and must be {bound}"  # type: ignore[arg-type]
    if isinstance(value, str) and kind is str:
        return FaultKind.FORM, f"{shown(value)} has another form than it must have"
    wanted = _NAMES.get(type(choices[0]) if choices else kind, "a list")
    return FaultKind.TYPE, f"it is {_named(value)} and must be {wanted}"


def _unprintable(value: str) -> str:
    """Say which character no output can hold, as a control character; empty if there is none."""
    for character in value:
        if not character.isprintable() and unicodedata.category(character) != "Zs":
            return f"it holds the character U+{ord(character):04X}, which cannot be printed"
    return ""


def _named(value: object) -> str:
    return next((name for kind, name in _NAMES.items() if isinstance(value, kind)), "a table")


def shown(value: str) -> str:
    """Quote a value, of a long one its beginning."""
    return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}...")


_NAMES: Mapping[type, str] = {
    bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list",
    date: "a date without quotation marks", time: "a time without quotation marks",
}  # fmt: skip
