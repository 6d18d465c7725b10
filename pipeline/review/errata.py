"""The errata between two published states of an edition, as a text that can stand in its back.

Both states are the edition as one TEI file. What differs is told in whole words, at the document,
the note and the page of the printed source where it stands now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import tei, validate
from pipeline.book.titles import title_of
from pipeline.book.words import words_in
from pipeline.model.document import Document
from pipeline.model.errors import UsageError
from pipeline.verify.differences import MarkFault, TextDifference, compare
from pipeline.verify.expected import Expected, expect
from pipeline.verify.reading import SEPARATORS, MarkKind
from pipeline.verify.sight import Addresses

_ENDS = frozenset(SEPARATORS + " \u00a0")
_SHOWN = str.maketrans(dict.fromkeys(SEPARATORS, " "))


@dataclass(frozen=True, slots=True)
class Erratum:
    """For ``old`` read ``new`` in a document; ``where`` names the note, empty for the text."""

    document: Document
    where: str
    page: str
    old: str
    new: str


def errata_text(
    old: bytes, new: bytes, language: str, names: tuple[str, str] = ("old.xml", "new.xml")
) -> str:
    """Give what differs as a text with a heading, a line for each erratum.

    Raises UsageError where one of the two, which are called ``names``, is no edition as one TEI
    file.
    """
    words = words_in(language).errata
    before, after = (_texts(*one) for one in zip((old, new), names, strict=True))
    lines = [words.heading]
    for name, document in after.items():
        place = words.document.format(name=_name(document))
        if name not in before:
            lines.append(words.added.format(place=place))
            continue
        for one in errata(before[name], document):
            where = words.note.format(place=place, number=one.where) if one.where else place
            where = words.page.format(place=where, page=one.page) if one.page else where
            kind = words.read if one.old and one.new else words.add if one.new else words.omit
            lines.append(kind.format(place=where, old=one.old, new=one.new))
    gone = (one for name, one in before.items() if name not in after)
    lines += (words.gone.format(place=words.document.format(name=_name(one))) for one in gone)
    return "\n\n".join(lines) + "\n"


def errata(old: Document, new: Document) -> Iterator[Erratum]:
    """Find what differs between two states of a document, in the order of the new one."""
    wanted = expect(new, Addresses.of((new,)))
    found = compare(wanted, expect(old, Addresses.of((old,))).reading, ())
    for one in found.texts:
        before, after = _whole_words(one)
        if before != after:
            yield Erratum(new, one.where.removeprefix("the text").removeprefix("note "),
                          _page(wanted, one), before, after)  # fmt: skip
    labels = {note.id: note for note in wanted.reading.notes}
    for mark in found.marks:
        is_new = mark.change is MarkFault.MISSING and mark.mark.kind is MarkKind.NOTE
        if is_new and mark.mark.value in labels:
            note = labels[mark.mark.value]
            yield Erratum(new, note.label, "", "", note.passage.text.translate(_SHOWN))


def _whole_words(one: TextDifference) -> tuple[str, str]:
    """Give what stood there and what stands there now, in whole words, and never nothing."""
    start, end = one.start, one.end
    before, after = _worded(one, start, end)
    while not (before and after) and (start, end) != (0, len(one.expected.text)):
        start, end = max(0, start - 1), min(len(one.expected.text), end + 1)
        before, after = _worded(one, start, end)
    return before, after


def _worded(one: TextDifference, start: int, end: int) -> tuple[str, str]:
    text = one.expected.text
    while start and text[start - 1] not in _ENDS:
        start -= 1
    while end < len(text) and text[end] not in _ENDS:
        end += 1
    before = text[start : one.start] + one.found + text[one.end : end]
    shown = (" ".join(each.translate(_SHOWN).split()) for each in (before, text[start:end]))
    return next(shown), next(shown)


def _page(wanted: Expected, one: TextDifference) -> str:
    """Give the page of the printed source that the difference stands on; empty for a note."""
    if one.expected is not wanted.reading.body:
        return ""
    marks = one.expected.marks
    pages = (
        mark.value
        for mark in reversed(marks)
        if mark.kind is MarkKind.PAGE and mark.start <= one.start
    )
    return next(pages, "").strip("[]")


def _texts(data: bytes, name: str) -> dict[str, Document]:
    for one in validate.check_given(data, name):
        fault = f"this is no edition as one TEI file: {one.message}"
        raise UsageError(f"{name}:{one.location.line}: {fault}")
    try:
        volume = tei.read_volume(data)
    except tei.MalformedTeiError as error:
        raise UsageError(f"{name}: this is no edition as one TEI file: {error}") from error
    return {one.id: one for one in (*volume.front, *volume.documents, *volume.back)}


def _name(document: Document) -> str:
    return document.number or title_of(document).text or document.id
