"""Reads the authority files of an edition: who is who, and what abbreviations stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.tei.names import XML_ID, Element
from pipeline.tei.read import MalformedTeiError, parse

_WHITE = re.compile(r"[ \t\r\n]+")
_EDGES = " ,;:—–"
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
class Person:
    """One person; ``key`` as in ``persName/@corresp``, ``name`` as listed, surname first."""

    key: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One abbreviation or term; ``key`` as in ``gloss/@target``, ``form`` as listed."""

    key: str
    form: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Authorities:
    """What an edition knows of names and terms."""

    persons: tuple[Person, ...] = ()
    terms: tuple[TermEntry, ...] = ()


def read_persons(data: bytes, file: str = "persons.xml") -> tuple[Person, ...]:
    """Read ``list/item`` with ``persName[@xml:id]``; entries without an id are not linked to.

    Raises AuthorityError; ``file`` is the name the message gives.
    """
    return tuple(Person(*entry) for entry in _entries(data, "persName", file))


def read_terms(data: bytes, file: str = "terms.xml") -> tuple[TermEntry, ...]:
    """Read ``list/item`` with ``term[@xml:id]``; as :func:`read_persons`."""
    return tuple(TermEntry(*entry) for entry in _entries(data, "term", file))


def _entries(data: bytes, name: str, file: str) -> Iterator[tuple[str, str, str]]:
    seen: dict[str, int] = {}
    for item in _root(data, file).iter("{*}item"):
        for element in item.iter(f"{{*}}{name}"):
            identifier = element.get(XML_ID)
            if identifier is None:
                continue
            line = element.sourceline or 1
            if identifier in seen:
                raise AuthorityError(
                    file, line, f"the id {identifier} is given a second time, first in line"
                    f" {seen[identifier]}", "give each entry an id of its own",
                )  # fmt: skip
            seen[identifier] = line
            listed = _text(element)
            if not listed:
                raise AuthorityError(
                    file, line, f"the entry {identifier} has no text", "write the name inside it"
                )
            yield f"#{identifier}", listed, _after(element, item)
    if not seen:
        raise AuthorityError(
            file, 1, f"no {name} with an xml:id in an item of a list",
            f'write <list><item><{name} xml:id="…">…</{name}>, …</item></list>,'
            " or remove the file",
        )  # fmt: skip


def _root(data: bytes, file: str) -> Element:
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


def _after(element: Element, item: Element) -> str:
    whole, listed = _WHITE.sub(" ", "".join(item.itertext())), _text(element)
    return whole.partition(listed)[2].lstrip(f"{_EDGES}.").rstrip(_EDGES)
