"""Characters that no format an edition asks for can be set with, told before any is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, replace
from itertools import chain
from pathlib import Path

from pipeline.book import BookPart
from pipeline.book.everyday import EVERYDAY, is_everyday
from pipeline.book.outputs import SET_IN_TYPST
from pipeline.book.title_page import for_printer
from pipeline.book.typeface import own_characters
from pipeline.edition import Edition, EditionFiles
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.document import NOWHERE, Document, printed
from pipeline.model.publication import Publication
from pipeline.model.source import Source

_CODE = "C101"


def in_document(document: Document, source: Source, own: frozenset[str]) -> Iterator[Diagnostic]:
    """Say which characters of a document the PDF cannot show, for all that the edition has."""
    if all(EVERYDAY.issuperset(text) for text, _ in printed(document)):
        return
    from pipeline.convert.pdf import coverage  # noqa: PLC0415 - few texts need it

    for one in coverage.uncovered_in(document, own):
        found = coverage.character_without_glyph(one)
        yield from source.diagnose(coverage.CHARACTER_WITHOUT_GLYPH, [found])


def wanted(found: Iterable[Diagnostic], formats: Collection[str]) -> tuple[Diagnostic, ...]:
    """Leave out findings that concern none of ``formats``."""
    return tuple(one for one in found if one.code != _CODE or SET_IN_TYPST & set(formats))


def around(loaded: Edition) -> Iterator[Diagnostic]:
    """Say which characters cannot be shown of what stands around the documents.

    The PDF shows all of it, the cover of the EPUB what is known of the edition.
    """
    settings, formats = loaded.folder / "edition.toml", loaded.plan.outputs.formats
    is_set = bool(SET_IN_TYPST & set(formats))
    if is_set or "epub" in formats:
        # Of what shops are told, only figures are set.
        source = loaded.metadata.source if is_set else None
        shown = astuple(replace(loaded.metadata, publication=Publication(), source=source))
        printed = for_printer(loaded.metadata, loaded.plan.outputs)
        yield from _in_file(settings, loaded, _texts((*shown, *printed)))
    if not is_set or not loaded.is_whole:
        return
    yield from _in_file(settings, loaded, _titles(loaded.plan.parts))
    known = loaded.authorities
    for name, entries in (
        ("persons", known.persons),
        ("terms", known.terms),
        ("places", known.places),
    ):
        yield from _in_file(
            loaded.folder / f"{name}.xml",
            loaded,
            (text for one in entries for text in _texts(astuple(one))),
        )


def at(character: str, path: Path, files: EditionFiles, said: Diagnostic) -> Diagnostic:
    """Place what is said of a file where it first has ``character``."""
    text = files.text(path)
    before = text[: max(text.find(character), 0)]
    line, column = 1 + before.count("\n"), len(before) - before.rfind("\n")
    place = replace(
        said.location, file=str(path), line=line, column=column, end_line=line,
        end_column=column + 1,
    )  # fmt: skip
    return replace(said, location=place)


def _in_file(path: Path, loaded: Edition, texts: Iterable[str]) -> Iterator[Diagnostic]:
    unusual = "".join(text for text in texts if not is_everyday(text))
    if not unusual:
        return
    from pipeline.convert.pdf import coverage, fonts  # noqa: PLC0415 - as above

    own = own_characters(loaded.plan.outputs.typefaces)
    for character in sorted(fonts.not_covered(frozenset(unusual), own)):
        one = coverage.Uncovered("", NOWHERE, character)
        found = coverage.character_without_glyph(one)
        said = Source(str(path), "").diagnose(coverage.CHARACTER_WITHOUT_GLYPH, [found])
        yield from (at(character, path, loaded.files, here) for here in said)


def _texts(facts: Iterable[object]) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact, str):
            yield fact
        elif isinstance(fact, tuple):
            yield from _texts(fact)


def _titles(parts: Iterable[BookPart]) -> Iterator[str]:
    return chain.from_iterable((part.title, *_titles(part.chapters)) for part in parts)
