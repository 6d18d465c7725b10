"""Reads the authority files of an edition: who is who, and what abbreviations stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from pipeline.model.authority import Identifier, Person, PlaceEntry, TermEntry
from pipeline.tei.names import XML_ID, Element
from pipeline.tei.read import MalformedTeiError, parse

_WHITE = re.compile(r"[ \t\r\n]+")
_EDGES = " ,;:—–"
_LONGEST = 60
_LONGEST_NUMBER = 200
# The lists and entries of TEI that have names of each kind.
_LISTS = {
    "persName": (("listPerson", "person", "persName"), ("listOrg", "org", "orgName")),
    "placeName": (("listPlace", "place", "placeName"),),
}
# "Smith, John, see Smythe" has two; each has what follows it in the item as its description.
MOST_IN_ITEM = 20
# Each item holds the text of those inside it.
_MOST_NESTED = 10
_NOT_UTF_8 = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    }
)


class AuthorityError(Exception):
    """An authority file cannot be used; the message names file and line and what to do."""

    def __init__(self, file: str, line: int, problem: str, hint: str) -> None:
        super().__init__(file, line, problem, hint)
        self.file = file
        self.line = line
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}; {self.hint}"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An entry that is left out: its line, what is wrong with it and what to do."""

    line: int
    problem: str
    hint: str


Left: TypeAlias = tuple[Doubtful, ...]


def read_persons(data: bytes, file: str = "persons.xml") -> tuple[tuple[Person, ...], Left]:
    """Read the persons of a list, and say which entries cannot be told apart or led to.

    An entry is an ``item`` with ``persName[@xml:id]``, or a ``person[@xml:id]`` with ``persName``;
    bodies stand in the same file, an ``org[@xml:id]`` with ``orgName`` each. Raises AuthorityError
    where there is none; ``file`` is the name the message gives.
    """
    found, left = _sorted_out(_listed(_root(data, file), "persName"), "persName", file)
    return tuple(
        Person(f"#{one.id}", one.name, one.description, one.identifiers, one.others, one.is_body)
        for one in found
    ), left


def read_terms(data: bytes, file: str = "terms.xml") -> tuple[tuple[TermEntry, ...], Left]:
    """Read ``list/item`` with ``term[@xml:id]``; as :func:`read_persons`."""
    found, left = _sorted_out(_listed(_root(data, file), "term"), "term", file)
    return tuple(TermEntry(f"#{one.id}", one.name, one.description) for one in found), left


def read_places(data: bytes, file: str = "places.xml") -> tuple[tuple[PlaceEntry, ...], Left]:
    """Read ``place[@xml:id]`` of a ``listPlace``, or items with ``placeName``; as for persons."""
    found, left = _sorted_out(_listed(_root(data, file), "placeName"), "placeName", file)
    return tuple(
        PlaceEntry(f"#{one.id}", one.name, one.description, one.identifiers, one.others)
        for one in found
    ), left


@dataclass(frozen=True, slots=True)
class _AuthorityEntry:
    """An entry as it stands in the file; ``id`` is empty where it has none.

    ``names`` is how many stand in its item, where those are too many.
    """

    line: int
    id: str
    name: str
    description: str = ""
    names: int = 1
    identifiers: tuple[Identifier, ...] = ()
    others: tuple[str, ...] = ()
    is_body: bool = False


def _listed(root: Element, name: str) -> Iterator[_AuthorityEntry]:
    """Yield what stands in lists that have entries, and also what is no entry there."""
    for whole in dict.fromkeys(item.getparent() for item in root.iter("{*}item")):
        items = () if whole is None else whole.iterfind("{*}item")
        yield from _unless_none_has_id([one for item in items for one in _of_item(item, name)])
    for lists, entry, kind in _LISTS.get(name, ()):
        for whole in root.iter(f"{{*}}{lists}"):
            entries = whole.iterfind(f"{{*}}{entry}")
            yield from _unless_none_has_id([_of_entry(one, kind) for one in entries])


def _unless_none_has_id(entries: list[_AuthorityEntry]) -> list[_AuthorityEntry]:
    return entries if any(one.id or one.names > 1 for one in entries) else []


def _of_item(item: Element, name: str) -> Iterator[_AuthorityEntry]:
    inner = set(item.iterfind(".//{*}item//*"))
    own = [one for one in item.iter(f"{{*}}{name}") if one not in inner and one.get(XML_ID)]
    numbers = list(item.iter("{*}idno"))
    whole = _WHITE.sub(" ", "".join(_without(item, frozenset(numbers))))
    if len(own) > MOST_IN_ITEM:
        yield _AuthorityEntry(item.sourceline or 1, "", whole.strip(_EDGES), names=len(own))
        return
    for one in own:
        listed = _text(one)
        yield _AuthorityEntry(
            one.sourceline or 1, one.get(XML_ID) or "", listed, _after(listed, whole),
            identifiers=_identifiers(numbers) if len(own) == 1 else (),
        )  # fmt: skip
    if not own and not inner:
        yield _AuthorityEntry(item.sourceline or 1, "", whole.strip(_EDGES))


def _of_entry(person: Element, kind: str) -> _AuthorityEntry:
    """Read an entry; further names of a place or body are names that texts may have, too."""
    names = person.findall(f"{{*}}{kind}")
    name = names[0] if names else None
    others = names[1:] if kind != "persName" else []
    identifier = person.get(XML_ID) or ("" if name is None else name.get(XML_ID) or "")
    numbers = list(person.iterfind("{*}idno"))
    told = (
        _text(one)
        for one in person.iterchildren("{*}*")
        if one is not name and one not in (*numbers, *others)
    )
    return _AuthorityEntry(
        person.sourceline or 1, identifier, "" if name is None else _surname_first(name),
        ", ".join(filter(None, told)), identifiers=_identifiers(numbers),
        others=tuple(filter(None, map(_text, others))), is_body=kind == "orgName",
    )  # fmt: skip


def _identifiers(numbers: Iterable[Element]) -> tuple[Identifier, ...]:
    """Give what ``idno`` elements hold, those left out that hold nothing or a whole sentence."""
    found = ((one.get("type") or "", _text(one)) for one in numbers)
    return tuple(
        Identifier(kind[:_LONGEST], value)
        for kind, value in found
        if value and " " not in value and len(value) <= _LONGEST_NUMBER
    )


def _without(element: Element, left_out: frozenset[Element]) -> Iterator[str]:
    """Yield the text of an element but for that of some elements inside it."""
    yield element.text or ""
    for child in element:
        if child not in left_out and isinstance(child.tag, str):
            yield from _without(child, left_out)
        yield child.tail or ""


def _surname_first(name: Element) -> str:
    surnames, forenames = (
        " ".join(filter(None, map(_text, name.iterfind(f".//{{*}}{part}"))))
        for part in ("surname", "forename")
    )
    return f"{surnames}, {forenames}" if surnames and forenames else _text(name)


def _sorted_out(
    entries: Iterator[_AuthorityEntry], name: str, file: str
) -> tuple[tuple[_AuthorityEntry, ...], Left]:
    """Part the entries into those that can be used and those that are doubtful."""
    found = list(entries)
    if not found:
        form = f'<list><item><{name} xml:id="…">…</{name}>, …</item></list>'
        raise AuthorityError(
            file, 1, f"no {name} with an xml:id in an item of a list",
            f"write {form}, or remove the file",
        )  # fmt: skip
    lines: dict[str, list[int]] = {}
    for one in found:
        lines.setdefault(one.id, []).append(one.line)
    faults = [_fault(one, lines[one.id], name) for one in found]
    left = (Doubtful(one.line, *fault) for one, fault in zip(found, faults, strict=True) if fault)
    return tuple(one for one, fault in zip(found, faults, strict=True) if not fault), tuple(left)


def _fault(one: _AuthorityEntry, lines: list[int], name: str) -> tuple[str, str] | None:
    """Say what is wrong with an entry and what to do; ``lines`` are those with its id."""
    if one.names > 1:
        return f"{one.names:,} names stand in one item", "make an item of each"
    if not one.id:
        shown = one.name if len(one.name) <= _LONGEST else f"{one.name[:_LONGEST]}…"
        return f"“{shown}” has no xml:id", f"give its {name} an xml:id that no other entry has"
    if len(lines) > 1:
        other = next((line for line in lines if line != one.line), one.line)
        return f"the id {one.id} is also given in line {other}", "give each entry an id of its own"
    return None if one.name else (f"the entry {one.id} has no text", "write the name inside it")


def _root(data: bytes, file: str) -> Element:
    root = _parsed(data, file)
    for item in root.iter("{*}item"):
        if len(list(item.iterancestors("{*}item"))) > _MOST_NESTED:
            raise AuthorityError(
                file, item.sourceline or 1, f"more than {_MOST_NESTED} items stand in one another",
                "take the lists out of one another",
            )  # fmt: skip
    return root


def _parsed(data: bytes, file: str) -> Element:
    try:
        return parse(data)
    except MalformedTeiError as error:
        cause = error.__cause__
        if not isinstance(cause, etree.XMLSyntaxError):
            line = data.count(b"\n", 0, max(0, data.find(b"<!DOCTYPE"))) + 1
            raise AuthorityError(
                file, line, "a DOCTYPE is not allowed", "take it out, and what it declares"
            ) from error
        fault = cause.msg.rpartition(", line ")[0] or str(error)
        hint = "correct the XML at this line"
        if cause.code in _NOT_UTF_8:
            hint = "save it as UTF-8, with no other encoding in its first line"
        raise AuthorityError(file, cause.lineno or 1, fault, hint) from error


def _text(element: Element) -> str:
    return _WHITE.sub(" ", "".join(element.itertext())).strip(_EDGES)


def _after(listed: str, whole: str) -> str:
    return (whole.partition(listed)[2] if listed else "").lstrip(f"{_EDGES}.").rstrip(_EDGES)
