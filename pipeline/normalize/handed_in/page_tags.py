"""What Transkribus says of words of a line in ``custom``, as the marks of docs/transcribing.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    Look,
    MarkedRuns,
    Remarks,
    TypedRun,
    TypedRuns,
)

_TAG = re.compile(r"(?<![\w.-])([\w.-]{1,60})\s{0,4}\{([^{}]*)\}")
_ESCAPED = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")
_BRACE = re.compile(r"[{}]")
_SIGNS = re.compile(r"[\[\]|]")  # of marks, which a reading within them cannot have
_NUMBER = re.compile(r"[0-9]{1,9}")
_DEEPEST = 12
_BLANK = frozenset({"Cc", "Cn", "Zl", "Zp", "Zs"})
_OF_LAYOUT = frozenset({"readingOrder", "structure"})
_LOOKS = {
    "italic": Look.ITALIC, "bold": Look.BOLD, "smallCaps": Look.SMALL_CAPITALS,
    "underlined": Look.UNDERLINED, "superscript": Look.RAISED, "subscript": Look.LOWERED,
    "strikethrough": Look.STRUCK,
}  # fmt: skip
_MARKS = {
    "unclear": "unclear", "supplied": "supplied", "add": "added", "addition": "added",
    "del": "deleted", "deletion": "deleted", "sic": "sic",
}  # fmt: skip
# What is set behind the words in their mark, and what is told.
_READINGS = {"abbrev": "expansion", "sic": "correction"}
_TOLD = {"comment": "comment", "unclear": "alternative"}


@dataclass(frozen=True, slots=True)
class _LineTag:
    name: str
    start: int
    stop: int
    said: Mapping[str, str]
    written: str
    place: int  # among the tags of the line: of two with the same words, the first is around
    inner: list[_LineTag] = field(default_factory=list)


def tagged(text: str, custom: str, where: str, remarks: Remarks) -> TypedRuns:
    """Part the text of a line by its tags; what no mark can say is told, and the words stay."""
    around = _LineTag("", 0, len(text), {}, "", 0)
    open_tags = [around]
    tags = _tags(text, custom, where, remarks)
    for tag in sorted(tags, key=lambda one: (one.start, -one.stop, one.place)):
        while open_tags[-1] is not around and open_tags[-1].stop <= tag.start:
            open_tags.pop()
        if tag.stop > open_tags[-1].stop or len(open_tags) > _DEEPEST:
            remarks.add(f"a tag goes beyond others and was left out: “{tag.written}”", where)
            continue
        open_tags[-1].inner.append(tag)
        open_tags.append(tag)
    return tuple(_inside(around, text, where, remarks))


def _tags(text: str, custom: str, where: str, remarks: Remarks) -> Iterator[_LineTag]:
    if _BRACE.search(_TAG.sub("", custom)):
        remarks.add("a tag that does not begin or end was left out", where)
    for place, found in enumerate(_TAG.finditer(custom)):
        if found[1] in _OF_LAYOUT:
            continue
        said = dict(_attributes(found[2]))
        offset, length = said.get("offset", ""), said.get("length", "")
        if not (_NUMBER.fullmatch(offset) and _NUMBER.fullmatch(length)):
            remarks.add(f"tags {found[1]} without their place in the line were left out", where)
            continue
        start = _index(text, int(offset))
        yield _LineTag(
            found[1], start, _index(text, int(offset) + int(length)), said, found[0], place
        )


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    for part in written.split(";"):
        name, _, value = part.partition(":")
        value = _ESCAPED.sub(_unescaped, value.strip())
        yield name.strip(), "".join(" " if category(one) in _BLANK else one for one in value)


def _unescaped(escaped: re.Match[str]) -> str:
    """Read units of UTF-16; half of a pair alone becomes U+FFFD."""
    return bytes.fromhex(escaped[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _index(text: str, units: int) -> int:
    """Count characters where Transkribus counts units of UTF-16."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _inside(tag: _LineTag, text: str, where: str, remarks: Remarks) -> Iterator[TypedRun]:
    at = tag.start
    for one in tag.inner:
        yield text[at : one.start]
        runs = tuple(_inside(one, text, where, remarks))
        yield from _marked(one, runs, text[one.start : one.stop], where, remarks)
        at = one.stop
    yield text[at : tag.stop]


def _marked(
    tag: _LineTag, runs: TypedRuns, words: str, where: str, remarks: Remarks
) -> Sequence[TypedRun]:
    """Write the words of a tag with the mark that says what they are."""
    told = tag.said.get(_TOLD.get(tag.name, ""), "")
    if told:
        remarks.add(f"a {tag.name} was left out: “{told}”", where)
    given = " ".join(tag.said.get(_READINGS.get(tag.name, ""), "").split())
    reading = " ".join(_SIGNS.sub(" ", given).split())
    if reading != given:
        remarks.add(f"a mark cannot hold all signs of “{given}”", where)
    if reading and tag.said.get("continued") == "true":
        remarks.add(f"“{reading}”, of {tag.name} over the end of a line, was left out", where)
        told, reading = reading, ""
    if tag.name == "textStyle":
        return _styled(tag.said, runs)
    if tag.name == "gap":
        return (*runs, MarkedRuns("gap", "[gap", ()))
    if words and tag.name == "abbrev" and reading:
        return (MarkedRuns("abbrev", "[abbr: ", runs, f" | {reading}]"),)
    if words and tag.name in _MARKS:
        after = f" | {reading}]" if reading else "]"
        return (MarkedRuns(tag.name, f"[{_MARKS[tag.name]}: ", runs, after),)
    if not told:
        remarks.add(f"tags {tag.name} were left out, and their words kept", where)
    return runs


def _styled(said: Mapping[str, str], runs: TypedRuns) -> TypedRuns:
    if said.get("letterSpaced") == "true":
        runs = (MarkedRuns("letterSpaced", "[spaced: ", runs),)
    for name, look in _LOOKS.items():
        if said.get(name) == "true":
            runs = (EmphasizedRuns(look, runs),)
    return runs
