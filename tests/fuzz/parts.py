"""Small parts of the pipeline, of which a fuzzer tries hundreds or thousands of inputs a second.

Each is a function of bytes, as those of ``targets.py``; none reads or writes a file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

from pipeline.book.pictures import PictureError, look_at
from pipeline.convert import own_css
from pipeline.edition.toml_text import TomlError, read_toml
from pipeline.encode import pages, profile
from pipeline.encode.marks.rows import mark_row
from pipeline.encode.marks.scan import Scanner
from pipeline.encode.profile import Profile
from pipeline.engine.publish import record_in
from pipeline.model import languages, numerals
from pipeline.model.decisions import TextQuote, find
from pipeline.model.diagnostics import has_errors
from pipeline.model.document import Span
from pipeline.model.errors import UsageError
from pipeline.normalize import handed_in, normalize
from pipeline.normalize.handed_in.content import HandedInError
from pipeline.system import archive, shown
from pipeline.system.xml import DoctypeError, parse_xml
from pipeline.tei.authority import AuthorityError, read_persons, read_places, read_terms
from tests.promises import BrokenPromiseError

Target: TypeAlias = Callable[[bytes], None]
_TOPICS = ("pages", "notes", "dates", "blocks", "references")
_BASE = ("shared.toml", 'base = "frus"\n')


def words_shown(data: bytes) -> None:
    """Words of a stranger in a log: nothing hidden, no command, and JSON says the same again."""
    text = data.decode("utf-8", "surrogateescape")
    seen = shown.escaped(text)
    if not seen.isprintable() or "##" in seen or shown.file_name(text).startswith(":"):
        raise BrokenPromiseError("a control character or a command is shown")
    written = shown.as_json({text: [text]})
    if not written.isascii() or "##" in written or json.loads(written) != {text: [text]}:
        raise BrokenPromiseError("JSON says otherwise")
    shown.cells(text)


def normalized(data: bytes) -> None:
    """A text is got back from what was made of it, and is as it is to be the second time."""
    source, found = normalize(data, "d1.txt")
    if has_errors(found):
        return
    if source.raw_text().encode() != data:
        raise BrokenPromiseError("the raw text is not got back")
    again, said = normalize(source.text.encode(), "d1.txt")
    if again.text != source.text and not has_errors(said):
        raise BrokenPromiseError("it is not normalized at once")


def toml(data: bytes) -> None:
    """A TOML file: it is refused in a line that it has, or each value has one."""
    try:
        read = read_toml(data)
    except TomlError as error:
        if not error.problem.isprintable() or not 0 < error.line <= data.count(b"\n") + 1:
            raise BrokenPromiseError(f"line {error.line}: {error.problem!a}") from error
        return
    if read.table != tomllib.loads(data.decode()):
        raise BrokenPromiseError("it is read otherwise")
    if missing := set(_keys(read.table, ())) - set(read.lines):
        raise BrokenPromiseError(f"no line is known of {missing}")


def _keys(value: object, above: tuple[str | int, ...]) -> Iterable[tuple[str | int, ...]]:
    if above:
        yield above
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, one in inner:
        yield from _keys(one, (*above, key))


def style_sheet(data: bytes) -> None:
    """A style sheet: one that is let in says nowhere that something is to be fetched."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return
    if own_css.fault_of(data) is None and b"@import" in data.lower().split(b"/*")[0].split(b'"')[0]:
        raise BrokenPromiseError("something is fetched")


def xml(data: bytes) -> None:
    """XML of a stranger: no entity is put in or left, and there is no DOCTYPE."""
    try:
        root = parse_xml(data)
    except (etree.XMLSyntaxError, DoctypeError):
        return
    if root.getroottree().docinfo.doctype or next(root.iter(etree.Entity), None) is not None:
        raise BrokenPromiseError("an entity or a DOCTYPE is left")


def page_marks(data: bytes) -> None:
    """The page marks of a text."""
    text = data.decode("utf-8", "ignore")
    for name in ("frus", "gutenberg"):
        rising([one.span for one in pages.find_pages(text, known(name).pages)], text)


def marks(data: bytes) -> None:
    """A mark as an edition writes it, in the first line, and a text that may hold it."""
    written, _, text = data.decode("utf-8", "ignore").partition("\n")
    try:
        row = mark_row(written, ("deleted",), {})
    except ValueError:
        return
    for one in Scanner([row]).find(text).marks:
        rising([one.whole], text)
        rising([one.words or one.whole], text)


def quotes(data: bytes) -> None:
    """The words of a decision, between NULs, and a text in which they are looked for."""
    before, words, after, text, *_ = *data.decode("utf-8", "ignore").split("\0"), "", "", ""
    rising(sorted(find(text, TextQuote(before, words, after))), text, may_overlap=True)


def tags(data: bytes) -> None:
    """A tag of a language, and a numeral."""
    text = data.decode("utf-8", "ignore")
    numerals.roman_value(text)
    if not re.fullmatch(languages.FORM, text):
        return
    tag = languages.canonical(text)
    if languages.canonical(tag) != tag:
        raise BrokenPromiseError(tag)
    languages.is_registered(tag)
    languages.check(tag)
    languages.iso_639_2(tag)


def lists(data: bytes) -> None:
    """A list of persons, terms or places."""
    for read in (read_persons, read_terms, read_places):
        with suppress(AuthorityError):
            read(data)


def pictures(data: bytes) -> None:
    """A picture: one that is let in has a size that is printed."""
    with suppress(PictureError):
        look_at(data)


def pages_handed_in(data: bytes) -> None:
    """PAGE XML, ALTO, or TEI of others."""
    with suppress(HandedInError):
        handed_in.read("x.xml", data)


def archives(data: bytes) -> None:
    """A packed document."""
    with suppress(archive.ArchiveError):
        archive.unpack(data)


def records(data: bytes) -> None:
    """A record of what was published."""
    record_in(data)


def profiles(data: bytes) -> None:
    """Expressions of an edition's own; the first byte says of which topic."""
    topic = _TOPICS[data[0] % len(_TOPICS)] if data else "shared"
    files = ((f"{topic}.toml", data[1:].decode("utf-8", "ignore")), _BASE)
    with suppress(UsageError):
        profile.from_files("profile", files)


PARTS: dict[str, Target] = {
    "words shown": words_shown,
    "normalized text": normalized,
    "TOML": toml,
    "style sheets": style_sheet,
    "XML": xml,
    "page marks": page_marks,
    "marks": marks,
    "quoted words": quotes,
    "tags": tags,
    "lists of names": lists,
    "pictures": pictures,
    "pages handed in": pages_handed_in,
    "archives": archives,
    "records": records,
    "profiles": profiles,
}


@cache
def known(name: str) -> Profile:
    """Give a profile of the package."""
    return profile.load(name)


def rising(spans: list[Span], text: str, *, may_overlap: bool = False) -> None:
    """Hold that ``spans`` lie in ``text``, one after the other."""
    done = 0
    for start, end in spans:
        if not done <= start <= end <= len(text):
            raise BrokenPromiseError(f"({start}, {end}) behind {done} in {len(text)}")
        done = start if may_overlap else end
