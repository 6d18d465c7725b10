"""``persons.xml``, ``places.xml``, ``terms.xml``: what they hold, and doubtful entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.edition.files import EditionFiles
from pipeline.model.authority import Authorities, Person, PlaceEntry, TermEntry
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnreadableFileError
from pipeline.tei.authority import AuthorityError, Left, read_persons, read_places, read_terms

_Entry = TypeVar("_Entry", Person, TermEntry, PlaceEntry)

_SHOWN = 8
_FILE_ITSELF = "put the file itself there; the edition may do without it"
_WORD = re.compile(r"[^ .,]+")
# Ids of notes, pages and calendars.
_OF_TEXT = re.compile(r"#(?:.*fn[0-9]+|pg_.*|cal_.*)", re.ASCII)
_ID = re.compile(r"""xml:id ?= ?["']([^"']{1,200})["']""", re.ASCII)


AUTHORITY_ENTRY_UNUSED = Message(
    "A001", "authority-entry-unused", Severity.INFO,
    summary="Entries of an authority file are led to by no transcription.",
    why="""An index of persons would list people of whom the edition has nothing; or their names are
    written otherwise in the texts and were not recognized.""",
    example="an entry `Acheson, Dean` where the texts speak of nobody by this name.",
    remedy="compare the forms in the texts; an entry that is not needed may stay.",
)  # fmt: skip


AUTHORITY_NAME_DOUBLED = Message(
    "A002", "authority-name-doubled", Severity.WARNING,
    summary="Two persons of the authority file have the same name.",
    why="""No program can tell which of the two a text means, so that the name is linked to neither
    or to the wrong one.""",
    example="`Smith, John` twice, with two ids.",
    remedy="take one of the two out, or tell them apart as `Smith, John (London)`.",
)  # fmt: skip


AUTHORITY_NAME_IN_TWO_WAYS = Message(
    "A003", "authority-name-in-two-ways", Severity.INFO,
    summary="A name of the authority file may be another entry, written in another way.",
    why="One person with two ids has two lines in every index.",
    example="`Smith, John` and `Smith, J.`",
    remedy="take one of the two out, unless they are two persons.",
)  # fmt: skip


AUTHORITY_TERM_DOUBLED = Message(
    "A004", "authority-term-doubled", Severity.WARNING,
    summary="An abbreviation or term is listed twice.",
    why="A reader who follows it arrives at one of two explanations by chance.",
    example="`NSC` twice, with two ids.",
    remedy="take one of the two out, or join their explanations.",
)  # fmt: skip


AUTHORITY_TERM_UNEXPLAINED = Message(
    "A005", "authority-term-unexplained", Severity.INFO,
    summary="An abbreviation or term of the authority file has no explanation.",
    why="A reader who follows it learns nothing.",
    example="`NSC` with nothing behind it.",
    remedy="write the explanation behind the term, inside the item.",
)  # fmt: skip


AUTHORITY_FILE_UNUSABLE = Message(
    "A006", "authority-file-unusable", Severity.ERROR,
    summary="An authority file cannot be used.",
    why="""No name or term would be linked, no index made of it, and the edition would look whole;
    so it is not published.""",
    example="an `item` of `persons.xml` is not closed; it has a DOCTYPE; it is not UTF-8.",
    remedy="correct the line that is named. An edition may do without these files.",
)  # fmt: skip


AUTHORITY_ENTRY_UNUSABLE = Message(
    "A007", "authority-entry-unusable", Severity.WARNING,
    summary="An entry of an authority file cannot be used.",
    why="""It is left out of the list and the index, and no name is linked to it; all other entries
    are used. Two entries with the same id are both left out: it is not clear which is meant.""",
    example="an `item` without `xml:id`; the id `p_smith` given to two persons.",
    remedy="""give each entry an id of its own, and write the name inside it. A line of the list
    that is no entry, as a remark of the editors, belongs into a text of the book.""",
)  # fmt: skip


def read(
    folder: Path, files: EditionFiles, documents: Collection[str] = ()
) -> tuple[Authorities, tuple[Diagnostic, ...]]:
    """Read the files; what cannot be used of them is left out, and it is said why.

    An entry stands in the one TEI file of the edition, so no other may have its id there:
    ``documents`` are those of the documents.
    """
    paths = folder / "persons.xml", folder / "terms.xml", folder / "places.xml"
    persons, said = _read(paths[0], files, read_persons)
    terms, said_too = _read(paths[1], files, read_terms)
    places, said_of_places = _read(paths[2], files, read_places)
    taken = {f"#{name}" for name in documents}
    kept, clashes = _apart(persons, taken, paths[0], files)
    kept_terms, more = _apart(terms, taken | {one.key for one in kept}, paths[1], files)
    others = taken | {one.key for one in kept} | {one.key for one in kept_terms}
    kept_places, still_more = _apart(places, others, paths[2], files)
    told = (*said, *said_too, *said_of_places, *clashes, *more, *still_more)
    return Authorities(kept, kept_terms, kept_places), told


def _apart(
    entries: tuple[_Entry, ...], taken: Collection[str], path: Path, files: EditionFiles
) -> tuple[tuple[_Entry, ...], tuple[Diagnostic, ...]]:
    """Leave out the entries whose ids something else in the edition has."""
    wrong = [one.key for one in entries if one.key in taken or _OF_TEXT.fullmatch(one.key)]
    if not wrong:
        return entries, ()
    lines = _lines(files.text(path))
    hint = "give it an id that no document, note or page has, as p_smith"
    message = f"an entry of {path.name} is left out: the id {{}} is that of something else"
    said = tuple(
        AUTHORITY_ENTRY_UNUSABLE.say(message.format(key[1:]), path, lines.get(key, 1), hint)
        for key in wrong
    )
    return tuple(one for one in entries if one.key not in wrong), said


def _read(
    path: Path,
    files: EditionFiles,
    entries: Callable[[bytes, str], tuple[tuple[_Entry, ...], Left]],
) -> tuple[tuple[_Entry, ...], tuple[Diagnostic, ...]]:
    try:
        data = files.read_if_present(path)
        if data is None:
            return (), ()
        found, left = entries(data, str(path))
    except UnreadableFileError as error:
        message = f"{path.name} cannot be used: {error.fault}"
        return (), (AUTHORITY_FILE_UNUSABLE.say(message, path, 1, _FILE_ITSELF),)
    except AuthorityError as error:
        message = f"{path.name} cannot be used: {error.problem}"
        return (), (AUTHORITY_FILE_UNUSABLE.say(message, path, error.line, error.hint),)
    said = f"an entry of {path.name} is left out: "
    return found, tuple(
        AUTHORITY_ENTRY_UNUSABLE.say(said + one.problem, path, one.line, one.hint) for one in left
    )


def review(
    folder: Path, files: EditionFiles, authorities: Authorities, used: frozenset[str] | None
) -> Iterator[Diagnostic]:
    """Look at the entries of both files; ``used`` are the keys that texts lead to, if known."""
    persons, terms = folder / "persons.xml", folder / "terms.xml"
    if authorities.persons:
        lines = _lines(files.text(persons))
        yield from _persons(authorities.persons, persons, lines, used)
    if authorities.terms:
        lines = _lines(files.text(terms))
        yield from _terms(authorities.terms, terms, lines, used)


def _persons(
    entries: Sequence[Person], path: Path, lines: dict[str, int], used: frozenset[str] | None
) -> Iterator[Diagnostic]:
    names = [(entry.key, entry.name) for entry in entries]
    first: dict[str, str] = {}
    for key, name in names:
        if first.setdefault(name, key) != key:
            message = f"the name “{name}” is listed for a second time, with another id"
            yield AUTHORITY_NAME_DOUBLED.say(message, path, lines.get(key, 1))
    for key, name, other in _in_two_ways(names):
        message = f"“{name}” may be the person listed as “{other}”"
        yield AUTHORITY_NAME_IN_TWO_WAYS.say(message, path, lines.get(key, 1))
    yield from _unused(names, path, lines, used)


def _terms(
    entries: Sequence[TermEntry], path: Path, lines: dict[str, int], used: frozenset[str] | None
) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for entry in entries:
        line = lines.get(entry.key, 1)
        if first.setdefault(entry.form, entry.key) != entry.key:
            message = f"the term “{entry.form}” is listed for a second time, with another id"
            yield AUTHORITY_TERM_DOUBLED.say(message, path, line)
        if not entry.description:
            message = f"nothing is said of “{entry.form}”"
            yield AUTHORITY_TERM_UNEXPLAINED.say(message, path, line)
    yield from _unused([(entry.key, entry.form) for entry in entries], path, lines, used)


def _unused(
    names: Sequence[tuple[str, str]], path: Path, lines: dict[str, int],
    used: frozenset[str] | None,
) -> Iterator[Diagnostic]:  # fmt: skip
    idle = [(key, name) for key, name in names if used is not None and key not in used]
    if idle:
        shown = ", ".join(name for _, name in idle[:_SHOWN])
        more = ", …" if len(idle) > _SHOWN else ""
        message = (
            f"{len(idle)} of {len(names)} entries are led to by no transcription: {shown + more}"
        )
        yield AUTHORITY_ENTRY_UNUSED.say(message, path, lines.get(idle[0][0], 1))


def _in_two_ways(names: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield entries whose given names are the initials of an earlier one of the same surname."""
    by_surname: dict[str, list[tuple[str, list[str]]]] = {}
    for key, name in names:
        surname, _, given = name.partition(", ")
        parts = _WORD.findall(given.partition(",")[0])
        known = by_surname.setdefault(surname, [])
        other = next((o for o, their in known if o != name and _agree(parts, their)), None)
        if other is not None:
            yield key, name, other
        known.append((name, parts))


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    pairs = list(zip(one, other, strict=False))
    return bool(pairs) and all(a == b or _is_initial(a, b) or _is_initial(b, a) for a, b in pairs)


def _is_initial(letter: str, name: str) -> bool:
    return len(letter) == 1 and name.startswith(letter)


def _lines(text: str) -> dict[str, int]:
    """Give the line of each id, as ``#id``."""
    return {
        f"#{match[1]}": number
        for number, line in enumerate(text.split("\n"), 1)
        for match in _ID.finditer(line)
    }
