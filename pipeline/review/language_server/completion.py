"""What can stand where a person types: names of the lists, documents, settings and their values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lsprotocol import types

from pipeline.edition.json_schema import as_text
from pipeline.engine.rules import by_code
from pipeline.model.decisions import ROLES
from pipeline.model.document import page_id
from pipeline.report import Documentation
from pipeline.review.language_server.findings import OpenFile

_WORD = re.compile(r"[^\W\d_][\w'’.-]+\Z")
_DOCUMENT = re.compile(r"\b[Dd]ocuments? ([0-9]*)\Z")
_HEADER = re.compile(r"\s*\[+\s*([A-Za-z_.]+)\s*\]+")
_KEY = re.compile(r"\s*([A-Za-z0-9_]*)\Z")
_VALUE = re.compile(r'\s*([A-Za-z0-9_]+)\s*=\s*(?:\[.*)?("?)[^"\]]*\Z')
_DOCUMENTS = {"from", "documents", "usual", "read", "hyphens", "file"}
_MOST = 200


def completions(file: OpenFile, position: types.Position) -> types.CompletionList:
    """Give what can stand at a place; of a long list what begins as the word that is typed."""
    at = file.text.offset_of(position)
    before = file.text.text[:at]
    line = before[before.rfind("\n") + 1 :]
    name = file.path.name
    if file.is_text:
        items = _words_of_texts(file, line)
    elif name == "edition.toml":
        items = _settings(file, before, line)
    elif name == "order.txt":
        items = _documents(file, quotes="")
    elif name.endswith(".decisions.toml"):
        items = _decisions(file, line)
    else:
        items = iter(())
    given = [item for _, item in zip(range(_MOST + 1), items, strict=False)]
    return types.CompletionList(len(given) > _MOST, given[:_MOST])


def _item(
    label: str, kind: types.CompletionItemKind, detail: str = "", insert: str = ""
) -> types.CompletionItem:
    return types.CompletionItem(label, kind=kind, detail=detail or None, insert_text=insert or None)


def _words_of_texts(file: OpenFile, line: str) -> Iterator[types.CompletionItem]:
    if match := _DOCUMENT.search(line):
        for facts in file.edition.facts.values():
            if facts.number and facts.number.startswith(match[1]):
                yield _item(facts.number, types.CompletionItemKind.Reference, facts.id)
        return
    word = _WORD.search(line)
    if word is None:
        return
    known = file.edition.edition.authorities
    entries = [
        *((_in_text(one.name), one.name, one.description) for one in known.persons),
        *((name, one.name, one.description) for one in known.places
          for name in (one.name, *one.others)),
        *((one.form, one.form, one.description) for one in known.terms),
    ]  # fmt: skip
    for name, listed, description in entries:
        if any(part.startswith(word[0]) for part in (name, listed, *name.split())):
            item = _item(name, types.CompletionItemKind.Value, description)
            item.filter_text = f"{listed} {name}" if listed.startswith(word[0]) else name
            if not item.filter_text.startswith(word[0]):
                item.filter_text = f"{word[0]} {name}"
            yield item


def _in_text(name: str) -> str:
    """Give a name as texts write it: first names first."""
    surname, _, others = name.partition(", ")
    return f"{others} {surname}".strip()


def _documents(file: OpenFile, quotes: str) -> Iterator[types.CompletionItem]:
    for path in file.edition.edition.order:
        facts = file.edition.facts.get(path)
        number = f"No. {facts.number}" if facts and facts.number else ""
        quoted = f"{quotes}{path.stem}{quotes}"
        yield _item(path.stem, types.CompletionItemKind.File, number, quoted)


def _decisions(file: OpenFile, line: str) -> Iterator[types.CompletionItem]:
    match = _VALUE.match(line)
    if match is None:
        return
    quotes = "" if match[2] else '"'
    values: Iterable[str] = ()
    if match[1] == "role":
        values = ROLES
    elif match[1] == "target":
        values = _addresses(file)
    for value in values:
        yield _item(value, types.CompletionItemKind.EnumMember, "", f"{quotes}{value}{quotes}")


def _addresses(file: OpenFile) -> Iterator[str]:
    yield "none"
    for facts in file.edition.facts.values():
        yield f"#{facts.id}"
        yield from (f"#{note.id}" for note in facts.notes)
        yield from (f"#{page_id(page.number)}" for page in facts.pages)


@cache
def _schema() -> dict[str, Any]:
    return dict(json.loads(as_text()))


def _tables() -> Iterator[tuple[str, bool, dict[str, Any]]]:
    """Yield the tables of ``edition.toml``: name, whether it is one of several, schema."""
    kinds = _schema()["$defs"]
    waiting = [("", _schema())]
    while waiting:
        above, table = waiting.pop(0)
        for name, row in table.get("properties", {}).items():
            kind = (row.get("items") or row).get("$ref", "").rpartition("/")[2]
            full = f"{above}.{name}".strip(".")
            if kind or not above:
                schema = kinds[kind] if kind else row
                yield full, "items" in row, schema
                waiting.append((full, schema))


def _table_above(before: str) -> tuple[str, dict[str, Any]]:
    """Give the table that the end of a text stands in: its name, empty above all, and schema."""
    headers = [match[1] for one in before.split("\n")[:-1] if (match := _HEADER.match(one))]
    header = headers[-1] if headers else ""
    return header, next((schema for name, _, schema in _tables() if name == header), {})


def _settings(file: OpenFile, before: str, line: str) -> Iterator[types.CompletionItem]:
    header, table = _table_above(before)
    if line.lstrip().startswith("[") and "=" not in line:
        for name, several, schema in _tables():
            whole = f"[[{name}]]" if several else f"[{name}]"
            rest = whole[len(line.strip()) :] if whole.startswith(line.strip()) else ""
            item = _item(whole, types.CompletionItemKind.Struct, schema.get("description", ""))
            item.insert_text = rest or whole
            item.filter_text = line.strip() + name
            yield item
    elif match := _VALUE.match(line):
        yield from _values(file, table, match[1], "" if match[2] else '"')
    elif _KEY.match(line):
        yield from _keys(table, header)


def _keys(table: dict[str, Any], header: str) -> Iterator[types.CompletionItem]:
    for name, row in table.get("properties", {}).items():
        if "$ref" not in (row.get("items") or row):
            said = row.get("description", "")
            yield _item(name, types.CompletionItemKind.Property, said, f"{name} = ")
    if header == "severity":
        for rule in by_code():
            said = Documentation.of(rule).summary
            yield _item(rule.code, types.CompletionItemKind.Property, said, f"{rule.code} = ")


def _values(
    file: OpenFile, table: dict[str, Any], key: str, quotes: str
) -> Iterator[types.CompletionItem]:
    row = table.get("properties", {}).get(key) or table.get("additionalProperties") or {}
    if not isinstance(row, dict):
        return
    row = row.get("items") or row
    for value in row.get("enum", ()):
        yield _item(value, types.CompletionItemKind.EnumMember, "", f"{quotes}{value}{quotes}")
    if row.get("type") == "boolean":
        yield from (_item(one, types.CompletionItemKind.Keyword) for one in ("true", "false"))
    if key in _DOCUMENTS:
        yield from _documents(file, quotes)
    if key == "code":
        for rule in by_code():
            said = Documentation.of(rule).summary
            quoted = f"{quotes}{rule.code}{quotes}"
            yield _item(rule.code, types.CompletionItemKind.EnumMember, said, quoted)


def described(file: OpenFile, position: types.Position) -> str:
    """Give what a setting of ``edition.toml`` does, or a table; empty at another place."""
    if file.path.name != "edition.toml":
        return ""
    at = file.text.offset_of(position)
    before = file.text.text[:at]
    line = file.text.rest_of_line(before.rfind("\n") + 1)
    if _HEADER.match(line):
        return str(_table_above(f"{line}\n")[1].get("description", ""))
    _, table = _table_above(before)
    key = re.match(r"#?\s*([A-Za-z0-9_]+)\s*=", line)
    row = table.get("properties", {}).get(key[1], {}) if key else {}
    return str(row.get("description", ""))
