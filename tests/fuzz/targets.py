"""What is fuzzed: functions of bytes, each of which raises where a promise is broken.

A target gives what it is handed to one part of the pipeline. What that part is to refuse it refuses
by a finding or by the error that its docstring names; anything else is a fault.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipeline import edition, tei
from pipeline.convert.archive import read_folder
from pipeline.convert.docx import TEMPLATE, reference
from pipeline.convert.docx.page import PAGES
from pipeline.edition.decisions import DecisionsText
from pipeline.encode.dates import find_dates, find_heading_date, find_places
from pipeline.encode.references import ReferenceContext, find_references
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from pipeline.engine.tei_text import read_tei
from pipeline.model.errors import ConversionError, UnusableFileError
from pipeline.model.metadata import Provenance
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.verify import docx, epub, pdf
from tests.fuzz.packages import book, repacked
from tests.fuzz.parts import PARTS, Target, known, rising
from tests.hostile.folders import SETTINGS
from tests.hostile.words import LETTER
from tests.promises import BrokenPromiseError, hold


def raw_text(data: bytes) -> None:
    """A transcription: the text of the TEI is that of the file, in its order, or it is refused."""
    hold(run_stages(TranscriptionFile(Path("d1.txt"), data), context("frus")), data)


def forms(data: bytes) -> None:
    """A transcription of any form, and the form of Project Gutenberg."""
    source, found = normalize(data, "d1.txt")
    if not found:
        said_of_all(context("frus").encoding.lay_out(source))
    work = run_stages(TranscriptionFile(Path("d1.txt"), data), context("gutenberg"))
    hold(work, data)


def tei_reader(data: bytes) -> None:
    """A text that comes as TEI: what is read and written reads the same."""
    setting = context("frus")
    work = read_tei(TranscriptionFile(Path("sources.xml"), data), setting)
    if work.document is None:
        if not work.diagnostics:
            raise BrokenPromiseError("it is refused, and nothing is said")
        return
    written = tei.write(work.document, setting.metadata, Provenance("sources.xml", "", ()))
    if tei.read(written) != work.document:
        raise BrokenPromiseError("what was written reads otherwise")


def settings(data: bytes) -> None:
    """The settings of an edition."""
    with tempfile.TemporaryDirectory(prefix="letters") as folder:
        Path(folder, "edition.toml").write_bytes(data)
        Path(folder, "d1.txt").write_text(LETTER)
        loaded, said = edition.load(Path(folder))
        for one in (*said, *loaded.review(frozenset())):
            if not one.message.isprintable():
                raise BrokenPromiseError("a message is not printable")


def decisions(data: bytes) -> None:
    """The decisions on a letter."""
    try:
        handed: DecisionsText = (data.decode(), "")
    except UnicodeDecodeError:
        handed = ("", "it is not UTF-8")
    file = TranscriptionFile(Path("d1.txt"), LETTER.encode(), handed)
    hold(run_stages(file, context("frus")), file.data)


def references(data: bytes) -> None:
    """The words of a text that may cite something."""
    text = data.decode("utf-8", "ignore")
    words = known("frus").references
    assert words is not None
    cited = None
    for document in ("d1", "d2"):
        place = ReferenceContext("letters", document, ("d1", "d2", "d3"), cited=cited)
        found = find_references(text, place, words)
        rising([one.span for one in found.marks], text)
        rising([one.span for one in found.unresolved], text)
        cited = found.cited


def dates(data: bytes) -> None:
    """The words of a dateline or heading."""
    text = data.decode("utf-8", "ignore")
    words = known("frus").dates
    assert words is not None
    marks = find_dates(text, words)
    rising([one.span for one in marks], text)
    rising(list(find_places(text, marks)), text)
    find_heading_date(text, words)


def docx_reader(data: bytes) -> None:
    """A DOCX: one that is read back, and a reference document."""
    made = repacked("docx", data)
    with suppress(ConversionError):
        docx.check(book(), made)
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(made)
        file.flush()
        with suppress(UnusableFileError):
            reference.applied(Path(file.name), read_folder(TEMPLATE), PAGES["a4"])


def epub_reader(data: bytes) -> None:
    """An EPUB that is read back."""
    with suppress(ConversionError):
        epub.check(book(), repacked("epub", data))


def pdf_reader(data: bytes) -> None:
    """A PDF that is read back."""
    with suppress(ConversionError):
        pdf.check(book(), data)


TARGETS: dict[str, Target] = {
    "raw text": raw_text,
    "forms": forms,
    "TEI reader": tei_reader,
    "settings": settings,
    "decisions": decisions,
    "references": references,
    "dates": dates,
    "DOCX reader": docx_reader,
    "EPUB reader": epub_reader,
    "PDF reader": pdf_reader,
    **PARTS,
}


@cache
def context(profile_name: str) -> EditionContext:
    """Give what the stages know of an edition of one letter."""
    with tempfile.TemporaryDirectory(prefix="letters") as folder:
        described = SETTINGS.replace("id =", f'profile = "{profile_name}"\nid =')
        Path(folder, "edition.toml").write_text(described)
        Path(folder, "d1.txt").write_text(LETTER)
        return EditionContext.of(edition.load(Path(folder))[0])


def said_of_all(source: Source) -> None:
    """Hold that what was laid out has each letter and sign of before, or its log says why not."""
    if source.origin is None:
        return
    gone = Counter(source.origin.text) - Counter(source.text)
    gone -= Counter("".join(edit.before for edit in source.edits))
    if any(not character.isspace() for character in gone):
        raise BrokenPromiseError(f"the layout loses {gone}")
