"""The pictures that figures name, read from the folder of the edition; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pipeline.book.pictures import Picture, PictureError, look_at, named_in
from pipeline.checks.facts import PageFacts
from pipeline.edition.named_files import fault_of
from pipeline.engine.passes import EncodedEdition
from pipeline.model.diagnostics import Diagnostic, Finding, Message, Severity
from pipeline.model.document import Document, Figure, span_of
from pipeline.model.errors import UnreadableFileError
from pipeline.model.page_images import is_address
from pipeline.model.source import Source
from pipeline.system import reading

PICTURE_NOT_SHOWN = Message(
    "S141", "picture-not-shown", Severity.WARNING,
    summary="A picture is named and cannot be shown.",
    why="""A PNG or a JPEG that a figure names and that lies in the folder of the edition is shown
    by all outputs. Nothing is fetched from elsewhere; there the description is printed instead.""",
    example="`[figure mole.png: a plan of the mole]` where the edition has no `mole.png`.",
    remedy="""put the picture into the folder of the edition and write its path from there. Where
    there is none to be had, take the name out.""",
)  # fmt: skip
PAGE_IMAGE_MISSING = Message(
    "P117", "page-image-missing", Severity.WARNING,
    summary="The picture of a page that `[source]` names is not there.",
    why="""The TEI names the picture of each page that begins (`pb/@facs`), and so do the pages that
    are made. Who follows it finds nothing. Addresses of the web are not looked at.""",
    example='`pages = "scans/{page}.jpg"` and `[Page 12]`, where there is no `scans/12.jpg`.',
    remedy="put the picture into the folder, or name another below `[source.page_images]`.",
)  # fmt: skip
_GRAPHIC = b"<graphic "
_PUT = "put a PNG or a JPEG into the folder of the edition and write its path from there"


def pictures_of(texts: Iterable[Document], folder: Path) -> dict[str, Picture | str]:
    """Give for each name in a figure the picture, or why there is none."""
    names = dict.fromkeys(figure.image for _, figure in named_in(texts))
    return {name: picture_at(folder, name) for name in names}


def picture_at(folder: Path, name: str) -> Picture | str:
    """Give a picture in the folder of the edition, or why there is none."""
    path = PurePosixPath(name)
    if "://" in name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        return "only files in the folder of the edition are shown"
    fault = fault_of(folder, name)
    if fault:
        return fault
    try:
        return look_at(reading.read(folder / name, reading.PICTURE))
    except UnreadableFileError as error:
        return error.fault
    except PictureError as error:
        return str(error)


def named_by(encoded: EncodedEdition) -> tuple[tuple[Source, Figure], ...]:
    """Give the figures of an edition that name a picture, each with the source of its text."""
    made = (
        one.encoded for one in encoded.texts if one.result.facts is not None and _GRAPHIC in one.tei
    )
    return tuple(
        (one.source, figure)
        for one in made
        if one.document is not None
        for _, figure in named_in((one.document,))
    )


def faults(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Give for each name of a picture why it is not shown, nothing where it is."""
    known = {name: picture_at(folder, name) for name in names}
    return {name: one if isinstance(one, str) else "" for name, one in known.items()}


def not_shown(
    figures: Iterable[tuple[Source, Figure]], whys: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Say which pictures of an edition are not shown; ``whys`` are their :func:`faults`."""
    for source, figure in figures:
        if whys[figure.image]:
            said = f"the picture {figure.image!r} is not shown: {whys[figure.image]}"
            found = Finding(span_of(figure), said, _PUT)
            yield from source.diagnose(PICTURE_NOT_SHOWN, (found,))


def of_pages(encoded: EncodedEdition) -> Iterator[str]:
    """Yield the pictures of pages that are to be in files, as the TEI of each text names them."""
    for one in encoded.texts:
        for page in one.result.facts.pages if one.result.facts else ():
            if page.facs and not is_address(page.facs):
                yield page.facs


def faults_of_pages(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Give for each picture of a page why it cannot be used, nothing where it can."""
    return {name: fault_of(folder, name) for name in names}


def page_images_missing(encoded: EncodedEdition, whys: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Say once a text which pages have no picture; ``whys`` are their :func:`faults_of_pages`."""
    for one in encoded.texts:
        pages = one.result.facts.pages if one.result.facts else ()
        missing = [page for page in pages if whys.get(page.facs)]
        if missing:
            found = _missing(missing[0], len({page.facs for page in missing}) - 1)
            yield from one.encoded.source.diagnose(PAGE_IMAGE_MISSING, (found,))


def _missing(first: PageFacts, others: int) -> Finding:
    more = f", and {others} more like it" if others else ""
    said = f"the picture {first.facs!r} of page {first.number} is not there{more}"
    return Finding(first.span, said)
